"""One run over everything that means harm: each gives a reason that names it, and what lies between is read."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from ingest.test_archives import tarred, zipped
from ingest.test_warc import record
from ingest.world import SECRET, STORY, Clock, Site, split

from communique.ingest import Options, documents
from communique.ingest.web.addresses import resolved
from communique.ingest.web.fetcher import Fetcher
from communique.ingest.web.polite import Polite

LOOPBACK = "127.0.0.1"
#: What a record of a web archive is called.
RECORD = "https://example.org/1"
RSS = "<rss version='2.0'><channel><title>Agency</title>{}</channel></rss>"


@pytest.fixture
def outside() -> Iterator[Site]:
    """A site that may be reached, at an address of its own; loopback itself may not."""
    found = Site("127.0.0.53")
    yield found
    found.close()


@pytest.fixture
def web(outside: Site, clock: Clock) -> Polite:
    """What fetches from outside; `rebound.example` is a name for loopback."""
    names = {"news.example": ["127.0.0.53"], "rebound.example": [LOOPBACK]}
    options = Options(networks=(ip_network("127.0.0.53/32"),))
    fetcher = Fetcher(options, lambda host, port: names.get(host) or resolved(host, port))
    return Polite(fetcher, options, clock, clock.sleep)


#: Files, and what is said of each.
FILES = {
    "bomb.txt.gz": (gzip.compress(bytes(60_000_000), 9), "longer than 20,000,000 bytes"),
    "deep.html": (("<div>" * 50_000 + STORY).encode(), "nested deeper"),
    "entities.xml": (
        f"<!DOCTYPE rss [<!ENTITY a SYSTEM '{SECRET}'>]>{RSS.format('&a;')}".encode(),
        "entities, which are never expanded",
    ),
    "lying.warc": (record(length=10**15), "shorter than it says"),
    "flood.xml": (RSS.format("<item/>" * 1_000_000).encode(), "more than 5,000 items"),
    "escaping.zip": (zipped({"../../escaped.txt": STORY.encode()}), "leads out of"),
    "escaping.tar": (tarred({"../../escaped.txt": STORY.encode()}), "leads out of"),
    "latin.txt": (b"The caf\xe9 of the ministry.", "UTF-8"),
    "latin.jsonl": (b'{"text": "The caf\xe9"}\n', "JSON"),
}


def test_the_run_goes_on_past_whatever_is_in_its_way(
    tmp_path: Path, outside: Site, site: Site, web: Polite
) -> None:
    sources, wanted = [], []

    def good(name: str) -> None:
        (tmp_path / name).write_text(f"{STORY} {name}")
        sources.append(str(tmp_path / name))

    for name, (data, said) in FILES.items():
        (tmp_path / name).write_bytes(data)
        sources.append(str(tmp_path / name))
        wanted.append((RECORD if name.endswith(".warc") else str(tmp_path / name), said))
        good(f"after-{name}.txt")
    outside.replies["/away"] = 302, {"Location": site.url("/secret")}, b""
    outside.replies["/bomb"] = 200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(60_000_000), 9)
    outside.replies["/good"] = 200, {"Content-Type": "text/plain"}, f"{STORY} /good".encode()
    for url, said in (
        (outside.url("/away", "news.example"), "no public address"),
        (site.url("/secret", "rebound.example"), "'rebound.example' is at 127.0.0.1"),
        (site.url("/secret", "localhost"), "no public address"),
        (outside.url("/bomb", "news.example"), "unpacks to is longer"),
    ):
        sources.append(url)
        wanted.append((url, said))
        good(f"after-{len(sources)}.txt")
    sources.append(outside.url("/good", "news.example"))
    found, refusals = split(documents(sources, web.options, web=web))
    assert len(found) == len(FILES) + 4 + 1, "every good one"
    assert len(refusals) == len(wanted)
    for refusal, (source, said) in zip(refusals, wanted, strict=True):
        assert refusal.source.startswith(source)
        assert said in refusal.reason, refusal
    assert site.asked == [], "nobody came to loopback"
    assert not list(tmp_path.parent.glob("**/escaped.txt"))
