"""A desk with pages over a small store made by hand, and a client that keeps cookies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from analysis.made import Story, fill
from fake_reader import maker
from starlette.testclient import TestClient

from communique.store import Store
from communique.web import Desk, create_app

#: What a browser tells of where a request comes from.
OWN = {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1", "Accept": "text/html"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "desk.db", create=True) as store:
        fill(store, stories())
        yield store


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    app = create_app(Desk(store, maker()))
    with TestClient(app, "http://127.0.0.1", headers=OWN, follow_redirects=False) as client:
        yield client


@pytest.fixture
def key(store: Store) -> str:
    """The story with most in it."""
    return store.find("june")[0]


def stories() -> list[Story]:
    june = (
        Story("june", "2022-06-07", "The Astana Times")
        .office("Wang Yi", "Foreign Minister", "CHN")
        .meet("Wang Yi", "Kassym-Jomart Tokayev", on="2022-06-07", place="Astana")
        .say(
            "commit",
            "Wang Yi",
            "China would build the railway",
            to=("Kazakhstan",),
            via="Xinhua",
            also="commitment",
        )
        .say("agree", "Kassym-Jomart Tokayev", "he backed the truce", also="support: the truce")
        .say("refuse", "Wang Yi", "no troops would be sent", also="refusal")
    )
    august = (
        Story("august", "2022-08-20", "Xinhua")
        .meet("Wang Yi", "Kassym-Jomart Tokayev", on="2022-06-08", place="Astana")
        .say("criticize", "Kassym-Jomart Tokayev", "talk of the truce was harmful", also="oppose: the truce")
        .act("AID", "China", "Kazakhstan", "sent vaccines", on="2022-07-09")
    )
    return [june, august]
