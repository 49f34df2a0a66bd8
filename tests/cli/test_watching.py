"""`communique watch`: what is new in feeds is kept and read once, whatever fails or ends it."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from fake_reader import FakeReader
from ingest.world import STORY, Site

from communique.cli import Exit, corpus
from communique.store import Store

Run = Callable[..., Result]
FEED = {"Content-Type": "application/rss+xml"}
LINE = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d communique\.db: "


def make_reader(model: str | None) -> FakeReader:
    return FakeReader(model or "1")


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    for name in "abc":
        found.replies[f"/{name}"] = 200, {"Content-Type": "text/plain"}, f"{STORY} {name}".encode()
    yield found
    found.close()


@pytest.fixture
def watch(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in a folder of its own, with a quick reader and without politeness to loopback."""
    monkeypatch.setattr(corpus, "make_reader", make_reader)
    monkeypatch.delenv("COMMUNIQUE_STORE", raising=False)

    def invoke(*args: str) -> Result:
        return run("watch", "--network", "127.0.0.0/8", "--delay", "0", *args)

    return invoke


def feed(site: Site, *names: str) -> bytes:
    items = "".join(f"<item><title>T</title><link>{site.url(name)}</link></item>" for name in names)
    return f"<rss version='2.0'><channel><title>Agency</title>{items}</channel></rss>".encode()


def names() -> set[str]:
    """The documents that were read."""
    with Store("communique.db") as store:
        return {kept.document.id for kept in store.kept(store.keys(status="read"))}


def test_what_is_new_is_read_once_and_remembered_for_the_next_run(watch: Run, site: Site) -> None:
    def reply(handler):
        if handler.headers.get("If-None-Match") == '"1"':
            return 304, {}, b""
        return 200, {**FEED, "ETag": '"1"'}, feed(site, "/a", "/b")

    site.replies["/feed"] = reply
    first, second = (watch(site.url("/feed"), "--once") for _ in range(2))
    assert (first.exit_code, second.exit_code, first.stderr, second.stderr) == (Exit.READ, Exit.READ, "", "")
    assert re.fullmatch(LINE + "1 feed, 2 read\n", first.stdout)
    assert re.fullmatch(LINE + "1 feed, nothing new\n", second.stdout)
    assert names() == {site.url("/a"), site.url("/b")}
    assert site.paths().count("/a") == 1
    site.replies["/feed"] = 200, FEED, feed(site, "/b", "/c")
    assert re.fullmatch(LINE + "1 feed, 1 read\n", watch(site.url("/feed"), "--once").stdout)
    assert site.paths().count("/b") == 1


def test_a_feed_that_fails_is_named_and_the_others_are_read(watch: Run, site: Site) -> None:
    site.replies["/robots.txt"] = 200, {}, b"User-agent: *\nDisallow: /private"
    site.replies["/feed"] = 200, FEED, feed(site, "/a")
    bombs = b"<!DOCTYPE x [<!ENTITY a 'ha'>]><rss><channel>&a;</channel></rss>"
    site.replies["/entities"] = 200, FEED, bombs
    bad = [site.url("/missing"), site.url("/private"), site.url("/entities")]
    result = watch(*bad, site.url("/feed"), "--once")
    assert result.exit_code == Exit.UNREAD
    assert re.fullmatch(LINE + "4 feeds, 1 read, 3 refused\n", result.stdout)
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == bad
    assert "status 404" in result.stderr
    assert "robots.txt of 127.0.0.1 forbids it" in result.stderr


def test_the_feeds_of_a_list_belong_to_the_round(watch: Run, site: Site) -> None:
    outlines = f"<outline xmlUrl='{site.url('/one')}'/><outline xmlUrl='{site.url('/two')}'/>"
    opml = f"<opml><body>{outlines}</body></opml>".encode()
    site.replies["/list"] = 200, {"Content-Type": "text/x-opml"}, opml
    site.replies["/one"], site.replies["/two"] = (200, FEED, feed(site, "/a")), (200, FEED, feed(site, "/b"))
    assert re.fullmatch(LINE + "3 feeds, 2 read\n", watch(site.url("/list"), "--once").stdout)


def test_an_address_that_is_not_public_is_refused_unless_it_is_allowed(run: Run, watch: Run, site: Site) -> None:
    site.replies["/feed"] = 200, FEED, feed(site, "/a")
    result = run("watch", site.url("/feed"), "--once")
    assert result.exit_code == Exit.UNREAD
    assert "127.0.0.1" in result.stderr
    assert site.asked == []


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_goes_on_until_it_is_ended(watch: Run, site: Site, ending: signal.Signals) -> None:
    feeds = iter([feed(site, "/a"), feed(site, "/a", "/b")])

    def reply(_):
        if (body := next(feeds, None)) is None:
            os.kill(os.getpid(), ending)
            return 503, {}, b""
        return 200, FEED, body

    site.replies["/feed"] = reply
    result = watch(site.url("/feed"), "--every", "1")
    assert (result.exit_code, result.stderr) == (Exit.READ, "")
    lines = "".join(LINE + "1 feed, 1 read\n" for _ in range(2))
    assert re.fullmatch(lines + r"communique\.db: ended; 2 read\n", result.stdout)
    assert names() == {site.url("/a"), site.url("/b")}


def test_a_round_that_was_broken_off_is_done_again(watch: Run, site: Site) -> None:
    def page(_):
        os.kill(os.getpid(), signal.SIGTERM)
        return 200, {"Content-Type": "text/plain"}, STORY.encode()

    site.replies["/feed"], site.replies["/end"] = (200, FEED, feed(site, "/a", "/end", "/b")), page
    assert watch(site.url("/feed"), "--once").exit_code == Exit.INTERRUPTED
    assert not Path("communique.db.feeds.json").exists()
    site.replies["/end"] = 200, {"Content-Type": "text/plain"}, f"{STORY} At last.".encode()
    assert watch(site.url("/feed"), "--once").exit_code == Exit.READ
    assert names() == {site.url("/a"), site.url("/end"), site.url("/b")}


def test_a_memory_that_is_none_and_a_store_without_a_place_for_it(watch: Run, site: Site) -> None:
    Path("communique.db.feeds.json").write_text("[]")
    result = watch(site.url("/feed"), "--once")
    assert result.exit_code == Exit.USAGE
    assert "communique.db.feeds.json: holds no memory of feeds" in result.stderr
    result = watch(site.url("/feed"), "--once", "--store", "postgresql://nobody@127.0.0.1:1/none")
    assert result.exit_code == Exit.USAGE
    assert "name a file for what the feeds had (--memory FILE)" in result.stderr
    assert site.asked == []
