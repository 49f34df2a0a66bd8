"""The report: doubts first, at any width, and nothing in it that acts on the terminal."""

from __future__ import annotations

import datetime
import io

import msgspec
import pytest
from making import named, on, record_of, said
from rich.console import Console

from communique.cli import report
from communique.record import (
    Commitment,
    Document,
    Finding,
    Meeting,
    Position,
    Record,
    Refusal,
    Request,
    Span,
    ViaSource,
)

TEXT = (
    "Minister met envoy. In a statement, minister said he will help and asked the envoy to stay; he backs peace."
)


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def record() -> Record:
    word = Span(0, 8)
    source = ViaSource(source=(_span("a statement"),), actors=("a3",))
    promise = said(
        "s1", _span("he will help"), cue=(_span("said"),), act="commit", actors=("a1",), to=("a2",), via=source
    )
    return record_of(
        Document(id="x", text=TEXT, outlet="Example Agency", title="A meeting"),
        published=datetime.date(2022, 6, 8),
        actors=(
            named("a1", "Minister", word),
            named("a2", "envoy", word),
            named("a3", "statement", word, kind="document", issuer="a1"),
        ),
        statements=(promise,),
        meetings=(
            Meeting(
                id="m1",
                trigger=_span("met"),
                participants=("a1", "a2"),
                format="meeting",
                status="held",
                interval=on(datetime.date(2022, 6, 7)),
            ),
        ),
        commitments=(
            Commitment(id="c1", who=("a1",), what=_span("help"), statement="s1", strength="firm", to=("a2",)),
        ),
        refusals=(Refusal(id="x1", who=("a1", "a2"), what=_span("stay"), to=("a1",), statement="s1"),),
        requests=(Request(id="r1", who=("a1",), what=_span("stay"), of=("a2",), statement="s1"),),
        positions=(
            Position(id="k1", holder=("a1", "a2"), issue=_span("peace"), stance="support", statement="s1"),
        ),
        findings=(Finding(id="f1", kind="x", level="doubt", message="Two say so.", evidence=(_span("envoy"),)),),
    )


def test_the_report_says_what_the_record_says(record: Record) -> None:
    assert report.plain(record).splitlines() == [
        "A meeting",
        "Example Agency · 8 June 2022",
        "",
        "DOUBTS",
        "f1    Doubt: Two say so.",
        "      “envoy”",
        "",
        "MEETINGS",
        "m1    Minister and envoy — meeting, held",
        "      7 June 2022",
        "",
        "STATEMENTS",
        "s1    Example Agency ▸ statement of Minister ▸ Minister commits (to envoy, paraphrased, 90% sure)",
        "      “he will help”",
        "",
        "LEDGER",
        "c1    Minister commits to envoy: “help” (s1)",
        "      firm",
        "r1    Minister asks of envoy: “stay” (s1)",
        "k1    Minister and envoy support: “peace” (s1)",
        "x1    Minister and envoy refuse to Minister: “stay” (s1)",
        "",
        "TIMELINE",
        "m1    7 June 2022  meeting of Minister and envoy, held",
    ]


@pytest.mark.parametrize("width", [30, 60, 200])
def test_no_line_is_wider_than_the_terminal(record: Record, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = report.shown(record).splitlines()
    assert max(map(len, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []


def test_colour_is_for_terminals_that_want_it(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn() -> str:
        console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=100)
        return report._captured(record, console)

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[36m" in drawn()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in drawn()
    assert "\x1b" not in report.plain(record)


def test_a_document_cannot_command_the_terminal(record: Record) -> None:
    document = msgspec.structs.replace(
        record.document, title="\x1b]0;owned\x07 [bold]\u202eno", outlet="a\nb\ud800"
    )
    shown = report.plain(msgspec.structs.replace(record, document=document))
    assert shown.splitlines()[0] == "␛]0;owned␇ [bold][U+202E]no"
    assert shown.splitlines()[1] == "a b\ufffd · 8 June 2022"
