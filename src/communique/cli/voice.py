"""How every command speaks of trouble: a line on standard error, and a code to leave with."""

from __future__ import annotations

import datetime
import re
from enum import IntEnum

import typer

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Exit(IntEnum):
    """What a command leaves with."""

    READ = 0
    UNREAD = 1
    USAGE = 2
    INTERRUPTED = 130


class Voice:
    """Speaks on standard error, and remembers how to leave."""

    def __init__(self) -> None:
        from rich.console import Console

        self.console = Console(stderr=True, highlight=False, markup=False)
        self.code = Exit.READ

    def complain(self, message: str, code: Exit = Exit.UNREAD) -> None:
        """One line on standard error; names of files may hold what a terminal obeys."""
        from communique.export.words import visible

        line = visible(message).replace("\n", " ")
        self.console.print(f"communique: {line}", soft_wrap=True)
        self.code = code


def iso_day(value: str) -> datetime.date:
    """The day that an option names, `2022-06-08`.

    Raises:
        typer.BadParameter: It is none.
    """
    if _ISO_DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise typer.BadParameter(f"there is no day {value}.") from None
    raise typer.BadParameter(f"'{value}' is no day; write it as year-month-day, for example 2022-06-08.")
