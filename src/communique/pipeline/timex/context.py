"""What a rule gets to know about a time expression's surroundings, and how it resolves against them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from communique.pipeline.timex.calendar import (
    Period,
    Unit,
    add_days,
    containing,
    days_of,
    of_day,
    shifted,
    weekday_near,
)
from communique.pipeline.timex.modifiers import Mod
from communique.pipeline.timex.nearest import months_to, nearest_day
from communique.pipeline.timex.reading import FISCAL, UNDATED, UNKNOWN, Length, Reading, Reference
from communique.pipeline.timex.tense import leans_to_future
from communique.record import Anchor, Interval, Span

#: How far `last year`, `next month` and the like lie from the anchor's own.
AWAY = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "the": 0, "next": 1, "coming": 1}
#: More days than these kinds of period have is too long to lie in one.
LENGTH = {"week": 7, "month": 28, "quarter": 89, "year": 365}

#: A story of a quarter speaks of it throughout: how far it is referred to, in characters.
STORY = 5_000


class Context:
    """The surroundings of an expression.

    Attributes:
        doc: The tokens of the document.
        text: The document's text.
        anchor: The day to resolve against; None where none can be trusted.
        latest: The last day on which the story can have been written, where that is known.
        named: The last period that the text named.
        lasted: How long the last thing was of which the text told that.
    """

    def __init__(self, doc: Doc, text: str, anchor: Anchor | None, latest: Anchor | None) -> None:
        self.doc = doc
        self.text = text
        self._anchor = anchor
        self._latest = latest
        self.anchor = anchor.day if anchor else None
        self.latest = latest.day if latest else None
        self.named: Reference | None = None
        self.lasted: Length | None = None
        self._by_unit: dict[Unit, Reference] = {}
        self._quarters: dict[Period, list[Reference]] = {}

    def remember(self, period: Period, span: Span, *, referred: bool = False) -> None:
        """Keep a period for expressions that refer back to it, as this one may have done itself."""
        self.named = Reference(period, span)
        if period.unit != "quarter":
            self._by_unit[period.unit] = self.named
        elif not referred:
            self._by_unit["quarter"] = self._told(self.named)

    def _told(self, named: Reference) -> Reference:
        """The quarter that the story tells of: the one named most often, of several the one named first.

        Quarters that are over, and for less than a year, come before all others.
        """
        self._quarters.setdefault(named.period, []).append(named)

        def rank(references: list[Reference]) -> tuple[bool, int]:
            over = (self.anchor - references[0].period.end).days if self.anchor else 0
            return 0 < over < LENGTH["year"], len(references)

        return max(self._quarters.values(), key=rank)[-1]

    def last(self, unit: Unit, position: int = 0, reach: int | None = None) -> Reference | None:
        """The last period of a kind that the text named, at most `reach` characters before a position.

        Of quarters the one that the story tells of: results are compared with many.
        """
        found = self._by_unit.get(unit)
        near = found is not None and (reach is None or position - found.span.end <= reach)
        return found if near else None

    def future(self, match: re.Match[str], group: str | int = 0) -> bool | None:
        """Whether the clause of an expression, or of a part of it, looks ahead; None where it does not say."""
        return leans_to_future(self.doc, match.start(group), match.end(group))

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
        if reference.period.fiscal:
            return Reading("DATE", period.value, mod, period._replace(fiscal=True), reason=FISCAL, referred=True)
        anchor = Anchor(kind="text", day=reference.period.start, span=reference.span)
        return Reading("DATE", period.value, mod, period, period.interval, anchor, referred=True)

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
            lambda year: days_of(year, month, number), f"XXXX-{month:02d}-{number:02d}", future, weekday
        )

    def yearly(
        self,
        in_year: Callable[[int], Sequence[datetime.date]],
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
        period = of_day(nearest_day(base, in_year, future, weekday))
        if period is None:
            return Reading("DATE", partial, reason="no such day")
        return Reading("DATE", period.value, None, period, period.interval, anchor)

    def month(self, month: int, future: bool | None, mod: Mod | None = None) -> Reading:
        """A month without its year, likewise; the current month is the nearest in both directions."""
        base = self.anchor or self.latest
        anchor = self._anchor or self._latest
        if base is None:
            return Reading("DATE", f"XXXX-{month:02d}", mod, reason=UNDATED)
        period = shifted("month", base.replace(day=1), months_to(base.month, month, future))
        if period is None:
            return Reading("DATE", f"XXXX-{month:02d}", mod, reason="outside the calendar")
        return Reading("DATE", period.value, mod, period, period.interval, anchor)

    def span_from_anchor(self, days: int) -> Interval | None:
        """The days between the anchor and the day so many days from it."""
        other = add_days(self.anchor, days) if self.anchor else None
        if other is None or self.anchor is None:
            return None
        return Interval(start=min(other, self.anchor), end=max(other, self.anchor), granularity="span")


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
