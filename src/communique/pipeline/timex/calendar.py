"""Days, weeks, months and years as periods with TIMEX3 values, and how to step from one to another.

Weeks are those of ISO 8601 (Monday first); seasons are those of the northern hemisphere, as TIMEX3 has them,
winter from December of its year to the next February. Whatever would leave the years 1 to 9999 is None.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from communique.record import Interval

Granularity = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century", "span"]
#: What the grammar steps by: the granularities, and two that a record shows as spans.
Unit = Literal["day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century"]

#: First month of each season, as TIMEX3 names them.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: Months in a unit that is made of months.
MONTHS_IN: dict[str, int] = {
    "month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
}  # fmt: skip
#: Days in a unit that is made of days.
DAYS_IN: dict[str, int] = {"day": 1, "weekend": 7, "week": 7}


class Period(NamedTuple):
    """Some whole days with a name.

    Attributes:
        unit: What sort of period it is.
        value: Its TIMEX3 value.
        start: The first day.
        end: The last day.
        fiscal: Whether it is one of a fiscal year, of which neither first nor last day is known.
    """

    unit: Unit
    value: str
    start: datetime.date
    end: datetime.date
    fiscal: bool = False

    @property
    def interval(self) -> Interval | None:
        """The same as a record shows it; None where its days are not known."""
        if self.fiscal:
            return None
        granularity: Granularity = "span" if self.unit == "weekend" or self.unit == "half" else self.unit
        return Interval(start=self.start, end=self.end, granularity=granularity)


def day(year: int, month: int, number: int) -> datetime.date | None:
    """The day, if there is such a day."""
    try:
        return datetime.date(year, month, number)
    except (ValueError, OverflowError):
        return None


def add_days(start: datetime.date, days: int) -> datetime.date | None:
    """The day so many days later, or earlier."""
    try:
        return start + datetime.timedelta(days=days)
    except OverflowError:
        return None


def add_months(start: datetime.date, months: int) -> datetime.date | None:
    """The same day of the month so many months later; the month's last day where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return datetime.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def of_day(start: datetime.date | None) -> Period | None:
    """The day as a period."""
    return None if start is None else Period("day", start.isoformat(), start, start)


def of_week(inside: datetime.date) -> Period | None:
    """The ISO week of a day."""
    first, last = add_days(inside, -inside.weekday()), add_days(inside, 6 - inside.weekday())
    if first is None or last is None:
        return None
    year, week, _ = inside.isocalendar()
    return Period("week", f"{year:04d}-W{week:02d}", first, last)


def week_of_year(year: int, number: int) -> Period | None:
    """An ISO week by its number, if the year has it."""
    try:
        return of_week(datetime.date.fromisocalendar(year, number, 1))
    except (ValueError, OverflowError):
        return None


def of_weekend(inside: datetime.date) -> Period | None:
    """The weekend of a day's ISO week."""
    week = of_week(inside)
    return week and Period("weekend", week.value + "-WE", week.end - datetime.timedelta(days=1), week.end)


def of_month(year: int, month: int) -> Period | None:
    """A month, 1 to 12."""
    return _months("month", f"{year:04d}-{month:02d}", year, month, 1)


def of_quarter(year: int, quarter: int) -> Period | None:
    """A quarter of a year, 1 to 4."""
    return _months("quarter", f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3)


def of_half(year: int, half: int) -> Period | None:
    """A half of a year, 1 or 2."""
    return _months("half", f"{year:04d}-H{half}", year, 6 * half - 5, 6)


def of_season(year: int, season: str) -> Period | None:
    """A season (`SP`, `SU`, `FA`, `WI`) that begins in a year."""
    return _months("season", f"{year:04d}-{season}", year, SEASONS[season], 3)


def of_year(year: int) -> Period | None:
    """A year."""
    return _months("year", f"{year:04d}", year, 1, 12)


