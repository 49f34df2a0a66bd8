"""What a record answers about itself: actors, names, and the chain of attribution."""

from __future__ import annotations

import pytest

from communique import Document, Record
from communique.record import Actor, Layout, Mention, Model, Span, Statement, ViaSource, ViaStatement

WHOLE = Span(0, 1)


def actor(id: str, name: str) -> Actor:
    mentions = (Mention(span=WHOLE, form="name"),)
    return Actor(id=id, name=name, kind="person", mentions=mentions, identity=name.lower())


def statement(id: str, *actors: str, via: ViaStatement | ViaSource | None = None) -> Statement:
    return Statement(
        id=id,
        cue=(WHOLE,),
        content=(WHOLE,),
        mode="indirect",
        act="assert",
        confidence=0.9,
        actors=actors,
        via=via,
    )


def record(*statements: Statement) -> Record:
    return Record(
        document=Document(id="d", text="x"),
        model=Model(communique="0", pipeline="none", version="0"),
        layout=Layout(paragraphs=(WHOLE,)),
        published=None,
        times=(),
        places=(),
        actors=(actor("a1", "Ana"), actor("a2", "Boris"), actor("a3", "Chen")),
        statements=statements,
        meetings=(),
        events=(),
        commitments=(),
        requests=(),
        positions=(),
        findings=(),
    )


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
