"""Lists of rows as CSV, JSON, or cells of a table. A row is a `msgspec.Struct`; its fields are the columns."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from typing import Any

import msgspec

#: What a spreadsheet runs as a formula, or skips before one (OWASP: CSV injection), also in full width.
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_json(rows: Sequence[msgspec.Struct]) -> bytes:
    """The rows as a JSON array, one row a line."""
    return b"[\n" + b",\n".join(msgspec.json.encode(row) for row in rows) + b"\n]\n"


def to_csv(rows: Sequence[msgspec.Struct], kind: type[msgspec.Struct]) -> str:
    """The rows as CSV (RFC 4180), with a head; nothing in it is a formula to a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(kind.__struct_fields__)
    for row in rows:
        writer.writerow([harmless(getattr(row, field)) for field in kind.__struct_fields__])
    return out.getvalue()


def harmless(value: Any) -> Any:
    """A value as a cell: a number as it is; words that a spreadsheet would run with an apostrophe before them."""
    if isinstance(value, int | float):
        return value
    words = cell(value)
    return f"'{words}" if words.lstrip(" ").startswith(_RUN) else words


def cell(value: Any) -> str:
    """A value in words: nothing for None, days as `2022-06-07`, counts as `event 2`, several with commas.

    Rows have `|` between.
    """
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return ", ".join(f"{cell(key)} {cell(number)}" for key, number in value.items())
    if isinstance(value, msgspec.Struct):
        return " · ".join(filter(None, (cell(getattr(value, field)) for field in value.__struct_fields__)))
    if isinstance(value, tuple | list):
        nested = any(isinstance(one, msgspec.Struct) for one in value)
        return (" | " if nested else ", ").join(cell(one) for one in value)
    return str(value)