def of_decade(year: int) -> Period | None:
    """The decade of a year, as in `the 1990s`; its value has three digits."""
    return _months("decade", f"{year // 10:03d}", year // 10 * 10, 1, 120)


def of_century(number: int) -> Period | None:
    """A century by its number: the 20th has the years that begin with 19, as in TIMEX3."""
    return _months("century", f"{number - 1:02d}", 100 * (number - 1), 1, 1200)


def _months(unit: Unit, value: str, year: int, first: int, count: int) -> Period | None:
    start = day(max(year, 1), first, 1) if year >= 0 else None
    end_year, end_month = divmod(12 * year + first - 1 + count - 1, 12)
    if start is None or not 1 <= end_year <= 9999:
        return None
    end = datetime.date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])
    return Period(unit, value, start, end)


def containing(unit: Unit, inside: datetime.date | None) -> Period | None:
    """The period of this kind that holds a day."""
    if inside is None:
        return None
    match unit:
        case "day":
            return of_day(inside)
        case "week":
            return of_week(inside)
        case "weekend":
            return of_weekend(inside)
        case "month":
            return of_month(inside.year, inside.month)
        case "quarter":
            return of_quarter(inside.year, (inside.month + 2) // 3)
        case "half":
            return of_half(inside.year, (inside.month + 5) // 6)
        case "season":
            return _season_of(inside)
        case "year":
            return of_year(inside.year)
        case "decade":
            return of_decade(inside.year)
        case "century":
            return of_century(inside.year // 100 + 1)


def _season_of(inside: datetime.date) -> Period | None:
    if inside.month < 3:
        return of_season(inside.year - 1, "WI")
    return of_season(inside.year, ("SP", "SU", "FA", "WI")[inside.month // 3 - 1])


def moved(inside: datetime.date, unit: str, count: int) -> datetime.date | None:
    """The day `count` units later than a day, or earlier where it is negative."""
    if unit in DAYS_IN:
        return add_days(inside, count * DAYS_IN[unit])
    return add_months(inside, count * MONTHS_IN[unit])


def shifted(unit: Unit, inside: datetime.date, count: int) -> Period | None:
    """The period of this kind that lies `count` of them after the one that holds a day."""
    return containing(unit, moved(inside, unit, count))


def weekday_near(anchor: datetime.date, weekday: int, *, future: bool) -> datetime.date | None:
    """The last such weekday on or before a day, or the first on or after it; Monday is 0."""
    step = (weekday - anchor.weekday()) % 7 if future else -((anchor.weekday() - weekday) % 7)
    return add_days(anchor, step)


def weekday_beside(anchor: datetime.date, weekday: int, *, after: bool) -> datetime.date | None:
    """The first such weekday after a day, or the last before it; never the day itself."""
    step = (weekday - anchor.weekday()) % 7
    return add_days(anchor, (step or 7) if after else step - 7)


def near(
    anchor: datetime.date, in_year: Callable[[int], Sequence[datetime.date]], *, future: bool
) -> datetime.date | None:
    """The last day on or before a day, or the first on or after it, of those that come every year or so.

    Args:
        anchor: The day.
        in_year: What gives the days of a year: leap days come every fourth or eighth year, and what follows the
            moon may come twice.
        future: Which of the two.
    """
    years = range(anchor.year, anchor.year + 9) if future else range(anchor.year, anchor.year - 9, -1)
    for year in years:
        found = [one for one in in_year(year) if (one >= anchor if future else one <= anchor)]
        if found:
            return min(found) if future else max(found)
    return None


def days_of(year: int, month: int, number: int) -> tuple[datetime.date, ...]:
    """A day of a year, or none where the year has no such day."""
    found = day(year, month, number)
    return (found,) if found else ()


def yearly_near(anchor: datetime.date, month: int, number: int, *, future: bool) -> datetime.date | None:
    """The last such day of the year on or before a day, or the first on or after it."""
    return near(anchor, lambda year: days_of(year, month, number), future=future)
