"""Facets: what the matches of a search are made of, counted, each a filter that narrows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from heapq import nsmallest
from typing import Any

import msgspec
from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Row,
    Select,
    String,
    case,
    cast,
    extract,
    func,
    literal,
    select,
    union_all,
)

from communique.analysis.search import Filters, found_by
from communique.analysis.who import OWN, state_names
from communique.store import Store
from communique.store.fulltext import NEWEST
from communique.store.tables import documents, entries, parties, party_states, records

#: Values of each facet, unless told otherwise.
TOP = 10
#: What is counted, in the order of a page.
FACETS = ("kind", "act", "type", "actor", "state", "outlet", "place", "month")


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a facet.

    Attributes:
        value: What to filter by: a field of `Filters` takes it (a state among actors then means everybody who
            speaks for it); of a month `2022-06`.
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
    matched = select(*_COLUMNS).join(found, found.c.id == entries.c.id).cte("matched")
    query = union_all(*(_counts(facet, *of) for facet, of in _facets(matched).items()))
    with store.reading() as connection:
        rows = connection.execute(query).all()
    by_facet: dict[str, list[Value]] = defaultdict(list)
    for row in rows:
        by_facet[row.facet].append(_value(row))
    number = sum(value.entries for value in by_facet["kind"])
    top_of = {facet: _commonest(by_facet[facet], top) for facet in FACETS}
    top_of["month"] = tuple(sorted(by_facet["month"], key=lambda value: value.value)[-top:])
    return Facets(matches=number, capped=number >= NEWEST, **top_of)


_COLUMNS = [entries.c[name] for name in ("id", "document", "kind", "label", "day", "place")]
#: A facet's rows: the value, what to show for it, and where they are from.
_Of = tuple[ColumnElement[Any], ColumnElement[Any], FromClause, CTE]


def _facets(matched: CTE) -> dict[str, _Of]:
    """What is counted; all of it in one query, so that matches are looked for once."""
    m = matched.c
    # Outer joins keep SQLite from going through all parties in the order of their groups.
    published = matched.outerjoin(documents, documents.c.id == m.document)
    published = published.outerjoin(records, records.c.document == m.document)
    outlet = func.coalesce(documents.c.outlet, records.c.agency)
    has_part = matched.outerjoin(parties, (parties.c.entry == m.id) & parties.c.part.in_(OWN))
    backs = matched.outerjoin(party_states, (party_states.c.entry == m.id) & party_states.c.part.in_(OWN))
    month = 12 * extract("year", m.day) + extract("month", m.day) - 1
    return {
        "kind": (m.kind, m.kind, matched, matched),
        "act": (case((m.kind == "statement", m.label)), m.label, matched, matched),
        "type": (case((m.kind == "event", m.label)), m.label, matched, matched),
        "actor": (parties.c.identity, parties.c.name, has_part, matched),
        "state": (party_states.c.state, party_states.c.state, backs, matched),
        "outlet": (outlet, outlet, published, matched),
        "place": (m.place, m.place, matched, matched),
        "month": (cast(month, String), cast(month, String), matched, matched),
    }


def _counts(
    facet: str, value: ColumnElement[Any], name: ColumnElement[Any], source: FromClause, matched: CTE
) -> Select[Any]:
    counted = func.count(matched.c.id.distinct()), func.count(matched.c.document.distinct())
    columns = literal(facet).label("facet"), value.label("value"), func.max(name).label("name")
    query = select(*columns, counted[0].label("entries"), counted[1].label("documents")).select_from(source)
    return query.group_by(value).having(value.is_not(None))


def _value(row: Row[Any]) -> Value:
    value, name = row.value, row.name
    if row.facet == "month":
        value = name = f"{int(value) // 12}-{int(value) % 12 + 1:02}"
    if row.facet == "state":
        name = state_names().get(value, value)
    return Value(value=value, name=name, entries=row.entries, documents=row.documents)


def _commonest(values: Iterable[Value], top: int) -> tuple[Value, ...]:
    return tuple(nsmallest(top, values, key=lambda value: (-value.entries, value.value)))
