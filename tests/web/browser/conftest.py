"""A desk that listens, over the example stories, and a real browser that may reach nothing else."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn

from communique.cli.corpus import make_reader
from communique.ingest import Refusal, documents
from communique.record import Document
from communique.runs import Workers, ingest
from communique.store import Store
from communique.web import Desk, create_app

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
CHROMIUM = "/usr/bin/chromium"
#: Nothing of a browser that would reach for the network by itself.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


def missing(reason: str) -> None:
    """Skip what cannot be tested here; in CI it has to be."""
    if os.environ.get("COMMUNIQUE_CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, one for all tests."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    if not Path(CHROMIUM).exists():
        missing("chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over the stories of `examples`; of one there is a reprint, of another a second readout."""
    place = tmp_path_factory.mktemp("desk") / "desk.db"
    read = partial(make_reader, None)
    given = [one for one in documents([str(EXAMPLES)]) if not isinstance(one, Refusal) and one.id.endswith(".txt")]
    call = next(one for one in given if "biden-xi" in one.id)
    reprint = Document(id="reprint", text=call.text, outlet="The Daily Reprint", published=call.published)
    with Store(place, create=True) as store, Workers(read, 1) as workers:
        ingest(store, [*given, reprint], workers, lambda outcome: None)
        desk = Desk(store, read)
        yield desk
        desk.close()


@pytest.fixture(scope="session")
def address(desk: Desk) -> Iterator[str]:
    """Where the desk listens."""
    server = uvicorn.Server(uvicorn.Config(create_app(desk), port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def keys(desk: Desk) -> dict[str, str]:
    """The keys of the stories, by the name of their file."""
    kept = desk.store.kept(desk.store.keys(status="read"))
    return {Path(one.document.id).stem: one.key for one in kept}


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the desk in a browser of its own; what goes wrong in it fails the test."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def open(path: str, **options: Any) -> Any:
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        context.route("**/*", partial(_stay, address, wrong))
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda message: wrong.append(message.text) if _is_fault(message) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(path)
        return page

    yield open
    for context in contexts:
        context.close()
    assert wrong == []


def _is_fault(message: Any) -> bool:
    """Whether something went wrong in the page; that a page is one of a question without an answer is none."""
    return message.type == "error" and "responded with a status of 4" not in message.text


def _stay(address: str, wrong: list[str], route: Any) -> None:
    """Let a request go to the desk, and to nowhere else."""
    if urlsplit(route.request.url).netloc == urlsplit(address).netloc:
        route.continue_()
    else:
        wrong.append(f"a request to {route.request.url}")
        route.abort()
