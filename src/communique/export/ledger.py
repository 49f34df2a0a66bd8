"""The ledger as one list: who promises, asks or holds what, in which statement, of whatever kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

import msgspec

from communique.export.evidence import entries, kind
from communique.record import Record, Span


class Line(NamedTuple):
    """A line of the ledger.

    Attributes:
        id: Id of the entry.
        kind: Its type: `Commitment`, `Request`, `Position`.
        who: Ids of those whose it is.
        what: What they promise, ask for, or have a stance on.
        statement: Id of the statement that carries it.
        stance: Their stance, of a position; otherwise empty.
    """

    id: str
    kind: str
    who: tuple[str, ...]
    what: Span
    statement: str
    stance: str = ""


def ledger(record: Record) -> Iterator[Line]:
    """The lines of a record, kind by kind."""
    for entry in entries(record):
        if kind(entry) in KINDS:
            # A position has a holder and an issue, all others have somebody who does something.
            part: Any = entry
            who, what = (part.holder, part.issue) if hasattr(part, "issue") else (part.who, part.what)
            yield Line(entry.id, kind(entry), who, what, part.statement, getattr(part, "stance", ""))


#: The kinds of entry that make up the ledger: those that have something promised, asked or held.
KINDS = tuple(
    part.__name__
    for field in msgspec.structs.fields(Record)
    for part in get_args(field.type)[:1]
    if isinstance(part, type) and {"what", "issue"} & set(getattr(part, "__struct_fields__", ()))
)
