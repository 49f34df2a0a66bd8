"""Near-copies are found among stories of the same meeting, and count as one source."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from analysis.made import Story, day

from benchmarks.editing import edited
from communique.analysis import Days, reprints
from communique.analysis.copies import groups, is_copy, shingles

OTHERS = {
    path.name: path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "stories").glob("*.txt")
}
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
#: Copies of each story.
COPIES = 25


def _stories() -> dict[str, str]:
    ours = {name: (EXAMPLES / name).read_text(encoding="utf-8") for name in OTHERS}
    return ours | {f"other {name}": text for name, text in OTHERS.items()}


@pytest.mark.parametrize("seed", [0, 1000, 2000])
def test_recall_and_precision_among_stories_of_the_same_meetings(seed: int) -> None:
    made = [(name, edited(story, seed + n)) for name, story in _stories().items() for n in range(COPIES)]
    found = groups(shingles(text) for _, text in made)
    pairs = [
        (one == other, found.first(a) == found.first(b))
        for (a, (one, _)), (b, (other, _)) in combinations(enumerate(made), 2)
    ]
    right = sum(same and joined for same, joined in pairs)
    assert right / sum(same for same, _ in pairs) >= 0.98
    assert right / sum(joined for _, joined in pairs) >= 0.98


@pytest.mark.parametrize("seed", range(20))
def test_two_copies_alone_are_told_as_well(seed: int) -> None:
    """Without further copies that would lead from one to the other."""
    for story in _stories().values():
        pair = [shingles(edited(story, 2 * seed + n)) for n in (0, 1)]
        assert groups(pair).first(1) == 0


def test_a_note_of_one_sentence_is_no_copy() -> None:
    note = shingles("The foreign ministers met in Astana on Tuesday.")
    assert not is_copy(note, note)
    assert groups([note, note]).all() == [[0], [1]]


def _printed(name: str, on: str | None, text: str, outlet: str, agency: str | None = None) -> Story:
    return Story(name, on, outlet, agency).write(text)


def test_copies_are_one_story_of_the_earliest_day(fill) -> None:
    text, other = _stories()["astana-talks.txt"], OTHERS["astana-talks.txt"]
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
    first = _stories()["astana-talks.txt"].split("\n\n")
    further = "\n\n".join(["New headline", *first[1:2], *OTHERS["astana-talks.txt"].split("\n\n")[3:9]])
    store = fill(
        _printed("first", "2023-02-28", "\n\n".join(first), "A", agencies[0]),
        _printed("further", on, further, "B", agencies[1]),
    )
    assert len(reprints(store)) == number
