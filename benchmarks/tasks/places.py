"""The record's places in the form of the places scorer: toponyms with coordinates, GeoNames id and country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.tasks.spans import pair
from communique import Record
from communique.knowledge import state
from communique.record import Place, PlaceMention


def prediction(record: Record) -> dict[str, Any]:
    """All toponyms in text order, adjectives (`Russian`) among them, as the corpora of local news have it."""
    toponyms = [
        {
            "span": pair(mention.span),
            "lat": place.latitude,
            "lon": place.longitude,
            "geonameid": place.geonameid,
            "country": _alpha2(place),
        }
        for mention, place in sorted(_mentions(record), key=lambda both: both[0].span)
    ]
    return {"id": record.document.id, "toponyms": toponyms}


def _mentions(record: Record) -> Iterator[tuple[PlaceMention, Place]]:
    for place in record.places:
        yield from ((mention, place) for mention in place.mentions)


def _alpha2(place: Place) -> str | None:
    """The two-letter code, which the corpora use; null for what no single state holds."""
    try:
        return state(place.country).alpha2
    except KeyError:
        return None
