"""The entries of a record and the words that each rests on, whatever their types: new fields come along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol, cast

import msgspec

from communique.record import Record, Span


class Entry(Protocol):
    """What every kind of entry has."""

    @property
    def id(self) -> str:
        """Its name within the record."""


class Evidence(NamedTuple):
    """A stretch of text that an entry rests on.

    Attributes:
        field: The entry's field that names it: `trigger`, `content`, `via.source`, `mentions`.
        span: The stretch, in code points; never empty, and within the text.
    """

    field: str
    span: Span


def entries(record: Record) -> Iterator[Entry]:
    """All entries of a record, kind by kind in the order of the record's fields."""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, tuple):
            yield from cast("tuple[Entry, ...]", value)


def kind(entry: Entry) -> str:
    """What sort of entry it is, by its type: `Statement`."""
    return type(entry).__name__


def evidence(entry: Entry, text: str) -> list[Evidence]:
    """The spans of an entry with the fields that hold them; such as lie outside of the text are left out."""
    return [part for part in _spans(entry, "") if 0 <= part.span.start < part.span.end <= len(text)]


def astray(record: Record) -> Iterator[tuple[Entry, Evidence]]:
    """The entries with spans that lie outside of the text: such a record was not made from this text."""
    length = len(record.document.text)
    for entry in entries(record):
        for part in _spans(entry, ""):
            if not 0 <= part.span.start <= part.span.end <= length:
                yield entry, part


def _spans(value: Any, field: str) -> Iterator[Evidence]:
    if isinstance(value, Span):
        yield Evidence(field.removesuffix(".span"), value)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name), f"{field}.{name}" if field else name)
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part, field)
