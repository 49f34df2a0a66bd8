"""Rules for periods that the text has named before: `the quarter`, `the year`, `that night`, `the same time`."""

from __future__ import annotations

import re

from communique.pipeline.timex.calendar import Unit, add_days, containing, moved, of_day, of_quarter, shifted
from communique.pipeline.timex.context import STORY, Context, Rule
from communique.pipeline.timex.numbers import DAY_NUMBER, YEAR
from communique.pipeline.timex.quantities import duration
from communique.pipeline.timex.reading import UNNAMED, Reading, got, without_days
from communique.pipeline.timex.words import GAP, MONTH, PART, PARTS, WEEKDAY, after, month_number, unit_of

#: How far back a period is referred to by its kind alone, in characters.
_NEAR = 250
_YEAR_BEFORE = (
    rf"last{GAP}year|an?{GAP}year{GAP}(?:ago|earlier|before)|(?:the{GAP})?(?:previous|prior|preceding){GAP}year"
)


def in_part_of_day(reading: Reading, part: str | None) -> Reading:
    """A day's reading narrowed to its morning, afternoon, evening or night: a TIME."""
    if not part:
        return reading
    return reading._replace(type="TIME", value=f"{reading.value}T{PARTS[part.lower()]}", period=reading.period)


def _quarter(match: re.Match[str], context: Context) -> Reading | None:
    """`the quarter`: the one that the text named last, or the one that ends on the day beside it."""
    if match["month"]:
        return _ended(match, context)
    named = context.last("quarter", match.start(), STORY)
    if named is None:
        return None if match["period"] else Reading("DATE", "XXXX-QX", reason=UNNAMED)
    return context.referring(named, named.period)


