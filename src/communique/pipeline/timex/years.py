"""Rules for years and what they are made of or make up: quarters, halves, ISO weeks, decades, centuries."""

from __future__ import annotations

import re

from communique.pipeline.timex.calendar import (
    Unit,
    add_days,
    containing,
    days_of,
    of_century,
    of_decade,
    of_half,
    of_quarter,
    of_year,
    week_of_year,
)
from communique.pipeline.timex.context import AWAY, Context, Rule
from communique.pipeline.timex.days import OF_YEAR, full_year
from communique.pipeline.timex.modifiers import EDGE, edge
from communique.pipeline.timex.nearest import nearest_day
from communique.pipeline.timex.numbers import (
    ORDINAL_WORD,
    SPELLED_CENTURY,
    SPELLED_YEAR,
    YEAR,
    ordinal_number,
    year_number,
)
from communique.pipeline.timex.reading import EXPLICIT, FISCAL, UNDATED, Reading, explicit, got, without_days
from communique.pipeline.timex.words import GAP, MONTH, QUARTER, after, month_number, ordinal
from communique.record import Interval

#: Before a number of an act or a thing.
_NUMBERED = frozenset(
    {"resolution", "resolutions", "no", "no.", "number", "article", "flight", "room", "convention", "about",
     "nearly", "some", "almost", "than", "over", "around", "least", "approximately"}
)  # fmt: skip
#: A quarter's books may be closed so many days after its end.
_CLOSING = -15
_ENDED = re.compile(rf"\s+(?:ended|ending)\s+(?P<month>{MONTH})\s+(?P<day>\d\d?)\b")
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def _quarter(match: re.Match[str], context: Context) -> Reading | None:
    """`the third quarter`, `the first half of 2021`, `fiscal first-quarter`."""
    reading = _quarter_read(match, context)
    if reading is not None and (match["fiscal"] or match["fiscal_after"]):
        fiscal = reading.period._replace(fiscal=True) if reading.period else None
        return without_days(reading)._replace(period=fiscal)
    return _unless_fiscal(reading, match, context) if reading and reading.period else reading


def _unless_fiscal(reading: Reading, match: re.Match[str], context: Context) -> Reading:
    """`the fourth quarter ended Aug. 26`: one of a fiscal year, of which only the end is told."""
    ended = _ENDED.match(context.text, match.end())
    if ended is None or reading.period is None:
        return reading
    end = context.day_of_year(month_number(ended["month"]), int(ended["day"]), future=False).period
    near = end and containing("quarter", add_days(end.start, _CLOSING))
    if near is None or near.value[-2:] == reading.period.value[-2:]:
        return reading
    return without_days(reading)._replace(period=reading.period._replace(fiscal=True))


def _quarter_read(match: re.Match[str], context: Context) -> Reading | None:
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
        return context.dated(of(context.anchor.year + AWAY[away], number) if context.anchor else None, unit)
    if unit == "half":
        return None
    return _quarter_near(number, match, context)


def _quarter_near(number: int, match: re.Match[str], context: Context) -> Reading:
    """A quarter without its year: this year's, or last year's where it lies ahead and the clause does not.

    The distance counts as it does of days.
    """
    if context.anchor is None:
        return Reading("DATE", f"XXXX-Q{number}", reason=UNDATED)
    here = of_quarter(context.anchor.year, number)
    if here and here.start > context.anchor:
        month = here.start.month
        near = nearest_day(context.anchor, lambda year: days_of(year, month, 1), context.future(match))
        here = of_quarter(near.year, number) if near else None
    return context.dated(here, "quarter")


def _numbered(match: re.Match[str], context: Context) -> Reading | None:
    """`Q3 2021`, `H1 of 2022`, `Q3`."""
    number = int(match["number"])
    if match["letter"] == "H":
        return explicit(of_half(int(match["year"]), number)) if match["year"] and number < 3 else None
    if match["year"]:
        return explicit(of_quarter(int(match["year"]), number))
    return _quarter_near(number, match, context)


def _week(match: re.Match[str], context: Context) -> Reading | None:
    """`week 23 of 2022`, `calendar week 23`."""
    number = int(match["number"])
    if match["year"]:
        return explicit(week_of_year(int(match["year"]), number))
    if context.anchor is None:
        return Reading("DATE", f"XXXX-W{number:02d}", reason=UNDATED) if 1 <= number <= 53 else None
    return context.dated(week_of_year(context.anchor.isocalendar().year, number), "week")


