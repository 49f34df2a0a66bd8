"""Which of what comes every year is meant, the last or the next: by the clause's direction and the distances."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from communique.pipeline.timex.calendar import near

#: How much farther back than ahead a day without year and without a tense may lie: news looks back.
SOON_TO_LATE = 4
#: A day so many days away in the direction of the tense gives way to one so near in the other: tenses are misread,
#: and `set Nov. 10 as the deadline` looks ahead in the past tense.
FAR, NEAR = 240, 60
#: The same in months.
FAR_MONTHS, NEAR_MONTHS = 8, 1


def nearest_day(
    base: datetime.date,
    in_year: Callable[[int], Sequence[datetime.date]],
    future: bool | None,
    weekday: int | None = None,
) -> datetime.date | None:
    """The day of a year that is meant.

    Args:
        base: The day to count from.
        in_year: What gives the days of a year.
        future: The direction of the clause; None where it has none.
        weekday: The weekday written beside it, Monday 0, which decides where only one of both has it.
    """
    before, after = near(base, in_year, future=False), near(base, in_year, future=True)
    if before is None or after is None:
        return before or after
    fitting = [day for day in (before, after) if day.weekday() == weekday]
    if len(fitting) == 1:
        return fitting[0]
    return after if _forward(future, (after - base).days, (base - before).days, FAR, NEAR) else before


def months_to(base: int, month: int, future: bool | None) -> int:
    """How many months from one to another of which the year is not told; negative where it is the last one."""
    ahead, back = (month - base) % 12, (base - month) % 12
    return ahead if _forward(future, ahead, back, FAR_MONTHS, NEAR_MONTHS) else -back


def _forward(future: bool | None, ahead: int, back: int, far: int, near: int) -> bool:
    """Whether the next of what comes yearly is meant rather than the last one, by the tense and the distances."""
    if future is None:
        return back > SOON_TO_LATE * ahead
    this_way, other_way = (ahead, back) if future else (back, ahead)
    return future is (this_way < far or other_way > near)
