"""Days written out with their year, in the orders that agencies and sites use."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.pipeline.timex.calendar import day
from communique.pipeline.timex.numbers import DAY_NUMBER, YEAR
from communique.pipeline.timex.words import GAP, MONTH, WEEKDAY, month_number, weekday_number

_COMMA = rf"(?:,{GAP}|,|{GAP})"
#: With weekday, day before month: `Tuesday, 7 June 2022`, `7th of June, 2022`.
DAY_MONTH_YEAR = (
    rf"(?:(?P<dmy_weekday>{WEEKDAY}){_COMMA})?(?:the{GAP})?(?P<dmy_day>{DAY_NUMBER})(?:{GAP}of)?{GAP}"
    rf"(?P<dmy_month>{MONTH}){_COMMA}(?P<dmy_year>{YEAR})"
)
#: With weekday, month before day: `Tuesday, June 7, 2022`.
MONTH_DAY_YEAR = (
    rf"(?:(?P<mdy_weekday>{WEEKDAY}){_COMMA})?(?P<mdy_month>{MONTH}){GAP}(?P<mdy_day>{DAY_NUMBER}){_COMMA}"
    rf"(?P<mdy_year>{YEAR})"
)
#: ISO 8601, with dashes or slashes.
YEAR_MONTH_DAY = (
    r"(?P<iso_year>[12]\d{3})(?P<iso_mark>[-/.])(?P<iso_month>\d\d)(?P=iso_mark)(?P<iso_day>\d\d)(?!\d)"
)
#: With dots the day comes first.
DOTTED = r"(?P<dot_day>\d{1,2})\.(?P<dot_month>\d{1,2})\.(?P<dot_year>[12]\d{3})(?!\d)"
#: With slashes nobody knows, unless one of the numbers is no month.
SLASHED = r"(?P<slash_one>\d{1,2})/(?P<slash_two>\d{1,2})/(?P<slash_year>[12]\d{3})(?!\d)"

_PATTERN = re.compile(
    rf"(?<![\w/.-])(?:{DAY_MONTH_YEAR}|{MONTH_DAY_YEAR}|{YEAR_MONTH_DAY}|{DOTTED}|{SLASHED})", re.IGNORECASE
)


class WrittenDay(NamedTuple):
    """A day with its year, as written.

    Attributes:
        start: Where it begins, its weekday included.
        end: Where it ends.
        date: The day; None where the calendar has no such day (`exists` is False), or day and month could be
            either way round.
        exists: Whether there is such a day.
        weekday: The weekday written beside it, Monday 0; None where there is none.
    """

    start: int
    end: int
    date: datetime.date | None
    exists: bool
    weekday: int | None


def written_days(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDay]:
    """The days written out with their year in `text[start:end]`, in order; offsets are those of `text`."""
    for match in _PATTERN.finditer(text, start, len(text) if end is None else end):
        yield _read(match)


def _read(match: re.Match[str]) -> WrittenDay:
    kind = (match.lastgroup or "").partition("_")[0]
    if kind == "slash":
        return _slashed(match)
    month = match[f"{kind}_month"]
    date = day(
        int(match[f"{kind}_year"]),
        int(month) if month.isdigit() else month_number(month),
        int(re.sub(r"\D", "", match[f"{kind}_day"])),
    )
    weekday = match[f"{kind}_weekday"] if kind in ("dmy", "mdy") else None
    number = weekday_number(weekday) if weekday else None
    return WrittenDay(match.start(), match.end(), date, date is not None, number)


def _slashed(match: re.Match[str]) -> WrittenDay:
    year, one, two = int(match["slash_year"]), int(match["slash_one"]), int(match["slash_two"])
    readings = {d for d in (day(year, two, one), day(year, one, two)) if d is not None}
    date = readings.pop() if len(readings) == 1 else None
    return WrittenDay(match.start(), match.end(), date, date is not None or bool(readings), None)
