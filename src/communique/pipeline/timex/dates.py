"""Rules for dates by the calendar: days with and without year, spans of days, months, seasons, quarters, years."""

from __future__ import annotations

import re

from communique.pipeline.timex.calendar import (
    Period,
    Unit,
    day,
    of_century,
    of_day,
    of_decade,
    of_half,
    of_month,
    of_quarter,
    of_season,
    of_year,
    shifted,
)
from communique.pipeline.timex.reading import EXPLICIT, Context, Mod, Reading, Rule, explicit, got
from communique.pipeline.timex.words import (
    DAY_NUMBER,
    GAP,
    MONTH,
    MONTH_NAME,
    QUARTER,
    SEASON,
    WEEKDAY,
    YEAR,
    month_number,
    ordinal,
    season_code,
    weekday_number,
)
from communique.record import Interval

_COMMA = rf"(?:,{GAP}?|{GAP})"
_TO = rf"(?:[-–—]|{GAP}(?:to|and|through|until|-|–){GAP})"
_YEARS_AWAY = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "the": 0, "next": 1, "coming": 1}
#: `last year`, `this year` after a month or season.
_OF_YEAR = rf"(?:{GAP}(?:of{GAP})?(?P<away>last|this|next|the){GAP}year\b)"
_PART = (
    rf"(?:(?P<part>early|late|mid|the{GAP}(?:beginning|start|end|middle){GAP}of(?:{GAP}the)?"
    rf"|(?:earlier|later){GAP}in)(?:[-‐‑]|{GAP}))"
)
_WHICH = rf"(?P<det>last|next|this{GAP}(?:past|coming)|this|the{GAP}coming){GAP}"


def mod_of(words: str | None) -> Mod | None:
    """The TIMEX3 modifier of `early`, `the end of` and the like."""
    low = (words or "").lower()
    if any(w in low for w in ("earl", "begin", "start")):
        return "START"
    if any(w in low for w in ("late", "end")):
        return "END"
    return "MID" if "mid" in low else None


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _year_away(match: re.Match[str], context: Context) -> int | None:
    """The year that `last year` and the like name; None without an anchor."""
    if not got(match, "away") or context.anchor is None:
        return None
    return context.anchor.year + _YEARS_AWAY[match["away"].lower()]


def _iso(match: re.Match[str], context: Context) -> Reading | None:
    found = day(int(match["year"]), int(match["month"]), int(match["day"]))
    return explicit(of_day(found))


def _numeric(match: re.Match[str], context: Context) -> Reading | None:
    """`7/8/07`, `07.08.2007`: with dots the day is first; with slashes only where it cannot be otherwise."""
    year = _full_year(match["year"])
    one, two = int(match["one"]), int(match["two"])
    days = {d for d in (day(year, two, one), match["mark"] == "/" and day(year, one, two)) if d}
    if len(days) == 1:
        return explicit(of_day(days.pop()))
    if not days:
        return None
    return Reading("DATE", f"{year:04d}-XX-XX", None, reason="day and month may be either way round")


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else int(digits) + (2000 if int(digits) < 50 else 1900)


def _day(match: re.Match[str], context: Context) -> Reading | None:
    month, number = month_number(match["month"]), _number(match["day"])
    weekday = weekday_number(match["weekday"]) if got(match, "weekday") else None
    year = int(match["year"]) if got(match, "year") else _year_away(match, context)
    if year is None:
        if day(2000, month, number) is None:
            return None
        return context.day_of_year(month, number, context.future(match), weekday)
    found = day(year, month, number)
    if got(match, "year"):
        return explicit(of_day(found))
    return context.dated(of_day(found), "day") if found else None


def _days(match: re.Match[str], context: Context) -> Reading | None:
    """`June 7-9`: a duration of days with its two ends."""
    first_month = month_number(match["month"] or match["month_two"])
    last_month = month_number(match["month_two"]) if match["month_two"] else first_month
    first, last = _number(match["day"]), _number(match["day_two"])
    if got(match, "year"):
        start = day(int(match["year"]), first_month, first)
        anchor = EXPLICIT
    else:
        reading = context.day_of_year(first_month, first, context.future(match))
        if reading.interval is None or reading.anchor is None:
            count = last - first + 1
            value = f"P{count}D" if first_month == last_month and count > 1 else "PXD"
            return Reading("DURATION", value, reason=reading.reason)
        start, anchor = reading.interval.start, reading.anchor
    end = start and day(start.year + (last_month < first_month), last_month, last)
    if start is None or end is None or end <= start:
        return None
    value = f"P{(end - start).days + 1}D"
    return Reading("DURATION", value, None, None, Interval(start=start, end=end, granularity="span"), anchor)


