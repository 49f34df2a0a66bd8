"""Politeness: rules are read, hosts are given time, and those in trouble more of it."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from ingest.world import Clock, Site, limited

from communique.ingest import Options, Unreadable, documents
from communique.ingest.web.fetcher import Fetcher
from communique.ingest.web.polite import Polite

OK = 200, {"Content-Type": "text/plain"}, b"The talks were held in Geneva."


def test_robots_txt_is_asked_for_once_and_obeyed(site: Site, web: Polite) -> None:
    site.replies["/robots.txt"] = 200, {}, b"User-agent: *\nDisallow: /private/\n"
    site.replies["/a"] = site.replies["/private/b"] = OK
    assert web.get(site.url("/a")).status == 200
    with pytest.raises(Unreadable, match=r"robots\.txt of 127\.0\.0\.1 forbids it"):
        web.get(site.url("/private/b"))
    assert site.paths() == ["/robots.txt", "/a"]


def test_rules_for_us_come_before_those_for_all(site: Site, web: Polite) -> None:
    site.replies["/robots.txt"] = 200, {}, b"User-agent: *\nAllow: /\n\nUser-agent: Communique\nDisallow: /\n"
    with pytest.raises(Unreadable, match="forbids"):
        web.get(site.url("/a"))


def test_a_redirect_is_held_to_the_rules_too(site: Site, web: Polite) -> None:
    site.replies["/robots.txt"] = 200, {}, b"User-agent: *\nDisallow: /private/\n"
    site.replies["/a"] = 302, {"Location": "/private/b"}, b""
    site.replies["/private/b"] = OK
    with pytest.raises(Unreadable, match="forbids"):
        web.get(site.url("/a"))
    assert "/private/b" not in site.paths()


@pytest.mark.parametrize("status", [403, 404, 410])
def test_no_rules_forbid_nothing(site: Site, web: Polite, status: int) -> None:
    site.replies["/robots.txt"] = status, {}, b"Disallow: /"
    site.replies["/a"] = OK
    assert web.get(site.url("/a")).status == 200


@pytest.mark.parametrize("status", [429, 500, 503])
def test_rules_that_cannot_be_had_forbid_all_for_a_while(
    site: Site, web: Polite, clock: Clock, status: int
) -> None:
    site.replies["/robots.txt"] = status, {}, b""
    site.replies["/a"] = OK
    for _ in range(3):
        with pytest.raises(Unreadable, match=f"cannot be had: status {status}"):
            web.get(site.url("/a"))
    assert site.paths() == ["/robots.txt"]
    site.replies["/robots.txt"] = 404, {}, b""
    clock.sleep(61)
    assert web.get(site.url("/a")).status == 200


def test_rules_grow_old(site: Site, web: Polite, clock: Clock) -> None:
    site.replies["/a"] = OK
    web.get(site.url("/a"))
    clock.sleep(90_000)
    web.get(site.url("/a"))
    assert site.paths() == ["/robots.txt", "/a"] * 2


def test_rules_may_be_left_aside_by_option(site: Site, options: Options, clock: Clock) -> None:
    options = dataclasses.replace(options, robots=False)
    site.replies["/robots.txt"] = 200, {}, b"User-agent: *\nDisallow: /"
    site.replies["/a"] = OK
    assert Polite(Fetcher(options), options, clock, clock.sleep).get(site.url("/a")).status == 200
    assert site.paths() == ["/a"]


def test_a_host_is_given_time_between_requests_and_others_need_not_wait(
    site: Site, options: Options, clock: Clock
) -> None:
    web = Polite(Fetcher(options, lambda host, port: ["127.0.0.1"]), options, clock, clock.sleep)
    site.replies["/a"] = OK
    for host in ("one.example", "two.example", "one.example"):
        web.get(site.url("/a", host))
    assert clock.slept == [2.0]


def test_a_crawl_delay_is_kept_within_bounds(site: Site, web: Polite, clock: Clock) -> None:
    site.replies["/a"] = OK
    for asked, kept in (("7", 7.0), ("100000", 60.0), ("0.1", 2.0)):
        site.replies["/robots.txt"] = 200, {}, f"User-agent: *\nCrawl-delay: {asked}\n".encode()
        web.hosts.clear()
        clock.slept.clear()
        web.get(site.url("/a"))
        web.get(site.url("/a"))
        assert clock.slept == [kept]


def test_later_is_waited_for_and_tried_again(site: Site, web: Polite, clock: Clock) -> None:
    answers = iter([(503, {"Retry-After": "20"}, b""), (429, {}, b""), OK])
    site.replies["/a"] = lambda _: next(answers)
    assert web.get(site.url("/a")).status == 200
    assert clock.slept == [20.0, 8.0]


def test_a_moment_to_come_back_at_is_kept(site: Site, options: Options, clock: Clock) -> None:
    now = datetime.datetime(2022, 6, 8, 12, tzinfo=datetime.UTC)
    web = Polite(Fetcher(options), options, clock, clock.sleep, lambda: now)
    answers = iter([(503, {"Retry-After": "Wed, 08 Jun 2022 12:00:30 GMT"}, b""), OK])
    site.replies["/a"] = lambda _: next(answers)
    web.get(site.url("/a"))
    assert clock.slept == [30.0]


def test_too_much_later_is_a_refusal(site: Site, web: Polite, clock: Clock) -> None:
    site.replies["/a"] = 503, {"Retry-After": "86400"}, b""
    with pytest.raises(Unreadable, match="status 503"):
        web.get(site.url("/a"))
    assert clock.slept == []


def test_tries_end(site: Site, web: Polite) -> None:
    site.replies["/a"] = 503, {}, b""
    with pytest.raises(Unreadable, match="status 503"):
        web.get(site.url("/a"))
    assert site.paths().count("/a") == 3


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500])
def test_no_is_not_asked_again(site: Site, web: Polite, status: int) -> None:
    site.replies["/a"] = status, {}, b""
    with pytest.raises(Unreadable, match=f"status {status}"):
        web.get(site.url("/a"))
    assert site.paths().count("/a") == 1


def test_a_refused_page_does_not_stop_the_others(site: Site, options: Options, web: Polite) -> None:
    site.replies["/a"] = OK
    urls = [site.url("/a"), site.url("/gone"), f"http://{'a' * 70}.invalid/", site.url("/a")]
    assert [hasattr(item, "text") for item in documents(urls, options, web=web)] == [True, False, False, True]


def test_only_so_many_hosts_are_remembered(
    site: Site, options: Options, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.ingest.web.polite.HOSTS", 2)
    web = Polite(Fetcher(limited(options), lambda host, port: ["127.0.0.1"]), options, clock, clock.sleep)
    for number in range(4):
        with pytest.raises(Unreadable, match="404"):
            web.get(site.url("/a", f"{number}.example"))
    assert len(web.hosts) == 2


def test_a_host_that_gives_no_answer_is_left_in_peace(site: Site, options: Options, clock: Clock) -> None:
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.99"] if host == "dead.example" else ["127.0.0.1"]

    options = dataclasses.replace(limited(options, retries=0, failures=2), robots=False)
    web = Polite(Fetcher(options, resolve), options, clock, clock.sleep)
    site.replies["/a"] = OK
    for said in ("no answer", "no answer", "left in peace", "left in peace"):
        with pytest.raises(Unreadable, match=said):
            web.get(site.url("/a", "dead.example"))
    assert web.get(site.url("/a", "live.example")).status == 200
    assert looked_up == ["dead.example", "dead.example", "live.example"]
    clock.sleep(options.interval + 1)
    with pytest.raises(Unreadable, match="no answer"):
        web.get(site.url("/a", "dead.example"))


def test_time_spent_waiting_for_a_host_is_not_the_request_s(site: Site, options: Options) -> None:
    options = dataclasses.replace(limited(options, seconds=0.2), delay=0.3)
    web = Polite(Fetcher(options), options)
    site.replies["/a"] = OK
    assert [web.get(site.url("/a")).status for _ in range(2)] == [200, 200]
