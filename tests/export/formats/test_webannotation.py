"""Web Annotation: JSON-LD of the published vocabulary, whose selectors find the words again."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from communique.export.evidence import entries, evidence
from communique.record import Record, Span

OA, AS, DC = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#: Of the context that the W3C publishes at http://www.w3.org/ns/anno.jsonld, the terms that exports use, so that
#: nothing is fetched.
CONTEXT = {
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{
        name: f"{OA}{name}"
        for name in (
            *("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector"),
            *("tagging", "describing"),
        )
    },
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "body": {"@type": "@id", "@id": f"{OA}hasBody"},
    "target": {"@type": "@id", "@id": f"{OA}hasTarget"},
    "source": {"@type": "@id", "@id": f"{OA}hasSource"},
    "selector": {"@type": "@id", "@id": f"{OA}hasSelector"},
    "motivation": {"@type": "@vocab", "@id": f"{OA}motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": f"{OA}hasPurpose"},
    "items": {"@type": "@id", "@id": f"{AS}items", "@container": "@list"},
    "start": {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@id": f"{OA}start"},
    "end": {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@id": f"{OA}end"},
    "exact": f"{OA}exact",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
    "value": f"{RDF}value",
    "format": f"{DC}format",
}


def load(url: str, options: Any) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    document = {"@context": CONTEXT}
    return {"contextUrl": None, "documentUrl": url, "document": document, "contentType": "application/ld+json"}


def annotations(data: bytes) -> list[dict[str, Any]]:
    return list(json.loads(data)["items"])


def found(target: dict[str, Any], text: str) -> Span:
    """Where a target's selectors say that the words are, which must agree."""
    quote, position = target["selector"]
    span = Span(position["start"], position["end"])
    assert span.of(text) == quote["exact"]
    assert text[: span.start].endswith(quote["prefix"])
    assert text[span.end :].startswith(quote["suffix"])
    return span


def test_every_piece_of_evidence_is_found_again(stream, record: Record) -> None:
    text = record.document.text
    given = {
        (f"#{entry.id}.{part.field}", part.span) for entry in entries(record) for part in evidence(entry, text)
    }
    back = {
        (f"#{item['id'].partition('#')[2]}", found(target, text))
        for item in annotations(stream("webannotation", record))
        for target in item["target"]
    }
    assert back == given


def test_it_is_linked_data_of_the_vocabulary(stream, record: Record) -> None:
    page = json.loads(stream("webannotation", record))
    (expanded,) = jsonld.expand(page, {"documentLoader": load})
    assert expanded["@type"] == [f"{AS}OrderedCollectionPage"]
    items = expanded[f"{AS}items"][0]["@list"]
    assert len(items) == len(page["items"])
    for item in items:
        assert item["@type"] == [f"{OA}Annotation"]
        assert {node["@id"] for node in item[f"{OA}motivatedBy"]} == {f"{OA}tagging", f"{OA}describing"}
        for target in item[f"{OA}hasTarget"]:
            assert target[f"{OA}hasSource"][0]["@id"].startswith("https://")
            assert [s["@type"] for s in target[f"{OA}hasSelector"]] == [
                [f"{OA}TextQuoteSelector"],
                [f"{OA}TextPositionSelector"],
            ]


def test_the_body_is_the_field_and_the_whole_entry(stream, record: Record) -> None:
    items = {item["id"].partition("#")[2]: item for item in annotations(stream("webannotation", record))}
    tag, whole = items["s3.content"]["body"]
    assert tag["value"] == "Statement.content"
    assert json.loads(whole["value"])["reason"] == "the speaker is not known from the text"
    assert len(items["s3.content"]["target"]) == 2


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=40), st.lists(st.integers(0, 40), min_size=4, max_size=7))
def test_positions_count_code_points_whatever_the_text(stream, record: Record, over, text: str, edges) -> None:
    made = over(record, "🤝" + text, edges)
    for item in annotations(stream("webannotation", made)):
        for target in item["target"]:
            found(target, made.document.text)
