"""File names that a document's id cannot lead astray, and IRIs."""

from __future__ import annotations

import msgspec
import pytest

from communique.export.naming import FileNames, actor_iri, document_iri, entry_iri
from communique.record import Record


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("news/story.txt", "story"),
        ("../../etc/passwd", "passwd"),
        ("..", "document"),
        ("", "document"),
        ("nul\0byte", "nul_byte"),
        ("C:\\con", "C_con"),
        (".hidden", "hidden"),
        ("Köln 1.txt", "Köln_1"),
        ("a" * 300, "a" * 100),
        ("x\ud800\n\u202ey", "x_y"),
    ],
)
def test_ids_become_names(id: str, name: str) -> None:
    assert FileNames().of(id) == name


def test_names_differ_whatever_their_case() -> None:
    names = FileNames()
    assert [names.of(id) for id in ("a/Story.txt", "b/story.txt", "story-2", "STORY")] == [
        "Story",
        "story-2",
        "story-2-2",
        "STORY-3",
    ]


def test_iris(record: Record) -> None:
    assert document_iri(record) == "https://communique.invalid/document/story.txt"
    assert entry_iri(record, "s1").endswith("/document/story.txt#s1")
    assert actor_iri(record, record.actors[0]) == "https://communique.invalid/person/a1"
    assert actor_iri(record, record.actors[2]) == entry_iri(record, "a3"), "a statement is that of its document"
    odd = msgspec.structs.replace(record.document, id="a b/<c>\ud800", url="https://example.org/ä")
    named = msgspec.structs.replace(record, document=odd)
    assert document_iri(named) == "https://communique.invalid/document/a%20b%2F%3Cc%3E%3F"
