"""What a record answers about itself: actors, names, and the chain of attribution."""

from __future__ import annotations

import pytest
from making import named, record_of, said

from communique import Document, Record
from communique.record import Span, Statement, ViaSource, ViaStatement

WHOLE = Span(0, 1)


def statement(id: str, *actors: str, via: ViaStatement | ViaSource | None = None) -> Statement:
    return said(id, WHOLE, cue=(WHOLE,), actors=actors, via=via)


def record(*statements: Statement) -> Record:
    actors = (named("a1", "Ana", WHOLE), named("a2", "Boris", WHOLE), named("a3", "Chen", WHOLE))
    return record_of(Document(id="d", text="x"), actors=actors, statements=statements)


def test_an_actor_is_found_by_id() -> None:
    assert record().actor("a2").name == "Boris"
    assert record().names(("a3", "a1")) == ("Chen", "Ana")


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(KeyError, match="a9"):
        record().actor("a9")


def test_a_chain_leads_from_the_speaker_up_to_the_document() -> None:
    inner = statement("s3", "a3", via=ViaStatement(statement="s2"))
    middle = statement("s2", "a1", "a2", via=ViaStatement(statement="s1"))
    outer = statement("s1", "a1", via=ViaSource(source=(WHOLE,), actors=("a2",)))
    assert record(outer, middle, inner).chain(inner) == [("Chen",), ("Ana", "Boris"), ("Ana",), ("Boris",)]


def test_a_chain_of_the_reporters_own_word_is_the_speaker_alone() -> None:
    alone = statement("s1")
    assert record(alone).chain(alone) == [()]


def test_a_chain_that_runs_in_a_circle_ends() -> None:
    one = statement("s1", "a1", via=ViaStatement(statement="s2"))
    two = statement("s2", "a2", via=ViaStatement(statement="s1"))
    assert record(one, two).chain(one) == [("Ana",), ("Boris",)]
