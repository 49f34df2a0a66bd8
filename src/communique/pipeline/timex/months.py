"""Rules for months and seasons, and for parts of months."""

from __future__ import annotations

import datetime
import re

from communique.pipeline.timex.calendar import Period, of_month, of_season
from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.days import COMMA, OF_YEAR, full_year
from communique.pipeline.timex.modifiers import EDGE, Mod, edge
from communique.pipeline.timex.numbers import SPELLED_YEAR, YEAR, year_number
from communique.pipeline.timex.reading import EXPLICIT, UNDATED, Reading, explicit, got
from communique.pipeline.timex.words import GAP, MONTH, MONTH_NAME, SEASON, month_number, ordinal, season_code
from communique.record import Interval

_YEAR = rf"(?:{YEAR}|{SPELLED_YEAR})"
_WHICH = rf"(?P<det>last|next|this{GAP}(?:past|coming)|this|the{GAP}coming){GAP}"

#: Behind the month in which what is traded now has to be delivered.
_FUTURES = re.compile(r"\s+(?:contracts?|delivery|futures)\b")


def _month(match: re.Match[str], context: Context) -> Reading | None:
    month, mod = month_number(match["month"]), edge(got(match, "part"))
    if year := got(match, "year"):
        return explicit(of_month(year_number(year), month), mod)
    if got(match, "away"):
        other = context.year_away(got(match, "away"))
        return context.dated(of_month(other, month) if other else None, "month", mod)
    det = (got(match, "det") or "").lower()
    if not det and _is_no_month(match, context):
        return None
    if det == "last" and context.anchor and context.anchor.month == month:
        return context.dated(of_month(context.anchor.year - 1, month), "month", mod)
    if det.startswith("this") and "past" not in det and context.anchor:
        return context.dated(of_month(context.anchor.year, month), "month", mod)
    future = (
        True if det in ("next", "this coming", "the coming") else False if det in ("last", "this past") else None
    )
    if future is None:
        future = True if _FUTURES.match(context.text, match.end()) else context.future(match)
    return context.month(month, future, mod)


def _part_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """`the first week of May`, `the second half of June`, `the last days of July`."""
    reading = _month(match, context)
    if reading is None:
        return None
    nth, unit = match["nth"].lower(), match["unit"].lower()
    last = nth in ("last", "final") or (nth, unit) == ("second", "half")
    mod: Mod = "END" if last else "START" if nth == "first" else "MID"
    if reading.period is None or unit not in ("week", "half"):
        return reading._replace(mod=mod)
    length = 7 if unit == "week" else 15
    first = reading.period.start + datetime.timedelta(days=length * (ordinal(nth) - 1))
    end = min(first + datetime.timedelta(days=length - 1), reading.period.end)
    if nth in ("last", "final"):
        first, end = reading.period.end - datetime.timedelta(days=length - 1), reading.period.end
    elif last:
        end = reading.period.end
    return reading._replace(mod=mod, interval=Interval(start=first, end=end, granularity="span"))


def _months(match: re.Match[str], context: Context) -> Reading | None:
    """`January-May 2021`: a duration of months with its two ends."""
    first, last = month_number(match["month"]), month_number(match["to"])
    count = (last - first) % 12 + 1
    if match["year"]:
        year: int | None = int(match["year"])
    else:
        reading = context.month(last, context.future(match))
        year = context.year_away(match["away"]) or (reading.period.start.year if reading.period else None)
    start = of_month(year - (last < first), first) if year else None
    end = of_month(year, last) if year else None
    if start is None or end is None:
        return Reading("DURATION", f"P{count}M", reason=UNDATED)
    interval = Interval(start=start.start, end=end.end, granularity="span")
    anchor = EXPLICIT if match["year"] else context.relative("day", 0).anchor
    return Reading("DURATION", f"P{count}M", interval=interval, anchor=anchor)


def _is_no_month(match: re.Match[str], context: Context) -> bool:
    """Whether a lone `May`, `April` … is a person, an organisation or a verb."""
    token = context.doc.char_span(match.start("month"), match.end("month"), alignment_mode="expand")
    if token is None or not len(token):
        return False
    first = token[0]
    if first.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART", "FAC") and not got(match, "part"):
        return True
    return first.lower_ in ("may", "march", "august") and first.tag_ in ("MD", "VB", "VBP", "VBD", "JJ")


def _season(match: re.Match[str], context: Context) -> Reading | None:
    season, mod = season_code(match["season"]), edge(got(match, "part"))
    if match["year"] or match["short"]:
        written = year_number(match["year"]) if match["year"] else full_year(match["short"])
        return explicit(of_season(written, season), mod)
    if got(match, "away"):
        year = context.year_away(got(match, "away"))
        return context.dated(of_season(year, season) if year else None, "season", mod)
    if context.anchor is None:
        return context.dated(None, "season", mod)._replace(value=f"XXXX-{season}")
    future = context.future(match)
    return context.dated(_season_near(season, (got(match, "det") or "").lower(), future, context), "season", mod)


def _season_near(season: str, det: str, future: bool | None, context: Context) -> Period | None:
    assert context.anchor is not None
    here = of_season(context.anchor.year, season)
    ahead = here is not None and here.start > context.anchor
    if det == "last" or "past" in det:
        return of_season(context.anchor.year - (here is not None and here.end >= context.anchor), season)
    if det == "next" or "coming" in det:
        return of_season(context.anchor.year + (not ahead), season)
    return of_season(context.anchor.year - (ahead and future is False and not det.startswith("this")), season)


RULES = (
    Rule(
        "part-of-month",
        rf"(?:the{GAP})?(?P<nth>first|second|third|fourth|last|final){GAP}(?:(?:few|two|three|ten|10){GAP}(?=days))?"
        rf"(?P<unit>week|half|days){GAP}(?:of|in){GAP}(?P<month>{MONTH_NAME})\b(?:(?:{COMMA}(?:of{GAP})?(?P<year>{YEAR}))"
        rf"|{OF_YEAR})?",
        _part_of_month,
    ),
    Rule(
        "months",
        rf"(?P<month>{MONTH})[-–—](?P<to>{MONTH})(?:{COMMA}(?:of{GAP})?(?P<year>{YEAR})|{OF_YEAR})?(?!{GAP}?\d)",
        _months,
    ),
    Rule(
        "month-year",
        rf"{EDGE}?(?P<month>{MONTH})(?:{COMMA}(?:of{GAP})?(?P<year>{_YEAR})|{OF_YEAR})",
        _month,
    ),
    Rule(
        "month",
        rf"{EDGE}?(?:{_WHICH})?(?P<month>{MONTH_NAME})\b",
        _month,
    ),
    Rule(
        "season",
        rf"(?:(?:the{GAP})?{EDGE}(?:the{GAP})?|{_WHICH}|the{GAP}|(?<=\b[Ii]n ))(?P<season>{SEASON})\b"
        rf"(?!{GAP}festivals?\b)(?:{GAP}(?:of{GAP})?(?:(?P<year>{_YEAR})|['’](?P<short>\d\d)\b)|{OF_YEAR})?",
        _season,
    ),
    Rule(
        "season-year",
        rf"(?P<season>{SEASON})(?:{GAP}(?:of{GAP})?(?:(?P<year>{_YEAR})|['’](?P<short>\d\d)\b)|{OF_YEAR})",
        _season,
    ),
)
