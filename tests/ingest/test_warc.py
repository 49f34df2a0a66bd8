"""WARC archives: a page for each answer; lengths that lie are found out."""

from __future__ import annotations

import datetime
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest.world import STORY, limited, split

from communique.ingest import Options, documents

PAGE = f"<html><head><title>Talks</title></head><body><article><p>{STORY}</p></article></body></html>".encode()


def record(
    body: bytes = PAGE,
    url: str = "https://example.org/1",
    kind: str = "response",
    status: str = "200 OK",
    media: str = "text/html; charset=utf-8",
    length: int | str | None = None,
    headers: bytes = b"",
) -> bytes:
    http = (
        f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n".encode() + headers + b"\r\n"
        if kind == "response"
        else b""
    )
    declared = len(http + body) if length is None else length
    kept = "application/http; msgtype=response" if http else media
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-06-09T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {kept}\r\n"
    )
    size = f"Content-Length: {declared}\r\n" if declared != "" else ""
    return head.encode() + size.encode() + b"\r\n" + http + body + b"\r\n\r\n"


INFO = record(b"software: none\r\n", kind="warcinfo", media="application/warc-fields")


@pytest.fixture
def read(tmp_path: Path) -> Callable:
    def split_of(data: bytes, name: str = "news.warc", options: Options | None = None):
        (tmp_path / name).write_bytes(data)
        return split(documents([str(tmp_path / name)], options))

    return split_of


@pytest.mark.parametrize("pack", [b"".join, lambda records: b"".join(map(gzip.compress, records))])
def test_answers_become_pages_and_the_rest_is_passed_over(read: Callable, pack: Callable) -> None:
    data = pack(
        [
            INFO,
            record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            record(),
            record(status="404 Not Found"),
            record(b"\x89PNG", media="image/png", url="https://example.org/a.png"),
            record(gzip.compress(PAGE), url="https://example.org/2", headers=b"Content-Encoding: gzip\r\n"),
            record(STORY.encode(), url="https://example.org/3", kind="conversion", media="text/plain"),
        ]
    )
    name = "news.warc.gz" if data.startswith(b"\x1f\x8b") else "news.warc"
    found, refusals = read(data, name)
    assert refusals == []
    assert [document.id for document in found] == [f"https://example.org/{n}" for n in (1, 2, 3)]
    assert [document.text for document in found] == [STORY] * 3
    assert found[0].url == "https://example.org/1"


def test_a_day_after_the_crawl_is_not_believed(read: Callable) -> None:
    dated = PAGE.replace(b"<head>", b"<head><meta property='article:published_time' content='%s'>")
    found, _ = read(record(dated % b"2022-06-08") + record(dated % b"2031-01-01"))
    assert [document.published for document in found] == [datetime.date(2022, 6, 8), None]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (record(length=10**15), "shorter than it says"),
        (record(length=len(PAGE) - 50), "longer than it says"),
        (record(length=-5), "longer than it says"),
        (record(length=""), "does not say how long"),
        (record(length="many"), "longer than it says"),
        (b"no record at all\r\n" * 50, "damaged"),
        (b"WARC/1.0\r\nX: " + b"x" * 6_000_000, "header"),
    ],
)
def test_a_length_that_lies_ends_the_file_with_a_reason(read: Callable, bad: bytes, said: str) -> None:
    found, refusals = read(record() + bad)
    assert [document.text for document in found] == [STORY]
    assert len(refusals) == 1
    assert said in refusals[0].reason


def test_a_record_that_is_too_long_is_refused_and_the_next_one_is_read(read: Callable) -> None:
    data = record(b"a" * 100_000) + record(url="https://example.org/2")
    found, refusals = read(data, options=limited(Options(), bytes=50_000))
    assert [document.id for document in found] == ["https://example.org/2"]
    assert refusals[0].reason == "longer than 50,000 bytes."


def test_a_bomb_in_a_record_is_refused(read: Callable) -> None:
    bomb = gzip.compress(bytes(60_000_000), 9)
    found, refusals = read(
        record(bomb, headers=b"Content-Encoding: gzip\r\n") + record(url="https://example.org/2")
    )
    assert [document.id for document in found] == ["https://example.org/2"]
    assert "longer than" in refusals[0].reason


def test_standard_error_stays_quiet(read: Callable, capfd: pytest.CaptureFixture[str]) -> None:
    read(record() + record(length=20))
    assert capfd.readouterr().err == ""


def test_a_cut_archive_says_so(read: Callable) -> None:
    packed = gzip.compress(record()) + gzip.compress(record(url="https://example.org/2"))
    found, refusals = read(packed[:-30], "news.warc.gz")
    assert [document.id for document in found] == ["https://example.org/1"]
    assert len(refusals) == 1
