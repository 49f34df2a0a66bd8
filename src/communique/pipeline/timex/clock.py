"""Rules for times of day: `1600 GMT`, `10:35 a.m. on Wednesday`, `noon`."""

from __future__ import annotations

import re

from communique.pipeline.timex.calendar import day, of_day
from communique.pipeline.timex.numbers import DAY_NUMBER, YEAR
from communique.pipeline.timex.reading import Context, Reading, Rule, got
from communique.pipeline.timex.words import GAP, MONTH, WEEKDAY_NAME, month_number, weekday_number

_ZONE = r"(?P<zone>GMT|UTC|Z|EST|EDT|CST|CDT|PST|PDT|CET|CEST|BST|IST|MSK|local\stime)\b"
_DAY = (
    rf"(?:,?{GAP}(?:on{GAP})?(?:(?P<weekday>{WEEKDAY_NAME})\b|(?P<word>today|yesterday|tomorrow)\b"
    rf"|(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER})(?:,{GAP}?(?P<year>{YEAR}))?))"
)
_HALF = r"(?P<half>[ap]\.?m\b\.?)"
_ZONED = rf"(?:{GAP}\(?{_ZONE}\)?)"


def _clock(match: re.Match[str], context: Context) -> Reading | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half, zone = got(match, "half"), (got(match, "zone") or "").upper()
    if half:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if hour > 24 or minute > 59:
        return None
    return _at(f"{hour:02d}:{minute:02d}{'Z' if zone in ('GMT', 'UTC', 'Z') else ''}", match, context)


def _named(match: re.Match[str], context: Context) -> Reading | None:
    clock = {"noon": "12:00", "midday": "MI", "midnight": "24:00"}[match["name"].lower()]
    return _at(clock, match, context)


def _at(clock: str, match: re.Match[str], context: Context) -> Reading:
    """A time on the day that stands with it, on the day last named nearby, or on the anchor's."""
    near = context.named_before(match.start(), "day", reach=150)
    if match["weekday"]:
        reading = context.weekday(weekday_number(match["weekday"]), future=context.future(match) is True)
    elif match["month"]:
        reading = _calendar_day(match, context)
    elif match["word"]:
        step = {"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0)
        reading = context.relative("day", step)
    elif near is not None:
        reading = context.referring(near, near.period)
    else:
        reading = context.relative("day", 0)
    return reading._replace(type="TIME", value=f"{reading.value}T{clock}")


def _calendar_day(match: re.Match[str], context: Context) -> Reading:
    month, number = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    if not match["year"]:
        return context.day_of_year(month, number, context.future(match))
    found = day(int(match["year"]), month, number)
    return context.dated(of_day(found), "day")


RULES = (
    Rule(
        "half-day", rf"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?{GAP}?{_HALF}{_ZONED}?{_DAY}?", _clock
    ),
    Rule("colon", rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![:\d]){_ZONED}?{_DAY}?", _clock),
    Rule("zone", rf"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?:{GAP}\(?{_ZONE}\)?){_DAY}?", _clock),
    Rule("named", rf"(?P<name>noon|midday|midnight)\b{_DAY}?", _named),
)
