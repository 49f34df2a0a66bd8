"""Rules for durations (`three days`, `the past two months`) and for what recurs (`every year`, `daily`)."""

from __future__ import annotations

import re

from communique.pipeline.timex.calendar import moved
from communique.pipeline.timex.quantities import duration
from communique.pipeline.timex.reading import Context, Mod, Reading, Rule, got
from communique.pipeline.timex.relative import PARTS
from communique.pipeline.timex.words import (
    COUNT,
    GAP,
    JOIN,
    MONTH_NAME,
    PART,
    QUANTIFIER,
    QUANTIFIERS,
    SEASON,
    UNIT,
    UNITS,
    WEEKDAY_NAME,
    month_number,
    number,
    season_code,
    unit_of,
    weekday_number,
)

_BETWEEN = (
    rf"(?:(?:more|additional|straight|consecutive|full|whole|further|long|other|successive|solid|working|business"
    rf"|trading|extra|school|calendar|fiscal)(?:{GAP}))?"
)
_ANY_UNIT = rf"(?:{UNITS}|{UNIT}|(?:second|minute|hour)s?)"


def _plain(match: re.Match[str], context: Context) -> Reading | None:
    """`three days`, `a 30-year`, `nearly two months`."""
    words = match["count"].lower()
    unit = match["unit"]
    if words in ("a", "an"):
        return _one(match, context)
    if context.text[max(match.start() - 1, 0) : match.start()] in ("$", "€", "£"):
        return None
    if re.fullmatch(r"(?:19|20)\d\d", words) and unit.lower() in _SINGULAR:
        return None
    if unit.lower() in ("second", "quarter", "half") and not match["count"][0].isdigit() and words != "one":
        return None
    return Reading("DURATION", duration(number(words), unit), _mod(match))


#: After a year these are its own (`the 1988 quarter`); counted by it they would be plural.
_SINGULAR = frozenset({"day", "weekend", "week", "month", "quarter", "year", "decade", "century"})


def _one(match: re.Match[str], context: Context) -> Reading | None:
    """`a year`: a rate after an amount (`twice a year`), otherwise a duration."""
    unit = match["unit"].lower()
    if unit in ("second", "quarter", "weekend", "half", "minute", "century") and not match["quantifier"]:
        return None
    before = context.text[max(match.start() - 24, 0) : match.start()].rstrip()
    if re.search(
        r"(?:\d|\b(?:once|twice|times|million|billion|dollars|euros|percent|tons|tonnes|barrels))$", before
    ):
        return Reading("SET", duration(1, unit))
    return Reading("DURATION", duration(1, unit), _mod(match))


def _mod(match: re.Match[str]) -> Mod | None:
    words = got(match, "quantifier")
    return QUANTIFIERS[" ".join(words.lower().split())] if words else None  # type: ignore[return-value]


def _reaching(match: re.Match[str], context: Context) -> Reading | None:
    """`the past two months`, `the next 14 days`: up to the anchor, or from it."""
    count, unit, det = number(match["count"]), match["unit"], match["det"].lower()
    value = duration(count, unit)
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(det, 0)
    name = unit.lower().rstrip("s")
    if not step or count is None or count != int(count) or context.anchor is None or name not in _WHOLE:
        return Reading("DURATION", value)
    steps = step * int(count) * (2 if name == "fortnight" else 1)
    other = moved(context.anchor, "week" if name == "fortnight" else unit_of(unit), steps)
    interval = context.span_from_anchor((other - context.anchor).days) if other else None
    return Reading(
        "DURATION", value, None, None, interval, context.relative("day", 0).anchor if interval else None
    )


_WHOLE = frozenset(
    {"day", "weekend", "week", "fortnight", "month", "quarter", "year", "decade", "century", "centurie"}
)


def _range(match: re.Match[str], context: Context) -> Reading | None:
    """`two to three weeks`: at least the lower number."""
    return Reading("DURATION", duration(number(match["count"]), match["unit"]), "EQUAL_OR_MORE")


def _every(match: re.Match[str], context: Context) -> Reading | None:
    return Reading("SET", duration(number(match["count"]) if match["count"] else 1, match["unit"]))


