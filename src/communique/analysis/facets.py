"""Facets: what the matches of a search are made of, counted, each a filter that narrows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, select

from communique.analysis.outlets import outlets_of
from communique.analysis.search import Filters, found_by
from communique.analysis.told import slices
from communique.analysis.who import OWN, state_names
from communique.store import Store
from communique.store.flat import SHIFT
from communique.store.fulltext import NEWEST
from communique.store.tables import entries, parties, party_states

#: Values of each facet, unless told otherwise.
TOP = 10


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a facet.

    Attributes:
        value: What to filter by: a field of `Filters` takes it; of a month `2022-06`.
        name: What to show.
        entries: How many matches have it.
        documents: How many documents these are in.
    """

    value: str
    name: str
    entries: int
    documents: int


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """What matches are made of, the commonest values first; months in their order.

    Attributes:
        matches: How many matches were counted.
        capped: Whether there are more: only the newest `communique.store.fulltext.NEWEST` are.
        kind: Kinds of entry.
        act: Speech acts of statements.
        type: PLOVER types of events.
        actor: Who says, meets, does it or is addressed, by identity.
        state: The states that have part, by alpha-3 code.
        outlet: Who published it; the agency, where that is not known.
        place: Where it is.
        month: When, by the first day.
    """

    matches: int
    capped: bool
    kind: tuple[Value, ...]
    act: tuple[Value, ...]
    type: tuple[Value, ...]
    actor: tuple[Value, ...]
    state: tuple[Value, ...]
    outlet: tuple[Value, ...]
    place: tuple[Value, ...]
    month: tuple[Value, ...]


def facets(store: Store, words: str | None, filters: Filters | None = None, *, top: int = TOP) -> Facets:
    """What the matches of a search are made of.

    Args:
        store: The store.
        words: As `search` takes them.
        filters: As `search` takes them.
        top: How many values of each facet; of months the latest.

    Raises:
        QuestionError: There is nothing to look for, or a filter names nobody.
        StoreError: The database fails.
    """
    found = found_by(store, words, filters)
    with store.reading() as connection:
        rows = connection.execute(select(*_COLUMNS).join(found, found.c.id == entries.c.id)).all()
        ids = [row.id for row in rows]
        outlets = outlets_of(connection, {row.document for row in rows})
        actors, backing = _actors(connection, ids), _states(connection, ids)
    months = counted((f"{row.day:%Y-%m}", row.id) for row in rows if row.day)
    return Facets(
        matches=len(rows),
        capped=len(rows) >= NEWEST,
        kind=counted((row.kind, row.id) for row in rows)[:top],
        act=counted((row.label, row.id) for row in rows if row.kind == "statement")[:top],
        type=counted((row.label, row.id) for row in rows if row.kind == "event")[:top],
        actor=actors[:top],
        state=backing[:top],
        outlet=counted((outlets[row.document], row.id) for row in rows if row.document in outlets)[:top],
        place=counted((row.place, row.id) for row in rows if row.place)[:top],
        month=tuple(sorted(months, key=lambda one: one.value)[-top:]),
    )


def counted(having: Iterable[tuple[str, int]], names: Mapping[str, str] | None = None) -> tuple[Value, ...]:
    """Values counted, the commonest first.

    Args:
        having: Each value with an entry that has it.
        names: What to show of values; they themselves, where that is not said.
    """
    ids: dict[str, set[int]] = defaultdict(set)
    for value, id in having:
        ids[value].add(id)
    found = (
        Value(
            value=value,
            name=(names or {}).get(value, value),
            entries=len(have),
            documents=len({id >> SHIFT for id in have}),
        )
        for value, have in ids.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.entries, one.value)))


_COLUMNS = [entries.c[name] for name in ("id", "document", "kind", "label", "day", "place")]


def _actors(connection: Connection, ids: Sequence[int]) -> tuple[Value, ...]:
    query = select(parties.c.entry, parties.c.identity, parties.c.name).where(parties.c.part.in_(OWN))
    rows = [row for some in slices(ids) for row in connection.execute(query.where(parties.c.entry.in_(some)))]
    return counted(((row.identity, row.entry) for row in rows), {row.identity: row.name for row in rows})


def _states(connection: Connection, ids: Sequence[int]) -> tuple[Value, ...]:
    query = select(party_states.c.entry, party_states.c.state).where(party_states.c.part.in_(OWN))
    rows = [row for some in slices(ids) for row in connection.execute(query.where(party_states.c.entry.in_(some)))]
    return counted(((row.state, row.entry) for row in rows), state_names())
