"""What an analyst says to the records: kept apart from them, applied on top of every later reading.

A correction of an actor holds in all documents (or, of a split, in those that it names). A correction of an entry
finds it again by the kind of entry and its evidence in the document's text, not by its id, which may be another
one after the next reading.
"""

from __future__ import annotations

import datetime
from typing import Any, Literal

import msgspec

from communique.record import Record, Span
from communique.store.keys import KEY_LENGTH, digest

EntryKind = Literal[
    "statement",
    "meeting",
    "event",
    "commitment",
    "request",
    "refusal",
    "position",
    "finding",
    "actor",
    "place",
    "time",
]


class CorrectionError(ValueError):
    """A correction cannot be made; the message says why."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a document, as it is found again after another reading.

    Attributes:
        document: Key of the document.
        kind: The kind of entry.
        label: Its act, type, stance, identity …, to tell entries with the same evidence apart; may be empty.
        evidence: Its spans.
    """

    document: str
    kind: EntryKind
    label: str
    evidence: tuple[Span, ...]


class Rename(msgspec.Struct, frozen=True, kw_only=True, tag="rename", tag_field="change"):
    """Show the actor `identity` by the name `name`."""

    identity: str
    name: str


class Merge(msgspec.Struct, frozen=True, kw_only=True, tag="merge", tag_field="change"):
    """The actor `identity` is the same as the actor `into`."""

    identity: str
    into: str


class Split(msgspec.Struct, frozen=True, kw_only=True, tag="split", tag_field="change"):
    """In these documents (keys) the actor `identity` is another one, `into`."""

    identity: str
    into: str
    documents: tuple[str, ...]


class Drop(msgspec.Struct, frozen=True, kw_only=True, tag="drop", tag_field="change"):
    """The entry is wrong, and with it what hangs on it (the commitment that a statement carries)."""

    target: Target


class Mend(msgspec.Struct, frozen=True, kw_only=True, tag="mend", tag_field="change"):
    """The entry's `field` has the value `value` (as in a record's JSON; actors by their identities)."""

    target: Target
    field: str
    value: Any


Change = Rename | Merge | Split | Drop | Mend


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A change, who says so, when and why."""

    author: str
    day: datetime.date
    reason: str
    change: Change

    @property
    def key(self) -> str:
        """A name made of its content: the same correction twice is one."""
        return digest(self.to_json())[:KEY_LENGTH]

    def to_json(self) -> bytes:
        """One line of JSON, UTF-8."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> Correction:
        """What `to_json` wrote.

        Raises:
            CorrectionError: It is something else; the message names the field.
        """
        try:
            return msgspec.json.decode(data, type=cls)
        except msgspec.DecodeError as error:
            raise CorrectionError(f"this is no correction: {error}") from None


#: The field of a record that holds the entries of a kind.
ENTRIES: dict[EntryKind, str] = {
    "statement": "statements",
    "meeting": "meetings",
    "event": "events",
    "commitment": "commitments",
    "request": "requests",
    "refusal": "refusals",
    "position": "positions",
    "finding": "findings",
    "actor": "actors",
    "place": "places",
    "time": "times",
}
#: What tells entries of a kind with the same evidence apart.
_LABELS = {
    "statement": "act",
    "meeting": "format",
    "event": "type",
    "position": "stance",
    "finding": "kind",
    "actor": "identity",
    "place": "name",
    "time": "value",
}


def target_of(record: Record, document: str, entry: str) -> Target:
    """The target for an entry with this id.

    Args:
        record: The record, as it is now.
        document: Key of its document.
        entry: The id in the record.

    Raises:
        CorrectionError: The record has no entry with this id.
    """
    for kind, field in ENTRIES.items():
        for one in getattr(record, field):
            if one.id == entry:
                return msgspec.convert(
                    {
                        "document": document,
                        "kind": kind,
                        "label": label(kind, one),
                        "evidence": evidence(kind, one),
                    },
                    Target,
                )
    raise CorrectionError(f"the record has no entry '{entry}'")


def label(kind: str, entry: Any) -> str:
    """What tells entries of a kind with the same evidence apart; empty where nothing does."""
    return str(getattr(entry, _LABELS[kind])) if kind in _LABELS else ""


def evidence(kind: str, entry: Any) -> tuple[Span, ...]:
    """The spans by which an entry is found again."""
    match kind:
        case "statement":
            return entry.content or entry.cue or entry.source  # type: ignore[no-any-return]
        case "meeting" | "event":
            return (entry.trigger,)
        case "commitment" | "request" | "refusal":
            return (entry.what,)
        case "position":
            return (entry.issue,)
        case "finding":
            return entry.evidence  # type: ignore[no-any-return]
        case "time":
            return (entry.span,)
    return tuple(mention.span for mention in entry.mentions)
