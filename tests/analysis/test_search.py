"""Search and timelines find what they should, in its order, with the sentence."""

from __future__ import annotations

import pytest
from analysis.conftest import Fill
from analysis.made import Story, day

from communique.analysis import Days, Filters, QuestionError, Told, search, timeline, who
from communique.store import Store


def names(rows: list[Told]) -> list[str]:
    return [f"{row.document}/{row.entry}" for row in rows]


def test_words_find_entries_with_their_sentence_and_parties(store: Store) -> None:
    found = search(store, "railway", Filters(kind="commitment"))
    assert names(found) == ["june/c1"]
    (one,) = found
    assert one.sentence == "Wang Yi said China would build the railway to Kyrgyzstan."
    assert (one.by, one.to, one.words) == (
        ("Wang Yi",),
        ("Kazakhstan",),
        "China would build the railway to Kyrgyzstan",
    )
    assert (one.day, one.outlet) == (day("2022-06-07"), "The Astana Times")
    assert one.score is not None
    assert one.score > 0


def test_a_chain_goes_upwards(fill: Fill) -> None:
    story = Story("chain", "2022-06-07").say(
        "assert", "Qin Gang", "trade would grow", via="Xinhua < Antony Blinken"
    )
    (one,) = search(fill(story), "trade")
    assert one.via == ("Xinhua", "Antony Blinken")


@pytest.mark.parametrize(
    ("filters", "which"),
    [
        (Filters(actor="Tokayev", kind="statement"), {"june/s2", "july/s1", "august/s1"}),
        (Filters(actor="wang-yi", kind="commitment"), {"june/c1"}),
        (Filters(state="Kazakhstan", kind="meeting"), {"june/m1"}),
        (Filters(act="refuse"), {"july/s1"}),
        (Filters(type="aid"), {"july/e1"}),
        (Filters(issue="sovereignty", kind="statement"), {"june/s2", "august/s1"}),
        (Filters(place="Astana"), {"june/m1"}),
        (Filters(place="China"), {"august/m1"}),
        (Filters(chain="Xinhua"), {"july/s1", "july/n1"}),
        (Filters(chain="Xinhua", kind="refusal"), {"july/n1"}),
        (Filters(outlet="TASS", kind="event"), {"july/e1"}),
        (Filters(kind="statement", days=Days(day("2022-08-01"), None)), {"august/s1"}),
        (Filters(kind="statement", days=Days(None, day("2022-06-30")), actor="Tokayev"), {"june/s2"}),
    ],
)
def test_filters(store: Store, filters: Filters, which: set[str]) -> None:
    assert set(names(search(store, None, filters))) == which


def test_a_limit_keeps_the_best(store: Store) -> None:
    every = search(store, "sovereignty", limit=50)
    assert [row.score for row in every] == sorted((row.score for row in every), reverse=True)
    assert search(store, "sovereignty", limit=1) == every[:1]


@pytest.mark.parametrize(
    ("ask", "what"),
    [
        (lambda store: search(store, None), "neither a word"),
        (lambda store: search(store, "-no"), "no word to look for"),
        (
            lambda store: search(store, None, Filters(actor="Metternich")),
            "no document names an actor 'Metternich'",
        ),
        (lambda store: search(store, None, Filters(state="Atlantis")), "'Atlantis' is no state"),
        (lambda store: timeline(store), "a timeline is of"),
        (lambda store: timeline(store, ["CHN", "KAZ", "RUS"]), "a timeline is of"),
        (lambda store: Days(day("2022-06-07"), day("2022-06-06")), "the days end before they begin"),
    ],
)
def test_what_cannot_be_asked(store: Store, ask, what: str) -> None:
    with pytest.raises(QuestionError, match=what):
        ask(store)


def test_whom_a_name_means(store: Store) -> None:
    assert who(store, "china").state == "CHN"
    assert who(store, "wang yi").identities == who(store, "Wang").identities == ("wang-yi",)


def test_a_timeline_of_an_actor_has_what_has_no_day_last(store: Store) -> None:
    assert names(timeline(store, ["Wang Yi"])) == ["june/s1", "june/s3", "june/m1", "july/s2", "august/m1"]
    assert names(timeline(store, ["Wang Yi"], limit=2)) == ["june/s1", "june/s3"]
    assert names(timeline(store, ["Wang Yi"], days=Days(day("2022-07-01"), None))) == ["july/s2"]


def test_a_timeline_of_a_pair(store: Store) -> None:
    assert names(timeline(store, ["China", "Kazakhstan"])) == ["june/s1", "june/s3", "june/m1", "july/e1"]
    assert names(timeline(store, ["Wang Yi", "Sergey Lavrov"])) == ["august/m1"]


def test_a_timeline_of_an_issue(store: Store) -> None:
    assert names(timeline(store, issue="sovereignty")) == ["june/s2", "august/s1"]
    assert names(timeline(store, ["China"], "railway", kinds=("commitment",))) == ["june/c1"]
