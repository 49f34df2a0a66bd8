"""A profile: what all documents together have of an actor or a state."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from itertools import repeat
from typing import Any

import msgspec
from sqlalchemy import CompoundSelect, Connection, Integer, Select, bindparam, func, literal, select, union_all

from communique.analysis.latest import latest_of
from communique.analysis.network import Known, Node, known_as, node, strongest_of
from communique.analysis.offices import Office, latest_offices
from communique.analysis.positions import Stand, stands_among
from communique.analysis.relations import RELATIONS, Joins, latest_joins
from communique.analysis.told import Told, told_of
from communique.analysis.who import OWN, Part, Who, somebody, who
from communique.store import Store
from communique.store.tables import actors

#: Rows of each part.
ROWS = 10
#: To how many entries of each kind are counted; to count on would cost the more the better known an actor is.
COUNTED = 2_000
#: Meetings and statements, the latest, of which ties are made.
_LOOKED_AT = 300
_KINDS = ("statement", "meeting", "event", "commitment", "request", "refusal", "position")
LEDGER = ("commitment", "request", "refusal")
#: Of which kinds the latest are shown, with which part in them.
_SHOWN: dict[str, tuple[tuple[str, ...], tuple[Part, ...]]] = {
    "statements": (("statement",), ("by",)),
    "meetings": (("meeting",), OWN),
    "ledger": (LEDGER, ("by", "to")),
    "positions": (("position",), ("by",)),
}


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """What documents call an actor, and how many do."""

    name: str
    documents: int


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How many entries of a kind an actor says, meets, does, promises or holds.

    Attributes:
        kind: The kind of entry.
        entries: How many.
        capped: Whether there are more, which were not counted.
    """

    kind: str
    entries: int
    capped: bool


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom an actor meets, cites or is cited by.

    Attributes:
        who: The other one; `Node.entries` says how many entries join them.
        documents: How many documents these are in.
        example: `entries.id` of the latest of them, in this store only.
    """

    who: Node
    documents: int
    example: int


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, or a state with all who speak for it.

    Attributes:
        name: What to call it.
        state: The alpha-3 code, of a state.
        identities: Of an actor, what it is across documents; several where several are called so.
        kind: `person`, `state`, `organisation`, …
        states: The states that it is or speaks for.
        names: What documents call it, the commonest first.
        offices: Its offices, by the word of documents; of a state those of all who serve it.
        counts: How many entries of each kind it has, where it has any.
        statements: The latest that it says.
        meetings: The latest that it has part in.
        ledger: The latest that it promises, asks or refuses, or that it is promised, asked or refused.
        positions: The latest that it takes, by issue, with changes among these marked.
        meets: Whom it meets most, in its latest meetings.
        cited_by: On whose word most of what it says is known, in the latest statements.
        cites: Whose statements are known on its word.
    """

    name: str
    state: str | None
    identities: tuple[str, ...]
    kind: str
    states: tuple[str, ...]
    names: tuple[Name, ...]
    offices: tuple[Office, ...]
    counts: tuple[Count, ...]
    statements: tuple[Told, ...]
    meetings: tuple[Told, ...]
    ledger: tuple[Told, ...]
    positions: tuple[Stand, ...]
    meets: tuple[Tie, ...]
    cited_by: tuple[Tie, ...]
    cites: tuple[Tie, ...]


