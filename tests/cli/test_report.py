"""The report: doubts first, at any width, and nothing in it that acts on the terminal."""

from __future__ import annotations

import datetime
import io

import msgspec
import pytest
from rich.console import Console

from communique.cli import report
from communique.record import (
    Actor,
    Commitment,
    Document,
    Finding,
    Interval,
    Layout,
    Meeting,
    Mention,
    Model,
    Position,
    Record,
    Refusal,
    Request,
    Span,
    Statement,
    ViaSource,
)

TEXT = (
    "Minister met envoy. In a statement, minister said he will help and asked the envoy to stay; he backs peace."
)


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _actor(id: str, name: str, kind: str = "person", issuer: str | None = None) -> Actor:
    mention = Mention(span=Span(0, 8), form="name")
    return Actor(id=id, name=name, kind=kind, mentions=(mention,), identity=id, issuer=issuer)  # type: ignore[arg-type]


@pytest.fixture
def record() -> Record:
    said = Statement(
        id="s1",
        cue=(_span("said"),),
        content=(_span("he will help"),),
        mode="indirect",
        act="commit",
        confidence=0.9,
        actors=("a1",),
        to=("a2",),
        via=ViaSource(source=(_span("a statement"),), actors=("a3",)),
    )
    day = datetime.date(2022, 6, 7)
    return Record(
        document=Document(id="x", text=TEXT, outlet="Example Agency", title="A meeting"),
        model=Model(communique="0", pipeline="none", version="0"),
        layout=Layout(paragraphs=(Span(0, len(TEXT)),)),
        published=datetime.date(2022, 6, 8),
        times=(),
        places=(),
        actors=(_actor("a1", "Minister"), _actor("a2", "envoy"), _actor("a3", "statement", "document", "a1")),
        statements=(said,),
        meetings=(
            Meeting(
                id="m1",
                trigger=_span("met"),
                participants=("a1", "a2"),
                format="meeting",
                status="held",
                interval=Interval(start=day, end=day, granularity="day"),
            ),
        ),
        events=(),
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
