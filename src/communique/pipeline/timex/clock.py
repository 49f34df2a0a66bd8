"""Rules for times of day: `1600 GMT`, `10:35 a.m. on Wednesday`, `noon`."""

from __future__ import annotations

import re

from communique.pipeline.timex.calendar import day, of_day
from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.modifiers import weakening
from communique.pipeline.timex.numbers import DAY_NUMBER, YEAR, ordinal_number
from communique.pipeline.timex.reading import Reading, explicit, got
from communique.pipeline.timex.words import (
    GAP,
    MONTH,
    PART,
    PARTS,
    WEEKDAY_NAME,
    after,
    month_number,
    weekday_number,
)

#: Zones by their letters, and by where they are (`Moscow time`, `US Eastern Daylight Time`).
_ZONES = (
    r"(?:GMT|UTC|Z|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|EET|EEST|BST|WAT|SAST|MSK|IST|PKT|JST|KST|AEST|AEDT|(?-i:ET|CT|MT|PT)"
    rf"|(?:local|(?-i:[A-Z][a-z.]+(?:{GAP}[A-Z][a-z]+){{0,2}})){GAP}time)"
)
_DAY = (
    rf"(?:,?{GAP}(?:on{GAP})?(?:(?P<weekday>{WEEKDAY_NAME})\b(?!,?{GAP}{MONTH}{GAP}\d)|(?P<word>today|yesterday|tomorrow)\b"
    rf"|(?:{WEEKDAY_NAME},?{GAP})?(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER})(?:,{GAP}?(?P<year>{YEAR}))?"
    rf"|(?P<day_first>{DAY_NUMBER}){GAP}(?P<month_second>{MONTH})(?:,?{GAP}(?P<year_last>{YEAR}))?))"
)
_HALF = r"(?P<half>[ap]\.?m\b\.?)"
#: Names of times and what TIMEX3 writes for them; it has no code for dawn, which is the start of the morning.
_NAMED = {"noon": "12:00", "midday": "MI", "midnight": "24:00", "dawn": "MO", "daybreak": "MO", "dusk": "EV"}
_TWILIGHT = "dawn|daybreak|dusk"
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR = "|".join(_HOURS)
_ZONED = rf"(?P<zone>{GAP}\({_ZONES}\)|{GAP}{_ZONES}\b)"
#: The same time elsewhere, and then the day of both: `10:00 (0700 GMT) on Wednesday`.
_ASIDE = re.compile(rf"{GAP}\(\d[^()\n]*\){_DAY}", re.IGNORECASE)


def _clock(match: re.Match[str], context: Context) -> Reading | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = got(match, "half")
    if half:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if hour > 24 or minute > 59:
        return None
    return _at(f"{hour:02d}:{minute:02d}{_zulu(match)}", match, context)


def _o_clock(match: re.Match[str], context: Context) -> Reading | None:
    """`six o'clock in the evening`; without a part of the day as it is told."""
    told = match["hour"].lower()
    hour = int(told) if told.isdigit() else _HOURS.index(told) + 1
    if match["night"]:
        hour += 12 if hour > 5 else 0
    elif (match["part"] or "").lower() in ("afternoon", "evening", "night"):
        hour = hour % 12 + 12
    return _at(f"{hour:02d}:00{_zulu(match)}", match, context)


def _zulu(match: re.Match[str]) -> str:
    """What TIMEX3 writes for the zone: only the universal one has a letter."""
    return "Z" if (match["zone"] or "").strip(" ()\n\t\u00a0").upper() in ("GMT", "UTC", "Z") else ""


def _named(match: re.Match[str], context: Context) -> Reading | None:
    """`noon GMT`, `around midnight on Friday`, `dawn`."""
    name = match["name"].lower()
    zulu = _zulu(match) if _NAMED[name][0].isdigit() else ""
    mod = "START" if name in ("dawn", "daybreak") else weakening(got(match, "quantifier"))
    return _at(_NAMED[name] + zulu, match, context)._replace(mod=mod)


def _early_hours(match: re.Match[str], context: Context) -> Reading | None:
    """`the early hours of Monday`, `the night of 5 June`."""
    part = PARTS[match["part"].lower()] if match["part"] else "MO"
    return _at(part, match, context)._replace(mod=None if match["part"] else "START")


def _at(clock: str, match: re.Match[str], context: Context) -> Reading:
    """A time on the day that stands with it, on the day last named nearby, or on the anchor's."""
    near = context.named_before(match.start(), "day", reach=150)
    if not any(match[told] for told in ("weekday", "word", "month", "month_second")):
        match = _ASIDE.match(context.text, match.end()) or match
    if match["weekday"]:
        ahead = context.future(match) or context.future(match, "weekday")
        reading = context.weekday(weekday_number(match["weekday"]), future=ahead is True)
    elif match["month"] or match["month_second"]:
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
    month = month_number(match["month"] or match["month_second"])
    number = ordinal_number(match["day"] or match["day_first"])
    year = match["year"] or match["year_last"]
    found = explicit(of_day(day(int(year), month, number))) if year else None
    return found or context.day_of_year(month, number, context.future(match))


RULES = (
    Rule(
        "half-day", rf"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?{GAP}?{_HALF}{_ZONED}?{_DAY}?", _clock
    ),
    Rule(
        "early-hours",
        rf"(?:the{GAP}early{GAP}hours|the{GAP}(?P<part>{PART})){GAP}of{_DAY}(?:{GAP}{PART}\b)?",
        _early_hours,
    ),
    Rule(
        "o-clock",
        rf"(?P<hour>1[0-2]|[1-9]|{_HOUR}){GAP}o['’]clock\b{_ZONED}?(?:{GAP}(?:in{GAP}the|this){GAP}"
        rf"(?P<part>{PART})\b|{GAP}at{GAP}(?P<night>night)\b)?{_DAY}?",
        _o_clock,
    ),
    Rule("colon", rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![:\d]){_ZONED}?{_DAY}?", _clock),
    Rule("zone", rf"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d){_ZONED}{_DAY}?", _clock),
    Rule("dotted", rf"(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d){_ZONED}{_DAY}?", _clock),
    Rule(
        "named",
        rf"(?<!-)(?:(?P<quantifier>around|about){GAP})?(?P<name>noon|midday|midnight)\b{_ZONED}?{_DAY}?",
        _named,
    ),
    Rule("twilight-of-day", rf"(?P<name>{_TWILIGHT})\b{_DAY}", _named),
    Rule(
        "twilight", rf"(?:{after('at', 'before', 'since', 'until', 'by')})(?P<name>{_TWILIGHT})\b{_DAY}?", _named
    ),
)
