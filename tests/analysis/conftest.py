"""A store of a few stories about two meetings, made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from analysis import made
from analysis.made import Story

from communique.store import Store

Fill = Callable[..., Store]


@pytest.fixture
def fill(place: str) -> Iterator[Fill]:
    """A store of some stories, on both databases."""
    store = Store(place, create=True)

    def filled(*stories: Story) -> Store:
        made.fill(store, stories)
        return store

    yield filled
    store.close()


@pytest.fixture
def stories() -> list[Story]:
    june = (
        Story("june", "2022-06-07", "The Astana Times")
        .office("Wang Yi", "Foreign Minister", "CHN")
        .meet("Wang Yi", "Kassym-Jomart Tokayev", on="2022-06-07", place="Astana")
        .say(
            "commit",
            "Wang Yi",
            "China would build the railway to Kyrgyzstan",
            to=("Kazakhstan",),
            also="commitment",
        )
        .say(
            "agree",
            "Kassym-Jomart Tokayev",
            "he backed the sovereignty of Ukraine",
            also="support: the sovereignty of Ukraine",
        )
        .say(
            "request", "Wang Yi", "Kazakhstan should open the border crossing", to=("Kazakhstan",), also="request"
        )
    )
    july = (
        Story("july", "2022-07-10", "TASS", agency="TASS")
        .say(
            "refuse",
            "Kassym-Jomart Tokayev",
            "he would not send troops",
            to=("Russia",),
            via="Xinhua",
            also="refusal",
        )
        .say("assert", "Wang Yi", "the railway to Kyrgyzstan was being built")
        .act("AID", "China", "Kazakhstan", "sent vaccines", on="2022-07-09")
    )
    august = (
        Story("august", "2022-08-20", "Xinhua")
        .office("Wang Yi", "State Councilor", "CHN")
        .say(
            "criticize",
            "Kassym-Jomart Tokayev",
            "talk of the sovereignty of Ukraine was harmful",
            also="oppose: the sovereignty of Ukraine",
        )
        .meet("Wang Yi", "Sergey Lavrov", on=None, place="Beijing", status="planned")
    )
    return [june, july, august]


@pytest.fixture
def store(fill: Fill, stories: list[Story]) -> Store:
    return fill(*stories)
