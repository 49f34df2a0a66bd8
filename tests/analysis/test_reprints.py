"""Near-copies are found among stories of the same meeting, and count as one source."""

from __future__ import annotations

import pytest
from analysis.made import Story, day

from benchmarks.editing import edited
from benchmarks.reprints import SEEDS, accuracy, grouped, stories
from communique.analysis import Days, reprints, wordings
from communique.analysis.copies import is_copy, shingles

OURS = "astana-talks.txt"
OTHER = f"other {OURS}"


@pytest.mark.parametrize("seed", SEEDS)
def test_recall_and_precision_among_stories_of_the_same_meetings(seed: int) -> None:
    found = accuracy(seed)
    assert found.recall >= 0.98
    assert found.precision >= 0.98


@pytest.mark.parametrize("seed", range(20))
def test_two_copies_alone_are_told_as_well(seed: int) -> None:
    """Without further copies that would lead from one to the other."""
    for story in stories().values():
        assert grouped(edited(story, 2 * seed + n) for n in (0, 1)).first(1) == 0


def test_a_note_of_one_sentence_is_no_copy() -> None:
    note = "The foreign ministers met in Astana on Tuesday."
    assert not is_copy(shingles(note), shingles(note))
    assert grouped([note, note, ""]).all() == [[0], [1], [2]]


def test_what_does_not_fit_into_memory_is_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [edited(story, seed) for story in stories().values() for seed in range(4)]
    whole = grouped(given).all()
    monkeypatch.setattr(wordings, "_IN_MEMORY", 100)
    assert grouped(given).all() == whole
    with wordings.Wordings() as some:
        for text in given:
            some.add(shingles(text))
        assert len(some) == len(given)
        assert all((some[n] == shingles(text)).all() for n, text in reversed(list(enumerate(given))))


def _printed(name: str, on: str | None, text: str, outlet: str, agency: str | None = None) -> Story:
    return Story(name, on, outlet, agency).write(text)


def test_copies_are_one_story_of_the_earliest_day(fill) -> None:
    text, other = stories()[OURS], stories()[OTHER]
    store = fill(
        _printed("late", "2023-03-03", edited(text, 1), "The Daily Copy"),
        _printed("wire", "2023-02-28", text, "Wire", "Reuters"),
        _printed("undated", None, edited(text, 3), "Another Paper"),
        _printed("other", "2023-02-28", other, "The Times"),
    )
    (story,) = reprints(store)
    assert story.original == "wire"
    assert (story.number, story.source, story.day) == (3, "Reuters", day("2023-02-28"))
    assert set(story.documents) == {"wire", "late", "undated"}
    assert story.days == (day("2023-02-28"), day("2023-03-03"))
    assert reprints(store, days=Days(day("2023-03-04"))) == []


@pytest.mark.parametrize(
    ("agencies", "on", "number"),
    [
        (("Reuters", "Reuters news agency"), "2023-03-01", 1),
        ((None, None), "2023-03-01", 0),
        (("Reuters", "TASS"), "2023-03-01", 0),
        (("Reuters", "Reuters"), "2023-03-09", 0),
    ],
)
def test_a_second_lead_of_an_agency_is_the_same_source(fill, agencies, on: str, number: int) -> None:
    first = stories()[OURS].split("\n\n")
    further = "\n\n".join(["New headline", *first[1:2], *stories()[OTHER].split("\n\n")[3:9]])
    store = fill(
        _printed("first", "2023-02-28", "\n\n".join(first), "A", agencies[0]),
        _printed("further", on, further, "B", agencies[1]),
    )
    assert len(reprints(store)) == number
