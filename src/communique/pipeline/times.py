"""The stage Times: time expressions with their TIMEX3 values, and the days that they mean.

The forms are in `communique.pipeline.timex`. What is relative is resolved against the day of the story, as far as
that can be trusted, never against the clock of the machine; what cannot be resolved stays partial, with a reason.

The values follow TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1:2012), weeks those of ISO 8601.
"""

from __future__ import annotations

import re

from communique.pipeline.dating import Dated
from communique.pipeline.language import Text, read_parts
from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.counted import counted
from communique.pipeline.timex.reading import Length, Reading
from communique.pipeline.timex.scanner import scan
from communique.record import Anchor, Layout, Span, TimeExpression


class Times:
    """The stage. See `communique.record.TimeExpression` for what it gives."""

    def __call__(self, text: Text, dated: Dated) -> tuple[TimeExpression, ...]:
        """The time expressions of headline, dateline and paragraphs, in text order."""
        latest = None
        if dated.latest is not None:
            latest = Anchor(kind="header", day=dated.latest, span=text.layout.header)
        context = Context(text.doc, text.text, dated.anchor, latest)
        found: list[tuple[Span, Reading]] = []
        for part in _parts(text.layout):
            found.extend(_read(part, context))
        told = counted(found, text.doc, text.text)
        return tuple(_expression(n, span, reading) for n, (span, reading) in enumerate(told, 1))


def _parts(layout: Layout) -> list[Span]:
    """The day of the dateline, and the parts that are read as prose, in text order."""
    day = () if layout.dateline_day is None else (layout.dateline_day,)
    return sorted((*day, *read_parts(layout)))


def _read(part: Span, context: Context) -> list[tuple[Span, Reading]]:
    """The time expressions of one part."""
    found: list[tuple[Span, Reading]] = []

    def read(rule: Rule, match: re.Match[str]) -> bool:
        reading = rule.read(match, context)
        if reading is None:
            return False
        ends = reading.ends or ((Span(match.start(), match.end()), reading),)
        for span, one in ends:
            _keep(span, one, context)
        found.extend(ends)
        return True

    scan(context.text, part.start, part.end, read)
    return found


def _keep(span: Span, reading: Reading, context: Context) -> None:
    """Have the context remember an expression for those that refer to it."""
    if reading.type == "DURATION":
        context.lasted = Length(reading.value, span)
    if reading.period is not None and not _looks_back(reading, context):
        context.remember(reading.period, span, referred=reading.referred)


def _looks_back(reading: Reading, context: Context) -> bool:
    """Whether a period was only compared with (`a year earlier`): what follows still speaks of the other."""
    assert reading.period is not None
    compared = reading.referred and reading.period.unit != "day"
    last = context.last(reading.period.unit)
    return compared and not (last is not None and last.period == reading.period)


def _expression(number: int, span: Span, reading: Reading) -> TimeExpression:
    return TimeExpression(
        id=f"t{number}",
        span=span,
        type=reading.type,
        value=reading.value,
        mod=reading.mod,
        interval=reading.interval,
        anchor=reading.anchor,
        reason=reading.reason,
    )
