"""Two readouts side by side: shared, alone, contradicting."""

from __future__ import annotations

import pytest
from analysis.made import Story

from communique.analysis import Compared, Difference, QuestionError, compare


def chinese(name: str = "chinese") -> Story:
    return (
        Story(name, "2023-06-18", "Xinhua")
        .meet("Qin Gang", "Antony Blinken", on="2023-06-18", place="Beijing")
        .say("agree", "Antony Blinken", "he agreed to more flights between the two countries")
        .say("assert", "Qin Gang", "the Taiwan question was the core of core interests")
        .say("assert", "China", "30 flights a week would be added next year")
    )


def american(name: str = "american") -> Story:
    return (
        Story(name, "2023-06-19", "State Department")
        .meet("Antony Blinken", "China", on="2023-06-18", place="Beijing")
        .say("refuse", "Antony Blinken", "he would accept no more flights between the two countries")
        .say("request", "Antony Blinken", "China should release detained citizens")
        .say("assert", "China", "24 flights a week would be added next year")
    )


def rows_of(rows: list[Compared], verdict: str) -> list[Compared]:
    return [row for row in rows if row.verdict == verdict]


def test_two_readouts_of_one_meeting(fill) -> None:
    rows = compare(fill(chinese(), american()), "chinese", "american")
    (meeting,) = rows_of(rows, "shared")
    assert (meeting.kind, meeting.entry_a, meeting.entry_b) == ("meeting", "m1", "m1")
    assert meeting.a == "Qin Gang and Antony Blinken held talks in Beijing."
    act, number = rows_of(rows, "contradicting")
    assert act.differences == (Difference("act", "agree", "refuse"),)
    assert (act.entry_a, act.entry_b) == ("s1", "s1")
    assert act.b == "Antony Blinken said he would accept no more flights between the two countries."
    assert number.differences == (Difference("numbers", "30", "24"),)
    (only_a,) = rows_of(rows, "only in A")
    assert (only_a.entry_a, only_a.entry_b, only_a.b) == ("s2", None, "")
    (only_b,) = rows_of(rows, "only in B")
    assert (only_b.entry_a, only_b.entry_b, only_b.actors) == (None, "s2", ("Antony Blinken",))


def test_the_other_way_round_is_the_same_turned(fill) -> None:
    store = fill(chinese(), american())
    there, back = compare(store, "chinese", "american"), compare(store, "american", "chinese")
    turned = {
        (row.verdict, row.entry_b, row.entry_a) for row in back if row.verdict in {"shared", "contradicting"}
    }
    assert turned == {(row.verdict, row.entry_a, row.entry_b) for row in there if row.entry_a and row.entry_b}


def test_the_same_words_of_another_actor_are_not_shared(fill) -> None:
    one = Story("one", "2023-06-18").say("assert", "Qin Gang", "the tariffs must be lifted at once")
    other = Story("other", "2023-06-18").say("assert", "Sergey Lavrov", "the tariffs must be lifted at once")
    assert [row.verdict for row in compare(fill(one, other), "one", "other")] == ["only in A", "only in B"]


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        ({"on": "2023-06-20"}, Difference("day", "2023-06-18", "2023-06-20")),
        ({"place": "Geneva"}, Difference("place", "Beijing", "Geneva")),
        ({"status": "cancelled"}, Difference("status", "held", "cancelled")),
        ({"with_": "Wang Yi"}, Difference("participants", "Qin Gang", "Wang Yi")),
    ],
)
def test_contradictions_about_a_meeting(fill, change: dict[str, str], difference: Difference) -> None:
    said = {"on": "2023-06-18", "place": "Beijing", "status": "held"} | change
    chinese_side = said.pop("with_", "Qin Gang")
    one = Story("one", "2023-06-20").meet("Qin Gang", "Antony Blinken", on="2023-06-18", place="Beijing")
    other = Story("other", "2023-06-20").meet(chinese_side, "Antony Blinken", **said).write("More.")
    (row,) = compare(fill(one, other), "one", "other")
    assert (row.verdict, row.differences) == ("contradicting", (difference,))


def test_a_stance_and_its_opposite(fill) -> None:
    one = Story("one", "2023-06-18").say(
        "agree", "Russia", "it backed the grain deal", also="support: the grain deal"
    )
    other = Story("other", "2023-06-18").say(
        "criticize", "Russia", "it rejected the grain deal", also="oppose: the grain deal"
    )
    rows = compare(fill(one, other), "one", "other")
    assert [row.differences for row in rows if row.kind == "position"] == [
        (Difference("stance", "support", "oppose"),)
    ]


@pytest.mark.parametrize(
    ("a", "b", "what"),
    [
        ("nothing", "chinese", "there is no document 'nothing'"),
        ("chinese", "chinese", "are one document"),
        ("twice", "chinese", "may be 2 documents"),
    ],
)
def test_what_cannot_be_compared(fill, a: str, b: str, what: str) -> None:
    store = fill(chinese(), american("twice"), chinese("twice").write("And more."))
    with pytest.raises(QuestionError, match=what):
        compare(store, a, b)
