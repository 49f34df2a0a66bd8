"""Weekdays beside days: which of them cannot be, and on which days a text that has them can have been written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from communique.pipeline.timex.calendar import yearly_near
from communique.pipeline.timex.doubts import Doubt, spell, weekday_name
from communique.pipeline.timex.explicit import written_days
from communique.pipeline.timex.numbers import DAY_NUMBER, ordinal_number
from communique.pipeline.timex.words import GAP, MONTH, WEEKDAY_NAME, month_number, weekday_number
from communique.record import Span

_WEEKDAY_DAY = re.compile(
    rf"(?<!\w)(?P<weekday>{WEEKDAY_NAME})(?:,{GAP}?|{GAP})(?:(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER})"
    rf"|(?:the{GAP})?(?P<day_first>{DAY_NUMBER})(?:{GAP}of)?{GAP}(?P<month_second>{MONTH}))(?!,?\s\d{{4}})",
    re.IGNORECASE,
)


def text_weekdays(text: str, parts: tuple[Span, ...], claimed: datetime.date | None) -> list[Doubt]:
    """Weekdays beside a day of the text that cannot be: never, or not in the years around the one claimed."""
    found = []
    for part in parts:
        for written in written_days(text, part.start, part.end):
            if written.weekday is not None and written.date and written.date.weekday() != written.weekday:
                found.append(_weekday_doubt(text, Span(written.start, written.end), written.date))
        if claimed is not None:
            found.extend(_yearless(text, part, claimed))
    return found


def weekdays_fit(text: str, parts: tuple[Span, ...], written: datetime.date) -> bool:
    """Whether a text with all its weekdays beside days without their year can have been written on a day."""
    return not any(doubt for part in parts for doubt in _yearless(text, part, written))


def _yearless(text: str, part: Span, claimed: datetime.date) -> Iterator[Doubt]:
    for match in _WEEKDAY_DAY.finditer(text, part.start, part.end):
        month = month_number(match["month"] or match["month_second"])
        number = ordinal_number(match["day"] or match["day_first"])
        near = [d for future in (False, True) if (d := yearly_near(claimed, month, number, future=future))]
        if near and all(d.weekday() != weekday_number(match["weekday"]) for d in near):
            closest = min(near, key=lambda d: abs((d - claimed).days))
            yield _weekday_doubt(text, Span(*match.span()), closest)


def _weekday_doubt(text: str, span: Span, date: datetime.date) -> Doubt:
    message = f"The text has “{' '.join(span.of(text).split())}”, but {spell(date)} is a {weekday_name(date)}."
    return Doubt("text-weekday", message, (span,))
