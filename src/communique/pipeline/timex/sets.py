"""Rules for what recurs: `every year`, `daily`, `Mondays`, `twice a week`."""

from __future__ import annotations

import re

from spacy.tokens import Token

from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.numbers import COUNT, number
from communique.pipeline.timex.quantities import duration
from communique.pipeline.timex.reading import Reading, got
from communique.pipeline.timex.words import (
    GAP,
    MONTH_NAME,
    PART,
    PARTS,
    SEASON,
    TIME_UNIT,
    WEEKDAY_NAME,
    month_number,
    season_code,
    weekday_number,
)

_ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y",
    "yearly": "P1Y",
}  # fmt: skip


def _every(match: re.Match[str], context: Context) -> Reading | None:
    count = 2 if match["other"] else number(match["count"]) if match["count"] else 1
    return Reading("SET", duration(count, match["unit"]))


def _rate(match: re.Match[str], context: Context) -> Reading | None:
    """`twice a week`, `three times a year`; an amount of money or things by the day is none (`$2 a day`)."""
    return Reading("SET", duration(1, match["unit"]))


def _every_named(match: re.Match[str], context: Context) -> Reading | None:
    """`every Monday`, `each July`, `every summer`, `every morning`."""
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


def _adverb(match: re.Match[str], context: Context) -> Reading | None:
    """`daily`, but not the newspaper, in whose place it is a noun, nor part of a name.

    Nor a rate by the year after an amount (`10,000 units annually`), no more than `$2 million a year`.
    """
    token = context.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    if token is not None and len(token) and (_names(token[0]) or _is_rate(token[0])):
        return None
    return Reading("SET", _ADVERBS[match["adverb"].lower()])


def _is_rate(word: Token) -> bool:
    before = word.nbor(-1) if word.i else None
    return (
        word.lower_ in ("annually", "yearly")
        and before is not None
        and (before.tag_ in ("NNS", "CD") or before.text == "%" or before.lower_ == "percent")
    )


def _names(word: Token) -> bool:
    """Whether a word is a newspaper (`the daily said`), or part of a name."""
    return word.tag_ in ("NN", "NNP") or word.ent_type_ in ("ORG", "WORK_OF_ART", "FAC")


def _weekdays(match: re.Match[str], context: Context) -> Reading | None:
    """`Mondays`, `Tuesday nights`."""
    value = f"XXXX-WXX-{weekday_number(match['weekday'] or match['weekday_night']) + 1}"
    return Reading("SET", value + (f"T{PARTS[match['part'].lower()]}" if match["part"] else ""))


RULES = (
    Rule(
        "every",
        rf"(?:every|each){GAP}(?:(?P<other>other){GAP}|(?P<count>{COUNT}){GAP})?(?P<unit>{TIME_UNIT})\b",
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
        "rate",
        rf"(?:(?<=once )|(?<=twice )|(?<=times )|(?<=Once )|(?<=Twice ))(?:an?|per){GAP}(?P<unit>{TIME_UNIT})\b",
        _rate,
    ),
    Rule("adverb", r"(?P<adverb>hourly|daily|weekly|monthly|annually|yearly|nightly)\b", _adverb),
)