def _decade(match: re.Match[str], context: Context) -> Reading | None:
    mod = edge(got(match, "part"))
    if got(match, "name"):
        year = 1920 + 10 * _DECADES.index(match["name"].lower())
    else:
        year = int(match["digits"]) if match["digits"] else 1900 + int(match["short"])
    if year % 100 == 0 and year < 2000:
        return explicit(of_century(year // 100 + 1), mod)
    return explicit(of_decade(year), mod)


def _century(match: re.Match[str], context: Context) -> Reading | None:
    return explicit(of_century(ordinal_number(match["nth"])), edge(got(match, "part")))


def _year(match: re.Match[str], context: Context) -> Reading | None:
    year = int(match["year"])
    if not got(match, "part") and not got(match, "lead") and _counts(match, context):
        return None
    return explicit(of_year(year), edge(got(match, "part")))


def _short_year(match: re.Match[str], context: Context) -> Reading | None:
    """`in '82`."""
    return explicit(of_year(full_year(match["year"])))


def _spelled(match: re.Match[str], context: Context) -> Reading | None:
    """`in nineteen ninety-four`, `the year two thousand`."""
    return explicit(of_year(year_number(match["year"] or match["alone"])))


def _fiscal(match: re.Match[str], context: Context) -> Reading | None:
    """`fiscal 2023`, `FY2021`, `the 2021-22 fiscal year`: its days are not those of the calendar."""
    year = match["year"] or match["year_before"]
    if match["to"] or match["to_before"]:
        return Reading("DURATION", "P1Y", reason=FISCAL)
    named = of_year(int(year))
    return Reading("DATE", year, period=named and named._replace(fiscal=True), reason=FISCAL)


def _years(match: re.Match[str], context: Context) -> Reading | None:
    """`2014-2016`, `2021/22`: a duration of years with its two ends."""
    first, last = int(match["year"]), int(match["to"])
    last += first // 100 * 100 if last < 100 else 0
    if not first < last <= first + 100 or _counts(match, context):
        return None
    start, end = of_year(first), of_year(last)
    interval = start and end and Interval(start=start.start, end=end.end, granularity="span")
    return Reading("DURATION", f"P{last - first}Y", interval=interval, anchor=EXPLICIT) if interval else None


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
    return after.tag_ == "NNS" and year % 50 == 0


_AFTER = after("in", "since", "of", "by", "until", "from", "early", "late")

RULES = (
    Rule(
        "quarter",
        rf"(?:the{GAP})?(?:(?:(?P<away_before>last|this|next){GAP}year['’]s|(?P<year_before>{YEAR})(?:['’]s)?){GAP})?"
        rf"(?P<fiscal>fiscal[- ])?(?P<nth>{QUARTER})(?:-|{GAP})"
        rf"(?P<fiscal_after>fiscal[- ])?(?P<unit>quarter|half)\b"
        rf"(?!-)"
        rf"(?:{GAP}(?:of{GAP})?(?P<year>{YEAR})|{OF_YEAR})?",
        _quarter,
    ),
    Rule(
        "numbered", rf"(?-i:(?P<letter>[QH]))(?P<number>[1-4])\b(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?", _numbered
    ),
    Rule(
        "week",
        rf"(?:calendar{GAP}week{GAP}|week{GAP}(?=\d\d?{GAP}of{GAP}\d{{4}}))(?P<number>\d\d?)\b"
        rf"(?:{GAP}of{GAP}(?P<year>{YEAR}))?",
        _week,
    ),
    Rule(
        "decade",
        rf"(?:the{GAP})?{EDGE}?(?:(?P<digits>(?:1[0-9]|20)\d0)['’]?s\b|['’](?P<short>\d0)s\b"
        rf"|(?P<name>{'|'.join(_DECADES)})\b)",
        _decade,
    ),
    Rule(
        "century",
        rf"(?:the{GAP})?{EDGE}?(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORD})(?:-|{GAP})century\b",
        _century,
    ),
    Rule("short-year", rf"(?:{_AFTER})['’](?P<year>\d\d)\b", _short_year),
    Rule(
        "spelled",
        rf"(?:(?=the{GAP}year{GAP}|{_AFTER})(?:the{GAP}year{GAP})?(?P<year>{SPELLED_YEAR})|(?P<alone>{SPELLED_CENTURY}))",
        _spelled,
    ),
    Rule(
        "fiscal",
        rf"(?:(?:the{GAP})?(?:fiscal|financial){GAP}(?:year{GAP})?|(?-i:FY){GAP}?)(?P<year>{YEAR})(?P<to>[-–/]\d\d\b)?"
        rf"|(?:the{GAP})?(?P<year_before>{YEAR})(?P<to_before>[-–/]\d\d)?{GAP}(?:fiscal|financial){GAP}year\b",
        _fiscal,
    ),
)
#: After all rules that read more than a year.
YEAR_RULES = (
    Rule("years", rf"(?P<year>{YEAR})(?:[-–]|/(?=\d\d\b))(?P<to>(?:{YEAR}|\d\d\b))(?![-–/.,]\d)", _years),
    Rule(
        "year",
        rf"{EDGE}?(?P<lead>(?:the{GAP})?(?:calendar|year){GAP})?(?P<year>{YEAR})(?![-–/]\d|(?:,|\.)\d)",
        _year,
    ),
)
