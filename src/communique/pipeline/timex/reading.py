"""What a rule gets to know about a time expression's surroundings, and what it answers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from spacy.tokens import Doc

from communique.pipeline.timex.calendar import (
    Period,
    Unit,
    add_days,
    containing,
    day,
    near,
    of_day,
    shifted,
    weekday_near,
)
from communique.pipeline.timex.tense import leans_to_future
from communique.pipeline.timex.words import GAP, QUANTIFIERS
from communique.record import Anchor, Interval, Span

Type = Literal["DATE", "TIME", "DURATION", "SET"]
Mod = Literal[
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
    "EQUAL_OR_LESS", "EQUAL_OR_MORE",
]  # fmt: skip

#: Why a relative expression stays partial.
UNDATED = "no trusted publication date"
UNNAMED = "the period it refers to is not named"
FISCAL = "fiscal years begin on different days"
#: TIMEX3 values of periods of which only the kind is known.
UNKNOWN: dict[str, str] = {
    "day": "XXXX-XX-XX", "weekend": "XXXX-WXX-WE", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip

EXPLICIT = Anchor(kind="explicit")
#: How far `last year`, `next month` and the like lie from the anchor's own.
AWAY = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "the": 0, "next": 1, "coming": 1}
#: What narrows a period to its beginning, middle or end.
EDGE = (
    rf"(?:(?P<part>early|late|mid|the{GAP}(?:beginning|start|end|middle){GAP}of(?:{GAP}the)?"
    rf"|(?:earlier|later){GAP}in)(?:[-‐‑]|{GAP}))"
)


def edge(words: str | None) -> Mod | None:
    """The TIMEX3 modifier of `early`, `the end of` and the like."""
    low = (words or "").lower()
    if any(w in low for w in ("earl", "begin", "start")):
        return "START"
    if any(w in low for w in ("late", "end")):
        return "END"
    return "MID" if "mid" in low else None


def weakening(words: str | None) -> Mod | None:
    """The TIMEX3 modifier of `more than`, `about` and the like."""
    return QUANTIFIERS[" ".join(words.lower().split())] if words else None  # type: ignore[return-value]


class Reading(NamedTuple):
    """The answer of a rule: a time expression but for its id and span; `period` is what may be referred to."""

    type: Type
    value: str
    mod: Mod | None = None
    period: Period | None = None
    interval: Interval | None = None
    anchor: Anchor | None = None
    reason: str | None = None


class Reference(NamedTuple):
    """A period that the text has named, and where."""

    period: Period
    span: Span


class Context:
    """The surroundings of an expression.

    Attributes:
        doc: The tokens of the document.
        text: The document's text.
        anchor: The day to resolve against; None where none can be trusted.
        latest: The last day on which the story can have been written, where that is known.
        named: The last period that the text named.
    """

    def __init__(self, doc: Doc, text: str, anchor: Anchor | None, latest: Anchor | None) -> None:
        self.doc = doc
        self.text = text
        self._anchor = anchor
        self._latest = latest
        self.anchor = anchor.day if anchor else None
        self.latest = latest.day if latest else None
        self.named: Reference | None = None
        self._by_unit: dict[Unit, Reference] = {}

    def remember(self, period: Period, span: Span) -> None:
        """Keep a period for expressions that refer back to it."""
        self.named = Reference(period, span)
        self._by_unit[period.unit] = self.named

    def last(self, unit: Unit, position: int = 0, reach: int | None = None) -> Reference | None:
        """The last period of a kind that the text named, at most `reach` characters before a position."""
        found = self._by_unit.get(unit)
        near = found is not None and (reach is None or position - found.span.end <= reach)
        return found if near else None

    def future(self, match: re.Match[str]) -> bool | None:
        """Whether the expression's clause looks ahead (True) or back (False); None where it does not say."""
        return leans_to_future(self.doc, match.start(), match.end())

    def named_before(self, position: int, unit: Unit, reach: int = 600) -> Reference | None:
        """The last period of a kind that the text named at most `reach` characters before, or that holds it."""
        found = self.last("day") if unit == "day" else self.named
        if found is None or position - found.span.end > reach:
            return None
        if found.period.unit == unit:
            return found
        inside = (found.period.end - found.period.start).days < LENGTH.get(unit, 0)
        whole = containing(unit, found.period.start) if inside else None
        return whole and Reference(whole, found.span)

    def dated(self, period: Period | None, unit: Unit, mod: Mod | None = None) -> Reading:
        """A period that was computed from the anchor, or only its kind where there is no anchor."""
        if period is None:
            reason = UNDATED if self.anchor is None else "outside the calendar"
            return Reading("DATE", UNKNOWN[unit], mod, reason=reason)
        return Reading("DATE", period.value, mod, period, period.interval, self._anchor)

    def relative(self, unit: Unit, count: int, mod: Mod | None = None) -> Reading:
        """The period that lies so many of its kind from the anchor's own."""
        return self.dated(shifted(unit, self.anchor, count) if self.anchor else None, unit, mod)

    def referring(self, reference: Reference, period: Period | None, mod: Mod | None = None) -> Reading:
        """A period that was computed from one that the text named."""
        if period is None:
            return Reading("DATE", UNKNOWN[reference.period.unit], mod, reason="outside the calendar")
        anchor = Anchor(kind="text", day=reference.period.start, span=reference.span)
        return Reading("DATE", period.value, mod, period, period.interval, anchor)

    def year_away(self, which: str | None) -> int | None:
        """The year that `last year` and the like name; None without a word or an anchor."""
        if not which or self.anchor is None:
            return None
        return self.anchor.year + AWAY[which.lower()]

    def weekday(self, weekday: int, *, future: bool) -> Reading:
        """The weekday nearest the anchor in one direction."""
        if self.anchor is None:
            return Reading("DATE", f"XXXX-WXX-{weekday + 1}", reason=UNDATED)
        found = weekday_near(self.anchor, weekday, future=future)
        return self.dated(of_day(found), "day")

    def day_of_year(self, month: int, number: int, future: bool | None, weekday: int | None = None) -> Reading:
        """A day without its year: the nearest one to the anchor in the direction that the clause looks."""
        return self.yearly(
            lambda year: day(year, month, number), f"XXXX-{month:02d}-{number:02d}", future, weekday
        )

    def yearly(
        self,
        in_year: Callable[[int], datetime.date | None],
        partial: str,
        future: bool | None,
        weekday: int | None = None,
    ) -> Reading:
        """What a year has one of, likewise.

        Without a trusted day the last day on which the story can have been written serves as well.
        """
        base = self.anchor or self.latest
        anchor = self._anchor or self._latest
        if base is None:
            return Reading("DATE", partial, reason=UNDATED)
        period = of_day(self._nearest(base, in_year, future, weekday))
        if period is None:
            return Reading("DATE", partial, reason="no such day")
        return Reading("DATE", period.value, None, period, period.interval, anchor)

    def _nearest(
        self,
        base: datetime.date,
        in_year: Callable[[int], datetime.date | None],
        future: bool | None,
        weekday: int | None,
    ) -> datetime.date | None:
        before, after = near(base, in_year, future=False), near(base, in_year, future=True)
        if weekday is not None:
            fitting = [d for d in (before, after) if d is not None and d.weekday() == weekday]
            if len(fitting) == 1:
                return fitting[0]
        if self.anchor is None or before is None or after is None:
            return (after if future else before) or after
        back, ahead = (base - before).days, (after - base).days
        if future is None:
            return before if back <= SOON_TO_LATE * ahead else after
        this_way, other_way = (ahead, back) if future else (back, ahead)
        return (
            (after if future else before) if this_way < FAR or other_way > NEAR else (before if future else after)
        )

    def month(self, month: int, future: bool | None, mod: Mod | None = None) -> Reading:
        """A month without its year, likewise; the current month is the nearest in both directions."""
        base = self.anchor or self.latest
        anchor = self._anchor or self._latest
        if base is None:
            return Reading("DATE", f"XXXX-{month:02d}", mod, reason=UNDATED)
        soon = future is None and 0 < month - base.month <= MONTHS_AHEAD
        ahead = future is True and month < base.month
        back = future is not True and month > base.month and not soon
        shift = (month - base.month) + (12 if ahead else -12 if back else 0)
        period = shifted("month", base.replace(day=1), shift)
        if period is None:
            return Reading("DATE", f"XXXX-{month:02d}", mod, reason="outside the calendar")
        return Reading("DATE", period.value, mod, period, period.interval, anchor)

    def span_from_anchor(self, days: int) -> Interval | None:
        """The days between the anchor and the day so many days from it."""
        other = add_days(self.anchor, days) if self.anchor else None
        if other is None or self.anchor is None:
            return None
        return Interval(start=min(other, self.anchor), end=max(other, self.anchor), granularity="span")

    def current(self, unit: Unit) -> Period | None:
        """The period of a kind that holds the anchor."""
        return containing(unit, self.anchor) if self.anchor else None


