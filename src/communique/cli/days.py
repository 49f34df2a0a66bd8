"""Days as options."""

from __future__ import annotations

import datetime
import re

import typer

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def iso_day(value: str) -> datetime.date:
    """The day that an option names as year-month-day.

    Raises:
        typer.BadParameter: It is none.
    """
    if _ISO_DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise typer.BadParameter(f"there is no day {value}.") from None
    raise typer.BadParameter(f"'{value}' is no day; write it as year-month-day, for example 2022-06-08.")
