"""The stage Dating: on which day the story stands, and what in it contradicts that day.

The caller's word is kept, whatever the text says, though contradictions are reported. The page's own header is
believed only while nothing contradicts it: sites stamp reprints with the day of reprinting. A header that is not
believed still tells the last day on which the story can have been written.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from communique.pipeline.language import read_parts
from communique.pipeline.layout import header_weekday
from communique.pipeline.timex.calendar import yearly_near
from communique.pipeline.timex.doubts import (
    DAYS_APART,
    Doubt,
    Window,
    dateline_near,
    month_and_day,
    place_names,
    spell,
    text_weekdays,
    weekday_name,
)
from communique.pipeline.timex.explicit import written_days
from communique.pipeline.timex.offices import offices
from communique.pipeline.timex.words import weekday_number
from communique.record import Anchor, Document, Layout, Span

__all__ = ["Dated", "Dating", "Doubt"]


class Dated(NamedTuple):
    """When the story was written, as far as it can be told.

    Attributes:
        published: The day to anchor on; None where there is none to trust.
        anchor: The same as an anchor of time expressions.
        latest: The last day on which the story can have been written.
        earliest: The first day on which it can have been written.
        doubts: What contradicts the days given.
    """

    published: datetime.date | None = None
    anchor: Anchor | None = None
    latest: datetime.date | None = None
    earliest: datetime.date | None = None
    doubts: tuple[Doubt, ...] = ()


class Dating:
    """The stage."""

    def __call__(self, document: Document, layout: Layout) -> Dated:
        """The day of a document, and the doubts about it."""
        header = _header_doubts(document.text, layout)
        claimed = document.published or layout.header_date or layout.dateline_date
        told: list[tuple[Doubt, Window]] = []
        parts = _parts(layout)
        if claimed is not None:
            told = place_names(document.text, parts, claimed, layout.header)
            told += offices(document.text, parts, claimed, layout.header)
        weekdays = text_weekdays(document.text, parts, claimed)
        doubts = (*header, *(doubt for doubt, _ in told), *weekdays)
        dated = _settle(document, layout, [window for _, window in told], contradicted=bool(header))
        return dated._replace(doubts=doubts)


def _parts(layout: Layout) -> tuple[Span, ...]:
    """What is read as prose, and the dateline, in text order."""
    dateline = () if layout.dateline is None else (layout.dateline,)
    return tuple(sorted((*dateline, *read_parts(layout))))


def _header_doubts(text: str, layout: Layout) -> list[Doubt]:
    """What a header contradicts by itself, or by the dateline below it."""
    if layout.header is None:
        return []
    if layout.header_date is None:
        return _impossible(text, layout.header)
    doubts = []
    weekday = header_weekday(layout.header.of(text))
    if weekday is not None and weekday_number(weekday) != layout.header_date.weekday():
        message = (
            f"The header says {weekday}, but {spell(layout.header_date)} is a {weekday_name(layout.header_date)}."
        )
        doubts.append(Doubt("header-weekday", message, (layout.header,)))
    signed = layout.dateline_date
    if signed is None and layout.dateline_day is not None:
        signed = dateline_near(layout.dateline_day.of(text), layout.header_date)
    if signed is not None and layout.dateline_day and abs((signed - layout.header_date).days) > DAYS_APART:
        message = (
            f"The header says {spell(layout.header_date)}, but the dateline {layout.dateline_day.of(text)}, "
            f"more than {DAYS_APART} days apart."
        )
        doubts.append(Doubt("header-dateline", message, (layout.header, layout.dateline_day)))
    return doubts


def _impossible(text: str, header: Span) -> list[Doubt]:
    missing = [d for d in written_days(text, header.start, header.end) if not d.exists]
    message = "The header names a day that does not exist: {}."
    return [
        Doubt("impossible-date", message.format(text[d.start : d.end]), (Span(d.start, d.end),))
        for d in missing[:1]
    ]


def _settle(document: Document, layout: Layout, windows: list[Window], *, contradicted: bool) -> Dated:
    """Which day to trust: the caller's, the header's, the dateline's, in this order."""
    if document.published is not None:
        anchor = Anchor(kind="published", day=document.published)
        return Dated(document.published, anchor, latest=document.published)
    header = layout.header_date
    if header is not None and not windows and not contradicted:
        return Dated(header, Anchor(kind="header", day=header, span=layout.header), latest=header)
    earliest, latest = _bounds(header or layout.dateline_date, windows)
    signed = _dateline_day(document.text, layout, latest)
    fits = signed is not None and (earliest is None or earliest <= signed) and (latest is None or signed <= latest)
    if signed is not None and fits:
        return Dated(signed, Anchor(kind="dateline", day=signed, span=layout.dateline_day), latest=signed)
    return Dated(None, None, latest, earliest)


def _bounds(
    claimed: datetime.date | None, windows: list[Window]
) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day on which the story can have been written.

    A claim that lies before a window bounds nothing: the page is dated too early. Windows that exclude each other
    leave only the claim.
    """
    earliest = max((w.start for w in windows if w.start), default=None)
    last = [w.end for w in windows if w.end]
    if claimed is not None and (earliest is None or earliest <= claimed):
        last.append(claimed)
    latest = min(last, default=None)
    if earliest and latest and earliest > latest:
        return None, claimed
    return earliest, latest


def _dateline_day(text: str, layout: Layout, latest: datetime.date | None) -> datetime.date | None:
    """The dateline's day; without its year the latest such day that is not too late."""
    if layout.dateline_date is not None or layout.dateline_day is None or latest is None:
        return layout.dateline_date
    month, number = month_and_day(layout.dateline_day.of(text))
    return yearly_near(latest, month, number, future=False) if month else None
