"""The small parts of lists: escaped, linked, and in the words that people use."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from communique.analysis import Told
from communique.web.pages.inline import chain, day, days, label, who

HOSTILE = "<b onmouseover='x'>\u202eA & B</b>"
TOLD = Told(
    **dict.fromkeys(("day", "last_day", "status", "place", "outlet")),
    **dict.fromkeys(("label", "words", "sentence", "document", "entry", "key", "sha256"), ""),
    **dict.fromkeys(("id", "start", "end", "sentence_start", "sentence_end"), 0),
    **dict.fromkeys(("by", "to", "via"), ()),
    kind="statement",
)


def test_names_are_listed_and_lead_to_their_actors() -> None:
    assert who([]) == ""
    assert who(["A", "B", "C"]).striptags() == "A, B and C"
    assert 'href="/actor?name=Wang+Yi"' in who(["Wang Yi"])


def test_what_a_document_holds_is_text_and_nothing_else() -> None:
    for html in (who([HOSTILE]), chain(msgspec.structs.replace(TOLD, outlet=HOSTILE, via=(HOSTILE,)))):
        assert "<b" not in html.replace("<bdi>", "")
        assert "\u202e" not in html
        assert "[U+202E]A &amp; B" in html


def test_days() -> None:
    first, last = datetime.date(2023, 3, 5), datetime.date(2023, 3, 7)
    assert day(None).striptags() == days(None, None).striptags() == "no day"
    assert days(first, first) == days(first, None) == day(first)
    assert days(first, last).striptags() == "5 March 2023 – 7 March 2023"


@pytest.mark.parametrize(
    ("kind", "given", "by", "said"),
    [
        ("statement", "agree", ("A",), "agrees"),
        ("statement", "agree", ("A", "B"), "agree"),
        ("position", "oppose", ("A",), "opposes"),
        ("event", "CONSULT", (), "consult"),
        ("request", "", ("A",), "asks"),
        ("meeting", "call", (), "call"),
    ],
)
def test_labels(kind: str, given: str, by: tuple[str, ...], said: str) -> None:
    assert label(msgspec.structs.replace(TOLD, kind=kind, label=given, by=by)) == said


def test_a_chain_begins_at_the_top() -> None:
    told = msgspec.structs.replace(TOLD, outlet="Xinhua", via=("spokesman", "ministry"))
    assert chain(told).striptags() == (
        "On the word of Xinhua▸, who has it from ministry▸, who has it from spokesman"
    )
    assert chain(TOLD) == ""
