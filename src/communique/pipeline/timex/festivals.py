"""Rules for festivals and observances by their names, and for anniversaries of what has its year beside it."""

from __future__ import annotations

import datetime
import re
from functools import cache

from communique.knowledge import Festival, festivals
from communique.pipeline.timex.calendar import Period, add_days, near, of_day, of_year
from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.days import COMMA, OF_YEAR
from communique.pipeline.timex.numbers import ORDINAL_WORD, YEAR, ordinal_number
from communique.pipeline.timex.reading import Reading, explicit
from communique.pipeline.timex.words import GAP
from communique.record import Interval


@cache
def _by_name() -> dict[str, Festival]:
    return {festival.name: festival for festival in festivals()}


def _festival(match: re.Match[str], context: Context) -> Reading | None:
    """`Christmas Eve`, `last Easter`, `Thanksgiving 2021`: in the clause's direction like any day of the year."""
    festival = _by_name()[" ".join(match["name"].split()).replace("’", "'")]
    if _is_attribute(match, context, lone=festival.lone):
        return None
    return _lasting(festival, _first_day(festival, match, context))


def _first_day(festival: Festival, match: re.Match[str], context: Context) -> Reading | None:
    if match["year"]:
        day = _first_in(festival, int(match["year"]))
        unknown = Reading("DATE", f"{match['year']}-XX-XX", reason="its day in that year is not known")
        return explicit(of_day(day)) if day else unknown
    if year := context.year_away(match["away"]):
        return context.dated(of_day(_first_in(festival, year)), "day")
    partial = f"XXXX-{festival.month_and_day or 'XX-XX'}"
    which = (match["det"] or "").lower()
    if which and context.anchor is not None:
        found = near(context.anchor, festival.days, future=which != "last")
        return context.dated(of_day(found), "day")
    return context.yearly(festival.days, partial, context.future(match))


def _first_in(festival: Festival, year: int) -> datetime.date | None:
    """Its first day in a year; none where no table has it."""
    return next(iter(festival.days(year)), None)


def _lasting(festival: Festival, first: Reading | None) -> Reading | None:
    """A festival from its first day: of several days a duration, and about then where the moon must be sighted."""
    if first is not None and festival.sighted:
        first = first._replace(mod="APPROX")
    if first is None or festival.length == 1:
        return first
    value = f"P{festival.length}D"
    if first.period is None:
        return first._replace(type="DURATION", value=value)
    start, end = first.period.start, add_days(first.period.start, festival.length - 1)
    if end is None:
        return None
    span = Interval(start=start, end=end, granularity="span")
    return first._replace(type="DURATION", value=value, period=Period("day", value, start, end), interval=span)


def _is_attribute(match: re.Match[str], context: Context, *, lone: bool) -> bool:
    """Whether a name is part of another (`Good Friday Agreement`) or tells a sort (`Christmas tree`)."""
    words = context.doc.char_span(match.start("name"), match.end("name"), alignment_mode="expand")
    if words is None or words.root.dep_ != "compound" or words.root.head.i < words.end:
        return False
    return lone or words.root.head.pos_ == "PROPN"


def _anniversary(match: re.Match[str], context: Context) -> Reading | None:
    """`the 30th anniversary of the 1992 treaty`: so many years after the year that the phrase names."""
    clause = _CLAUSE.match(context.text, match.end(), match.end() + _REACH)
    years = re.findall(rf"\b{YEAR}(?![-–/]\d)", clause.group()) if clause else []
    return explicit(of_year(int(years[0]) + ordinal_number(match["nth"]))) if years else None


#: How far behind an anniversary its base is named, in characters, within its clause.
_REACH = 120
_CLAUSE = re.compile(r"[^.;:!?\n]*")
_NAMES = "|".join(
    re.escape(f.name).replace("'", "['’]").replace(r"\ ", GAP)
    for f in sorted(festivals(), key=lambda f: (-len(f.name), f.name))
)

RULES = (
    Rule(
        "festival",
        rf"(?:(?P<det>last|this|next){GAP})?(?P<name>(?-i:{_NAMES}))\b(?!['’]s\b)"
        rf"(?:{COMMA}(?:of{GAP})?(?P<year>{YEAR})|{OF_YEAR})?",
        _festival,
    ),
    Rule(
        "anniversary",
        rf"the{GAP}(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{ORDINAL_WORD}){GAP}anniversary\b(?={GAP}of\b)",
        _anniversary,
    ),
)
#: First words of their names, in lower case.
FIRST_WORDS = frozenset(re.split(r"[\s.]", f.name)[0].lower() for f in festivals())
