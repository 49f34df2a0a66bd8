"""Feeds watched: what is new comes once, what fails is asked less often, and time is injected."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from ingest.world import STORY, Clock, Site, split

from communique.ingest import Options
from communique.ingest.web.polite import Polite
from communique.ingest.web.watch import Memory, Watch

TYPE = {"Content-Type": "application/rss+xml"}


def rss(*links: str) -> bytes:
    items = "".join(f"<item><title>T</title><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel><title>Agency</title>{items}</channel></rss>".encode()


@pytest.fixture
def watch(options: Options, web: Polite, clock: Clock, site: Site) -> Watch:
    for name in "abc":
        site.replies[f"/{name}"] = 200, {"Content-Type": "text/plain"}, f"{STORY} {name}".encode()
    return Watch(options, web=web, clock=clock, sleep=clock.sleep)


def test_what_is_new_comes_once(site: Site, watch: Watch) -> None:
    feeds = iter([rss("/a"), rss("/b", "/a"), rss("/b")])
    site.replies["/feed"] = lambda _: (200, TYPE, next(feeds))
    found, refusals = split(watch.items([site.url("/feed")], rounds=3))
    assert [document.id for document in found] == [site.url("/a"), site.url("/b")]
    assert refusals == []
    assert site.paths().count("/a") == 1


def test_looks_are_an_interval_apart(site: Site, watch: Watch, clock: Clock) -> None:
    site.replies["/feed"] = 200, TYPE, rss()
    start = clock.time
    list(watch.items([site.url("/feed")], rounds=3))
    assert clock.time - start == 1800


def test_an_unchanged_feed_is_not_sent_again(site: Site, watch: Watch) -> None:
    def reply(handler):
        if handler.headers.get("If-None-Match") == '"1"' and handler.headers.get("If-Modified-Since") == "Wed":
            return 304, {}, b""
        return 200, {**TYPE, "ETag": '"1"', "Last-Modified": "Wed"}, rss("/a")

    site.replies["/feed"] = reply
    assert len(split(watch.items([site.url("/feed")], rounds=2))[0]) == 1
    assert watch.memory[site.url("/feed")] == Memory(etag='"1"', modified="Wed", seen=(site.url("/a"),))


def test_a_memory_may_be_kept_for_a_later_run(site: Site, watch: Watch, options: Options, web: Polite) -> None:
    site.replies["/feed"] = 200, TYPE, rss("/a")
    list(watch.items([site.url("/feed")], rounds=1))
    kept = msgspec.json.decode(msgspec.json.encode(watch.memory), type=dict[str, Memory])
    site.replies["/feed"] = 200, TYPE, rss("/a", "/c")
    found, _ = split(Watch(options, kept, web).items([site.url("/feed")], rounds=1))
    assert [document.id for document in found] == [site.url("/c")]


def test_a_page_that_is_away_is_asked_for_again(site: Site, watch: Watch) -> None:
    pages = iter([(500, {}, b""), (200, {"Content-Type": "text/plain"}, STORY.encode())])
    site.replies["/feed"] = lambda handler: (
        (304, {}, b"") if handler.headers.get("If-None-Match") else (200, {**TYPE, "ETag": '"1"'}, rss("/a", "/b"))
    )
    site.replies["/a"] = lambda _: next(pages)
    found, refusals = split(watch.items([site.url("/feed")], rounds=4))
    assert [document.id for document in found] == [site.url("/b"), site.url("/a")]
    assert [refusal.source for refusal in refusals] == [site.url("/a")]
    assert watch.memory[site.url("/feed")].tries == {}


def test_a_page_that_is_gone_is_given_up(site: Site, watch: Watch) -> None:
    site.replies["/feed"] = 200, TYPE, rss("/gone", "/a")
    found, refusals = split(watch.items([site.url("/feed")], rounds=5))
    assert [refusal.source for refusal in refusals] == [site.url("/gone")] * 3
    assert [document.id for document in found] == [site.url("/a")]


def test_a_look_that_was_broken_off_is_done_again(site: Site, watch: Watch) -> None:
    site.replies["/feed"] = 200, TYPE, rss("/a", "/b")
    items = watch.items([site.url("/feed")], rounds=1)
    next(items)
    items.close()
    assert watch.memory == {}


def test_a_feed_that_fails_is_asked_half_as_often_each_time(site: Site, watch: Watch, clock: Clock) -> None:
    site.replies["/feed"] = 404, {}, b""
    site.replies["/good"] = 200, TYPE, rss("/a")
    start = clock.time
    found, refusals = split(watch.items([site.url("/feed"), site.url("/good")], rounds=4))
    assert [refusal.reason for refusal in refusals] == ["the server answers with status 404."] * 4
    assert len(found) == 1, "the other feed goes on"
    assert clock.time - start == pytest.approx(900 * (2 + 4 + 8), abs=20)


def test_back_off_ends_with_the_first_success_and_never_exceeds_the_longest(
    site: Site, watch: Watch, clock: Clock
) -> None:
    answers = iter([(404, {}, b"")] * 12 + [(200, TYPE, rss())] * 2)
    site.replies["/feed"] = lambda _: next(answers)
    times: list[float] = []
    for _ in watch.items([site.url("/feed")], rounds=14):
        times.append(clock.time)
    pauses = [after - before for before, after in pairwise(times)]
    assert max(pauses) == 86_400
    assert watch.failures == {}


def test_the_feeds_of_a_list_are_watched(site: Site, watch: Watch) -> None:
    outline = f"<outline xmlUrl='{site.url('/feed')}'/>"
    site.replies["/list"] = 200, {"Content-Type": "text/x-opml"}, f"<opml><body>{outline}</body></opml>".encode()
    feeds = iter([rss("/a"), rss("/a", "/b")])
    site.replies["/feed"] = lambda _: (200, TYPE, next(feeds))
    found, refusals = split(watch.items([site.url("/list")], rounds=2))
    assert [document.id for document in found] == [site.url("/a"), site.url("/b")]
    assert refusals == []
    assert site.paths().count("/feed") == 2, "twice, though the list names it at each look"


def test_the_feeds_of_a_list_that_has_not_changed_are_watched_by_a_later_run(
    site: Site, watch: Watch, options: Options, web: Polite
) -> None:
    def reply(handler):
        if handler.headers.get("If-None-Match"):
            return 304, {}, b""
        outline = f"<outline xmlUrl='{site.url('/feed')}'/>"
        return 200, {"ETag": '"1"'}, f"<opml><body>{outline}</body></opml>".encode()

    site.replies["/list"] = reply
    site.replies["/feed"] = 200, TYPE, rss("/a")
    assert len(split(watch.items([site.url("/list")], rounds=1))[0]) == 1
    site.replies["/feed"] = 200, TYPE, rss("/a", "/b")
    found, refusals = split(Watch(options, watch.memory, web).items([site.url("/list")], rounds=1))
    assert [document.id for document in found] == [site.url("/b")]
    assert refusals == []


def test_lists_cannot_lead_to_lists_without_end(site: Site, watch: Watch) -> None:
    outlines = f"<outline xmlUrl='{site.url('/list')}'/><outline xmlUrl='{site.url('/other')}'/>"
    opml = 200, {"Content-Type": "text/x-opml"}, f"<opml><body>{outlines}</body></opml>".encode()
    site.replies["/list"] = site.replies["/other"] = opml
    found, refusals = split(watch.items([site.url("/list")], rounds=2))
    assert found == []
    assert {refusal.source for refusal in refusals} == {site.url("/other")}
    assert site.paths().count("/list") == 2


def test_what_is_no_feed_is_refused(site: Site, watch: Watch) -> None:
    site.replies["/page"] = 200, {"Content-Type": "text/html"}, b"<p>Hello"
    _, refusals = split(watch.items([site.url("/page"), "nonsense"], rounds=1))
    assert len(refusals) == 2
