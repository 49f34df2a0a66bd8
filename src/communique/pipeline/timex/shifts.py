"""Rules for what lies so far from another time: `two years ago`, `two days earlier`, `a week from Friday`."""

from __future__ import annotations

import datetime
import re

from communique.pipeline.timex.calendar import (
    DAYS_IN,
    MONTHS_IN,
    Unit,
    add_days,
    containing,
    moved,
    of_day,
    of_quarter,
    weekday_near,
)
from communique.pipeline.timex.context import STORY, Context, Rule
from communique.pipeline.timex.modifiers import weakening
from communique.pipeline.timex.numbers import COUNT, number
from communique.pipeline.timex.quantities import duration
from communique.pipeline.timex.reading import UNDATED, Reading, Reference
from communique.pipeline.timex.words import (
    GAP,
    JOIN,
    QUANTIFIER,
    UNIT,
    UNITS,
    WEEKDAY_NAME,
    after,
    ordinal,
    unit_of,
    weekday_number,
)

_BACKWARD = ("ago", "earlier", "before", "previously", "prior")
#: How far back the months are that are compared with (`the year-earlier period`), in characters.
_COMPARED = 600
_MONTHS = re.compile(r"P\d+M")
_SENTENCE = re.compile(r"[a-z\d)”\"][.!?][”\"]?\s+[A-Z“\"]|\n\s*\n")


def _shift(match: re.Match[str], context: Context) -> Reading | None:
    """`two years ago` from the anchor, `two days earlier` from what the text named last."""
    count = number(match["count"])
    mod = weakening(match["quantifier"])
    direction = match["direction"].lower()
    backward = direction.startswith(_BACKWARD)
    from_anchor = direction.startswith(("ago", "from", "hence"))
    if count is None:
        return Reading("DATE", "PAST_REF" if backward else "FUTURE_REF")
    unit, steps = _steps(count + (0.5 if match["half"] else 0), match["unit"])
    if steps is None:
        return None
    steps = -steps if backward else steps
    named = None if from_anchor else context.named_before(match.start(), unit)
    named = _compared(match, context, unit) or named
    if named is not None:
        base = named.period.end if unit == "day" and not backward else named.period.start
        target = moved(base, unit, steps)
        return context.referring(named, containing(named.period.unit, target), mod)
    if direction.startswith(("before", "after", "later")):
        return Reading("DURATION", duration(count, match["unit"].lower()), mod)
    return context.relative(unit, steps, mod)


def _steps(count: float, words: str) -> tuple[Unit, int | None]:
    """A distance in whole units: halves of years are months; None where it has none."""
    fortnight = words.lower().startswith("fortnight")
    unit: Unit = "week" if fortnight else unit_of(words)
    count *= 2 if fortnight else 1
    if unit in ("decade", "century"):
        count, unit = count * MONTHS_IN[unit] / 12, "year"
    if unit == "year" and count != int(count):
        count, unit = count * 12, "month"
    return unit, int(count) if count == int(count) else None


def _compared(match: re.Match[str], context: Context, unit: Unit) -> Reference | None:
    """What `a year earlier` is compared with: the quarter or half of the story, a month of the same sentence.

    After `the nine months` it is the year.
    """
    if unit != "year" or number(match["count"]) != 1:
        return None
    spans = [context.last(kind, match.start(), STORY) for kind in ("quarter", "half")]
    month = context.last("month", match.start(), STORY)
    if month is not None and not _SENTENCE.search(context.text, month.span.end, match.start()):
        spans.append(month)
    behind = context.lasted.span.end if context.lasted and context.lasted.value.endswith("M") else 0
    found = (named for named in spans if named and named.span.end > behind)
    return max(found, key=lambda named: named.span.end, default=None)


def _uncounted(match: re.Match[str], context: Context) -> Reading | None:
    """`months ago`, `years later`."""
    return Reading("DATE", "PAST_REF" if match["direction"].lower().startswith(_BACKWARD) else "FUTURE_REF")


