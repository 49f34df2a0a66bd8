"""Rules for runs of days: `June 7-9`, `from 3 to 5 May`, `between Dec. 30 and Jan. 2`."""

from __future__ import annotations

import datetime
import re

from communique.pipeline.timex.calendar import Period, day, of_day
from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.days import COMMA
from communique.pipeline.timex.numbers import DAY_NUMBER, YEAR, ordinal_number
from communique.pipeline.timex.reading import EXPLICIT, Reading, got
from communique.pipeline.timex.words import GAP, MONTH, month_number
from communique.record import Anchor, Interval, Span

_TO = rf"(?:[-–—]|{GAP}(?:to|and|through|until|-|–){GAP})"
_YEAR_END = rf"(?:{COMMA}(?P<year>{YEAR}))?"


def _days(match: re.Match[str], context: Context) -> Reading | None:
    """`June 7-9`: a duration of days with its two ends; in words (`June 7 to 9`) each end is a date."""
    first_month = month_number(match["month"] or match["month_two"])
    last_month = month_number(match["month_two"]) if match["month_two"] else first_month
    first, last = ordinal_number(match["day"]), ordinal_number(match["day_two"])
    if got(match, "year"):
        start = day(int(match["year"]), first_month, first)
        anchor = EXPLICIT
    else:
        reading = context.day_of_year(first_month, first, context.future(match))
        if reading.interval is None or reading.anchor is None:
            count = last - first + 1
            value = f"P{count}D" if first_month == last_month and count > 1 else "PXD"
            ends = _ends(match, reading, context.day_of_year(last_month, last, None))
            return Reading("DURATION", value, reason=reading.reason, ends=ends)
        start, anchor = reading.interval.start, reading.anchor
    end = start and day(start.year + (last_month < first_month), last_month, last)
    if start is None or end is None or end <= start:
        return None
    value = f"P{(end - start).days + 1}D"
    span = Interval(start=start, end=end, granularity="span")
    run = Period("day", value, start, end)
    ends = _ends(match, _date(start, anchor), _date(end, anchor)._replace(period=run))
    return Reading("DURATION", value, None, run, span, anchor, ends=ends)


def _date(found: datetime.date, anchor: Anchor) -> Reading:
    period = of_day(found)
    assert period is not None
    return Reading("DATE", period.value, None, period, period.interval, anchor)


def _ends(match: re.Match[str], first: Reading, last: Reading) -> tuple[tuple[Span, Reading], ...]:
    """The two dates that a word joins, as TimeML has them; none where a mark does."""
    if not any(letter.isalpha() for letter in match["to"]):
        return ()
    return (Span(match.start(), match.start("to")), first), (Span(match.end("to"), match.end()), last)


RULES = (
    Rule(
        "days-month",
        rf"(?:the{GAP})?(?P<day>{DAY_NUMBER})(?:{GAP}(?P<month>{MONTH}))?(?P<to>{_TO})(?:the{GAP})?(?P<day_two>{DAY_NUMBER})"
        rf"(?:{GAP}of)?{GAP}(?P<month_two>{MONTH}){_YEAR_END}",
        _days,
    ),
    Rule(
        "month-days",
        rf"(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER})(?P<to>{_TO})(?:(?P<month_two>{MONTH}){GAP})?"
        rf"(?P<day_two>{DAY_NUMBER}){_YEAR_END}",
        _days,
    ),
)
