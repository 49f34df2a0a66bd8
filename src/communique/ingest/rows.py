"""A row of a table (a line of JSON Lines, a row of Parquet) as a document."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from communique.ingest.items import Find, Refusal, Unreadable
from communique.ingest.options import Columns
from communique.record import Document


def document(row: Mapping[str, Any], columns: Columns, name: str) -> Find:
    """The document of a row, or why it has none.

    Args:
        row: Values by column.
        columns: Which column holds what.
        name: The row's name, which is its id where it has none.
    """
    try:
        text = _string(row, columns.text)
        if text is None:
            raise Unreadable(f"no text in column '{columns.text}'.")
        return Document(
            id=_string(row, columns.id) or name,
            text=text,
            published=_day(row.get(columns.published), columns.published),
            url=_string(row, columns.url),
            outlet=_string(row, columns.outlet),
            title=_string(row, columns.title),
        )
    except Unreadable as error:
        return Refusal(name, str(error))


def _string(row: Mapping[str, Any], column: str) -> str | None:
    value = row.get(column)
    if isinstance(value, bool) or not (value is None or isinstance(value, str | int)):
        raise Unreadable(f"column '{column}' holds no text but {type(value).__name__}.")
    return None if value is None else str(value)


def _day(value: Any, column: str) -> datetime.date | None:
    """The day as it is written: a moment's day in the zone that it names."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.datetime.fromisoformat(str(value).strip()).date()
    except ValueError:
        raise Unreadable(f"column '{column}' holds '{str(value)[:40]}', which is no ISO 8601 day.") from None
