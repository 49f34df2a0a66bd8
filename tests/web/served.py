"""Desks to be tested: over a small store, asked within the process or over a real connection."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from analysis.made import Story, fill
from fake_reader import maker
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from communique.cli.listening import listen
from communique.store import Scope, Store, make_token
from communique.web import Desk, Settings, create_app
from communique.web.serving import Serving, configured

#: More than any test asks.
PATIENT = Settings(requests_per_minute=1_000_000)


def filled(place: str) -> Store:
    """A store of three stories about two meetings."""
    store = Store(place, create=True, query_seconds=10)
    fill(store, _stories())
    return store


def _stories() -> list[Story]:
    june = (
        Story("june", "2022-06-07", "The Astana Times")
        .office("Wang Yi", "Foreign Minister", "CHN")
        .meet("Wang Yi", "Kassym-Jomart Tokayev", on="2022-06-07", place="Astana")
        .say("commit", "Wang Yi", "China would build the railway", to=("Kazakhstan",), also="commitment")
        .say("agree", "Kassym-Jomart Tokayev", "he backed the truce", also="support: the truce")
        .say("request", "Wang Yi", "Kazakhstan should open the crossing", to=("Kazakhstan",), also="request")
    )
    july = (
        Story("july", "2022-07-10", "TASS", agency="TASS")
        .say("refuse", "Kassym-Jomart Tokayev", "he would not send troops", to=("Russia",), via="Xinhua")
        .say("assert", "Wang Yi", "the railway was being built")
        .act("AID", "China", "Kazakhstan", "sent vaccines", on="2022-07-09")
    )
    august = (
        Story("august", "2022-08-20", "Xinhua")
        .meet("Wang Yi", "Kassym-Jomart Tokayev", on="2022-06-07", place="Astana")
        .say("criticize", "Kassym-Jomart Tokayev", "talk of the truce was harmful", also="oppose: the truce")
        .meet("Wang Yi", "Sergey Lavrov", on=None, place="Beijing", status="planned")
    )
    return [june, july, august]


def asked(store: Store, settings: Settings = PATIENT, **more: Any) -> TestClient:
    """A client of a desk, within the process; errors of the desk are answers, not exceptions."""
    app = create_app(Desk(store, maker(), settings, **more))
    return TestClient(app, "http://localhost", raise_server_exceptions=False, follow_redirects=False)


def token(store: Store, *scopes: Scope) -> dict[str, str]:
    """Headers with a new token."""
    return {"Authorization": f"Bearer {make_token(store, 'a test', scopes)[1]}"}


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every method and path that the application takes, with values for what is variable in the path."""
    for one in iter_route_contexts(app.routes):
        for method in sorted(getattr(one, "methods", None) or {"GET"}):
            yield method, re.sub(r"{(\w+)(:path)?}", lambda match: _VALUES.get(match[1], "1"), one.path)


#: Of what is variable in a path.
_VALUES = {"key": "0" * 32, "number": "1", "id": "1", "format": "jsonl", "called": "wang-yi"}


@contextmanager
def serving(place: str, settings: Settings = PATIENT) -> Iterator[tuple[str, int]]:
    """A desk that listens, as `communique serve` starts it; the address."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(configured(Serving(place, maker(), settings)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        with socket.create_connection(listener.getsockname(), 10):  # it takes connections before it is ready
            yield listener.getsockname()
    finally:
        server.should_exit = True
        thread.join()
