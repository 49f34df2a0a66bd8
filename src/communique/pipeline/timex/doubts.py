"""What in a text contradicts the day that its page claims: weekdays and names of places; see also `offices`.

Each check gives doubts with their evidence, and, where it can, the window of days in which there would be none.
Mentions that look back (`formerly`, `then called`, a year beside them) contradict nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.knowledge import PlaceName, renamings
from communique.pipeline.timex.calendar import day, yearly_near
from communique.pipeline.timex.explicit import written_days
from communique.pipeline.timex.numbers import DAY_NUMBER
from communique.pipeline.timex.words import GAP, MONTH, WEEKDAY_NAME, month_number, weekday_number
from communique.record import Span

#: Header and dateline may be so many days apart.
DAYS_APART = 7
#: How far around a mention its clause is looked at, in characters.
AROUND = 90

_BACK = re.compile(
    r"\b(?:formerly|renamed?|(?:old|former) name|name of|then[- ](?:called|known|named)|(?:previously|once) \w+"
    r"|(?:was|were|been|is|are|also|later|now|since|previously) (?:called|known|named)|so-called|now [A-Z]\w+)\b"
)
#: What makes a place name part of another's name: a capital behind it, unless of a weekday or month.
_LONGER = re.compile(
    r" (?!Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]|-[A-Za-z]"
)
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_CLAUSE_END = re.compile(r"[.!?…;]\s|\n")
_WEEKDAY_DAY = re.compile(
    rf"(?<!\w)(?P<weekday>{WEEKDAY_NAME})(?:,{GAP}?|{GAP})(?:(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER})"
    rf"|(?:the{GAP})?(?P<day_first>{DAY_NUMBER})(?:{GAP}of)?{GAP}(?P<month_second>{MONTH}))(?!,?\s\d{{4}})",
    re.IGNORECASE,
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Doubt(NamedTuple):
    """Something that contradicts the day that a page claims.

    Attributes:
        kind: `header-weekday`, `header-dateline`, `header-place-name`, `header-office`, `text-weekday` or
            `impossible-date`.
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


def spell(date: datetime.date) -> str:
    """A day as a person writes it (`8 December 2022`)."""
    return f"{date.day} {date:%B} {date.year}"


def weekday_name(date: datetime.date) -> str:
    """The English name of a day's weekday."""
    return _WEEKDAYS[date.weekday()]


def place_names(
    text: str, parts: tuple[Span, ...], claimed: datetime.date, header: Span | None
) -> list[tuple[Doubt, Window]]:
    """Names of places that were out of use on the day that is claimed."""
    found = []
    for entry in _places_out_of_use(claimed):
        window = Window(entry.start, entry.end - datetime.timedelta(days=1) if entry.end else None)
        spans = (m for part in parts for m in _mentions(text, part, entry.name))
        mentions = tuple(m for m in spans if not _looks_back(text, m, window))
        if not mentions:
            continue
        today = f" (now {entry.now})" if entry.now != entry.name else ""
        message = (
            f"The date is given as {spell(claimed)}, but the text speaks of {entry.name}{today}, "
            f"a name in use {_days_in_use(window)}."
        )
        found.append((Doubt("header-place-name", message, (*((header,) if header else ()), *mentions)), window))
    return found


def _places_out_of_use(claimed: datetime.date) -> list[PlaceName]:
    """Names that had been given up by a day, or were not yet taken; of each the term in use nearest before it."""
    nearest: dict[str, PlaceName] = {}
    in_use = set()
    for entry in renamings():
        if not entry.strict:
            continue
        if _within(claimed, entry.start, entry.end):
            in_use.add(entry.name)
        elif entry.name not in nearest or _over(entry, claimed) > _over(nearest[entry.name], claimed):
            nearest[entry.name] = entry
    return [entry for name, entry in nearest.items() if name not in in_use]


def _over(entry: PlaceName, claimed: datetime.date) -> datetime.date:
    """Until when a name was in use, of those given up by a day; others come after all of them."""
    return entry.end if entry.end is not None and entry.end <= claimed else datetime.date.min


