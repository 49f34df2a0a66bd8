"""Days of datelines, which rarely have their year."""

from __future__ import annotations

import datetime
import re

from communique.pipeline.timex.calendar import day, yearly_near
from communique.pipeline.timex.words import month_number


def dateline_near(words: str, base: datetime.date) -> datetime.date | None:
    """The day of a dateline without its year that is nearest to another day; None where it names no such day."""
    month, number = month_and_day(words)
    if not month or day(2000, month, number) is None:
        return None
    near = [yearly_near(base, month, number, future=future) for future in (False, True)]
    return min((d for d in near if d), key=lambda d: abs((d - base).days), default=None)


def month_and_day(words: str) -> tuple[int, int]:
    """Month and day of the month in a dateline's words (`June 7`, `3 March 2021`); zeros where there are none."""
    numbers = re.findall(r"(?<!\d)\d{1,2}(?!\d)", words)
    months = [n for w in re.findall(r"[^\W\d_]+", words) if (n := month_number(w))]
    return (months[0], int(numbers[0])) if months and numbers else (0, 0)
