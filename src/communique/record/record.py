"""The whole record of one document, to JSON and back."""

from __future__ import annotations

import datetime

import msgspec

from communique.record.document import Document
from communique.record.entries import (
    Actor,
    Commitment,
    Event,
    Finding,
    Layout,
    Meeting,
    Place,
    Position,
    Refusal,
    Request,
    Statement,
    TimeExpression,
    ViaSource,
)


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """What read the document: the versions that, with the document, determine every byte of the record.

    Attributes:
        communique: This package's version.
        pipeline: Name of the spaCy pipeline.
        version: Version of the spaCy pipeline.
        weights: Hash of the encoder and what reads its vectors.
        confidence: Statements less sure than this were left out.
        gazetteer: Digest of the gazetteer's content.
    """

    communique: str
    pipeline: str
    version: str
    weights: str = ""
    confidence: float = 0.0
    gazetteer: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says: a pure function of the document and of `model`.

    Attributes:
        document: The document, unchanged.
        model: What read it.
        layout: The parts of the page.
        published: The day the story was published, as far as caller, header or dateline settle it without doubt.
        times: Time expressions, in text order, as are all lists.
        places: Places with their toponyms.
        actors: Whoever speaks, meets or acts.
        statements: Who said what, and on whose word.
        meetings: Meetings, visits, calls, talks.
        events: Events of PLOVER's root types.
        commitments: What a side says that it will do.
        requests: What a side asks of another.
        refusals: What a side refuses or rejects.
        positions: Where a side stands on an issue.
        findings: Doubts.
    """

    document: Document
    model: Model
    layout: Layout
    published: datetime.date | None
    times: tuple[TimeExpression, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    meetings: tuple[Meeting, ...]
    events: tuple[Event, ...]
    commitments: tuple[Commitment, ...]
    requests: tuple[Request, ...]
    positions: tuple[Position, ...]
    findings: tuple[Finding, ...]
    refusals: tuple[Refusal, ...] = ()

    def to_json(self) -> bytes:
        """The record as one line of JSON, UTF-8; the same record gives the same bytes."""
        return _ENCODER.encode(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> Record:
        """The record that `to_json` wrote.

        Raises:
            msgspec.ValidationError: The data is JSON but no record; the message names the field.
            msgspec.DecodeError: The data is no JSON.
        """
        return _DECODER.decode(data)

    def actor(self, id: str) -> Actor:
        """The actor with this id.

        Raises:
            KeyError: There is none.
        """
        for actor in self.actors:
            if actor.id == id:
                return actor
        raise KeyError(id)

    def names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The names of these actors."""
        return tuple(self.actor(id).name for id in ids)

    def chain(self, statement: Statement) -> list[tuple[str, ...]]:
        """The chain of attribution: the speakers' names, from the statement up to where the document has it from.

        Each step is a tuple of names (several for a joint statement, none where the speaker is not settled).
        """
        by_id = {s.id: s for s in self.statements}
        steps, seen, here = [self.names(statement.actors)], {statement.id}, statement.via
        while here is not None:
            if isinstance(here, ViaSource):
                steps.append(self.names(here.actors))
                break
            above = by_id[here.statement]
            if above.id in seen:
                break
            seen.add(above.id)
            steps.append(self.names(above.actors))
            here = above.via
        return steps


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Record)

__all__ = ["Model", "Record"]
