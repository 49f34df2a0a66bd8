"""The stage Dating: on which day the story stands, and what in it contradicts that day."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from communique.pipeline.language import Text
from communique.record import Anchor, Document, Layout, Span


class Doubt(NamedTuple):
    """Something that contradicts the day that a page claims.

    Attributes:
        kind: `header-weekday`, `header-dateline`, `header-place-name`, `header-office`, `text-weekday` or
            `impossible-date`.
        message: One sentence for a person.
        evidence: The words that contradict each other.
    """

    kind: str
    message: str
    evidence: tuple[Span, ...]


class Dated(NamedTuple):
    """When the story was written, as far as it can be told.

    Attributes:
        published: The day to anchor on; None where there is none to trust.
        anchor: The same as an anchor of time expressions.
        latest: The last day on which the story can have been written.
        earliest: The first day on which it can have been written.
        doubts: What contradicts the days given, in order of kind.
    """

    published: datetime.date | None = None
    anchor: Anchor | None = None
    latest: datetime.date | None = None
    earliest: datetime.date | None = None
    doubts: tuple[Doubt, ...] = ()


class Dating:
    """Settles the day of publication."""

    def __call__(self, document: Document, layout: Layout, text: Text) -> Dated:
        """The caller's day, or the header's."""
        if document.published is not None:
            anchor = Anchor(kind="published", day=document.published)
            return Dated(document.published, anchor, latest=document.published)
        if layout.header_date is not None:
            anchor = Anchor(kind="header", day=layout.header_date, span=layout.header)
            return Dated(layout.header_date, anchor, latest=layout.header_date)
        return Dated()
