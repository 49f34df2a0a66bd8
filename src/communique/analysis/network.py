"""Networks: who meets whom, and who cites whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, select, union_all

from communique.analysis.outlets import outlets_of
from communique.analysis.questions import ALWAYS, Days
from communique.analysis.relations import Joins, Relation, Sort, joins, latest
from communique.analysis.who import state_names, who
from communique.store import Store
from communique.store.flat import SHIFT
from communique.store.tables import actors

#: Entries that a network is made of: the latest ones.
LOOKED_AT = 5_000
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


def network(
    store: Store,
    relation: Relation = "meets",
    *,
    of: Sort = "actors",
    days: Days = ALWAYS,
    actor: str | None = None,
    limit: int = EDGES,
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

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    found = who(store, actor) if actor is not None else None
    with store.reading() as connection:
        ids = connection.execute(latest(relation, found, LOOKED_AT, days)).scalars().all()
        edges = edges_of(connection, joins(connection, relation, ids, of), limit)
        return Network(
            relation=relation,
            nodes=_nodes(connection, edges),
            edges=edges,
            looked_at=len(ids),
            capped=len(ids) >= LOOKED_AT,
        )


def edges_of(connection: Connection, pairs: Joins, limit: int) -> tuple[Edge, ...]:
    """The edges that most documents have, as far as there is room."""
    strongest = strongest_of(pairs, limit)
    outlets = outlets_of(connection, {number for numbers in strongest.values() for number in numbers})
    return tuple(
        Edge(
            source=source,
            target=target,
            entries=len(pairs[source, target]),
            documents=len(numbers),
            sources=len({outlets[number] for number in numbers if number in outlets}),
            example=max(pairs[source, target]),
        )
        for (source, target), numbers in strongest.items()
    )


def strongest_of(pairs: Joins, limit: int) -> dict[tuple[str, str], set[int]]:
    """The pairs that most documents join, as far as there is room, with the numbers of these; most first."""
    in_documents = {pair: {id >> SHIFT for id in ids} for pair, ids in pairs.items()}
    strongest = sorted(pairs, key=lambda pair: (-len(in_documents[pair]), -len(pairs[pair]), pair))
    return {pair: in_documents[pair] for pair in strongest[:limit]}


def _nodes(connection: Connection, edges: Sequence[Edge]) -> tuple[Node, ...]:
    weight: Counter[str] = Counter()
    for edge in edges:
        weight.update({edge.source: edge.entries, edge.target: edge.entries})
    known = known_as(connection, weight)
    return tuple(node(known, identity, number) for identity, number in weight.most_common())


#: What is known of somebody: a name, a kind and states, as a document that names them has it.
Known = dict[str, Row[Any]]
#: How many are looked up by one query, which is made once, for it is asked often.
_TOGETHER = 10
_KNOWN = union_all(
    *(
        select(
            select(actors.c.identity, actors.c.name, actors.c.kind, actors.c.states)
            .where(actors.c.identity == bindparam(f"identity_{number}"))
            .limit(1)
            .subquery()
        )
        for number in range(_TOGETHER)
    )
)


def known_as(connection: Connection, identities: Iterable[str]) -> Known:
    """What a document that names them has of actors, by identity; states are known without."""
    found: Known = {}
    wanted = sorted({*identities} - state_names().keys())
    for start in range(0, len(wanted), _TOGETHER):
        some = [*wanted[start : start + _TOGETHER], *[""] * _TOGETHER][:_TOGETHER]
        rows = connection.execute(_KNOWN, {f"identity_{number}": one for number, one in enumerate(some)})
        found |= {row.identity: row for row in rows}
    return found


def node(known: Known, identity: str, entries: int) -> Node:
    """Somebody by identity or code, as far as `known_as` them."""
    state, row = state_names().get(identity), known.get(identity)
    return Node(
        identity=identity,
        name=state or (row.name if row else identity),
        kind="state" if state else row.kind if row else "",
        states=(identity,) if state else tuple(row.states.split()) if row else (),
        entries=entries,
    )
