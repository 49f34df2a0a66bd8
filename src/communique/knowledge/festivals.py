"""Festivals and observances: by a fixed rule (`data/festivals.tsv`) or by the moon (`data/festival_days.tsv`)."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Mapping
from typing import NamedTuple

from communique.knowledge.tables import remembered, rows

_RULE = re.compile(
    r"(?P<month>\d\d)-(?P<day>\d\d)|(?P<of>\d\d):(?P<weekday>[1-7]):(?P<nth>-?\d)(?P<after>\+\d)?"
    r"|(?P<church>easter|orthodox)(?P<shift>[+-]\d+)|(?P<sighted>~)?(?P<key>[a-z-]+)(?:/(?P<length>\d+))?"
)


class Festival(NamedTuple):
    """A day that comes every year, or some days.

    Attributes:
        name: Its name, as printed.
        rule: The rule; the table's head explains its forms.
        lone: Whether the name may stand for other things when a noun follows (`Christmas tree`).
    """

    name: str
    rule: str
    lone: bool

    @property
    def month_and_day(self) -> str | None:
        """`MM-DD` where it is the same every year."""
        return self.rule if re.fullmatch(r"\d\d-\d\d", self.rule) else None

    @property
    def length(self) -> int:
        """How many days it lasts."""
        return int(self._parsed()["length"] or 1)

    @property
    def sighted(self) -> bool:
        """Whether the moon has to be sighted, so that it may begin a day sooner or later than computed."""
        return self._parsed()["sighted"] is not None

    def days(self, year: int) -> tuple[datetime.date, ...]:
        """Its first day in a year.

        Returns:
            One day; none outside the years 1 to 9999, and none or two of what follows the moon.

        Raises:
            ValueError: The rule is none.
        """
        match = self._parsed()
        if not 1 <= year <= 9999:
            return ()
        if match["key"]:
            return _festival_days()[match["key"]].get(year, ())
        if match["month"]:
            return (datetime.date(year, int(match["month"]), int(match["day"])),)
        if match["church"]:
            sunday = easter(year) if match["church"] == "easter" else orthodox_easter(year)
            return (sunday + datetime.timedelta(days=int(match["shift"])),)
        found = nth_weekday(year, int(match["of"]), int(match["weekday"]) - 1, int(match["nth"]))
        return (found + datetime.timedelta(days=int(match["after"] or 0)),)

    def _parsed(self) -> re.Match[str]:
        match = _RULE.fullmatch(self.rule)
        if match is None or (match["key"] and match["key"] not in _festival_days()):
            raise ValueError(f"{self.name}: {self.rule!r} is no rule of a festival")
        return match


@remembered
def festivals() -> tuple[Festival, ...]:
    """All festivals, as the table has them."""
    return tuple(Festival(row["name"], row["rule"], row["lone"] == "yes") for row in rows("festivals.tsv"))


@remembered
def _festival_days() -> Mapping[str, Mapping[int, tuple[datetime.date, ...]]]:
    """The days of what is in no fixed rule, by key and year."""
    found: dict[str, dict[int, tuple[datetime.date, ...]]] = {}
    for row in rows("festival_days.tsv"):
        years = found[row["key"]] = {}
        for day in map(datetime.date.fromisoformat, row["days"].split()):
            years[day.year] = (*years.get(day.year, ()), day)
    return found


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """The n-th such weekday of a month, Monday 0 and n from 1 to 4; the last one where n is -1."""
    if nth > 0:
        first = datetime.date(year, month, 1)
        return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = datetime.date(year, month, monthrange(year, month)[1])
    return last - datetime.timedelta(days=(last.weekday() - weekday) % 7)


def orthodox_easter(year: int) -> datetime.date:
    """Easter Sunday of the eastern churches, in the Gregorian calendar (Meeus, as below: the Julian Easter).

    Example:
        >>> orthodox_easter(2022), orthodox_easter(2024)
        (datetime.date(2022, 4, 24), datetime.date(2024, 5, 5))
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    behind = year // 100 - year // 400 - 2
    return datetime.date(year, month, day + 1) + datetime.timedelta(days=behind)


def easter(year: int) -> datetime.date:
    """Easter Sunday of the western churches (Meeus, Astronomical Algorithms, 1991, chapter 8).

    Example:
        >>> easter(2000), easter(2022)
        (datetime.date(2000, 4, 23), datetime.date(2022, 4, 17))
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)
