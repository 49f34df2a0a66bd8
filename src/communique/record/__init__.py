"""The record: what Communiqué writes down of a document, and nothing that computes it.

`entries` holds one type for each kind of entry, `document` what goes in, `record` the whole that
comes out; `schema` gives the JSON Schema of a record, which is published beside it as `record.schema.json`.
"""

from communique.record.document import Document
from communique.record.entries import (
    Act,
    Actor,
    ActorKind,
    Anchor,
    Commitment,
    Event,
    EventStatus,
    EventType,
    Finding,
    Interval,
    Layout,
    Meeting,
    MeetingFormat,
    MeetingStatus,
    Mention,
    MentionForm,
    Mode,
    Place,
    PlaceMention,
    Position,
    Request,
    Role,
    Span,
    Stance,
    Statement,
    TimeExpression,
    ViaSource,
    ViaStatement,
)
from communique.record.record import Model, Record
from communique.record.schema import json_schema

__all__ = [
    "Act",
    "Actor",
    "ActorKind",
    "Anchor",
    "Commitment",
    "Document",
    "Event",
    "EventStatus",
    "EventType",
    "Finding",
    "Interval",
    "Layout",
    "Meeting",
    "MeetingFormat",
    "MeetingStatus",
    "Mention",
    "MentionForm",
    "Mode",
    "Model",
    "Place",
    "PlaceMention",
    "Position",
    "Record",
    "Request",
    "Role",
    "Span",
    "Stance",
    "Statement",
    "TimeExpression",
    "ViaSource",
    "ViaStatement",
    "json_schema",
]
