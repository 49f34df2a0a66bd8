"""The record's places in the form of the places scorer: toponyms with coordinates, GeoNames id and country."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from benchmarks.tasks.spans import pair
from communique import Document, Reader, Record
from communique.knowledge import state
from communique.pipeline.language import Text
from communique.record import Place


def prediction(record: Record) -> dict[str, Any]:
    """All toponyms in text order, adjectives (`Russian`) among them, as the corpora of local news have it."""
    return toponyms(record.document.id, record.places)


def toponyms(id: str, places: Iterable[Place]) -> dict[str, Any]:
    """The toponyms of a document's places in text order."""
    mentions = [(mention, place) for place in places for mention in place.mentions]
    found = [
        {
            "span": pair(mention.span),
            "lat": place.latitude,
            "lon": place.longitude,
            "geonameid": place.geonameid,
            "country": _alpha2(place),
        }
        for mention, place in sorted(mentions, key=lambda both: both[0].span)
    ]
    return {"id": id, "toponyms": found}


def read_for_places(reader: Reader, document: Document) -> tuple[Text, datetime.date | None]:
    """The text and the publication date of a document, from the stages that geoparsing needs and no others."""
    layout = reader.layout(document)
    dated = reader.dating(document, layout)
    return reader.language(document, layout), dated.published


def _alpha2(place: Place) -> str | None:
    """The two-letter code, which the corpora use; null for what no single state holds."""
    try:
        return state(place.country).alpha2
    except KeyError:
        return None
