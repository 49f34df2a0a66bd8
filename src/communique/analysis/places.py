"""Places: where things are, to be set on a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, func, select

from communique.analysis.questions import LIMIT
from communique.analysis.search import Filters, found_by
from communique.store import Store
from communique.store.flat import SHIFT
from communique.store.fulltext import NEWEST
from communique.store.tables import documents, entries, toponyms

#: Documents that a map without words and filters is made of: the latest ones.
LOOKED_AT = 2_000


class PlaceOnMap(msgspec.Struct, frozen=True, kw_only=True):
    """A place.

    Attributes:
        name: Its name in the gazetteer.
        kind: `country`, `region`, `division`, `city`, `site`, `water`.
        country: Alpha-3 code of the state that holds it; empty for what no single state holds.
        latitude: Degrees north (WGS 84).
        longitude: Degrees east.
        geonameid: Its id in GeoNames.
        documents: How many documents name it, however often each does; as an adjective (`Russian`) is not named.
        entries: How many meetings and events took, or are to take place there.
        example: `entries.id` of the latest of these, in this store only; None where there is none.
        key: Key of the latest document that names it.
    """

    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    geonameid: int | None
    documents: int
    entries: int
    example: int | None
    key: str


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """A map.

    Attributes:
        points: Places that are no states, those in most documents first.
        states: States, each with one point for the whole of it.
        documents: How many documents were looked at.
        capped: Whether there are earlier ones, or earlier matches, that were not.
    """

    points: tuple[PlaceOnMap, ...]
    states: tuple[PlaceOnMap, ...]
    documents: int
    capped: bool


def places(
    store: Store, words: str | None = None, filters: Filters | None = None, *, limit: int = LIMIT
) -> Places:
    """The places that documents name, with what took place there.

    Args:
        store: The store.
        words: As `search` takes them: only documents with a match, and only matches took place.
        filters: As `search` takes them.
        limit: How many points, and how many states.

    Raises:
        QuestionError: A filter names nobody, or there is no word to look for.
        StoreError: The database fails.
    """
    if words is None and filters in (None, Filters()):
        return _latest(store, limit)
    found = found_by(store, words, filters)
    ids = [row.id for row in store.rows(select(found.c.id))]
    numbers = sorted({id >> SHIFT for id in ids})
    with store.reading() as connection:
        named = _named(connection, toponyms.c.document.in_(numbers))
        there = _there(connection, entries.c.id.in_(ids))
        return _places(connection, named, there, limit, len(numbers), capped=len(ids) >= NEWEST)


def _latest(store: Store, limit: int) -> Places:
    """The map of the latest documents."""
    latest = select(documents.c.id).order_by(documents.c.id.desc()).limit(LOOKED_AT)
    numbers = [row.id for row in store.rows(latest)]
    first = numbers[-1] if numbers else 0
    with store.reading() as connection:
        named = _named(connection, toponyms.c.document >= first)
        there = _there(connection, entries.c.document >= first)
        return _places(connection, named, there, limit, len(numbers), capped=len(numbers) >= LOOKED_AT)


_PLACE = [toponyms.c[name] for name in ("name", "kind", "country", "latitude", "longitude", "geonameid")]


def _named(connection: Connection, where: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """Places with coordinates, with the documents that name them, those in most documents first."""
    number = func.count(toponyms.c.document.distinct())
    query = select(*_PLACE, number.label("number"), func.max(toponyms.c.document).label("latest"))
    known = toponyms.c.latitude.is_not(None), toponyms.c.longitude.is_not(None), ~toponyms.c.associative
    query = query.where(where, *known).group_by(*_PLACE).order_by(number.desc(), toponyms.c.name)
    return connection.execute(query).all()


def _there(connection: Connection, where: ColumnElement[bool]) -> dict[tuple[str, str], tuple[int, int]]:
    """How many entries have a place, and the latest of them, by its name and state."""
    country = func.coalesce(entries.c.country, "").label("country")
    query = select(
        func.max(entries.c.place).label("place"),
        country,
        func.count().label("number"),
        func.max(entries.c.id).label("latest"),
    )
    # Only meetings and events have a place. No index is to be taken for its order: what is asked for is few rows.
    place = func.coalesce(entries.c.place, "")
    rows = connection.execute(query.where(where, place != "").group_by(place, country))
    return {(row.place, row.country): (row.number, row.latest) for row in rows}


def _places(
    connection: Connection,
    named: Sequence[Row[Any]],
    there: dict[tuple[str, str], tuple[int, int]],
    limit: int,
    number: int,
    *,
    capped: bool,
) -> Places:
    points = [row for row in named if row.kind != "country"][:limit]
    states = [row for row in named if row.kind == "country"][:limit]
    latest = {row.latest for row in (*points, *states)}
    query = select(documents.c.id, documents.c.key).where(documents.c.id.in_(latest))
    keys = {row.id: row.key for row in connection.execute(query)}

    def shown(row: Row[Any]) -> PlaceOnMap:
        took, example = there.get((row.name, row.country), (0, None))
        place = {column.name: getattr(row, column.name) for column in _PLACE}
        return PlaceOnMap(documents=row.number, entries=took, example=example, key=keys[row.latest], **place)

    return Places(
        points=tuple(map(shown, points)), states=tuple(map(shown, states)), documents=number, capped=capped
    )
