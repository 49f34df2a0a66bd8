"""schema.org and PROV-O: linked data that pyld reads, in which the chain of attribution can be followed."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from pyld import jsonld

from communique.export.digest import Digest
from communique.record import Record

SCHEMA, PROV = "https://schema.org/", "http://www.w3.org/ns/prov#"
Graph = dict[str, dict[str, Any]]


def offline(url: str, options: Any) -> Any:
    raise AssertionError(f"{url} was asked for")


def graph(data: bytes) -> Graph:
    """The nodes by their IRI, with all names expanded."""
    flat = jsonld.flatten(json.loads(data), None, {"documentLoader": offline})
    return {node["@id"]: node for node in flat}


def ids(node: dict[str, Any], property: str) -> list[str]:
    return [value["@id"] for value in node.get(property, [])]


def value(node: dict[str, Any], property: str) -> Any:
    (only,) = node[property]
    return only["@value"]


def chain(nodes: Graph, node: dict[str, Any]) -> list[list[str]]:
    """The names of those to whom a statement and all that it was derived from are attributed."""
    who = [value(nodes[iri], f"{SCHEMA}name") for iri in ids(node, f"{PROV}wasAttributedTo")]
    above = ids(node, f"{PROV}wasDerivedFrom")
    assert len(above) < 2
    return [who, *(chain(nodes, nodes[above[0]]) if above else [])]


def test_the_chain_can_be_followed_to_the_outlet(stream, record: Record) -> None:
    nodes = graph(stream("schemaorg", record))
    second = next(node for iri, node in nodes.items() if iri.endswith("#s2"))
    steps = [step for step in chain(nodes, second) if step]
    assert steps == [["Kazakhstan"], ["Sergey Lavrov"], ["Kazakhstan"], ["Example Agency"]]
    digest = Digest(record)
    assert [step.words for step in digest.chain(record.statements[1])][::-1] == [
        "Kazakhstan",
        "Sergey Lavrov",
        "statement of Kazakhstan",
        "Example Agency",
    ]


def test_an_unsettled_speaker_is_nobody(stream, record: Record) -> None:
    nodes = graph(stream("schemaorg", record))
    third = next(node for iri, node in nodes.items() if iri.endswith("#s3"))
    assert chain(nodes, third) == [[], ["Example Agency"]]
    assert value(third, f"{SCHEMA}text") == "Kazakhstan will “host talks” … it backs a truce"


def test_meetings_and_places(stream, record: Record) -> None:
    place = msgspec.structs.replace(record.places[0], latitude=51.18, longitude=71.45, geonameid=1526273)
    nodes = graph(stream("schemaorg", msgspec.structs.replace(record, places=(place,))))
    (meeting,) = (node for node in nodes.values() if node.get("@type") == [f"{SCHEMA}Event"])
    assert value(meeting, f"{SCHEMA}startDate") == "2022-06-07"
    assert ids(meeting, f"{SCHEMA}eventStatus") == [f"{SCHEMA}EventScheduled"]
    there = nodes[ids(meeting, f"{SCHEMA}location")[0]]
    assert value(nodes[ids(there, f"{SCHEMA}geo")[0]], f"{SCHEMA}latitude") == 51.18
    assert ids(there, f"{SCHEMA}sameAs") == ["https://sws.geonames.org/1526273/"]
    assert len(ids(meeting, f"{SCHEMA}attendee")) == 2


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("javascript:alert(1)", False),
        ("https://x/ <b>", False),
        (None, False),
    ],
)
def test_only_an_address_is_the_documents_name(stream, record: Record, url: str | None, kept: bool) -> None:
    document = msgspec.structs.replace(record.document, url=url)
    nodes = graph(stream("schemaorg", msgspec.structs.replace(record, document=document)))
    (article,) = (node for node in nodes.values() if f"{SCHEMA}NewsArticle" in node.get("@type", []))
    assert (article["@id"] == url) is kept
    assert article["@id"].startswith("https://")


def test_hostile_words_are_only_words(stream, hostile: Record) -> None:
    nodes = graph(stream("schemaorg", hostile))
    assert len([iri for iri in nodes if iri.startswith("https://")]) > 10
    (article,) = (node for node in nodes.values() if f"{SCHEMA}NewsArticle" in node.get("@type", []))
    assert value(article, f"{SCHEMA}articleBody") == hostile.document.text
