"""Rules for dates relative to the day of the story, or to a date that the text has named."""

from __future__ import annotations

import datetime
import re

from communique.pipeline.timex.anaphora import in_part_of_day
from communique.pipeline.timex.calendar import Unit, add_days, containing, moved, of_day, weekday_beside, weekday_near
from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.modifiers import edge
from communique.pipeline.timex.reading import UNKNOWN, UNNAMED, Reading, got, without_days
from communique.pipeline.timex.words import (
    GAP,
    PART,
    UNIT,
    WEEKDAY_NAME,
    unit_of,
    weekday_number,
)

_STEPS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "this": 0, "current": 0, "same": 0, "that": 0,
    "latest": 0, "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip

#: Between the days of a run, and how long that is at most.
_TO, _RUN = re.compile(r"\s*(?:[-–—]|to|through|and)\s*"), 12
_OVER = re.compile(r"\b(?:for|over|within|during) $", re.IGNORECASE)
#: Behind `today` where it is these times (`today's world`).
_GENERIC = re.compile(
    r"['’]s\s+(?:\w+\s+)?(?:world|societ(?:y|ies)|youth|generations?|young|children|kids|women|men|students|parents"
    r"|families|consumers|economy|standards|technology|computers|leaders|politics|culture)\b"
)
#: Before weekdays that are names of events.
_NAMED = re.compile(r"\b(?:Black|Bloody|Cyber|Giving|Super) $")
#: Behind the first day of a run, its last; with `and` only after `between`.
_RUN_ON = re.compile(rf"(?:\s*[-–—]\s*|\s+(?:to|through|(?P<and>and))\s+)(?P<last>{WEEKDAY_NAME})\b(?P<week>\s+(?:of\s+)?(?:last|this|next)\s+week\b)?")
_PART = rf"(?:{GAP}(?P<part>{PART})\b)?"
_SHADE = rf"(?:(?P<shade>early|late|earlier|later|sometime|mid)(?:{GAP}on)?(?:-|{GAP}))"
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
        return Reading("DATE", "PRESENT_REF")
    step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    part = "night" if word in ("tonight", "overnight") else match["part"]
    return in_part_of_day(context.relative("day", step, edge(match["shade"])), part)


def _part_today(match: re.Match[str], context: Context) -> Reading | None:
    """`this morning`, `last night`."""
    step = -1 if match["det"].lower() == "last" else 1 if match["det"].lower() == "next" else 0
    return in_part_of_day(context.relative("day", step, edge(got(match, "shade"))), match["part"])


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    if _is_name(match, context) or _NAMED.search(context.text, max(match.start() - 7, 0), match.start()):
        return None
    reading = _weekday_read(match, context)._replace(mod=edge(match["shade"]))
    return in_part_of_day(reading, match["part"])


def _weekday_read(match: re.Match[str], context: Context) -> Reading:
    """`Friday`, `last Friday`, `Friday next week`, `the following Friday`."""
    weekday = weekday_number(match["weekday"])
    det = " ".join((match["det"] or "").lower().split())
    if match["week"]:
        return _weekday_of_week(weekday, _STEPS[match["week"].lower()], context)
    named = context.named_before(match.start(), "day") if det in ("the previous", "the following") else None
    if named is not None:
        found = weekday_beside(named.period.start, weekday, after=det == "the following")
        return context.referring(named, of_day(found))
    if det.endswith(("next", "coming", "following", "last", "past", "previous")) and context.anchor:
        after = det.endswith(("next", "coming", "following"))
        return context.dated(of_day(weekday_beside(context.anchor, weekday, after=after)), "day")
    if det == "this":
        return _weekday_of_week(weekday, 0, context)
    future = context.future(match)
    run = _run_on(match, context)
    if run is not None and (first := _first_of_run(weekday, run, future, context)):
        return context.dated(of_day(first), "day")
    last = _last_of_run(weekday, match, context)
    if last is not None and not (future is False and context.anchor and last > context.anchor):
        return context.dated(of_day(last), "day")
    return context.weekday(weekday, future=future is True)


def _run_on(match: re.Match[str], context: Context) -> re.Match[str] | None:
    """The rest of `Monday to Thursday`, `between Monday and Thursday`, from behind its first day."""
    run = _RUN_ON.match(context.text, match.end())
    between = context.text[max(match.start() - 8, 0) : match.start()].lower() == "between "
    return run if run is not None and (not run["and"] or between) else None


