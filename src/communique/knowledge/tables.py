"""The reader of the tables in `data`: tab-separated, comment lines first, then the names of the columns."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

Row = Mapping[str, str]


class MalformedTableError(ValueError):
    """A line of a table that has more or fewer fields than its header; says which."""


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a table, each by the names of its columns.

    Args:
        name: File name in `communique/knowledge/data`.

    Raises:
        FileNotFoundError: There is no such table.
        MalformedTableError: A row has more or fewer fields than the header.
    """
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    lines = [
        (number, line.split("\t"))
        for number, line in enumerate(text.split("\n"), start=1)
        if line and not line.startswith("#")
    ]
    if not lines:
        return ()
    header = lines[0][1]
    for number, fields in lines[1:]:
        if len(fields) != len(header):
            raise MalformedTableError(f"{name}, line {number}: {len(fields)} fields, not {len(header)}")
    return tuple(MappingProxyType(dict(zip(header, fields, strict=True))) for _, fields in lines[1:])


def listed(field: str) -> tuple[str, ...]:
    """The parts of a field that holds a list (`|` between them), in order, each once."""
    return tuple(dict.fromkeys(part for part in field.split("|") if part))


def day(field: str) -> datetime.date | None:
    """The day in a field, ISO 8601; None where it is empty.

    Raises:
        ValueError: It is no day.
    """
    return datetime.date.fromisoformat(field) if field else None