def profile(store: Store, called: str, *, limit: int = ROWS) -> Profile:
    """What all documents together have of an actor or a state.

    Args:
        store: The store.
        called: A name, an identity, a state by name or code.
        limit: How many rows each part has.

    Raises:
        QuestionError: Nobody is called so, or several are; the message suggests names.
        StoreError: The database fails.
    """
    found = who(store, called)
    mine = {found.state} if found.state else set(found.identities)
    with store.reading() as connection:
        met, citing = (latest_joins(connection, relation, found, _LOOKED_AT) for relation in RELATIONS)
        others = (
            _others(met, mine, 0) | _others(met, mine, 1),
            _others(citing, mine, 0),
            _others(citing, mine, 1),
        )
        strongest = [strongest_of(some, limit) for some in others]
        known = known_as(connection, [min(mine), *(one for some in strongest for one, _ in some)])
        here = node(known, min(mine), 0)
        meets, cited_by, cites = map(_ties, repeat(known), others, strongest)
        shown = _latest(connection, found, limit)
        return Profile(
            name=here.name,
            state=found.state,
            identities=found.identities,
            kind=here.kind,
            states=here.states,
            names=_names(connection, mine, limit),
            offices=tuple(latest_offices(connection, found, limit)),
            counts=_counts(connection, found),
            statements=shown["statements"],
            meetings=shown["meetings"],
            ledger=shown["ledger"],
            positions=tuple(stands_among(connection, found, shown["positions"])),
            meets=meets,
            cited_by=cited_by,
            cites=cites,
        )


def _names(connection: Connection, identities: Collection[str], limit: int) -> tuple[Name, ...]:
    rows = connection.execute(_NAMES, {"identities": list(identities), "limit": limit})
    return tuple(Name(name=row.name, documents=row.number) for row in rows)


_NUMBER = func.count().label("number")
_NAMES = (
    select(actors.c.name, _NUMBER)
    .where(actors.c.identity.in_(bindparam("identities", expanding=True)))
    .group_by(actors.c.name)
    .order_by(_NUMBER.desc(), actors.c.name)
    .limit(bindparam("limit"))
)


def _counts(connection: Connection, found: Who) -> tuple[Count, ...]:
    """How many entries of each kind are its own."""
    numbers = connection.execute(_numbers(found.state is not None), found.given).all()
    return tuple(
        Count(kind=row.kind, entries=min(row.number, COUNTED), capped=row.number > COUNTED)
        for row in numbers
        if row.number
    )


@cache
def _numbers(of_state: bool) -> CompoundSelect[Any]:
    return union_all(*(_number(somebody(of_state), kind) for kind in _KINDS))


def _number(found: Who, kind: str) -> Select[Any]:
    table = found.table
    theirs = select(table.c.day, table.c.entry).where(found.has_part(table, ("by",)), table.c.kind == kind)
    some = theirs.distinct().limit(COUNTED + 1).subquery()  # along the index, which has these in order
    return select(literal(kind).label("kind"), func.count().label("number")).select_from(some)


def _latest(connection: Connection, found: Who, limit: int) -> dict[str, tuple[Told, ...]]:
    """What is shown of its latest entries, by the part of a profile."""
    ids: dict[str, set[int]] = defaultdict(set)
    for part, id in connection.execute(_latest_ids(found.state is not None), {**found.given, "limit": limit}):
        ids[part].add(id)
    rows = told_of(connection, sorted(set().union(*ids.values())))
    rows.sort(key=lambda row: (row.day or datetime.date.min, row.id), reverse=True)
    return {part: tuple(row for row in rows if row.id in ids[part]) for part in _SHOWN}


@cache
def _latest_ids(of_state: bool) -> CompoundSelect[Any]:
    found, limit = somebody(of_state), bindparam("limit", type_=Integer)
    latest = {
        part: latest_of(found, limit, kinds=kinds, parts=parts).subquery()
        for part, (kinds, parts) in _SHOWN.items()
    }
    return union_all(*(select(literal(part).label("part"), ids.c.entry) for part, ids in latest.items()))


def _others(pairs: Joins, mine: Collection[str], end: int) -> Joins:
    """Those at one end of pairs that have one of mine at the other; as pairs of one, however many are mine."""
    found: Joins = defaultdict(set)
    for pair, ids in pairs.items():
        if pair[1 - end] in mine and pair[end] not in mine:
            found[pair[end], pair[end]] |= ids
    return found


def _ties(known: Known, others: Joins, strongest: Mapping[tuple[str, str], Collection[int]]) -> tuple[Tie, ...]:
    return tuple(
        Tie(
            who=node(known, pair[0], len(others[pair])),
            documents=len(numbers),
            example=max(others[pair]),
        )
        for pair, numbers in strongest.items()
    )
