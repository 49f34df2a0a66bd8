"""What is remembered: answers, as long as nothing is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import update
from web.served import filled

from communique.record import Document
from communique.store import Store
from communique.store.tables import documents
from communique.web.memory import Memory


class Counting:
    """A question, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, store: Store, plus: int = 0) -> int:
        self.asked += 1
        return sum(store.counts().values()) + plus


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with filled(place) as store:
        yield store


def test_an_answer_is_the_same_until_somebody_writes(store: Store, place: str) -> None:
    memory, question = Memory(store, 10), Counting()
    assert [memory.ask(question), memory.ask(question), memory.ask(question, plus=1)] == [3, 3, 4]
    assert question.asked == 2
    store.keep([Document(id="one", text="One.")])
    assert memory.ask(question) == 4
    with Store(place) as other:
        other.keep([Document(id="two", text="Two.")])
    assert memory.ask(question) == 5


def test_no_more_than_so_many_are_remembered(tmp_path_factory: pytest.TempPathFactory) -> None:
    with filled(str(tmp_path_factory.mktemp("memory") / "store.db")) as store:
        memory, question = Memory(store, 2), Counting()
        for plus in (1, 2, 1, 3, 1, 2):
            memory.ask(question, plus)
        assert question.asked == 4


def test_a_version_is_another_one_after_every_change(store: Store) -> None:
    before = store.version()
    assert store.version() == before
    store.keep([Document(id="one", text="One.")])
    after = store.version()
    assert after != before
    with store.writing() as connection:
        connection.execute(update(documents).values(outlet="TASS"))
    assert store.version() != after
