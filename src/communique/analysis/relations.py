"""Relations between actors that entries make: who meets whom, who cites whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import Any, Literal

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Table,
    bindparam,
    case,
    func,
    select,
)

from communique.analysis.latest import latest_of
from communique.analysis.questions import ALWAYS, Days
from communique.analysis.told import slices
from communique.analysis.who import Part, Who, somebody
from communique.store.tables import entries, parties, party_states

#: `meets`: have part in one meeting. `cites`: one says what it has from the other.
Relation = Literal["meets", "cites"]
RELATIONS: tuple[Relation, ...] = ("meets", "cites")
#: What a relation is between.
Sort = Literal["actors", "states"]
#: Entries that join two, by the identities (or codes) of these.
Joins = dict[tuple[str, str], set[int]]


def latest(relation: Relation, found: Who | None, number: int, days: Days = ALWAYS) -> Select[tuple[int]]:
    """The ids of the entries that make a relation, the latest first.

    Args:
        relation: Which.
        found: Only those in which this one has part.
        number: How many.
        days: Only those of these days.
    """
    kind = "meeting" if relation == "meets" else "statement"
    where = [*days.of_entries()]
    if relation == "meets":
        where.append(entries.c.status != "cancelled")
    if found is not None:
        return latest_of(found, number, kinds=(kind,), parts=_PARTS[relation], where=where)
    query = select(entries.c.id).where(entries.c.kind == kind, *where)
    return query.order_by(entries.c.day.desc().nulls_last(), entries.c.id.desc()).limit(number)


_PARTS: dict[Relation, tuple[Part, ...]] = {"meets": ("by", "member"), "cites": ("by", "via")}


def joins(connection: Connection, relation: Relation, ids: Sequence[int], sort: Sort = "actors") -> Joins:
    """Whom entries join: of `cites` the one who cites first; of `meets`, which has no direction, by identity."""
    query = _of_ids(relation, sort)
    return _by_pair(relation, (row for some in slices(ids) for row in connection.execute(query, {"ids": some})))


def latest_joins(connection: Connection, relation: Relation, found: Who, number: int) -> Joins:
    """The same of the latest entries in which somebody has part: of actors for an actor, of states for a state."""
    query = _of_latest(relation, found.state is not None, number)
    return _by_pair(relation, connection.execute(query, found.given).all())


#: Both are made once: to make a query costs more than to ask it.
@cache
def _of_ids(relation: Relation, sort: Sort) -> Select[Any]:
    among: BindParameter[Any] = bindparam("ids", expanding=True)
    return _JOINED[relation](parties if sort == "actors" else party_states, among)


@cache
def _of_latest(relation: Relation, of_state: bool, number: int) -> Select[Any]:
    found = somebody(of_state)
    return _JOINED[relation](found.table, latest(relation, found, number))


def _sides(table: Table, among: _Among) -> Select[tuple[int, str]]:
    """Who has part in meetings."""
    return select(table.c.entry, _key(table)).where(table.c.entry.in_(among), table.c.part == "by")


def _citations(table: Table, among: _Among) -> Select[tuple[int, str, str]]:
    """Who cites whom: by the statement that a statement stands in, otherwise by what is named above it."""
    said, above = table.alias("said"), table.alias("above")
    speaks = (said.c.entry == entries.c.id) & (said.c.part == "by")
    is_named = entries.c.statement.is_(None)
    cites = (above.c.entry == func.coalesce(entries.c.statement, entries.c.id)) & (
        above.c.part == case((is_named, "via"), else_="by")
    )
    query = select(entries.c.id, _key(above), _key(said)).where(entries.c.id.in_(among))
    return query.join(above, cites).join(said, speaks)


_Among = BindParameter[Any] | Select[tuple[int]]
_JOINED: dict[Relation, Callable[[Table, _Among], Select[Any]]] = {"meets": _sides, "cites": _citations}


def _key(table: FromClause) -> ColumnElement[str]:
    """What a table of parties calls somebody by."""
    return table.c.identity if "identity" in table.c else table.c.state


def _by_pair(relation: Relation, rows: Iterable[Row[Any]]) -> Joins:
    pairs: Joins = defaultdict(set)
    for id, one, other in _meetings(rows) if relation == "meets" else rows:
        if one != other:
            pairs[one, other].add(id)
    return pairs


def _meetings(rows: Iterable[Row[Any]]) -> Iterator[tuple[int, str, str]]:
    """Who has part in meetings with whom."""
    sides: dict[int, set[str]] = defaultdict(set)
    for id, side in rows:
        sides[id].add(side)
    return ((id, *pair) for id, have in sides.items() for pair in combinations(sorted(have), 2))
