"""Rules for days by the calendar, with and without their year."""

from __future__ import annotations

import datetime
import re

from communique.knowledge import nth_weekday
from communique.pipeline.timex.calendar import containing, day, moved, of_day, yearly_near
from communique.pipeline.timex.context import AWAY, Context, Rule
from communique.pipeline.timex.numbers import (
    DAY_NUMBER,
    ORDINAL_WORD,
    SPELLED_YEAR,
    YEAR,
    ordinal_number,
    year_number,
)
from communique.pipeline.timex.reading import UNDATED, Reading, explicit, got
from communique.pipeline.timex.words import (
    GAP,
    MONTH,
    MONTH_CAPITALS,
    MONTH_NAME,
    WEEKDAY,
    WEEKDAY_NAME,
    month_number,
    weekday_number,
)

COMMA = rf"(?:,{GAP}?|{GAP})"
#: `last year`, `this year` after a day, month or season.
OF_YEAR = rf"(?:{GAP}(?:of{GAP})?(?P<away>last|this|next|the){GAP}year\b)"


def _iso(match: re.Match[str], context: Context) -> Reading | None:
    found = day(int(match["year"]), int(match["month"]), int(match["day"]))
    return explicit(of_day(found))


def _numeric(match: re.Match[str], context: Context) -> Reading | None:
    """`7/8/07`, `07.08.2007`: with dots the day is first; with other marks only where it cannot be otherwise."""
    if match["mark"] == "-" and len(match["year"]) < 4:
        return None
    year = full_year(match["year"])
    one, two = int(match["one"]), int(match["two"])
    days = {d for d in (day(year, two, one), match["mark"] != "." and day(year, one, two)) if d}
    if len(days) == 1:
        return explicit(of_day(days.pop()))
    if not days:
        return None
    return Reading("DATE", f"{year:04d}-XX-XX", None, reason="day and month may be either way round")


def full_year(digits: str) -> int:
    """A year of two digits or four; two are of 1950 to 2049."""
    return int(digits) if len(digits) > 2 else int(digits) + (2000 if int(digits) < 50 else 1900)


def _day(match: re.Match[str], context: Context) -> Reading | None:
    month, number = month_number(match["month"]), ordinal_number(match["day"])
    weekday = weekday_number(match["weekday"]) if got(match, "weekday") else None
    if year := got(match, "year") or got(match, "short"):
        return explicit(of_day(day(full_year(year), month, number)))
    if spelled := got(match, "spelled"):
        return explicit(of_day(day(year_number(spelled), month, number)))
    if away := context.year_away(got(match, "away")):
        found = day(away, month, number)
        return context.dated(of_day(found), "day") if found else None
    if day(2000, month, number) is None:
        return None
    if (which := got(match, "det")) and context.anchor is not None:
        found = yearly_near(context.anchor, month, number, future=which.lower() == "next")
        return context.dated(of_day(found), "day")
    return context.day_of_year(month, number, context.future(match), weekday)


def _week_of(match: re.Match[str], context: Context) -> Reading | None:
    """`the week of June 6`: the ISO week that holds the day."""
    reading = _day(match, context)
    if reading is None or reading.period is None:
        return reading and reading._replace(value="XXXX-WXX")
    week = containing("week", reading.period.start)
    return week and reading._replace(value=week.value, period=week, interval=week.interval)


def _day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """`on the 24th`, `the 5th of next month`: of the anchor's month, or of one beside it."""
    number = ordinal_number(match["day"])
    if context.anchor is None:
        return Reading("DATE", f"XXXX-XX-{number:02d}", reason=UNDATED)
    if match["which"]:
        step = AWAY[match["which"].lower()]
    elif context.future(match):
        step = int(number < context.anchor.day)
    else:
        step = -int(number > context.anchor.day)
    month = moved(context.anchor.replace(day=1), "month", step)
    found = month and day(month.year, month.month, number)
    return context.dated(of_day(found), "day") if found else None


def _weekday_the(match: re.Match[str], context: Context) -> Reading | None:
    """`Friday the 13th`: the nearest such day in the direction of the clause."""
    number, weekday = ordinal_number(match["day"]), weekday_number(match["weekday"])
    if context.anchor is None:
        return Reading("DATE", f"XXXX-XX-{number:02d}", reason=UNDATED) if 1 <= number <= 31 else None
    step = 1 if context.future(match) else -1
    months = (moved(context.anchor.replace(day=1), "month", step * n) for n in range(_MONTHS_AWAY))
    days = (found for month in months if month and (found := day(month.year, month.month, number)))
    fitting = (d for d in days if d.weekday() == weekday and (d - context.anchor).days * step >= 0)
    return context.dated(of_day(found), "day") if (found := next(fitting, None)) else None


