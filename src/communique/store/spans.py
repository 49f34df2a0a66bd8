"""Every span of a record, and whether it lies within the text that the record is of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from communique.record import Record, Span


def spans(value: Any, path: str = "") -> Iterator[tuple[str, Span]]:
    """The spans within an entry or record, each with the path to it (`statements.3.content.0`)."""
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from spans(getattr(value, field), f"{path}.{field}" if path else field)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from spans(part, f"{path}.{number}")


def _all(value: Any) -> Iterator[Span]:
    """The spans without their paths, for which most records need not wait."""
    left = [value]
    while left:
        one = left.pop()
        if type(one) is Span:
            yield one
        elif isinstance(one, tuple):
            left += one
        elif isinstance(one, msgspec.Struct):
            left += [getattr(one, field) for field in one.__struct_fields__]


def misplaced(record: Record) -> list[str]:
    """The paths of spans that do not lie within the record's text."""
    length = len(record.document.text)
    if all(0 <= span.start <= span.end <= length for span in _all(record)):
        return []
    return [path for path, span in spans(record) if not 0 <= span.start <= span.end <= length]
