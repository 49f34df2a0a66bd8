"""W3C Web Annotation (JSON-LD): an annotation for each field of an entry that words are the evidence of.

One AnnotationPage. A target has a TextQuoteSelector and a TextPositionSelector; positions count code points of
the document's text, as the model has it. The bodies are the field as a tag (`Statement.content`) and the entry
itself as JSON, whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Any

import msgspec

from communique.export.evidence import Entry, Evidence, entries, evidence, kind
from communique.export.naming import BASE, document_iri, entry_iri
from communique.export.streams import write_object
from communique.record import Record, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: How many code points before and after the words a TextQuoteSelector tells.
_AROUND = 32


def export(records: Iterable[Record], out: IO[bytes]) -> None:
    """Write one AnnotationPage, an annotation a line."""
    head = {"@context": CONTEXT, "id": f"{BASE}annotations", "type": "AnnotationPage"}
    write_object(out, head, "items", (item for record in records for item in _annotations(record)))


def _annotations(record: Record) -> Iterator[dict[str, Any]]:
    for entry in entries(record):
        for field, parts in groupby(evidence(entry, record.document.text), key=lambda part: part.field):
            yield _annotation(record, entry, field, list(parts))


def _annotation(record: Record, entry: Entry, field: str, parts: list[Evidence]) -> dict[str, Any]:
    json = msgspec.json.encode(entry).decode()
    return {
        "id": f"{entry_iri(record, entry.id)}.{field}",
        "type": "Annotation",
        "motivation": ["tagging", "describing"],
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": f"{kind(entry)}.{field}"},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": json},
        ],
        "target": [_target(record, part.span) for part in parts],
    }


def _target(record: Record, span: Span) -> dict[str, Any]:
    text = record.document.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(span.start - _AROUND, 0) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": document_iri(record), "selector": [quote, position]}