def _nth_weekday(match: re.Match[str], context: Context) -> Reading | None:
    """`the first Tuesday in November`: in the clause's direction like any day of the year."""
    month, weekday = month_number(match["month"]), weekday_number(match["weekday"])
    nth = -1 if match["nth"].lower() == "last" else ordinal_number(match["nth"])

    def in_year(year: int) -> tuple[datetime.date, ...]:
        return (nth_weekday(year, month, weekday, nth),) if 1 <= year <= 9999 else ()

    year = int(match["year"]) if match["year"] else context.year_away(match["away"])
    if year is not None:
        found = of_day(next(iter(in_year(year)), None))
        return explicit(found) if match["year"] else context.dated(found, "day")
    return context.yearly(in_year, f"XXXX-{month:02d}-XX", context.future(match))


#: How many months may lie between two days of one weekday and number.
_MONTHS_AWAY = 24
_WEEKDAY_FIRST = rf"(?:(?P<weekday>{WEEKDAY}){COMMA})?"
_YEAR_LAST = rf"(?:{COMMA}(?:of{GAP})?(?:(?P<year>{YEAR})|(?P<spelled>{SPELLED_YEAR}))|{OF_YEAR})?"
_WEEK_OF = rf"(?:the{GAP})?week{GAP}(?:of|beginning|starting|commencing){GAP}"
#: In words only where the clause ends: in `in May first` it counts something else.
_LAST_DAY = rf"(?:{DAY_NUMBER}|{ORDINAL_WORD}(?=[,.;:!?)]|$|{GAP}{SPELLED_YEAR}))"

RULES = (
    Rule("iso", r"(?P<year>[12]\d{3})(?P<mark>[-/.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?![\d,.]?\d)", _iso),
    Rule(
        "numeric",
        r"(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)",
        _numeric,
    ),
    Rule("military", rf"(?P<day>{DAY_NUMBER}){GAP}(?-i:(?P<month>{MONTH_CAPITALS})){GAP}(?P<short>\d\d)\b", _day),
    Rule("hyphened", rf"(?P<day>{DAY_NUMBER})-(?P<month>{MONTH})-(?P<year>{YEAR})", _day),
    Rule("week-of", rf"{_WEEK_OF}(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER}){_YEAR_LAST}", _week_of),
    Rule("week-of-day", rf"{_WEEK_OF}(?P<day>{DAY_NUMBER}){GAP}(?P<month>{MONTH}){_YEAR_LAST}", _week_of),
    Rule(
        "month-day",
        rf"(?:(?P<det>last|next){GAP})?{_WEEKDAY_FIRST}(?P<month>{MONTH}){GAP}(?:the{GAP}(?=\d))?(?P<day>{_LAST_DAY})"
        rf"{_YEAR_LAST}",
        _day,
    ),
    Rule(
        "day-month",
        rf"{_WEEKDAY_FIRST}(?:the{GAP})?(?P<day>{DAY_NUMBER}(?:{GAP}of)?|{ORDINAL_WORD}{GAP}of){GAP}(?P<month>{MONTH})"
        rf"{_YEAR_LAST}",
        _day,
    ),
    Rule(
        "nth-weekday",
        rf"(?:the{GAP})?(?P<nth>first|second|third|fourth|last){GAP}(?P<weekday>{WEEKDAY_NAME}){GAP}(?:of|in){GAP}"
        rf"(?P<month>{MONTH_NAME}\b){_YEAR_LAST}",
        _nth_weekday,
    ),
    Rule(
        "weekday-the",
        rf"(?P<weekday>{WEEKDAY_NAME}),?{GAP}the{GAP}(?P<day>\d\d?(?:st|nd|rd|th))\b(?!{GAP}(?:of|time|day|\w+{GAP}of)\b)",
        _weekday_the,
    ),
    Rule(
        "day-of-month",
        rf"(?:the{GAP})?(?P<day>\d\d?(?:st|nd|rd|th))(?:{GAP}of{GAP}(?P<which>last|this|the|next){GAP}month\b"
        r"|(?<=\bon the \d\d[snrt][tdh])(?=[.,;)])|(?<=\bon the \d[snrt][tdh])(?=[.,;)]))",
        _day_of_month,
    ),
)
