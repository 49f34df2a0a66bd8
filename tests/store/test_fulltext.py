"""Words and filters find the same entries on both databases."""

from __future__ import annotations

import datetime

import pytest
from fake_reader import record_of
from sqlalchemy import select

from communique.record import Document
from communique.store import QueryError, Store, matching_documents, matching_entries, tables, tag
from communique.store.flat import SHIFT
from communique.store.fulltext import day_tags, interval_tags


def found(store: Store, words: str | None, tags: tuple[tuple[str, ...], ...] = (), **options: object) -> set[str]:
    matches = matching_entries(store.dialect, words, tags, **options).subquery()  # type: ignore[arg-type]
    entries, documents = tables.entries, tables.documents
    query = select(documents.c.name, entries.c.entry).join(matches, matches.c.id == entries.c.id).join(documents)
    return {f"{row.name}/{row.entry}" for row in store.rows(query)}


@pytest.mark.parametrize(
    ("words", "which"),
    [
        ("ceasefire", {"d1", "d2"}),
        ("CEASEFIRES offering", {"d2"}),
        ('"a ceasefire"', {"d1"}),
        ("ceasefire -geneva", {"d2"}),
        ("cease*", {"d1", "d2"}),
        ('"ceasefire" AND OR (', set()),
        ("ceasefire'; drop table entries", set()),
    ],
)
def test_words(store: Store, keys: list[str], words: str, which: set[str]) -> None:
    assert {entry.split("/")[0] for entry in found(store, words) if entry.endswith("s2")} == which


def test_filters(store: Store, keys: list[str]) -> None:
    statements, by_wang = (tag("kind", "statement"),), (tag("by", "wang"), tag("to", "wang"))
    assert found(store, None, (statements, by_wang)) == {"d1/s1", "d1/s2"}
    assert found(store, "ceasefire", ((tag("label", "commit"),), (tag("outlet", "TASS"),))) == {
        "d1/s2",
        "d1/c1",
        "d2/s2",
        "d2/c1",
    }
    assert found(store, "ceasefire", ((tag("by-state", "JPN"),),)) == set()
    assert found(store, None, ((tag("place", "Astana"),), (tag("document", "2"),))) == {"d2/m1"}
    assert found(store, "ceasefire", where=(tables.entries.c.label == "commit",)) == {
        "d1/s2",
        "d1/c1",
        "d2/s2",
        "d2/c1",
    }


@pytest.mark.parametrize(
    ("first", "last", "there"),
    [
        ("2022-06-07", "2022-06-07", True),
        ("2022-06-08", "2022-06-30", False),
        ("2022-05-01", "2022-06-06", False),
        ("2021-12-31", "2022-07-01", True),
        ("1950-01-01", "2050-01-01", True),
        ("1950-01-01", "2022-06-06", False),
    ],
)
def test_days(store: Store, keys: list[str], first: str, last: str, there: bool) -> None:
    days = (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    assert bool(found(store, "ceasefire", days=days)) == there
    assert bool(found(store, None, ((tag("kind", "meeting"),),), days=days)) == there


def test_long_intervals_are_found_by_any_of_their_days() -> None:
    century = interval_tags(datetime.date(1900, 1, 1), datetime.date(1999, 12, 31))
    for first, last in (("1950-03-01", "1950-03-02"), ("1910-01-01", "1980-01-01")):
        days = (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
        assert century & set(day_tags(*days))


def test_the_best_come_first_and_only_the_newest_are_ranked(store: Store, keys: list[str]) -> None:
    every = store.rows(matching_entries(store.dialect, "ceasefire", newest=None))
    assert all(row.score > 0 for row in every)
    newest = [row.id for row in store.rows(matching_entries(store.dialect, "ceasefire", newest=2))]
    assert newest == sorted((row.id for row in every), reverse=True)[:2]


def test_the_more_of_an_entry_the_words_make_up_the_better(store: Store) -> None:
    texts = (
        "Wang promised grain.",
        "Wang promised grain and oil, steel and coal.",
        f"Wang promised {'grain ' * 90}.",
    )
    for document in (Document(id=f"d{n}", text=f"Wang {text}") for n, text in enumerate(texts)):
        store.put(store.keep([document])[0], record_of(document))
    rows = store.rows(matching_entries(store.dialect, "grain", [[tag("kind", "commitment")]]))
    scores = {row.id >> SHIFT: row.score for row in rows}
    assert scores[1] > scores[2] > 0
    assert scores[3] > 0
    of_two = store.rows(matching_entries(store.dialect, "grain steel", [[tag("kind", "commitment")]]))
    assert [row.id >> SHIFT for row in of_two] == [2]


def test_documents(store: Store, keys: list[str]) -> None:
    matches = matching_documents(store.dialect, "reject").subquery()
    query = select(tables.documents.c.name).join(matches, matches.c.id == tables.documents.c.id)
    assert [name for (name,) in store.rows(query)] == ["d2"]


@pytest.mark.parametrize("words", ["", "  ", "-war", '""', "!?"])
def test_nothing_to_look_for(words: str) -> None:
    with pytest.raises(QueryError):
        matching_entries("sqlite", words)
