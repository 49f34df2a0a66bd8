"""Relations between actors that entries make: who meets whom, who cites whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import Any, Literal

from sqlalchemy import BindParameter, ColumnElement, Connection, FromClause, Select, Table, bindparam, select

from communique.analysis.questions import ALWAYS, Days
from communique.analysis.told import slices
from communique.analysis.who import Who
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
    kind, parts = ("meeting", ("by", "member")) if relation == "meets" else ("statement", ("by", "via"))
    query = select(entries.c.id).where(*days.of_entries())
    if relation == "meets":
        query = query.where(entries.c.status != "cancelled")
    if found is None:
        query = query.where(entries.c.kind == kind)
        return query.order_by(entries.c.day.desc().nulls_last(), entries.c.id.desc()).limit(number)
    table = found.table
    query = query.join(table, table.c.entry == entries.c.id).where(found.once(table, parts), table.c.kind == kind)
    return query.order_by(table.c.day.desc().nulls_last(), table.c.entry.desc()).limit(number)


def joins(connection: Connection, relation: Relation, ids: Sequence[int], sort: Sort = "actors") -> Joins:
    """Whom entries join: of `cites` the one who cites first; of `meets`, which has no direction, by identity."""
    return _by_pair(_JOINED[relation](connection, parties if sort == "actors" else party_states, ids))


def _meetings(connection: Connection, table: Table, ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Who has part in meetings with whom."""
    sides: dict[int, set[str]] = defaultdict(set)
    for some in slices(ids):
        for id, side in connection.execute(_sides(table), {"ids": some}):
            sides[id].add(side)
    return ((id, *pair) for id, have in sides.items() for pair in combinations(sorted(have), 2))


def _citations(connection: Connection, table: Table, ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Who cites whom: by the statement that a statement stands in, otherwise by what is named above it."""
    for query in _cited(table):
        for some in slices(ids):
            yield from (tuple(row) for row in connection.execute(query, {"ids": some}))


#: Made once for each table: to make a query costs more than to ask it.
_AMONG: BindParameter[Any] = bindparam("ids", expanding=True)


@cache
def _sides(table: Table) -> Select[tuple[int, str]]:
    return select(table.c.entry, _key(table)).where(table.c.entry.in_(_AMONG), table.c.part == "by")


@cache
def _cited(table: Table) -> tuple[Select[tuple[int, str, str]], ...]:
    said, above = table.alias("said"), table.alias("above")
    speaks = (said.c.entry == entries.c.id) & (said.c.part == "by")
    stands_in = (above.c.entry == entries.c.statement) & (above.c.part == "by")
    is_named = entries.c.statement.is_(None) & (above.c.entry == entries.c.id) & (above.c.part == "via")
    query = select(entries.c.id, _key(above), _key(said)).join(said, speaks).where(entries.c.id.in_(_AMONG))
    return tuple(query.join(above, cites) for cites in (stands_in, is_named))


_JOINED: dict[Relation, Callable[[Connection, Table, Sequence[int]], Iterator[tuple[int, str, str]]]] = {
    "meets": _meetings,
    "cites": _citations,
}


def _key(table: FromClause) -> ColumnElement[str]:
    """What a table of parties calls somebody by."""
    return table.c.identity if "identity" in table.c else table.c.state


def _by_pair(found: Iterable[tuple[int, str, str]]) -> Joins:
    pairs: Joins = defaultdict(set)
    for id, one, other in found:
        if one != other:
            pairs[one, other].add(id)
    return pairs