def _lasted(match: re.Match[str], context: Context) -> str | None:
    """How long the period is that `the year-earlier period` is compared with, where that is told in months."""
    lasted, quarter = context.lasted, context.last("quarter")
    if lasted is None or not _MONTHS.fullmatch(lasted.value) or match.start() - lasted.span.end > _COMPARED:
        return None
    return lasted.value if quarter is None or quarter.span.end < lasted.span.start else None


def _year_ago_period(match: re.Match[str], context: Context) -> Reading | None:
    """`the year-earlier quarter`, `the year-ago nine months`."""
    if match["months"]:
        return Reading("DURATION", duration(number(match["months"]), "months"))
    if match["nth"] and context.anchor is not None:
        return context.dated(of_quarter(context.anchor.year - 1, ordinal(match["nth"])), "quarter")
    found = context.last("quarter") or context.named
    if match["period"] and (lasted := _lasted(match, context)):
        return Reading("DURATION", lasted)
    if found and found.period.unit in ("quarter", "month", "half", "year"):
        target = moved(found.period.start, "year", -1)
        return context.referring(found, containing(found.period.unit, target))
    if context.anchor is None:
        return Reading("DATE", "XXXX", reason=UNDATED)
    return context.relative("year", -1)


def _from_day(match: re.Match[str], context: Context) -> Reading | None:
    """`a week from Friday`, `two days from tomorrow`: so many days after that day."""
    count = number(match["count"])
    if count is None or count != int(count):
        return None
    days = int(count) * DAYS_IN[unit_of(match["unit"])]
    if context.anchor is None:
        return Reading("DATE", "XXXX-XX-XX", reason=UNDATED)
    base: datetime.date | None = context.anchor
    if match["weekday"]:
        base = weekday_near(context.anchor, weekday_number(match["weekday"]), future=True)
    elif match["word"].lower() == "tomorrow":
        days += 1
    return context.dated(of_day(base and add_days(base, days)), "day")


def _in_time(match: re.Match[str], context: Context) -> Reading | None:
    """`in two weeks' time`: so far ahead of the anchor."""
    count = number(match["count"])
    unit, steps = _steps(count, match["unit"]) if count is not None else ("day", None)
    return None if steps is None else context.relative(unit, steps)


_AGO = rf"ago|earlier|previously|prior|later|from{GAP}now|hence"

RULES = (
    Rule(
        "in-time", rf"(?:{after('in')})(?P<count>{COUNT}){JOIN}(?P<unit>{UNIT}|{UNITS})['’]s?{GAP}time\b", _in_time
    ),
    Rule(
        "from-day",
        rf"(?P<count>{COUNT}){JOIN}(?P<unit>days?|weeks?){GAP}from{GAP}(?:(?P<weekday>{WEEKDAY_NAME})|(?P<word>today|tomorrow))\b",
        _from_day,
    ),
    Rule(
        "shift",
        rf"(?:(?P<quantifier>{QUANTIFIER}){GAP})?(?P<count>{COUNT}){JOIN}(?:(?:more|full|short|long){GAP})?"
        rf"(?P<unit>{UNITS}|{UNIT})(?P<half>{GAP}and{GAP}a{GAP}half)?(?:{GAP}or{GAP}so)?{GAP}"
        rf"(?P<direction>{_AGO}|(?:before|after)(?={GAP}?[.,;]))\b",
        _shift,
    ),
    Rule("uncounted", rf"(?:hours|{UNITS}){GAP}(?P<direction>ago|earlier|later)\b", _uncounted),
    Rule(
        "year-ago",
        rf"(?:the{GAP})?(?:year-(?:ago|earlier)|prior-year)(?:{GAP}(?:(?:(?P<nth>first|second|third|fourth)(?:-|{GAP}))?quarter|(?P<period>period)|month"
        rf"|(?P<months>{COUNT}){JOIN}months?))?\b",
        _year_ago_period,
    ),
)
