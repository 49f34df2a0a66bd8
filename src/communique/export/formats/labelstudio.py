"""Label Studio: tasks to import, each document with its record as a prediction, and the labels (`config.xml`).

A label is the type of an entry with the field that the words are evidence of (`Statement.content`); a region's
`meta` names the entry, which stands in the task's data under `record`. Offsets count code points of the text,
as Label Studio does (since label-studio-frontend #308; before, it counted UTF-16).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from communique.export.evidence import entries, evidence, kind
from communique.export.markup import Xml
from communique.export.streams import write_list
from communique.export.writing import Folder
from communique.record import Record
from communique.version import __version__


def export(records: Iterable[Record], out: Folder) -> None:
    """Write the tasks, one a line, and then the labels that they have."""
    labels: dict[str, None] = {}
    with out("tasks.json") as file:
        write_list(file, (_task(record, labels) for record in records))
    with out("config.xml") as file:
        _write_configuration(Xml(file), sorted(labels))


def _task(record: Record, labels: dict[str, None]) -> dict[str, Any]:
    results = list(_regions(record))
    labels.update(dict.fromkeys(label for region in results for label in region["value"]["labels"]))
    whole = msgspec.to_builtins(record)
    text = whole["document"].pop("text")
    return {
        "data": {"text": text, "record": whole},
        "predictions": [{"model_version": f"communique {__version__}", "result": results}],
    }


def _regions(record: Record) -> Iterator[dict[str, Any]]:
    text = record.document.text
    for entry in entries(record):
        for number, part in enumerate(evidence(entry, text)):
            where = {"start": part.span.start, "end": part.span.end, "text": part.span.of(text)}
            yield {
                "id": f"{entry.id}-{number}",
                "from_name": "label",
                "to_name": "text",
                "type": "labels",
                "value": {**where, "labels": [f"{kind(entry)}.{part.field}"]},
                "meta": {"text": [entry.id]},
            }


def _write_configuration(xml: Xml, labels: Iterable[str]) -> None:
    with xml.element("View"):
        with xml.element("Labels", {"name": "label", "toName": "text"}):
            for label in labels:
                xml.leaf("Label", {"value": label})
        xml.leaf("Text", {"name": "text", "value": "$text", "granularity": "symbol"})
