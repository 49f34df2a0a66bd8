"""Time expressions of short texts, told as words and values."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from communique import Document, Reader
from communique.pipeline.dating import Dated
from communique.record import Anchor, TimeExpression

ANCHOR = datetime.date(2022, 6, 7)  # a Tuesday
Find = Callable[..., tuple[TimeExpression, ...]]


@pytest.fixture(scope="session")
def find(reader: Reader) -> Find:
    """The time expressions of a text, counted from a day; from none where it is None."""

    def find(text: str, day: datetime.date | None = ANCHOR) -> tuple[TimeExpression, ...]:
        document = Document(id="story", text=text)
        read = reader.language(document, reader.layout(document))
        dated = Dated(day, Anchor(kind="published", day=day), latest=day) if day else Dated()
        return reader.times(read, dated)

    return find


@pytest.fixture(scope="session")
def told(find: Find) -> Callable[..., list[tuple[str, str]]]:
    """The same as pairs of words and value."""

    def told(text: str, day: datetime.date | None = ANCHOR) -> list[tuple[str, str]]:
        return [(t.span.of(text), t.value) for t in find(text, day)]

    return told
