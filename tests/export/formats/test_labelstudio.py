"""Label Studio: tasks with predictions as its documentation lays them out, and the configuration for them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.export.evidence import entries, evidence
from communique.record import Record

#: Of "Import pre-annotated data" and "Labels, Text" in Label Studio's documentation.
TASKS: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["data", "predictions"],
        "properties": {
            "data": {"type": "object", "required": ["text"]},
            "predictions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["model_version", "result"],
                    "properties": {
                        "result": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "required": ["id", "from_name", "to_name", "type", "value"],
                                "properties": {
                                    "id": {"type": "string"},
                                    "type": {"const": "labels"},
                                    "value": {
                                        "type": "object",
                                        "required": ["start", "end", "text", "labels"],
                                        "properties": {
                                            "start": {"type": "integer"},
                                            "end": {"type": "integer"},
                                            "labels": {"type": "array", "minItems": 1},
                                        },
                                    },
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}


def tasks(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """The tasks, after a look at their shape, names, labels and offsets."""
    found, view = json.loads(files["tasks.json"]), ET.fromstring(files["config.xml"])
    jsonschema.validate(found, TASKS)
    control, text = view.find("Labels"), view.find("Text")
    assert control is not None
    assert text is not None
    labels = {label.get("value") for label in control}
    for task in found:
        regions = task["predictions"][0]["result"]
        assert len({region["id"] for region in regions}) == len(regions)
        for region in regions:
            assert (region["from_name"], region["to_name"]) == (control.get("name"), text.get("name"))
            value = region["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"] != ""
            assert set(value["labels"]) <= labels
    return list(found)


def test_a_region_for_each_piece_of_evidence(folder, record: Record) -> None:
    (task,) = tasks(folder("labelstudio", record))
    regions = [
        (region["meta"]["text"][0], region["value"]["start"], region["value"]["end"])
        for region in task["predictions"][0]["result"]
    ]
    text = record.document.text
    assert regions == [
        (e.id, part.span.start, part.span.end) for e in entries(record) for part in evidence(e, text)
    ]
    labels = {region["value"]["labels"][0] for region in task["predictions"][0]["result"]}
    assert {"Statement.content", "Actor.mentions", "Statement.via.source", "Meeting.trigger"} <= labels


def test_the_record_stands_with_the_task(folder, record: Record) -> None:
    (task,) = tasks(folder("labelstudio", record))
    whole = task["data"]["record"]
    whole["document"]["text"] = task["data"]["text"]
    assert Record.from_json(json.dumps(whole)) == record


def test_no_records_and_hostile_ones(folder, hostile: Record) -> None:
    assert tasks(folder("labelstudio")) == []
    assert len(tasks(folder("labelstudio", hostile, hostile))) == 2


@settings(max_examples=40)
@given(st.text(max_size=40), st.lists(st.integers(0, 40), min_size=4, max_size=9))
def test_offsets_count_code_points(folder, record: Record, over, text: str, edges: list[int]) -> None:
    tasks(folder("labelstudio", over(record, "🤝" + text, edges)))
