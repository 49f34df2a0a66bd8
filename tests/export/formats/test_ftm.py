"""FollowTheMoney: every entity fits the model."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import msgspec
import pytest

from communique.record import Interval, Record

#: Of the model as followthemoney 4.11 publishes it, what exports use: the types of properties by schema. The
#: package itself needs a compiler and the headers of ICU to install; who has it tests with it, too (below).
THING = {
    "name": "name",
    "country": "country",
    "summary": "text",
    "description": "text",
    "sourceUrl": "url",
    "publisher": "string",
    "keywords": "string",
    "addressEntity": "Address",
    "proof": "Document",
}
INTERVAL = {"startDate": "date", "endDate": "date", "date": "date"}
DOCUMENT = {**THING, "title": "string", "fileName": "string", "bodyText": "text", "publishedAt": "date"}
MODEL: dict[str, dict[str, str]] = {
    "Person": {**THING, "position": "string"},
    "PublicBody": THING,
    "Organization": THING,
    "LegalEntity": THING,
    "Document": DOCUMENT,
    "Article": DOCUMENT,
    "Event": {**THING, **INTERVAL, "location": "address", "involved": "LegalEntity"},
    "Note": {**THING, "entity": "Thing"},
    "Address": {**THING, "full": "address", "latitude": "number", "longitude": "number"},
    "Membership": {**INTERVAL, "member": "LegalEntity", "organization": "Organization", "proof": "Document"},
    "Mention": {"document": "Document", "resolved": "LegalEntity", "name": "name", "detectedSchema": "string"},
}
PARENTS = {
    "Article": {"Document"},
    "Person": {"LegalEntity"},
    "PublicBody": {"LegalEntity", "Organization"},
    "Organization": {"LegalEntity"},
}
REQUIRED = {
    "Document": ["name"],  # and a file's name, which a document that is only told of has not
    "Article": ["name", "fileName"],
    "Note": ["name"],
    "Address": ["name"],
    "Person": ["name"],
    "PublicBody": ["name"],
    "Organization": ["name"],
    "LegalEntity": ["name"],
    "Event": ["name"],
    "Membership": ["member", "organization"],
    "Mention": ["document", "name"],
}


def entities(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def fits(found: list[dict[str, Any]]) -> None:
    """Raises where an entity does not fit the model, or refers to one that is not there or of another schema."""
    schemata = {entity["id"]: entity["schema"] for entity in found}
    for entity in found:
        assert set(entity) == {"id", "schema", "properties"}
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.\-]*", entity["id"])
        properties = MODEL[entity["schema"]]
        assert [name for name in REQUIRED.get(entity["schema"], []) if not entity["properties"].get(name)] == []
        for name, values in entity["properties"].items():
            assert len(set(values)) == len(values) > 0
            for value in values:
                _check(properties[name], value, schemata)


def _check(type: str, value: str, schemata: dict[str, str]) -> None:
    assert value.strip() == value != ""
    if type == "country":
        assert re.fullmatch("[a-z]{2}", value)
    elif type == "date":
        datetime.date.fromisoformat(value)
    elif type == "url":
        assert value.startswith(("http://", "https://"))
    elif type == "number":
        float(value)
    elif type[0].isupper():
        schema = schemata[value]
        assert type in {"Thing", schema} or type in PARENTS.get(schema, set())


def test_who_is_who(stream, record: Record) -> None:
    found = entities(stream("ftm", record))
    fits(found)
    named = [entity for entity in found if entity["schema"] in {"Person", "PublicBody"}]
    by_name = {entity["properties"]["name"][0]: entity for entity in named}
    assert by_name["Sergey Lavrov"]["schema"] == "Person"
    assert (by_name["Kazakhstan"]["schema"], by_name["Kazakhstan"]["properties"]["country"]) == (
        "PublicBody",
        ["kz"],
    )
    (article,) = (entity for entity in found if entity["schema"] == "Article")
    assert article["properties"]["bodyText"] == [record.document.text.strip()]


def test_what_they_did_and_said(stream, record: Record) -> None:
    found = entities(stream("ftm", record))
    ids = {entity["properties"]["name"][0]: entity["id"] for entity in found if entity["schema"] == "Person"}
    meeting = next(e for e in found if e["schema"] == "Event" and "meeting" in e["properties"]["keywords"])
    assert set(meeting["properties"]["involved"]) == set(ids.values())
    assert meeting["properties"]["date"] == ["2022-06-07"]
    notes = {e["properties"]["name"][0]: e["properties"] for e in found if e["schema"] == "Note"}
    assert notes["Kazakhstan: request"]["summary"] == [
        "Example Agency > statement of Kazakhstan > Sergey Lavrov > Kazakhstan"
    ]
    assert notes["Sergey Lavrov: assert"]["entity"] == [ids["Sergey Lavrov"]]
    assert notes["Kazakhstan: position, support"]["description"] == ["“a truce”"]
    assert notes["Russia: refusal"]["description"] == ["“to help”"]
    assert notes["Kazakhstan: commitment"]["keywords"] == [
        *("commitment", "firm", "on condition: “it backs a truce”", "deadline: 7 June 2022 (“Tuesday”)"),
    ]


def test_an_actor_of_two_documents_is_one(stream, record: Record) -> None:
    other = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, id="other.txt"))
    found = entities(stream("ftm", record, other))
    fits(found)
    people = [entity["id"] for entity in found if entity["schema"] == "Person"]
    assert (len(people), len(set(people))) == (4, 2)
    assert len({entity["id"] for entity in found if entity["schema"] == "Article"}) == 2


def test_members_and_weeks(stream, record: Record) -> None:
    group = msgspec.structs.replace(record.actors[4], kind="grouping", members=("a4", "a1"), countries=())
    week = Interval(start=datetime.date(2022, 6, 6), end=datetime.date(2022, 6, 12), granularity="week")
    meeting = msgspec.structs.replace(record.meetings[0], interval=week)
    actors = (*record.actors[:4], group)
    found = entities(stream("ftm", msgspec.structs.replace(record, actors=actors, meetings=(meeting,))))
    fits(found)
    assert len([entity for entity in found if entity["schema"] == "Membership"]) == 2
    event = next(
        e["properties"] for e in found if e["schema"] == "Event" and "meeting" in e["properties"]["keywords"]
    )
    assert (event["startDate"], event["endDate"], event.get("date")) == (["2022-06-06"], ["2022-06-12"], None)


def test_a_document_that_speaks_takes_no_part(stream, record: Record) -> None:
    statement = msgspec.structs.replace(record.statements[0], actors=("a3",))
    found = entities(stream("ftm", msgspec.structs.replace(record, statements=(statement,))))
    fits(found)
    note = next(e["properties"] for e in found if "statement" in e["properties"].get("keywords", []))
    assert note["name"] == ["statement of Kazakhstan: assert"]
    assert "entity" not in note


def test_hostile_words_are_values(stream, hostile: Record) -> None:
    fits(entities(stream("ftm", hostile)))


def test_the_package_itself_takes_all(stream, record: Record, hostile: Record) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for entity in entities(stream("ftm", record, hostile)):
        proxy = model.get_proxy(entity, cleaned=True)
        proxy.schema.validate(entity)
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), (prop, value)
