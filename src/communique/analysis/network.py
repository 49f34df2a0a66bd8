"""Networks: who meets whom, and who cites whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, Select, Subquery, Table, func, select

from communique.analysis.outlets import outlets_of
from communique.analysis.questions import ALWAYS, Days
from communique.analysis.who import Who, state_names, who
from communique.store import Store
from communique.store.flat import SHIFT
from communique.store.tables import actors, entries, parties, party_states

#: `meets`: have part in one meeting. `cites`: one says what it has from the other.
Relation = Literal["meets", "cites"]
RELATIONS: tuple[Relation, ...] = ("meets", "cites")
#: Entries that a network is made of: the latest ones.
LOOKED_AT = 20_000
#: Edges, unless told otherwise.
EDGES = 100


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a network.

    Attributes:
        identity: The actor across documents; in a network of states an alpha-3 code.
        name: What to call them.
        kind: `person`, `state`, `organisation`, …
        states: The states that they are or speak for.
        entries: How many entries the edges that are shown join them by.
    """

    identity: str
    name: str
    kind: str
    states: tuple[str, ...]
    entries: int


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """What joins two. Copies of a story are several documents: sources come nearer to how often it was.

    Attributes:
        source: Who cites; of a meeting, which has no direction, the first by identity.
        target: Who is cited, or met.
        entries: How many entries join them.
        documents: How many documents these are in.
        sources: How many outlets or agencies published these; 0 where none is known.
        example: `entries.id` of the latest of them, in this store only.
    """

    source: str
    target: str
    entries: int
    documents: int
    sources: int
    example: int


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """Who has to do with whom.

    Attributes:
        relation: `meets` or `cites`.
        nodes: Who is at an end of an edge, those with most entries first.
        edges: The strongest first.
        looked_at: How many entries it is made of.
        capped: Whether there are earlier ones that were not looked at.
    """

    relation: Relation
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    looked_at: int
    capped: bool


#: Entries that join two, by the identities (or codes) of these.
_Joins = dict[tuple[str, str], set[int]]


def network(
    store: Store,
    relation: Relation = "meets",
    *,
    of: Literal["actors", "states"] = "actors",
    days: Days = ALWAYS,
    actor: str | None = None,
    limit: int = EDGES,
    looked_at: int = LOOKED_AT,
) -> Network:
    """Who meets whom, or who cites whom.

    Args:
        store: The store.
        relation: `meets`: both have part in a meeting that was not cancelled. `cites`: on the word of the one we
            have what the other said; of a chain each link.
        of: Whether actors or states are joined.
        days: Only entries of these days.
        actor: Only what this one has part in.
        limit: How many edges, the strongest.
        looked_at: How many entries at most, the latest.

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    found = who(store, actor) if actor is not None else None
    latest = _latest(relation, found, days).limit(looked_at).subquery()
    with store.reading() as connection:
        number = connection.execute(select(func.count()).select_from(latest)).scalar_one()
        joins = _JOINED[relation](connection, parties if of == "actors" else party_states, latest)
        edges = _edges(connection, joins, limit)
        return Network(
            relation=relation,
            nodes=_nodes(connection, edges),
            edges=edges,
            looked_at=number,
            capped=number >= looked_at,
        )


def _latest(relation: Relation, found: Who | None, days: Days) -> Select[tuple[int]]:
    """The ids of the entries to look at, the latest first."""
    kind, parts = ("meeting", ("by", "member")) if relation == "meets" else ("statement", ("by", "via"))
    query = select(entries.c.id).where(entries.c.kind == kind, *days.of_entries())
    if relation == "meets":
        query = query.where(entries.c.status != "cancelled")
    if found is None:
        return query.order_by(entries.c.day.desc().nulls_last(), entries.c.id.desc())
    table = found.table
    query = query.join(table, table.c.entry == entries.c.id).where(found.once(table, parts), table.c.kind == kind)
    return query.order_by(table.c.day.desc().nulls_last(), table.c.entry.desc())


def _meetings(connection: Connection, table: Table, latest: Subquery) -> _Joins:
    """Who has part in meetings with whom."""
    query = select(table.c.entry, _key(table)).join(latest, latest.c.id == table.c.entry)
    sides: dict[int, set[str]] = defaultdict(set)
    for id, side in connection.execute(query.where(table.c.part == "by")):
        sides[id].add(side)
    return _by_pair((id, *pair) for id, have in sides.items() for pair in combinations(sorted(have), 2))


def _citations(connection: Connection, table: Table, latest: Subquery) -> _Joins:
    """Who cites whom: by the statement that a statement stands in, otherwise by what is named above it."""
    said, above = table.alias("said"), table.alias("above")
    speaks = (said.c.entry == entries.c.id) & (said.c.part == "by")
    stands_in = (above.c.entry == entries.c.statement) & (above.c.part == "by")
    is_named = entries.c.statement.is_(None) & (above.c.entry == entries.c.id) & (above.c.part == "via")
    query = select(entries.c.id, _key(above), _key(said)).join(latest, latest.c.id == entries.c.id)
    by_either = [query.join(said, speaks).join(above, cites) for cites in (stands_in, is_named)]
    return _by_pair(tuple(row) for one in by_either for row in connection.execute(one))


_JOINED: dict[Relation, Callable[[Connection, Table, Subquery], _Joins]] = {
    "meets": _meetings,
    "cites": _citations,
}


def _key(table: FromClause) -> ColumnElement[str]:
    """What a table of parties calls somebody by."""
    return table.c.identity if "identity" in table.c else table.c.state


def _by_pair(found: Iterable[tuple[int, str, str]]) -> _Joins:
    joins: _Joins = defaultdict(set)
    for id, one, other in found:
        if one != other:
            joins[one, other].add(id)
    return joins


def _edges(connection: Connection, joins: _Joins, limit: int) -> tuple[Edge, ...]:
    """The edges that most documents have, as far as there is room."""
    in_documents = {pair: {id >> SHIFT for id in ids} for pair, ids in joins.items()}
    strongest = sorted(joins, key=lambda pair: (-len(in_documents[pair]), -len(joins[pair]), pair))[:limit]
    outlets = outlets_of(connection, {number for pair in strongest for number in in_documents[pair]})
    return tuple(
        Edge(
            source=source,
            target=target,
            entries=len(joins[source, target]),
            documents=len(in_documents[source, target]),
            sources=len({outlets[number] for number in in_documents[source, target] if number in outlets}),
            example=max(joins[source, target]),
        )
        for source, target in strongest
    )


def _nodes(connection: Connection, edges: Sequence[Edge]) -> tuple[Node, ...]:
    weight: Counter[str] = Counter()
    for edge in edges:
        weight.update({edge.source: edge.entries, edge.target: edge.entries})
    return tuple(node(connection, identity, number) for identity, number in weight.most_common())


def node(connection: Connection, identity: str, entries: int) -> Node:
    """Somebody by identity or code, as the latest document that names them has it."""
    query = select(actors.c.name, actors.c.kind, actors.c.states).where(actors.c.identity == identity)
    known = connection.execute(query.order_by(actors.c.document.desc()).limit(1)).first()
    state = state_names().get(identity)
    return Node(
        identity=identity,
        name=state or (known.name if known else identity),
        kind="state" if state else known.kind if known else "",
        states=(identity,) if state else tuple(known.states.split()) if known else (),
        entries=entries,
    )
