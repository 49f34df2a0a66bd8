"""The words that entries rest on, found in whatever fields hold them."""

from __future__ import annotations

import msgspec

from communique.export.evidence import astray, entries, evidence, kind
from communique.record import Record, Span, ViaSource


def test_fields_say_what_the_words_are(record: Record) -> None:
    text = record.document.text
    first = record.statements[0]
    assert [(part.field, part.span.of(text)) for part in evidence(first, text)] == [
        ("cue", "said"),
        ("content", "that Astana had asked Moscow to help"),
        ("source", "Lavrov"),
        ("via.source", "a statement"),
    ]
    assert {part.field for part in evidence(record.actors[4], text)} == {"mentions", "roles"}


def test_all_kinds_of_entry_are_there(record: Record) -> None:
    found = {kind(entry): entry.id for entry in entries(record)}
    assert found["Request"] == "r1"
    assert len(found) == 11


def test_spans_outside_of_the_text_are_astray_and_no_evidence(record: Record) -> None:
    end = len(record.document.text)
    odd = ViaSource(source=(Span(-3, 2), Span(end, end + 1), Span(5, 4), Span(end, end)))
    statement = msgspec.structs.replace(record.statements[0], via=odd)
    assert "via.source" not in {part.field for part in evidence(statement, record.document.text)}
    found = list(astray(msgspec.structs.replace(record, statements=(statement,))))
    assert [(entry.id, part.span) for entry, part in found] == [("s1", span) for span in odd.source[:3]]
    assert list(astray(record)) == []
