"""What casts doubt on the day that a page claims, and what tells when a text can have been written.

A clue is a mention that could be written on some days only; where the claimed day is none of them, it is a doubt
too. Clues come from names of places (`place_terms`), holders of offices (`offices`) and from anniversaries,
milestones and days called recent (`occasions`).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.record import Span

#: How far around a mention its clause is looked at, in characters.
AROUND = 90

_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_CLAUSE_END = re.compile(r"[.!?…;]\s|\n")
#: What makes a name part of another's: a capital behind it, unless of a weekday or month.
_LONGER = re.compile(
    r" (?!Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]|-[A-Za-z]"
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Doubt(NamedTuple):
    """Something that contradicts the day that a page claims.

    Attributes:
        kind: The kind of finding: `header-weekday`, `header-dateline`, `header-place-name`, `header-office`,
            `header-anniversary`, `header-milestone`, `header-recent-day`, `text-weekday` or `impossible-date`.
        message: One sentence for a person.
        evidence: The words that contradict each other.
    """

    kind: str
    message: str
    evidence: tuple[Span, ...]


class Window(NamedTuple):
    """The days, both included, in which a text can have been written; None where it is open."""

    start: datetime.date | None
    end: datetime.date | None

    def holds(self, day: datetime.date) -> bool:
        """Whether a day is in it."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Clue(NamedTuple):
    """What some words tell of the day of writing.

    Attributes:
        window: When they can have been written.
        evidence: The words.
        doubt: How they contradict the day that is claimed; None where they do not, or none is claimed.
    """

    window: Window
    evidence: tuple[Span, ...]
    doubt: Doubt | None = None


def spell(date: datetime.date) -> str:
    """A day as a person writes it (`8 December 2022`)."""
    return f"{date.day} {date:%B} {date.year}"


def spell_window(window: Window) -> str:
    """A window as a person says it (`from 1 May 2019 to 3 June 2020`); empty where it is open on both sides."""
    if window.start and window.end:
        return f"from {spell(window.start)} to {spell(window.end)}"
    return f"from {spell(window.start)}" if window.start else f"until {spell(window.end)}" if window.end else ""


def weekday_name(date: datetime.date) -> str:
    """The English name of a day's weekday."""
    return _WEEKDAYS[date.weekday()]


def mentions(text: str, part: Span, name: str) -> Iterator[Span]:
    """Where a name stands in a part, as it is printed or in capitals; not as part of a longer name."""
    for form in {name, name.upper()}:
        at = text.find(form, part.start, part.end)
        while at >= 0:
            end = at + len(form)
            bounded = not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()
            if bounded and not _LONGER.match(text, end):
                yield Span(at, end)
            at = text.find(form, end, part.end)


def clause_years(text: str, mention: Span) -> list[int]:
    """The years that the clause around a mention names."""
    before = text[max(mention.start - AROUND, 0) : mention.start]
    after = text[mention.end : mention.end + AROUND]
    begins = [m.end() for m in _CLAUSE_END.finditer(before)]
    ends = _CLAUSE_END.search(after)
    clause = before[begins[-1] if begins else 0 :] + " " + after[: ends.start() if ends else len(after)]
    return [int(year) for year in _YEAR.findall(clause)]
