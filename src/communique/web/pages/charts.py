"""Small charts, drawn on the server: where each mark stands. Templates make SVG of it, and show the rows too."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from communique.analysis import Stand, Told

#: The width of a chart's plot, in units of its drawing.
WIDTH = 720
#: Height of one row of marks.
ROW = 26
#: Ticks that a time axis has at most.
_TICKS = 8


class Mark(NamedTuple):
    """A mark of a chart.

    Attributes:
        x: From the left.
        y: From the top.
        kind: What it is: the class by which it is coloured.
        words: What it says when it is pointed at.
        link: The id of the entry that it stands for, in a story.
        key: The key of the story.
    """

    x: float
    y: float
    kind: str
    words: str
    link: str
    key: str


class Tick(NamedTuple):
    """A day of the time axis."""

    x: float
    label: str


class Chart(NamedTuple):
    """A chart along time.

    Attributes:
        width: Of the plot.
        height: Of the plot.
        rows: Labels of rows, with the middle of each.
        marks: The marks.
        ticks: The axis.
    """

    width: float
    height: float
    rows: tuple[tuple[str, float], ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


def strip(rows: Iterable[Told]) -> Chart | None:
    """Entries by day, a row for each kind; of one day side by side. None where fewer than two have a day."""
    dated = [row for row in rows if row.day]
    if len(dated) < 2:
        return None
    kinds = [kind for kind in ("meeting", "event", "statement") if any(row.kind == kind for row in dated)]
    axis = _Axis([row.day for row in dated if row.day])
    seen: Counter[tuple[str, datetime.date | None]] = Counter()
    marks = []
    for row in dated:
        place = seen[row.kind, row.day]
        seen[row.kind, row.day] += 1
        middle = kinds.index(row.kind) * ROW + ROW / 2
        words = f"{row.day}: {', '.join(row.by)} {row.label}"
        marks.append(Mark(axis.at(row.day) + place * 3, middle, row.kind, words, row.entry, row.key))
    labels = tuple((kind, n * ROW + ROW / 2) for n, kind in enumerate(kinds))
    return Chart(WIDTH, len(kinds) * ROW, labels, tuple(marks), axis.ticks)


def stances(stands: Sequence[Stand], most: int = 12) -> Chart | None:
    """Positions by day, a row for each issue, coloured by stance. None where none has a day."""
    dated = [one for one in stands if one.day]
    if not dated:
        return None
    by_row: dict[str, list[Stand]] = defaultdict(list)
    for one in dated:
        by_row[one.issue].append(one)
    axis = _Axis([one.day for one in dated if one.day])
    shown = list(by_row)[:most]
    marks = tuple(
        Mark(
            axis.at(one.day),
            n * ROW + ROW / 2,
            one.stance,
            f"{one.day}: {one.holder}, {one.stance}",
            one.entry,
            one.key,
        )
        for n, issue in enumerate(shown)
        for one in by_row[issue]
    )
    labels = tuple((issue, n * ROW + ROW / 2) for n, issue in enumerate(shown))
    return Chart(WIDTH, len(shown) * ROW, labels, marks, axis.ticks)


class _Axis:
    """Days from left to right."""

    def __init__(self, days: Sequence[datetime.date]) -> None:
        self.first, self.last = min(days).toordinal(), max(days).toordinal()
        self.length = max(self.last - self.first, 1)

    def at(self, day: datetime.date | None) -> float:
        """Where a day stands."""
        return round(10 + ((day.toordinal() if day else self.first) - self.first) / self.length * (WIDTH - 20), 1)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Round days: of a year, a month or a day, whatever gives few."""
        for days in (_years(self.first, self.last), _months(self.first, self.last)):
            if 2 <= len(days) <= _TICKS:
                return tuple(Tick(self.at(day), _label(day, days)) for day in days)
        number = min(self.last - self.first, 4) or 1
        days = [
            datetime.date.fromordinal(self.first + round((self.last - self.first) * n / number))
            for n in range(number + 1)
        ]
        return tuple(Tick(self.at(day), day.isoformat()) for day in dict.fromkeys(days))


def _years(first: int, last: int) -> list[datetime.date]:
    start, end = datetime.date.fromordinal(first), datetime.date.fromordinal(last)
    step = max(1, (end.year - start.year) // _TICKS + 1)
    days = [datetime.date(year, 1, 1) for year in range(start.year, end.year + 1, step)]
    return [day for day in days if first <= day.toordinal() <= last]


def _months(first: int, last: int) -> list[datetime.date]:
    start, end = datetime.date.fromordinal(first), datetime.date.fromordinal(last)
    months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    days = [datetime.date(month // 12, month % 12 + 1, 1) for month in months]
    return [day for day in days if first <= day.toordinal() <= last]


def _label(day: datetime.date, days: Sequence[datetime.date]) -> str:
    if all(one.month == 1 for one in days):
        return str(day.year)
    return f"{day:%Y-%m}"