def _first_of_run(
    weekday: int, run: re.Match[str], future: bool | None, context: Context
) -> datetime.date | None:
    """The first day of a run: before its last one, which is past or in the week that stands behind it."""
    if context.anchor is None or (future is not False and not run["week"]):
        return None
    last = weekday_number(run["last"])
    if run["week"]:
        step = _STEPS[run["week"].lower().split()[-2]]
        end = add_days(context.anchor, 7 * step + last - context.anchor.weekday())
    else:
        end = weekday_near(context.anchor, last, future=False)
    return end and weekday_beside(end, weekday, after=False)


def _last_of_run(weekday: int, match: re.Match[str], context: Context) -> datetime.date | None:
    """The end of `Monday to Thursday`: the first such weekday after the one before; None where it is no run."""
    first = context.last("day", match.start(), _RUN)
    if first is None or not _TO.fullmatch(context.text, first.span.end, match.start()):
        return None
    return weekday_beside(first.period.start, weekday, after=True)


def _weekday_of_week(weekday: int, step: int, context: Context) -> Reading:
    if context.anchor is None:
        return context.weekday(weekday, future=step > 0)
    found = add_days(context.anchor, 7 * step + weekday - context.anchor.weekday())
    return context.dated(of_day(found), "day")


def _is_name(match: re.Match[str], context: Context) -> bool:
    """Whether a weekday is part of a name (`Sunday Times`, `Good Friday Agreement`)."""
    token = context.doc.char_span(match.start("weekday"), match.end("weekday"), alignment_mode="expand")
    if token is None or not len(token):
        return False
    day = token[0]
    before = day.nbor(-1) if day.i else None
    longer = before is not None and before.dep_ == day.dep_ == "compound" and before.head.i == day.head.i
    return day.ent_type_ in ("ORG", "WORK_OF_ART") or (longer and day.head.pos_ == "PROPN" and day.head.i > day.i)


def _unit(match: re.Match[str], context: Context) -> Reading | None:
    """`last week`, `later this year`, `the same day`, `the following month`."""
    low = match["unit"].lower()
    unit: Unit = "week" if low == "fortnight" else unit_of(low)
    det = match["det"].lower().split()[-1]
    mod = edge(match["shade"])
    if det == "past" or (match["the"] is not None and _rolls(det, unit, match, context)):
        return _rolling(unit, 1 if _STEPS[det] > 0 else -1, context)
    back = match["the"] is not None and det in ("previous", "preceding", "prior", "following", "next", "same", "last")
    if (back or det in ("that", "same")) and (found := context.named_before(match.start(), unit)):
        target = moved(found.period.start, unit, _STEPS[det])
        return context.referring(found, containing(unit, target), mod)
    if det == "that" and unit != "day":
        return Reading("DATE", UNKNOWN[unit], mod, reason=UNNAMED)
    if unit == "day":
        if got(match, "shade") is None and det in ("last", "past", "current", "latest", "this"):
            return None
        return Reading("DATE", "XXXX-XX-XX", mod, reason=UNNAMED)
    if det == "latest" and (unit == "quarter" or match["fiscal"]):
        return context.relative(unit, -1, mod)
    reading = context.relative(unit, _STEPS[det], mod)
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
    value = {"day": "P1D", "weekend": "P1W", "week": "P1W", "month": "P1M", "quarter": "P3M", "half": "P6M",
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
        rf"{_SHADE}?(?P<word>today|yesterday|tomorrow|tonight|overnight"
        rf"|(?:the{GAP})?day{GAP}(?:before{GAP}yesterday|after{GAP}tomorrow))\b{_PART}",
        _today,
    ),
    Rule(
        "part-today",
        rf"{_SHADE}?(?:(?P<det>this|last)){GAP}(?P<part>{PART})\b",
        _part_today,
    ),
    Rule(
        "weekday",
        rf"{_SHADE}?(?:(?P<det>(?:the{GAP})?(?:last|next|coming|previous|following|same)|this{GAP}(?:past|coming)"
        rf"|this|that|past|that{GAP}same){GAP})?(?P<weekday>{WEEKDAY_NAME})\b"
        rf"(?:{GAP}(?:of{GAP})?(?P<week>last|this|next){GAP}week\b)?{_PART}",
        _weekday,
    ),
    Rule(
        "determined-unit",
        rf"{_EDGE}?(?:(?P<the>the{GAP})?(?P<det>last|past|previous|preceding|(?<=the )prior|current|latest|coming|upcoming|following"
        rf"|next|same|this|that|this{GAP}(?:past|same|coming)|that{GAP}same)){GAP}(?P<fiscal>(?:fiscal|financial){GAP}(?=year))?(?P<unit>{UNIT})\b(?!-)",
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