def _within(date: datetime.date, start: datetime.date | None, end: datetime.date | None) -> bool:
    """Whether a day is in a term; the end is the first day after it."""
    return (start is None or start <= date) and (end is None or date < end)


def _days_in_use(window: Window) -> str:
    if window.start and window.end:
        return f"from {spell(window.start)} to {spell(window.end)}"
    return f"from {spell(window.start)}" if window.start else f"until {spell(window.end)}" if window.end else ""


def _mentions(text: str, part: Span, name: str) -> Iterator[Span]:
    """Where a name stands in a part, as it is printed or in capitals; not as part of a longer name."""
    for form in {name, name.upper()}:
        at = text.find(form, part.start, part.end)
        while at >= 0:
            end = at + len(form)
            bounded = not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()
            if bounded and not _LONGER.match(text, end):
                yield Span(at, end)
            at = text.find(form, end, part.end)


def _looks_back(text: str, mention: Span, window: Window) -> bool:
    """Whether words around a name say that it is old, or the clause names a year in which it was in use."""
    near = text[max(mention.start - 45, 0) : mention.end + 45]
    first, last = window.start or datetime.date.min, window.end or datetime.date.max
    return bool(_BACK.search(near)) or any(first.year <= year <= last.year for year in clause_years(text, mention))


def clause_years(text: str, mention: Span) -> list[int]:
    """The years that the clause around a mention names."""
    before = text[max(mention.start - AROUND, 0) : mention.start]
    after = text[mention.end : mention.end + AROUND]
    begins = [m.end() for m in _CLAUSE_END.finditer(before)]
    ends = _CLAUSE_END.search(after)
    clause = before[begins[-1] if begins else 0 :] + " " + after[: ends.start() if ends else len(after)]
    return [int(year) for year in _YEAR.findall(clause)]


def text_weekdays(text: str, parts: tuple[Span, ...], claimed: datetime.date | None) -> list[Doubt]:
    """Weekdays beside a day of the text that cannot be: never, or not in the years around the one claimed."""
    found = []
    for part in parts:
        for written in written_days(text, part.start, part.end):
            if written.weekday is not None and written.date and written.date.weekday() != written.weekday:
                found.append(_weekday_doubt(text, Span(written.start, written.end), written.date))
        if claimed is not None:
            found.extend(_yearless(text, part, claimed))
    return found


def _yearless(text: str, part: Span, claimed: datetime.date) -> Iterator[Doubt]:
    for match in _WEEKDAY_DAY.finditer(text, part.start, part.end):
        month = month_number(match["month"] or match["month_second"])
        number = int(re.sub(r"\D", "", match["day"] or match["day_first"]))
        near = [d for future in (False, True) if (d := yearly_near(claimed, month, number, future=future))]
        if near and all(d.weekday() != weekday_number(match["weekday"]) for d in near):
            closest = min(near, key=lambda d: abs((d - claimed).days))
            yield _weekday_doubt(text, Span(*match.span()), closest)


def _weekday_doubt(text: str, span: Span, date: datetime.date) -> Doubt:
    message = f"The text has “{' '.join(span.of(text).split())}”, but {spell(date)} is a {weekday_name(date)}."
    return Doubt("text-weekday", message, (span,))


def dateline_near(words: str, base: datetime.date) -> datetime.date | None:
    """The day of a dateline without its year that is nearest to another day; None where it names no such day."""
    month, number = month_and_day(words)
    if not month or day(2000, month, number) is None:
        return None
    near = [yearly_near(base, month, number, future=future) for future in (False, True)]
    return min((d for d in near if d), key=lambda d: abs((d - base).days), default=None)


def month_and_day(words: str) -> tuple[int, int]:
    """Month and day of the month in a dateline's words (`June 7`, `3 March 2021`); zeros where there are none."""
    numbers = re.findall(r"(?<!\d)\d{1,2}(?!\d)", words)
    months = [n for w in re.findall(r"[^\W\d_]+", words) if (n := month_number(w))]
    return (months[0], int(numbers[0])) if months and numbers else (0, 0)
