"""Pages: each row once, in the order of the whole, whatever the length of a page; a foreign mark is refused."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from analysis.made import Story

from communique.analysis import (
    Mark,
    Page,
    QuestionError,
    inbox,
    issues,
    joined,
    ledger,
    meetings,
    offices,
    positions,
    reprints,
    search,
    timeline,
)
from communique.store import Store

Ask = Callable[..., Page[Any]]
QUESTIONS: dict[str, Ask] = {
    "search": lambda store, **page: search(store, "talks", **page),
    "timeline": lambda store, **page: timeline(store, ["Wang Yi"], **page),
    "timeline, latest": lambda store, **page: timeline(store, ["CHN"], latest=True, **page),
    "timeline of a pair": lambda store, **page: timeline(store, ["Wang Yi", "KAZ"], **page),
    "timeline of an issue": lambda store, **page: timeline(store, issue="talks", **page),
    "ledger": lambda store, **page: ledger(store, **page),
    "ledger, latest": lambda store, **page: ledger(store, "Wang Yi", latest=True, **page),
    "meetings": lambda store, **page: meetings(store, **page),
    "meetings, latest": lambda store, **page: meetings(store, ("Wang Yi",), latest=True, **page),
    "positions": lambda store, **page: positions(store, **page),
    "issues": lambda store, **page: issues(store, **page),
    "offices": lambda store, **page: offices(store, **page),
    "offices, latest": lambda store, **page: offices(store, latest=True, **page),
    "reprints": lambda store, **page: reprints(store, **page),
    "events": lambda store, **page: joined(store, **page),
    "inbox": lambda store, **page: inbox(store, **page),
}


@pytest.fixture
def busy(fill) -> Store:
    """A dozen documents in pairs of copies; of every third one the day is not known."""
    return fill(*(_report(number) for number in range(12)))


def _report(number: int) -> Story:
    day = f"2022-06-{1 + number // 2:02}" if number % 3 else None
    story = Story(f"d{number:02}", day, f"Paper {number}").office("Wang Yi", f"envoy {number % 5}", "CHN")
    story.meet("Wang Yi", "Kazakhstan", on=day, place="Astana").meet("Wang Yi", "Russia", on=None)
    story.say("commit", "Wang Yi", f"the railway talks would go on in month {number}", also="commitment")
    story.say("request", "Russia", f"the talks be held on day {number}", to=("China",), also="request")
    story.say("agree", "Wang Yi", "he backed the grain talks", also="support: the grain talks")
    story.say("refuse", "Wang Yi", f"he would not join the price cap of {number}", also="oppose: the price cap")
    return story.write(" ".join(f"word{word} of story{number // 2}" for word in range(60)))


def test_pages_one_after_the_other_are_the_whole(busy: Store) -> None:
    for name, ask in QUESTIONS.items():
        whole = ask(busy, limit=1000)
        assert whole.next is None, name
        assert len(whole) > 1, name
        for length in (1, 5):
            assert _in_pages(lambda **page: ask(busy, **page), length) == whole, (name, length)  # noqa: B023


def _in_pages(ask: Ask, length: int) -> list[Any]:
    rows, after = [], None
    while True:
        page = ask(limit=length, after=after)
        assert len(page) <= length
        rows += page
        if (after := page.next) is None:
            return rows


def test_a_mark_of_something_else_is_refused(busy: Store) -> None:
    marks: list[Mark] = [("x",), (-1,), (1, 2, 3), ("2022-13-01", 1), (2**70,), (None, 2**70), ()]
    for name, ask in QUESTIONS.items():
        for mark in marks:
            with pytest.raises(QuestionError, match="no mark of a page"):
                raise AssertionError(f"{name} takes {mark}: {ask(busy, after=mark)}")


def test_many_matches_are_gone_through_month_by_month(fill, monkeypatch) -> None:
    days = ["2021-12-31", "2022-01-01", "2022-01-31", None, "2024-02-29", "2021-12-01"]
    store = fill(*(Story(f"d{n}", day).say("assert", "Wang Yi", f"talks {n}") for n, day in enumerate(days)))
    few = timeline(store, issue="talks", limit=10)
    monkeypatch.setattr(sys.modules["communique.analysis.timeline"], "NEWEST", 3)
    dated = [row for row in few if row.day]
    for latest in (False, True):
        rows = _in_pages(lambda **page: timeline(store, issue="talks", latest=latest, **page), 2)  # noqa: B023
        assert rows == [*(reversed(dated) if latest else dated), few[-1]]
