"""GeoJSON, read back by the package of that name."""

from __future__ import annotations

import geojson
import msgspec

from communique.record import Record


def test_places_and_what_happened_there(stream, record: Record) -> None:
    place = msgspec.structs.replace(record.places[0], latitude=51.18, longitude=71.45, country="KAZ")
    collection = geojson.loads(stream("geojson", msgspec.structs.replace(record, places=(place,))))
    assert collection.is_valid
    astana, meeting = collection.features
    assert astana.geometry.coordinates == [71.45, 51.18]
    assert astana.properties["mentions"] == ["Nur-Sultan"]
    told = {"entry": "meeting", "status": "held", "place": "Astana", "start": "2022-06-07", "end": "2022-06-07"}
    assert told.items() <= meeting.properties.items()
    assert meeting.properties["participants"] == ["Sergey Lavrov", "Mukhtar Tileuberdi"]


def test_a_place_without_coordinates_is_there_without_geometry(stream, record: Record) -> None:
    features = geojson.loads(stream("geojson", record)).features
    assert [feature.geometry for feature in features] == [None, None]


def test_several_records_and_none_are_one_collection(stream, record: Record, hostile: Record) -> None:
    assert geojson.loads(stream("geojson")).features == []
    collection = geojson.loads(stream("geojson", record, hostile))
    assert collection.is_valid
    assert len(collection.features) == 4
    assert len({feature.id for feature in collection.features}) == 4
