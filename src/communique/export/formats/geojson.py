"""GeoJSON (RFC 7946): a feature for each place, and for each meeting and event that has one.

Points are the gazetteer's (WGS 84, longitude first). What has a place without coordinates has a null geometry
and the place's reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from communique.export.digest import Digest
from communique.export.naming import document_iri, entry_iri
from communique.export.streams import write_object
from communique.record import Event, Interval, Meeting, Place, Record

Feature = dict[str, Any]


def export(records: Iterable[Record], out: IO[bytes]) -> None:
    """Write one FeatureCollection, a feature a line."""
    features = (feature for record in records for feature in _features(Digest(record)))
    write_object(out, {"type": "FeatureCollection"}, "features", features)


def _features(digest: Digest) -> Iterator[Feature]:
    record, text = digest.record, digest.text
    for place in record.places:
        words = [mention.span.of(text) for mention in place.mentions]
        yield _feature(digest, place.id, place, {"entry": "place", "name": place.name, "mentions": words})
    meetings = {meeting.id for meeting in record.meetings}
    for meeting in record.meetings:
        if (there := digest.places.get(meeting.place or "")) is not None:
            yield _feature(digest, meeting.id, there, _meeting(digest, meeting))
    for event in record.events:
        if event.meeting not in meetings and (there := digest.places.get(event.place or "")) is not None:
            yield _feature(digest, event.id, there, _event(digest, event))


def _feature(digest: Digest, id: str, place: Place, properties: dict[str, Any]) -> Feature:
    located = place.latitude is not None and place.longitude is not None
    about: dict[str, Any] = {
        "document": document_iri(digest.record),
        **properties,
        "place": place.name,
        "kind": place.kind,
        "country": place.country,
        "geonameid": place.geonameid,
        "reason": place.reason,
    }
    return {
        "type": "Feature",
        "id": entry_iri(digest.record, id),
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if located else None,
        "properties": {name: value for name, value in about.items() if value is not None and value != ""},
    }


def _meeting(digest: Digest, meeting: Meeting) -> dict[str, Any]:
    return {
        "entry": "meeting",
        "format": meeting.format,
        "status": meeting.status,
        "participants": [digest.name(id) for id in meeting.participants],
        "words": digest.quote([meeting.trigger]),
        **_days(meeting.interval),
    }


def _event(digest: Digest, event: Event) -> dict[str, Any]:
    return {
        "entry": "event",
        "type": event.type,
        "status": event.status,
        "actors": [digest.name(id) for id in event.actors],
        "recipients": [digest.name(id) for id in event.recipients],
        "words": digest.quote([event.trigger]),
        **_days(event.interval),
    }


def _days(interval: Interval | None) -> dict[str, str]:
    if interval is None:
        return {}
    return {
        "start": interval.start.isoformat(),
        "end": interval.end.isoformat(),
        "granularity": interval.granularity,
    }