def _month(match: re.Match[str], context: Context) -> Reading | None:
    month, mod = month_number(match["month"]), mod_of(got(match, "part"))
    if got(match, "year"):
        return explicit(of_month(int(match["year"]), month), mod)
    if got(match, "away"):
        year = _year_away(match, context)
        return context.dated(of_month(year, month) if year else None, "month", mod)
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
    return context.month(month, context.future(match) if future is None else future, mod)


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
    season, mod = season_code(match["season"]), mod_of(got(match, "part"))
    if got(match, "year"):
        return explicit(of_season(int(match["year"]), season), mod)
    if got(match, "away"):
        year = _year_away(match, context)
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


def _quarter(match: re.Match[str], context: Context) -> Reading | None:
    unit: Unit = "half" if match["unit"].lower() == "half" else "quarter"
    number = ordinal(match["nth"])
    if unit == "half":
        number = 2 if match["nth"].lower() in ("last", "final") else number
        if number > 2:
            return None
    of = of_half if unit == "half" else of_quarter
    if year := got(match, "year") or got(match, "year_before"):
        return explicit(of(int(year), number))
    if got(match, "away") or got(match, "away_before"):
        away = (got(match, "away") or match["away_before"]).lower()
        return context.dated(of(context.anchor.year + _YEARS_AWAY[away], number) if context.anchor else None, unit)
    if unit == "half":
        return None
    here = of(context.anchor.year, number) if context.anchor else None
    if here and context.anchor and here.start > context.anchor and not context.future(match):
        here = shifted(unit, here.start, -4) if unit == "quarter" else here
    if here is None:
        return Reading("DATE", f"XXXX-Q{number}", reason=context.dated(None, unit).reason)
    return context.dated(here, unit)


def _decade(match: re.Match[str], context: Context) -> Reading | None:
    mod = mod_of(got(match, "part"))
    if got(match, "name"):
        year = 1920 + 10 * _DECADES.index(match["name"].lower())
    else:
        year = int(match["digits"]) if match["digits"] else 1900 + int(match["short"])
    return explicit(of_decade(year), mod)


def _century(match: re.Match[str], context: Context) -> Reading | None:
    return explicit(of_century(int(re.sub(r"\D", "", match["nth"]))), mod_of(got(match, "part")))


def _year(match: re.Match[str], context: Context) -> Reading | None:
    year = int(match["year"])
    if not got(match, "part") and not got(match, "lead") and _counts(match, context):
        return None
    return explicit(of_year(year), mod_of(got(match, "part")))


def _short_year(match: re.Match[str], context: Context) -> Reading | None:
    """`in '82`."""
    return explicit(of_year(_full_year(match["year"])))


def _counts(match: re.Match[str], context: Context) -> bool:
    """Whether four digits count things (`2000 troops`) or name no year (`Resolution 1929`)."""
    year = int(match["year"])
    if not 1500 <= year <= 2100:
        return True
    words = context.doc.char_span(match.start("year"), match.end("year"), alignment_mode="expand")
    if words is None or not len(words):
        return False
    token = words[-1]
    before = context.doc[token.i - 1] if token.i else None
    after = context.doc[token.i + 1] if token.i + 1 < len(context.doc) else None
    if before is not None and before.lower_ in _NUMBERED:
        return True
    if (before is not None and before.tag_ in ("$", "#")) or (before is not None and before.text in "$€£#-–"):
        return True
    if after is None:
        return False
    if after.text == "%" or after.lower_ in ("percent", "hours", "gmt", "local", "utc"):
        return True
    return after.tag_ in ("NNS", "NNPS") and year % 50 == 0


