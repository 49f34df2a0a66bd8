"""The ledger as one list: who promises, asks, refuses or holds what, in which statement, of whatever kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

import msgspec

from communique.export.digest import Digest
from communique.export.evidence import entries, kind
from communique.record import Record, Span


class Line(NamedTuple):
    """A line of the ledger.

    Attributes:
        id: Id of the entry.
        kind: Its type: `Commitment`, `Request`, `Refusal`, `Position`.
        who: Ids of those whose it is.
        what: What they promise, ask for, refuse, or have a stance on.
        statement: Id of the statement that carries it.
        to: Ids of those to whom they promise or refuse it, or of whom they ask it.
        stance: Their stance, of a position; otherwise empty.
        name: The issue's name, of a position; empty where it has none.
        strength: How strongly it binds, of a commitment or request; otherwise empty.
        condition: The clause that it depends on.
        deadline: Id of the time expression by which it is to be done.
    """

    id: str
    kind: str
    who: tuple[str, ...]
    what: Span
    statement: str
    to: tuple[str, ...] = ()
    stance: str = ""
    name: str = ""
    strength: str = ""
    condition: Span | None = None
    deadline: str | None = None


def ledger(record: Record) -> Iterator[Line]:
    """The lines of a record, kind by kind."""
    for entry in entries(record):
        if kind(entry) in KINDS:
            # A position has a holder and an issue, all others have somebody who does something.
            part: Any = entry
            who, what = (part.holder, part.issue) if hasattr(part, "issue") else (part.who, part.what)
            to = getattr(part, "of", ()) or getattr(part, "to", ())
            more = {name: getattr(part, name) for name in _MORE if hasattr(part, name)}
            yield Line(entry.id, kind(entry), who, what, part.statement, to, **more)


def terms(line: Line, digest: Digest) -> list[str]:
    """What else a line says, each in a few words: `firm`, `if “…”`, `by 30 June 2022 (“the end of June”)`.

    Args:
        line: The line.
        digest: Of its record.
    """
    due = digest.times.get(line.deadline or "")
    found = [line.name, line.strength if line.strength != "plain" else ""]
    found += [f"on condition: {digest.quote([line.condition], 200)}"] if line.condition else []
    found += [f"deadline: {digest.when(due.interval, due.id)}"] if due else []
    return [one for one in found if one]


#: Fields that some kinds have, and others have not.
_MORE = ("stance", "name", "strength", "condition", "deadline")


#: The kinds of entry that make up the ledger: those that have something promised, asked or held.
KINDS = tuple(
    part.__name__
    for field in msgspec.structs.fields(Record)
    for part in get_args(field.type)[:1]
    if isinstance(part, type) and {"what", "issue"} & set(getattr(part, "__struct_fields__", ()))
)
