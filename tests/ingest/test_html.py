"""Pages: the report's text, its day, title and outlet; nothing guessed, nothing that takes for ever."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.world import STORY, limited, split

from communique.ingest import Limits, Options, Unreadable, documents
from communique.ingest.html import fragment
from communique.record import Document

Refused = Callable[..., str]
SECOND = "He had spoken with the delegation of Uruguay before, and would not say what it had asked for."
LD = """{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Talks in Geneva: &ldquo;grain&#8221;",
"datePublished": "2022-06-08T01:00:00+03:00", "publisher": {"@type": "Organization", "name": "Example Agency"}}"""


def page(head: str = "", body: str = f"<p>{STORY}</p><p>{SECOND}</p>") -> str:
    return (
        f"<!doctype html><html><head><title>Talks in Geneva | Example</title>{head}</head><body><nav>"
        f"<a href='/'>Home</a></nav><article><h1>Talks in Geneva</h1>{body}</article>"
        "<footer>All rights reserved.</footer></body></html>"
    )


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    def document(text: str | bytes) -> Document:
        (tmp_path / "page.html").write_bytes(text.encode() if isinstance(text, str) else text)
        found, refusals = split(documents([str(tmp_path / "page.html")]))
        assert refusals == []
        return found[0]

    return document


def test_a_page_gives_its_report_and_what_it_says_of_it(read: Callable[..., Document]) -> None:
    document = read(page(ld(LD)))
    assert STORY in document.text
    assert f"\n\n{SECOND}" in document.text
    assert "Home" not in document.text
    assert "All rights" not in document.text
    assert document.published == datetime.date(2022, 6, 8), "the day in the zone that the page names"
    assert (document.outlet, document.title) == ("Example Agency", "Talks in Geneva: “grain”")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("", None),
        ('<meta property="article:published_time" content="2022-06-09T10:00:00Z">', datetime.date(2022, 6, 9)),
        (ld('{"@graph": [{"@type": "Organization"}, ' + LD + "]}"), datetime.date(2022, 6, 8)),
        (ld("[" + LD + "]"), datetime.date(2022, 6, 8)),
        (ld('{"@type": "VideoObject", "datePublished": "2021-01-01"}'), None),
        (ld('{"@type": "ItemList", "itemListElement": [' + LD + "]}"), None),
        (ld("{broken"), None),
        (ld("[" * 100_000), None),
    ],
)
def test_the_day_is_that_of_the_article_or_none(
    read: Callable[..., Document], head: str, day: datetime.date | None
) -> None:
    assert read(page(head)).published == day


def test_a_day_in_the_text_is_not_the_page_s(read: Callable[..., Document]) -> None:
    assert read(page(body=f"<p>{STORY} The treaty was signed on 3 March 2019.</p>")).published is None


@pytest.mark.parametrize("label", ["windows-1251", "koi8-r", "utf-8"])
def test_the_encoding_is_the_page_s_own(read: Callable[..., Document], label: str) -> None:
    text = page(
        f'<meta charset="{label}">',
        body=f"<p>{STORY} In Russian he said “да”.</p>".replace("“", '"').replace("”", '"'),
    )
    assert '"да"' in read(text.encode(label)).text


def test_what_is_no_text_is_refused(refused: Refused) -> None:
    assert refused("bad.html", page().encode() + b"\xff") == (
        f"not in utf-8, as it should be (byte offset {len(page().encode())})."
    )
    assert "NUL" in refused("nul.html", page().replace("grain", "gr\0in").encode())
    assert "encoding 'punycode'" in refused("puny.html", page('<meta charset="punycode">').encode())
    assert "no text" in refused("empty.html", b"<html><body></body></html>").lower()
    assert refused("nothing.html", b"").startswith(("there is nothing", "no text"))


def test_a_page_too_deep_or_too_large_is_refused_at_once(refused: Refused) -> None:
    start = time.monotonic()
    deep = "<div>" * 50_000 + STORY + "</div>" * 50_000
    assert "nested deeper" in refused("deep.html", page(body=deep).encode())
    assert "elements on the page" in refused("large.html", page(body="<br>a" * 200_000).encode())
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("unit", ["<p>x", "<a href=x>y", "<span>a</span>", "<meta name='date' content='2022'>"])
def test_the_largest_page_that_is_read_takes_seconds(tmp_path: Path, unit: str) -> None:
    start = time.monotonic()
    (tmp_path / "page.html").write_text(page(body=f"<p>{STORY}</p>" + unit * 9_900))
    list(documents([str(tmp_path)], limited(Options(), html_elements=10_000)))
    assert time.monotonic() - start < 10


def test_a_fragment_keeps_all_words_a_block_a_line() -> None:
    markup = "Hello <b>world</b>.<script>no</script><p>The <a href=x>minister</a>\nspoke.<br>Twice.</p>"
    assert (
        fragment(markup + "<ul><li>One<li>Two</ul>", Limits())
        == "Hello world.\n\nThe minister spoke.\n\nTwice.\n\nOne\n\nTwo"
    )
    assert fragment("Plain & simple", Limits()) == "Plain & simple"
    assert fragment("  ", Limits()) == ""


@settings(max_examples=60)
@given(st.text(alphabet="<>/&;!-=\"' abpdivscript\n", max_size=80))
def test_any_fragment_gives_a_text(markup: str) -> None:
    try:
        text = fragment(markup, Limits())
    except Unreadable:
        text = ""
    assert text == text.strip()
