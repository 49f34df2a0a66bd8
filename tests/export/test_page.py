"""The page: whole in itself, linked both ways, and safe whatever the document holds."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.html import render
from communique.export.words import visible
from communique.record import (
    Actor,
    Document,
    Finding,
    Layout,
    Mention,
    Model,
    Record,
    Refusal,
    Span,
    Statement,
)

VOID = {"meta", "input", "br", "link", "img"}
KINDS = (
    *("findings", "meetings", "statements", "commitments", "requests", "positions"),
    *("events", "actors", "places", "times"),
)


class Page(HTMLParser):
    """What a browser sees of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.story = ""
        self.metas: dict[str, str] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.loads += [given[name] for name in ("src", "srcset", "data", "action", "poster") if name in given]
        self.metas[given.get("http-equiv", "")] = given.get("content", "")
        if tag not in VOID:
            self.open.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        classes = [name for _, name in self.open]
        if "text" in classes and "mark" not in classes:
            self.story += data


def test_every_entry_has_a_card_and_its_words_a_link_to_it(record: Record) -> None:
    page = Page(render(record))
    for kind in KINDS:
        for entry in getattr(record, kind):
            assert f"e-{entry.id}" in page.ids
            if entry.id != "f2":  # rests on no words
                assert entry.id in page.ids
                assert f"#{entry.id}" in page.links
                assert f"#e-{entry.id}" in page.links


def test_every_link_stays_on_the_page_and_arrives(record: Record) -> None:
    page = Page(render(record))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert not [link for link in page.links if not link.startswith("#") or unquote(link[1:]) not in page.ids]


def test_nothing_is_loaded_from_outside(record: Record) -> None:
    html = render(record)
    assert Page(html).loads == []
    assert not re.search(r"https?:|//[a-z]|@import|url\(", re.sub(r"(?m)^\s*//.*$", "", html))


def test_the_policy_allows_the_pages_own_script_and_style_only(record: Record) -> None:
    html = render(record)
    policy = Page(html).metas["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (source,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'" in policy
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", html)


def test_the_text_is_shown_as_it_is(record: Record) -> None:
    words = Page(render(record)).story.split()
    assert words == record.document.text.split()


def test_doubts_come_before_all_else(record: Record) -> None:
    html = render(record)
    places = [
        html.index(f'id="section-{name}"') for name in ("doubts", "text", "meetings", "statements", "ledger")
    ]
    assert places == sorted(places)
    assert "The header is later than the name." in html


def test_refusals_are_shown_and_on_what_a_promise_depends(record: Record) -> None:
    (promise,) = record.commitments
    terms = {"strength": "firm", "condition": promise.what, "deadline": record.times[0].id}
    refusal = Refusal(id="n1", who=promise.who, what=promise.what, statement=promise.statement)
    changed = msgspec.structs.replace(
        record, commitments=(msgspec.structs.replace(promise, **terms),), refusals=(refusal,)
    )
    html = render(changed)
    assert "Refusals" in html
    assert {"n1", "e-n1"} <= set(Page(html).ids)
    assert "firm" in html
    assert "on condition:" in html
    assert "Refusals" not in render(msgspec.structs.replace(record, refusals=()))


def test_blanks_are_no_links() -> None:
    spans = [Span(0, 3), Span(4, 8), Span(0, 8)]
    html = render(_record("She said no.", spans=spans))
    assert not re.search(r"<a [^>]*>\s*</a>", html)
    assert Page(html).story.strip() == "She said no."


def test_the_same_record_gives_the_same_page(record: Record) -> None:
    assert render(record) == render(Record.from_json(record.to_json()))


def test_a_document_that_was_not_read_still_has_a_page() -> None:
    finding = Finding(id="f1", kind="not-english", level="error", message="The text is not in English.")
    page = render(_record("Il a dit non.", finding=finding))
    assert "Not read" in page
    assert "Il a dit non." in page


HOSTILE = (
    "</p><script>alert(1)</script> \"'><img src=x onerror=y> {{ 7*7 }} \u202egnp.exe\u202c \x00\x1b[2J\ud800 &amp;"
)


def test_a_hostile_document_is_shown_and_does_nothing() -> None:
    html = render(_record(HOSTILE, name=HOSTILE))
    page = Page(html)
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert page.open == []
    assert page.story.split() == visible(HOSTILE).split()
    assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e\ud800-\udfff]", html)
    html.encode("utf-8")


#: Python takes these for white space; a page shows their pictures.
SEPARATORS = "\r\v\f\x1c\x1d\x1e\x1f\x85"


@given(
    st.text(alphabet=st.characters(exclude_characters=SEPARATORS), max_size=80),
    st.lists(st.integers(0, 90), min_size=6, max_size=6),
)
def test_any_text_and_any_spans_give_a_page(text: str, edges: list[int]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in zip(edges[::2], edges[1::2], strict=True)]
    page = Page(render(_record(text, spans=spans)))
    assert page.story.split() == visible(text).split()
    assert not [link for link in page.links if unquote(link[1:]) not in page.ids]


@pytest.mark.parametrize("id", ["with space", "a/b", 'quo"te', "<b>", "é"])
def test_odd_ids_still_link(id: str) -> None:
    page = Page(render(_record("She said no.", id=id)))
    assert f"e-{id}" in page.ids
    assert not [link for link in page.links if unquote(link[1:]) not in page.ids]


def _record(
    text: str,
    *,
    name: str = "She",
    spans: list[Span] | None = None,
    id: str = "s1",
    finding: Finding | None = None,
) -> Record:
    first, second, third = spans or [Span(0, len(text))] * 3
    actor = Actor(id="a1", name=name, kind="person", mentions=(Mention(span=first, form="name"),), identity="she")
    statement = Statement(
        id=id, cue=(second,), content=(third,), mode="indirect", act="assert", confidence=0.9, actors=("a1",)
    )
    empty: tuple[()] = ()
    return Record(
        document=Document(id=name, text=text, outlet=name, title=name),
        model=Model(communique="0", pipeline="p", version="1"),
        layout=Layout(paragraphs=()),
        published=None,
        times=empty,
        places=empty,
        actors=empty if finding else (actor,),
        statements=empty if finding else (statement,),
        meetings=empty,
        events=empty,
        commitments=empty,
        requests=empty,
        positions=empty,
        findings=(finding,) if finding else empty,
    )
