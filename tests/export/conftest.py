"""One record made by hand, with every kind of entry, spans that nest and spans that overlap."""

from __future__ import annotations

import datetime

import pytest
from making import named, on, record_of, said

from communique.record import (
    Anchor,
    Commitment,
    Document,
    Event,
    Finding,
    Layout,
    Meeting,
    Model,
    Place,
    PlaceMention,
    Position,
    Record,
    Refusal,
    Request,
    Role,
    Span,
    TimeExpression,
    ViaSource,
    ViaStatement,
)

HEADER, HEADLINE = "| 3 May 2024 |", "Ministers meet in Nur-Sultan"
STORY = (
    "Lavrov met Tileuberdi on Tuesday. According to a statement, Lavrov said that Astana had asked Moscow to help."
)
NEXT = "Kazakhstan will “host talks”, he added; it backs a truce."
TEXT = f"{HEADER}\n\n{HEADLINE}\n\n{STORY}\n\n{NEXT}\n"
MODEL = Model(communique="0.1.0", pipeline="en_test", version="1.0")


def span(words: str, after: str = "") -> Span:
    """Where the words stand in the text, the first time after other words."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


TUESDAY = on(datetime.date(2022, 6, 7))
SAID, HE = span("Lavrov", "According"), span("he", "”, ")


@pytest.fixture(scope="session")
def record() -> Record:
    role = Role(title="host", of="RUS", span=span("host"))
    return record_of(
        Document(id="story.txt", text=TEXT, outlet="Example Agency"),
        model=MODEL,
        layout=Layout(
            paragraphs=(span(STORY), span(NEXT)),
            header=span(HEADER),
            header_date=datetime.date(2024, 5, 3),
            headline=span(HEADLINE),
        ),
        times=(
            TimeExpression(
                id="t1",
                span=span("Tuesday"),
                type="DATE",
                value="2022-06-07",
                interval=TUESDAY,
                anchor=Anchor(kind="dateline", day=datetime.date(2022, 6, 8)),
            ),
        ),
        places=(Place(id="p1", name="Astana", kind="city", mentions=(PlaceMention(span=span("Nur-Sultan")),)),),
        actors=(
            named("a1", "Sergey Lavrov", span("Lavrov"), SAID, HE),
            named("a2", "Mukhtar Tileuberdi", span("Tileuberdi")),
            named("a3", "statement", span("a statement"), kind="document", issuer="a4"),
            named("a4", "Kazakhstan", span("Astana"), span("Kazakhstan"), kind="state", countries=("KAZ",)),
            named("a5", "Russia", span("Moscow"), kind="state", roles=(role,)),
        ),
        statements=(
            said(
                "s1",
                span("that Astana had asked Moscow to help"),
                source=(SAID,),
                cue=(span("said"),),
                actors=("a1",),
                via=ViaSource(source=(span("a statement"),), actors=("a3",)),
            ),
            said(
                "s2",
                span("to help"),
                source=(span("Astana"),),
                cue=(span("asked"),),
                act="request",
                actors=("a4",),
                to=("a5",),
                via=ViaStatement(statement="s1"),
            ),
            said(
                "s3",
                span("Kazakhstan will “host talks”"),
                span("it backs a truce"),
                source=(HE,),
                cue=(span("added"),),
                mode="mixed",
                act="commit",
                reason="the speaker is not known from the text",
            ),
        ),
        meetings=(
            Meeting(
                id="m1",
                trigger=span("met"),
                mentions=(span("meet"),),
                participants=("a1", "a2"),
                format="meeting",
                status="held",
                place="p1",
                time="t1",
                interval=TUESDAY,
            ),
        ),
        events=(
            Event(id="e1", trigger=span("met"), type="CONSULT", status="happened", actors=("a1",), meeting="m1"),
            Event(
                id="e2", trigger=span("help"), type="AID", status="hypothetical", actors=("a5",), statement="s2"
            ),
        ),
        commitments=(
            Commitment(
                id="c1",
                who=("a4",),
                what=span("“host talks”"),
                statement="s3",
                strength="firm",
                condition=span("it backs a truce"),
                deadline="t1",
            ),
        ),
        requests=(Request(id="r1", who=("a4",), what=span("help"), of=("a5",), statement="s2"),),
        refusals=(Refusal(id="x1", who=("a5",), what=span("to help"), to=("a4",), statement="s2"),),
        positions=(
            Position(
                id="k1", holder=("a4",), issue=span("a truce"), stance="support", statement="s3", name="truce"
            ),
        ),
        findings=(
            Finding(
                id="f1",
                kind="header-place-name",
                level="doubt",
                message="The header is later than the name.",
                evidence=(span(HEADER), span("Nur-Sultan")),
            ),
            Finding(id="f2", kind="undated", level="note", message="No day of publication is settled."),
        ),
    )