def _quarter_of_year(match: re.Match[str], context: Context) -> Reading | None:
    """`the 1988 period` in a story of a quarter: the same quarter of that year."""
    named = context.last("quarter", match.start(), STORY)
    if named is None:
        return None
    return context.referring(named, of_quarter(int(match["year"]), (named.period.start.month + 2) // 3))


def _same_period(match: re.Match[str], context: Context) -> Reading | None:
    """`the same period last year`, `last year's quarter`: of the quarter, month or half named last."""
    kind = match["kind"].lower()
    named = context.named if kind == "period" else context.last(unit_of(kind), match.start(), STORY)
    if kind == "period" and (named is None or named.period.unit not in ("month", "quarter", "half")):
        named = context.last("quarter", match.start(), STORY)
    if named is None:
        return None
    year = int(got(match, "year") or named.period.start.year - 1)
    steps = year - named.period.start.year
    return context.referring(named, containing(named.period.unit, moved(named.period.start, "year", steps)))


def _ended(match: re.Match[str], context: Context) -> Reading | None:
    """`the quarter ended Sept. 30`: whose last month that is, or would be but for some days."""
    month = month_number(match["month"])
    day = context.day_of_year(month, int(match["day"]), future=False)
    if day.period is None:
        return Reading("DATE", "XXXX-QX", reason=day.reason)
    end = day.period.start
    period = of_quarter(end.year, (end.month + 2) // 3)
    return day._replace(value=period.value, period=period, interval=period.interval) if period else None


def _year_ended(match: re.Match[str], context: Context) -> Reading | None:
    """`the year ended March 31`, `the week ended Friday`: a year's time, a week's."""
    return Reading("DURATION", duration(1, match["unit"]))


def _full(match: re.Match[str], context: Context) -> Reading | None:
    """`the full year`, `the fiscal year`: the current one; a fiscal one has other days."""
    reading = context.relative("year", 0)
    return reading if match["full"] else without_days(reading)


def _whole(match: re.Match[str], context: Context) -> Reading | None:
    """`for the year`, `of the week`: the one named nearby, otherwise the current one."""
    unit = unit_of(match["unit"])
    named = context.named_before(match.start(), unit, _NEAR)
    return context.referring(named, named.period) if named is not None else context.relative(unit, 0)


def _beside(match: re.Match[str], context: Context) -> Reading | None:
    """`the year before`, `the day after`: beside the one that the text has named, otherwise the current one."""
    night = match["unit"].lower() == "night"
    unit: Unit = "day" if night else unit_of(match["unit"])
    step = 1 if match["direction"].lower() == "after" else -1
    named = context.named_before(match.start(), unit)
    if named is None:
        reading = context.relative(unit, step)
    else:
        reading = context.referring(named, shifted(unit, named.period.start, step))
    return in_part_of_day(reading, "night" if night else None)


def _part(match: re.Match[str], context: Context) -> Reading | None:
    """`the next morning`, `that night`: of the day that the text has named, or after it."""
    named = context.named_before(match.start(), "day")
    if named is None:
        return None
    step = 1 if match["det"].lower() in ("next", "following") else 0
    reading = context.referring(named, of_day(add_days(named.period.start, step)))
    return in_part_of_day(reading, match["part"])


def _part_of_it(match: re.Match[str], context: Context) -> Reading | None:
    """`in the morning`: of the day named nearby, otherwise of the story's."""
    named = context.named_before(match.start(), "day", _NEAR)
    reading = context.referring(named, named.period) if named is not None else context.relative("day", 0)
    return in_part_of_day(reading, match["part"])


def _that_time(match: re.Match[str], context: Context) -> Reading | None:
    """`by that time`: the period named last; `during that time`: as long as the text has just said."""
    named, lasted = context.named, context.lasted
    if lasted and match.start() - lasted.span.end <= _NEAR and (not named or named.span.end < lasted.span.start):
        return Reading("DURATION", lasted.value)
    if named is None or match.start() - named.span.end > _NEAR:
        return None
    return context.referring(named, named.period)


#: Before the rules that would read their `last year` alone.
PERIOD_RULES = (
    Rule(
        "same-period",
        rf"the{GAP}(?:same|corresponding|comparable|like){GAP}(?P<kind>quarter|period|month|half)(?:,?{GAP}(?:of|in))?{GAP}"
        rf"(?:(?P<year>{YEAR})|(?:{_YEAR_BEFORE})\b)",
        _same_period,
    ),
    Rule("its-period", rf"(?:{_YEAR_BEFORE})['’]s{GAP}(?P<kind>quarter|period)\b", _same_period),
    Rule("quarter-of-year", rf"the{GAP}(?P<year>{YEAR}){GAP}(?:quarter|period)\b(?!{GAP}of\b)", _quarter_of_year),
)
RULES = (
    Rule(
        "quarter",
        rf"the{GAP}(?:latest{GAP})?(?:quarter\b(?={GAP}(?:ended|ending){GAP}(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER}))"
        rf"|(?:quarter|(?P<period>period))\b(?![-‐]|{GAP}of\b))",
        _quarter,
    ),
    Rule(
        "year-ended",
        rf"the{GAP}(?:fiscal{GAP})?(?P<unit>year|month|week)\b"
        rf"(?={GAP}(?:that{GAP})?(?:end|start|begin|began)(?:s|ed|ing|ning)?{GAP}(?:(?:in|on){GAP})?(?:{MONTH}|{WEEKDAY}))",
        _year_ended,
    ),
    Rule(
        "whole",
        rf"(?:{after('of', 'for', 'in', 'during', 'throughout')})the{GAP}(?P<unit>day|week|month|year)\b"
        rf"(?=[.,;:!?)”\"]|['’]s|$|{GAP}(?:as|with|and|but|to|from|when|at|on|by|ahead|is|are|was|were|will|would|of{GAP}[$\d])\b)",
        _whole,
    ),
    Rule(
        "ends",
        rf"(?:{after('finish', 'finished', 'end', 'ended', 'close', 'closed', 'start', 'started', 'began')})"
        rf"the{GAP}(?P<unit>day|week|month|year)\b",
        _whole,
    ),
    Rule(
        "full-year",
        rf"(?:{after('in', 'for', 'of', 'during')})"
        rf"the{GAP}(?:(?P<full>full|entire|whole)|fiscal|financial){GAP}year\b"
        rf"(?!{GAP}(?:ended|ending|{YEAR}|that|which|to|from|after|before))",
        _full,
    ),
    Rule("its-own", rf"the{GAP}(?P<unit>week|month|year)\b(?=['’]s\b)", _whole),
    Rule(
        "beside",
        rf"the{GAP}(?P<unit>day|night|week|month|year){GAP}(?P<direction>before|after|earlier)\b(?={GAP}?[.,;:)]|$)",
        _beside,
    ),
    Rule(
        "part",
        rf"(?:the{GAP}(?=[nsf])|(?=that))(?P<det>next|same|following|that){GAP}(?P<part>{PART})\b",
        _part,
    ),
    Rule(
        "part-of-it",
        rf"(?:{after('in', 'by')})(?:the{GAP}(?:(?:early|late){GAP})?|mid(?:-|{GAP}))(?P<part>{PART})\b",
        _part_of_it,
    ),
    Rule("that-time", rf"(?:{after('at', 'by', 'until', 'since', 'during')})that{GAP}time\b", _that_time),
)
