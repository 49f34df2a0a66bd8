"""Rules for dates relative to the day of the story, or to a date that the text has named."""

from __future__ import annotations

import re

from communique.pipeline.timex.anaphora import in_part_of_day
from communique.pipeline.timex.calendar import Unit, containing, moved
from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.modifiers import SHADE, edge
from communique.pipeline.timex.reading import UNKNOWN, UNNAMED, Reading, got, without_days
from communique.pipeline.timex.words import GAP, OF_DAY, PART, STEPS, UNIT, unit_of

#: Before what is as long as it says.
_OVER = re.compile(r"\b(?:for|over|within|during) $", re.IGNORECASE)
#: Behind `today` where it tells of a kind and not of a time (`today's world`, `today's youth`).
_GENERIC = re.compile(
    r"['’]s\s+(?:\w+\s+)?(?:world|societ(?:y|ies)|youth|generations?|young|children|kids|women|men|students|parents"
    r"|families|consumers|economy|standards|technology|computers|leaders|politics|culture)\b"
)
_EDGE = (
    rf"(?:(?P<shade>early|late|earlier|later|sometime|mid|(?:the{GAP})?(?:beginning|start|end|middle){GAP}of"
    rf"|(?:earlier|later|early|late){GAP}in)(?:-|{GAP}))"
)


def _today(match: re.Match[str], context: Context) -> Reading | None:
    word = re.sub(r"\s+", " ", match["word"].lower())
    if match["word"][0] == "T" and context.text[max(match.start() - 4, 0) : match.start()] == "USA ":
        return None
    if word.startswith(("the day", "day")):
        return context.relative("day", -2 if "before" in word else 2)
    if word == "today" and _GENERIC.match(context.text, match.end()):
        return None
    step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    part = "night" if word in ("tonight", "overnight") else match["part"]
    return in_part_of_day(context.relative("day", step, edge(match["shade"])), part)


def _part_today(match: re.Match[str], context: Context) -> Reading | None:
    """`this morning`, `last night`."""
    step = -1 if match["det"].lower() == "last" else 1 if match["det"].lower() == "next" else 0
    return in_part_of_day(context.relative("day", step, edge(got(match, "shade"))), match["part"])


def _unit(match: re.Match[str], context: Context) -> Reading | None:
    """`last week`, `later this year`, `the same day`, `the following month`."""
    low = match["unit"].lower()
    unit: Unit = "week" if low == "fortnight" else unit_of(low)
    det = match["det"].lower().split()[-1]
    mod = edge(match["shade"])
    if det == "past" or (match["the"] is not None and _rolls(det, unit, match, context)):
        return _rolling(unit, 1 if STEPS[det] > 0 else -1, context)
    back = match["the"] is not None and det in (
        "previous",
        "preceding",
        "prior",
        "following",
        "next",
        "same",
        "last",
    )
    if (back or det in ("that", "same")) and (found := context.named_before(match.start(), unit)):
        target = moved(found.period.start, unit, STEPS[det])
        return context.referring(found, containing(unit, target), mod)
    if det == "that" and unit != "day":
        return Reading("DATE", UNKNOWN[unit], mod, reason=UNNAMED)
    if unit == "day":
        if got(match, "shade") is None and det in ("last", "past", "current", "latest", "this"):
            return None
        return Reading("DATE", "XXXX-XX-XX", mod, reason=UNNAMED)
    if det == "latest" and (unit == "quarter" or match["fiscal"]):
        return context.relative(unit, -1, mod)
    reading = context.relative(unit, STEPS[det], mod)
    return without_days(reading) if match["fiscal"] else reading


def _rolls(det: str, unit: Unit, match: re.Match[str], context: Context) -> bool:
    """Whether `the last decade`, `over the next decade` are as long as that, up to the story's day or from it."""
    if unit not in ("decade", "century"):
        return False
    ahead = det in ("next", "coming") and _OVER.search(context.text, max(match.start() - 8, 0), match.start())
    return det == "last" or bool(ahead)


def _rolling(unit: Unit, step: int, context: Context) -> Reading:
    """`the past year`, `over the next decade`: the years up to the anchor, or from it."""
    other = moved(context.anchor, unit, step) if context.anchor else None
    interval = context.span_from_anchor((other - context.anchor).days) if other and context.anchor else None
    value = {"day": "P1D", "weekend": "P1W", "week": "P1W", "month": "P1M", "quarter": "P1Q", "half": "P6M",
             "year": "P1Y", "decade": "P10Y", "century": "P100Y", "season": "P3M"}[unit]  # fmt: skip
    return Reading(
        "DURATION", value, None, None, interval, context.relative("day", 0).anchor if interval else None
    )


def _weekend(match: re.Match[str], context: Context) -> Reading | None:
    """`the weekend`: this week's, or the last one's early in the week and in the past tense."""
    if context.anchor is None:
        return context.relative("weekend", 0)
    step = -1 if context.anchor.weekday() < 5 and context.future(match) is not True else 0
    return context.relative("weekend", step)


def _edge(match: re.Match[str], context: Context) -> Reading | None:
    """`the end of the year`, `year-end`, `later in the week`: of the current one."""
    unit = unit_of(match["unit"])
    if unit == "day":
        return None
    return context.relative(unit, 0, edge(got(match, "shade") or "end"))


def _midyear(match: re.Match[str], context: Context) -> Reading | None:
    """`by midyear`: the middle of the current one."""
    return context.relative("year", 0, "MID")


RULES = (
    Rule(
        "today",
        rf"{SHADE}?(?P<word>today|yesterday|tomorrow|tonight|overnight"
        rf"|(?:the{GAP})?day{GAP}(?:before{GAP}yesterday|after{GAP}tomorrow))\b{OF_DAY}",
        _today,
    ),
    Rule(
        "part-today",
        rf"{SHADE}?(?:(?P<det>this|last)){GAP}(?P<part>{PART})\b",
        _part_today,
    ),
    Rule(
        "determined-unit",
        rf"{_EDGE}?(?:(?P<the>the{GAP})?(?P<det>last|past|previous|preceding|(?<=the )prior|current|latest|coming"
        rf"|upcoming|following|next|same|this|that|this{GAP}(?:past|same|coming)|that{GAP}same)){GAP}"
        rf"(?P<fiscal>(?:fiscal|financial){GAP}(?=year))?(?P<unit>{UNIT})\b(?!-)",
        _unit,
    ),
    Rule("weekend", rf"the{GAP}weekend\b", _weekend),
    Rule(
        "edge",
        rf"(?P<shade>(?:the{GAP})?(?:beginning|start|end|middle){GAP}of|(?:earlier|later|early|late){GAP}in)"
        rf"{GAP}the{GAP}(?P<unit>week|month|quarter|year|decade|century)\b",
        _edge,
    ),
    Rule("midyear", r"mid-?year\b(?!-)", _midyear),
    Rule("year-end", rf"(?:the{GAP})?(?P<unit>year)(?:['’]s{GAP}|-|{GAP})end\b", _edge),
)