def _every_named(match: re.Match[str], context: Context) -> Reading | None:
    """`every Monday`, `Tuesdays`, `each July`, `every summer`."""
    if day := got(match, "weekday"):
        part = got(match, "part")
        value = f"XXXX-WXX-{weekday_number(day) + 1}" + (f"T{PARTS[part.lower()]}" if part else "")
    elif month := got(match, "month"):
        value = f"XXXX-{month_number(month):02d}"
    elif season := got(match, "season"):
        value = f"XXXX-{season_code(season)}"
    else:
        value = f"XXXX-XX-XXT{PARTS[match['only_part'].lower()]}"
    return Reading("SET", value)


_ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y",
    "yearly": "P1Y",
}  # fmt: skip


def _adverb(match: re.Match[str], context: Context) -> Reading | None:
    token = context.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    if token is not None and len(token) and token[0].ent_type_ in ("ORG", "WORK_OF_ART", "FAC"):
        return None
    return Reading("SET", _ADVERBS[match["adverb"].lower()])


def _weekdays(match: re.Match[str], context: Context) -> Reading | None:
    """`Mondays`, `Tuesday nights`."""
    value = f"XXXX-WXX-{weekday_number(match['weekday'] or match['weekday_night']) + 1}"
    return Reading("SET", value + (f"T{PARTS[match['part'].lower()]}" if match["part"] else ""))


def _open(match: re.Match[str], context: Context) -> Reading | None:
    """`for years`, `recent weeks`: how many is left open."""
    return Reading("DURATION", duration(None, match["unit"] or match.group()))


def _long(match: re.Match[str], context: Context) -> Reading | None:
    """`decades-long`, `day-long`."""
    unit = match["unit"]
    return Reading("DURATION", duration(None if unit.lower().endswith("s") else 1, unit))


_COUNTED = rf"(?P<count>{COUNT})"
_QUANTIFIED = rf"(?:(?P<quantifier>{QUANTIFIER}){GAP})?"

RULES = (
    Rule(
        "every",
        rf"(?:every|each){GAP}(?:(?:other{GAP})|(?P<count>{COUNT}){GAP})?(?P<unit>{_ANY_UNIT})\b",
        _every,
    ),
    Rule(
        "every-named",
        rf"(?:every|each){GAP}(?:(?P<weekday>{WEEKDAY_NAME})\b(?:{GAP}(?P<part>{PART})\b)?|(?P<month>{MONTH_NAME})\b"
        rf"|(?P<season>{SEASON})\b|(?P<only_part>{PART})\b)",
        _every_named,
    ),
    Rule(
        "weekdays",
        rf"(?:(?P<weekday>{WEEKDAY_NAME})s\b|(?P<weekday_night>{WEEKDAY_NAME}){GAP}(?P<part>{PART})s\b)",
        _weekdays,
    ),
    Rule(
        "reaching",
        rf"(?:at{GAP}least{GAP})?(?:the{GAP})?(?P<det>last|past|next|coming|first|previous|following|final){GAP}"
        rf"(?P<count>(?!an?\b){COUNT}){JOIN}{_BETWEEN}(?P<unit>{_ANY_UNIT})\b",
        _reaching,
    ),
    Rule(
        "range",
        rf"(?P<count>(?!an?\b){COUNT})(?:{GAP}(?:to|or){GAP}|-)(?!an?\b){COUNT}{JOIN}(?P<unit>{_ANY_UNIT})\b",
        _range,
    ),
    Rule(
        "duration",
        rf"{_QUANTIFIED}(?:the{GAP})?{_COUNTED}{JOIN}{_BETWEEN}(?P<unit>{_ANY_UNIT})\b(?:-long\b)?(?!-old)"
        rf"(?:{GAP}and{GAP}a{GAP}half\b)?",
        _plain,
    ),
    Rule(
        "bare",
        rf"(?:(?:recent|coming|past|previous){GAP}(?P<unit>hours|{UNITS})\b|(?<=\b[Ff]or )(?:hours|{UNITS})\b)",
        _open,
    ),
    Rule("long", rf"(?P<unit>hours|{UNITS}|day|week|month|year|decade)-long\b", _long),
    Rule("adverb", r"(?P<adverb>hourly|daily|weekly|monthly|annually|yearly|nightly)\b", _adverb),
)