#: Before a number of an act or a thing.
_NUMBERED = frozenset(
    {"resolution", "resolutions", "no", "no.", "number", "article", "flight", "room", "convention", "about",
     "nearly", "some", "almost", "than", "over", "around", "least", "approximately"}
)  # fmt: skip

_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_WEEKDAY_FIRST = rf"(?:(?P<weekday>{WEEKDAY}){_COMMA})?"
_YEAR_LAST = rf"(?:{_COMMA}(?:of{GAP})?(?P<year>{YEAR})|{_OF_YEAR})?"
_YEAR_END = rf"(?:{_COMMA}(?P<year>{YEAR}))?"

RULES = (
    Rule("iso", r"(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _iso),
    Rule(
        "numeric",
        r"(?P<one>\d{1,2})(?P<mark>[./])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)",
        _numeric,
    ),
    Rule(
        "days-month",
        rf"(?:the{GAP})?(?P<day>{DAY_NUMBER})(?:{GAP}(?P<month>{MONTH}))?{_TO}(?:the{GAP})?(?P<day_two>{DAY_NUMBER})"
        rf"(?:{GAP}of)?{GAP}(?P<month_two>{MONTH}){_YEAR_END}",
        _days,
    ),
    Rule(
        "month-days",
        rf"(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER}){_TO}(?:(?P<month_two>{MONTH}){GAP})?"
        rf"(?P<day_two>{DAY_NUMBER}){_YEAR_END}",
        _days,
    ),
    Rule("month-day", rf"{_WEEKDAY_FIRST}(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER}){_YEAR_LAST}", _day),
    Rule(
        "day-month",
        rf"{_WEEKDAY_FIRST}(?:the{GAP})?(?P<day>{DAY_NUMBER})(?:{GAP}of)?{GAP}(?P<month>{MONTH}){_YEAR_LAST}",
        _day,
    ),
    Rule(
        "month-year",
        rf"{_PART}?(?P<month>{MONTH})(?:{_COMMA}(?:of{GAP})?(?P<year>{YEAR})|{_OF_YEAR})",
        _month,
    ),
    Rule(
        "month",
        rf"{_PART}?(?:{_WHICH})?(?P<month>{MONTH_NAME})\b",
        _month,
    ),
    Rule(
        "season",
        rf"(?:(?:the{GAP})?{_PART}(?:the{GAP})?|{_WHICH}|the{GAP}|(?<=\b[Ii]n ))(?P<season>{SEASON})\b"
        rf"(?:{GAP}(?:of{GAP})?(?P<year>{YEAR})|{_OF_YEAR})?",
        _season,
    ),
    Rule(
        "season-year",
        rf"(?P<season>{SEASON})(?:{GAP}(?:of{GAP})?(?P<year>{YEAR})|{_OF_YEAR})",
        _season,
    ),
    Rule(
        "quarter",
        rf"(?:the{GAP})?(?:(?:(?P<away_before>last|this|next){GAP}year['’]s|(?P<year_before>{YEAR})(?:['’]s)?){GAP})?"
        rf"(?:fiscal[- ])?(?P<nth>{QUARTER})(?:-|{GAP})(?P<unit>quarter|half)\b(?!-)"
        rf"(?:{GAP}(?:of{GAP})?(?P<year>{YEAR})|{_OF_YEAR})?",
        _quarter,
    ),
    Rule(
        "decade",
        rf"(?:the{GAP})?{_PART}?(?:(?P<digits>(?:1[0-9]|20)\d0)['’]?s\b|['’](?P<short>\d0)s\b"
        rf"|(?P<name>{'|'.join(_DECADES)})\b)",
        _decade,
    ),
    Rule("short-year", r"(?:(?<=\b[Ii]n )|(?<=since ))['’](?P<year>\d\d)\b", _short_year),
    Rule("century", rf"(?:the{GAP})?{_PART}?(?P<nth>\d{{1,2}}(?:st|nd|rd|th))(?:-|{GAP})century\b", _century),
    Rule(
        "year",
        rf"{_PART}?(?P<lead>(?:the{GAP})?(?:fiscal|calendar|year){GAP})?(?P<year>{YEAR})(?![-–/]\d|(?:,|\.)\d)",
        _year,
    ),
)
