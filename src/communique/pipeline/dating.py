"""The stage Dating: on which day the story stands, and what in it contradicts that day.

The caller's word is kept, whatever the text says, though contradictions are reported. The page's own header is
believed only while nothing contradicts it: sites stamp reprints with the day of reprinting. A header that is not
believed still tells the last day on which the story can have been written. What the text itself tells of that, by
names of places, holders of offices, anniversaries and milestones, narrows the days further.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from communique.pipeline.language import read_parts
from communique.pipeline.layout import header_weekday
from communique.pipeline.timex.calendar import day, yearly_near
from communique.pipeline.timex.datelines import dateline_near, month_and_day
from communique.pipeline.timex.doubts import Clue, Doubt, Window, spell, weekday_name
from communique.pipeline.timex.explicit import written_days
from communique.pipeline.timex.occasions import occasions
from communique.pipeline.timex.offices import offices
from communique.pipeline.timex.place_terms import place_names
from communique.pipeline.timex.weekdays import text_weekdays, weekdays_fit
from communique.pipeline.timex.words import weekday_number
from communique.record import Anchor, Document, Layout, Span

__all__ = ["Dated", "Dating", "Doubt"]

#: Header and dateline may be so many days apart.
DAYS_APART = 7


class Dated(NamedTuple):
    """When the story was written, as far as it can be told.

    Attributes:
        published: The day to anchor on; None where there is none to trust.
        anchor: The same as an anchor of time expressions.
        latest: The last day on which the story can have been written, where the page claims a day.
        earliest: The first day on which it can have been written, likewise.
        doubts: What contradicts the days given.
        clues: What in the text tells when it can have been written, whatever the page claims.
    """

    published: datetime.date | None = None
    anchor: Anchor | None = None
    latest: datetime.date | None = None
    earliest: datetime.date | None = None
    doubts: tuple[Doubt, ...] = ()
    clues: tuple[Clue, ...] = ()


class Dating:
    """The stage."""

    def __call__(self, document: Document, layout: Layout) -> Dated:
        """The day of a document, and the doubts about it."""
        text, parts = document.text, _parts(layout)
        header = _header_doubts(text, layout)
        claimed = document.published or layout.header_date or layout.dateline_date
        clues = (
            *place_names(text, parts, claimed, layout.header),
            *offices(text, parts, claimed, layout.header),
            *occasions(text, parts, claimed, layout.header),
        )
        doubts = (
            *header,
            *(clue.doubt for clue in clues if clue.doubt is not None),
            *text_weekdays(text, parts, claimed),
        )
        if claimed is None:
            return _by_clues(text, parts, layout, clues)._replace(doubts=doubts, clues=clues)
        return _settle(document, layout, clues, contradicted=bool(header))._replace(doubts=doubts, clues=clues)


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


def _settle(document: Document, layout: Layout, clues: tuple[Clue, ...], *, contradicted: bool) -> Dated:
    """Which day to trust: the caller's, the header's, the dateline's, in this order."""
    if document.published is not None:
        anchor = Anchor(kind="published", day=document.published)
        return Dated(document.published, anchor, latest=document.published)
    header = layout.header_date
    if header is not None and not any(clue.doubt for clue in clues) and not contradicted:
        return Dated(header, Anchor(kind="header", day=header, span=layout.header), latest=header)
    earliest, latest = _bounds(header or layout.dateline_date, clues)
    signed = _dateline_day(document.text, layout, latest)
    if signed is not None and Window(earliest, latest).holds(signed):
        return Dated(signed, Anchor(kind="dateline", day=signed, span=layout.dateline_day), latest=signed)
    return Dated(None, None, latest, earliest)


def _bounds(
    claimed: datetime.date | None, clues: tuple[Clue, ...]
) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day on which the story can have been written.

    A claim that lies before a window bounds nothing: the page is dated too early. Windows that exclude each other
    leave only the claim.
    """
    window = window_of(clues)
    if window is None:
        return None, claimed
    if claimed is None or (window.start is not None and claimed < window.start):
        return window.start, window.end
    return window.start, min(window.end or claimed, claimed)


def window_of(clues: tuple[Clue, ...]) -> Window | None:
    """The days that all clues allow; None where they exclude each other."""
    start = max((c.window.start for c in clues if c.window.start), default=None)
    end = min((c.window.end for c in clues if c.window.end), default=None)
    return None if start and end and start > end else Window(start, end)


def _by_clues(text: str, parts: tuple[Span, ...], layout: Layout, clues: tuple[Clue, ...]) -> Dated:
    """Without a claimed day: the dateline's, where its year follows from the clues and the weekdays."""
    window = window_of(clues)
    if layout.dateline_day is None or window is None or window.start is None or window.end is None:
        return Dated()
    month, number = month_and_day(layout.dateline_day.of(text))
    days = (day(year, month, number) for year in range(window.start.year, window.end.year + 1))
    fitting = [d for d in days if d is not None and window.holds(d) and weekdays_fit(text, parts, d)]
    if len(fitting) != 1:
        return Dated()
    (signed,) = fitting
    return Dated(signed, Anchor(kind="dateline", day=signed, span=layout.dateline_day), latest=signed)


def _dateline_day(text: str, layout: Layout, latest: datetime.date | None) -> datetime.date | None:
    """The dateline's day; without its year the latest such day that is not too late."""
    if layout.dateline_date is not None or layout.dateline_day is None or latest is None:
        return layout.dateline_date
    month, number = month_and_day(layout.dateline_day.of(text))
    return yearly_near(latest, month, number, future=False) if month else None
