"""Festivals and observances that come by a fixed rule (`data/festivals.tsv`)."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from typing import NamedTuple

from communique.knowledge.tables import remembered, rows

_RULE = re.compile(
    r"(?P<month>\d\d)-(?P<day>\d\d)|(?P<of>\d\d):(?P<weekday>[1-7]):(?P<nth>-?\d)(?P<after>\+\d)?"
    r"|easter(?P<shift>[+-]\d+)"
)


class Festival(NamedTuple):
    """A day that comes every year.

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

    def day(self, year: int) -> datetime.date | None:
        """The day in a year; None outside the years 1 to 9999.

        Raises:
            ValueError: The rule is none.
        """
        match = _RULE.fullmatch(self.rule)
        if match is None:
            raise ValueError(f"{self.name}: {self.rule!r} is no rule of a festival")
        if not 1 <= year <= 9999:
            return None
        if match["month"]:
            return datetime.date(year, int(match["month"]), int(match["day"]))
        if match["shift"]:
            return easter(year) + datetime.timedelta(days=int(match["shift"]))
        found = nth_weekday(year, int(match["of"]), int(match["weekday"]) - 1, int(match["nth"]))
        return found + datetime.timedelta(days=int(match["after"] or 0))


@remembered
def festivals() -> tuple[Festival, ...]:
    """All festivals, as the table has them."""
    return tuple(Festival(row["name"], row["rule"], row["lone"] == "yes") for row in rows("festivals.tsv"))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """The n-th such weekday of a month, Monday 0 and n from 1 to 4; the last one where n is -1."""
    if nth > 0:
        first = datetime.date(year, month, 1)
        return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = datetime.date(year, month, monthrange(year, month)[1])
    return last - datetime.timedelta(days=(last.weekday() - weekday) % 7)


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
