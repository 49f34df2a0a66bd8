"""The report: one record for a terminal, what an analyst wants at a glance, doubts first.

It fits the width of the terminal, has colour only there, and says nothing by colour alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import cast

from rich.console import Console
from rich.text import Text

from communique.export import ledger, words
from communique.export.digest import Digest
from communique.export.timeline import timeline
from communique.record import Act, Meeting, Record, Stance, Statement

#: The column in which the words of an entry begin.
INDENT = 6
#: Between a speaker and who reports him.
ARROW = " ▸ "
#: Width of a report that goes to a file, in characters.
PLAIN_WIDTH = 100
#: The narrowest column of words that is still read with pleasure.
_NARROWEST = 24

#: A line: what stands in the margin, and the words.
Line = tuple[str, Text]


def shown(record: Record) -> str:
    """The report for standard output: as wide as the terminal, in colour where that has it (not with NO_COLOR)."""
    return _captured(record, Console(highlight=False))


def plain(record: Record) -> str:
    """The report for a file."""
    console = Console(
        file=io.StringIO(), width=PLAIN_WIDTH, color_system=None, force_terminal=False, highlight=False
    )
    return _captured(record, console)


def _captured(record: Record, console: Console) -> str:
    with console.capture() as capture:
        for margin, line in _lines(Digest(record), max(console.width - INDENT, _NARROWEST)):
            _print(console, margin, line)
    return capture.get()


def _print(console: Console, margin: str, line: Text) -> None:
    """One line of the report, wrapped, with the margin hanging."""
    indent = INDENT if margin else 0
    for number, part in enumerate(line.wrap(console, max(console.width - indent, _NARROWEST)) or [line]):
        part.rstrip()
        head = margin if number == 0 else ""
        console.print(Text(head.ljust(indent), style="dim"), part, sep="", soft_wrap=True)


def _lines(digest: Digest, width: int) -> Iterator[Line]:
    """The whole report."""
    yield from _head(digest)
    yield from _doubts(digest)
    yield from _meetings(digest)
    yield from _statements(digest, width)
    yield from _ledger(digest, width)
    yield from _timeline(digest)


def _head(digest: Digest) -> Iterator[Line]:
    record = digest.record
    yield "", _text(digest.title, "bold")
    published = words.day(record.published) if record.published else "day of publication not settled"
    place = record.layout.dateline_place
    parts = (digest.outlet, published, place.of(digest.text) if place else None)
    yield "", _text(" · ".join(filter(None, parts)))


def _doubts(digest: Digest) -> Iterator[Line]:
    findings = digest.record.findings
    if not findings:
        return
    yield from _heading("Doubts")
    for finding in findings:
        style = "yellow" if finding.level == "note" else "bold red"
        yield finding.id, _text(f"{words.LEVELS[finding.level]}: ", style) + _text(finding.message)
        if finding.evidence:
            quotes = " · ".join(digest.quote([span], 80) for span in finding.evidence)
            yield " ", _text(quotes, "italic")


def _meetings(digest: Digest) -> Iterator[Line]:
    meetings = digest.record.meetings
    if meetings:
        yield from _heading("Meetings")
    for meeting in meetings:
        sides = digest.names(meeting.participants) or "participants not settled"
        yield meeting.id, _text(sides, "bold") + _text(f" — {meeting.format}, {meeting.status}")
        yield " ", _text(_where_and_when(digest, meeting))


def _where_and_when(digest: Digest, meeting: Meeting) -> str:
    known = filter(None, (digest.place(meeting.place), digest.when(meeting.interval, meeting.time)))
    return ", ".join(known) or "no place and no day in the text"


def _statements(digest: Digest, width: int) -> Iterator[Line]:
    statements = digest.record.statements
    if statements:
        yield from _heading("Statements")
    for statement in statements:
        yield statement.id, _chain(digest, statement)
        yield " ", _text(digest.quote(statement.content, 2 * width))
        if statement.reason:
            yield " ", _text(statement.reason, "italic")


def _chain(digest: Digest, statement: Statement) -> Text:
    """`Anadolu Agency ▸ Wang Yi says (to Kazakhstan, quoted)`."""
    *above, speaker = digest.chain(statement)
    line = _text("".join(step.words + ARROW for step in above)) + _text(speaker.words, "bold")
    line += _text(f" {_verb(digest, statement.act, statement.actors)}", "cyan")
    to = f"to {digest.names(statement.to)}, " if statement.to else ""
    return line + _text(f" ({to}{digest.manner(statement)})", "dim")


def _ledger(digest: Digest, width: int) -> Iterator[Line]:
    lines = list(ledger.ledger(digest.record))
    if lines:
        yield from _heading("Ledger")
    for line in lines:
        who = _text(digest.names(line.who) or "nobody settled", "bold")
        does = who + _text(f" {_does(digest, line)}: ", "cyan")
        yield line.id, does + _text(digest.quote([line.what], 2 * width)) + _text(f" ({line.statement})", "dim")
        if more := ledger.terms(line, digest):
            yield " ", _text(" · ".join(more), "italic")


#: The acts by which a ledger's entries are made, and the word before those to whom.
_ACTS: dict[str, tuple[Act, str]] = {
    "Commitment": ("commit", "to"),
    "Request": ("request", "of"),
    "Refusal": ("refuse", "to"),
}


def _does(digest: Digest, line: ledger.Line) -> str:
    """`commits to Kazakhstan`, `asks of Russia`, `supports`."""
    if line.stance:
        return words.STANCES[cast("Stance", line.stance)][digest.several(line.who)]
    act, before = _ACTS[line.kind]
    verb = _verb(digest, act, line.who)
    return f"{verb} {before} {digest.names(line.to)}" if line.to else verb


def _verb(digest: Digest, act: Act, actors: tuple[str, ...]) -> str:
    return words.ACTS[act][digest.several(actors)]


def _timeline(digest: Digest) -> Iterator[Line]:
    dated, undated = timeline(digest)
    if dated or undated:
        yield from _heading("Timeline")
    days = [words.days(moment.interval) for moment in dated if moment.interval]
    column = max(map(len, days), default=0)
    for moment, day in zip(dated, days, strict=True):
        yield moment.id, _text(f"{day:<{column}}  ", "bold") + _text(moment.words)
    for reason, moments in undated.items():
        yield " ", _text(f"Undated ({reason}):", "italic")
        yield from ((moment.id, _text(moment.words)) for moment in moments)


def _heading(title: str) -> Iterator[Line]:
    yield "", Text()
    yield "", _text(title.upper(), "bold underline")


def _text(line: str, style: str = "") -> Text:
    """Words for a terminal: on one line, with nothing in them that acts on it."""
    # The style is a span of its own, so that it does not spread to what is joined to the text.
    return Text().append(words.visible(line).replace("\n", " "), style or None)