#: How much farther back than ahead a day without year and without a tense may lie: news looks back.
SOON_TO_LATE = 4
#: A day so many days away in the direction of the tense gives way to one so near in the other: tenses are misread,
#: and `set Nov. 10 as the deadline` looks ahead in the past tense.
FAR, NEAR = 240, 60
#: A month so near ahead is meant rather than last year's where there is no tense.
MONTHS_AHEAD = 2
#: More days than these kinds of period have is too long to lie in one.
LENGTH = {"week": 7, "month": 28, "quarter": 89, "year": 365}


class Rule(NamedTuple):
    """A form of time expression.

    Attributes:
        name: The form's name.
        pattern: Regular expression of the words, for `re.IGNORECASE`; it begins and ends at word boundaries.
        read: What an occurrence means; None where it is no time expression after all.
    """

    name: str
    pattern: str
    read: Callable[[re.Match[str], Context], Reading | None]


def without_days(reading: Reading) -> Reading:
    """A fiscal year or quarter: its name is known, its days are not."""
    return reading._replace(period=None, interval=None, anchor=None, reason=reading.reason or FISCAL)


def explicit(period: Period | None, mod: Mod | None = None) -> Reading | None:
    """A period that the words alone determine; None where there is no such period."""
    if period is None:
        return None
    return Reading("DATE", period.value, mod, period, period.interval, EXPLICIT)


def got(match: re.Match[str], name: str) -> str | None:
    """What a named group matched; None also where the pattern has no such group."""
    return match.groupdict().get(name)
