"""One way through for every kind; what is bad is refused, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.world import STORY, archive, limited, split, texts

from communique.ingest import Options, Refusal, documents, sources
from communique.ingest.items import Blob, Find
from communique.ingest.kinds import by_name
from communique.ingest.sources import Ingest
from communique.record import Document

Refused = Callable[..., str]
FRENCH = "Le ministre a déclaré mardi qu’il viendrait à Genève pour les pourparlers sur les céréales. " * 3


def test_sources_come_in_their_order_with_what_is_refused_between_them(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY + " One.")
    (tmp_path / "two.txt").write_text(STORY + " Two.")
    found = list(documents([str(tmp_path / name) for name in ("one.txt", "missing.txt", "two.txt")]))
    assert [type(item) for item in found] == [Document, Refusal, Document]
    assert found[1] == Refusal(str(tmp_path / "missing.txt"), "does not exist: check the path.")


def test_another_language_is_kept_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "une.txt").write_text(FRENCH)
    (item,) = documents([str(tmp_path / "une.txt")])
    assert isinstance(item, Refusal)
    assert item.reason == "in another language ('fr') than en."
    assert item.document is not None
    assert item.document.text == FRENCH


@pytest.mark.parametrize("languages", [("en", "fr"), ()])
def test_other_languages_are_read_on_demand(tmp_path: Path, languages: tuple[str, ...]) -> None:
    (tmp_path / "une.txt").write_text(FRENCH)
    assert texts(documents([str(tmp_path / "une.txt")], Options(languages=languages))) == [FRENCH]


def test_a_line_of_names_is_in_no_language(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Tokayev, Xi, Mirziyoyev, Japarov")
    assert len(texts(documents([str(tmp_path / "names.txt")]))) == 1


def test_empty_and_overlong_texts_are_refused(refused: Refused) -> None:
    assert refused("empty.txt", b" \n") == "empty: there is nothing to read."
    assert "cut it into its parts" in refused("long.txt", b"said " * 200_001)


def test_a_surprise_in_a_reader_is_a_refusal(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    def surprise(blob: Blob, options: Options) -> Iterator[Find]:
        raise RecursionError("too deep")

    monkeypatch.setitem(sources.READERS, "html", surprise)
    assert refused("page.html", b"<p>x") == "cannot be read: RecursionError: too deep"


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("rows.parquet", "pyarrow", "parquet"),
        ("page.html", "lxml.html", "web"),
        ("page.html", "trafilatura", "web"),
        ("feed.xml", "feedparser", "web"),
        ("news.warc", "warcio.archiveiterator", "web"),
    ],
)
def test_a_missing_extra_is_named(
    refused: Refused, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    said = refused(name, b"<rss><channel/></rss>")
    assert said == f"this kind of source needs {module.split('.')[0]}: pip install 'communique[{extra}]'."


def test_urls_without_their_extra_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    assert list(documents(["https://example.org/"])) == [
        Refusal("https://example.org/", "this kind of source needs httpx: pip install 'communique[web]'.")
    ]


SOUND = {
    "a.txt": STORY.encode(),
    "a.md": f"# Talks\n\n{STORY}".encode(),
    "a.html": f"<html><body><article><p>{STORY}</p></article></body></html>".encode(),
    "a.jsonl": b'{"text": "The talks were held in Geneva."}',
    "a.xml": f"<rss><channel><item><description>{STORY}</description></item></channel></rss>".encode(),
    "a.warc": b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.b/\r\nContent-Type: text/plain\r\n"
    b"Content-Length: 8\r\n\r\nHe said.\r\n\r\n",
    "a.zip": archive("zip", "a.txt", STORY.encode()),
    "a.tar": archive("tar", "a.txt", STORY.encode()),
    "a.txt.gz": gzip.compress(STORY.encode()),
    "a.parquet": b"PAR1" + bytes(60) + b"PAR1",
}


@settings(max_examples=150)
@given(st.sampled_from(sorted(SOUND)), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=3))
def test_any_bytes_of_any_kind_give_documents_or_reasons(name: str, changes: list[tuple[float, bytes]]) -> None:
    data = SOUND[name]
    for where, put in changes:
        at = int(where * len(data))
        data = data[:at] + put + data[at + len(put) :]
    blob = Blob(name=name, kind=by_name(name), stream=io.BytesIO(data))
    for item in Ingest(Options(follow=False)).expand(blob):
        if isinstance(item, Refusal):
            assert item.reason
            assert "\n" not in item.source
        else:
            assert item.text.strip()
            assert "\0" not in item.text


def test_the_limits_of_characters_is_an_option(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY)
    found, refusals = split(documents([str(tmp_path)], limited(Options(), characters=10)))
    assert not found
    assert refusals[0].reason.startswith("more than 10 characters")


def test_what_is_no_address_is_refused_and_what_follows_is_read(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY)
    found, refusals = split(documents(["http://", "https://exa mple/", str(tmp_path)]))
    assert len(found) == 1
    assert [refusal.source for refusal in refusals] == ["http://", "https://exa mple/"]
    assert all("address" in refusal.reason for refusal in refusals)
