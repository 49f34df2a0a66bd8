"""What commands that ask a store have in common: options, errors, and the forms of an answer."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from communique.cli.corpus import CorpusVoice, leaving
from communique.cli.days import iso_day
from communique.cli.run import Exit

if TYPE_CHECKING:
    from communique.analysis import Days
    from communique.store import Store


class ListFormat(StrEnum):
    """The forms in which a question is answered."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Form = Annotated[ListFormat, typer.Option("--format", "-f", help="A table, JSON, or CSV.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many rows.")]
From = Annotated[
    datetime.date | None, typer.Option("--from", parser=iso_day, metavar="DATE", help="Not before this day.")
]
To = Annotated[
    datetime.date | None, typer.Option("--to", parser=iso_day, metavar="DATE", help="Not after this day.")
]
#: The columns of an entry in a table.
SHOWN = ("day", "label", "by", "to", "sentence", "document")


@contextmanager
def asking(store: str) -> Iterator[tuple[Store, CorpusVoice]]:
    """An open store to ask; a question that cannot be answered is a line and the code of a usage error."""
    from communique.analysis import QuestionError
    from communique.store import Store

    with leaving() as voice, Store(store) as opened:
        try:
            yield opened, voice
        except QuestionError as error:
            voice.complain(str(error), Exit.USAGE)
        except BrokenPipeError:  # whoever read the output has had enough (head)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def days(first: datetime.date | None, last: datetime.date | None) -> Days:
    """The days that two options name."""
    from communique.analysis import Days

    return Days(first, last)


def show(rows: Sequence[Any], kind: type[msgspec.Struct], columns: Sequence[str], form: ListFormat) -> None:
    """Write rows to standard output.

    Args:
        rows: The rows.
        kind: Their type, for the head of a list that is empty.
        columns: Those fields that a table has room for; JSON and CSV have all.
        form: The form.
    """
    from communique.export import tabular

    if form is ListFormat.JSON:
        typer.echo(tabular.to_json(rows), nl=False)
    elif form is ListFormat.CSV:
        typer.echo(tabular.to_csv(rows, kind), nl=False)
    else:
        typer.echo(_table(rows, columns), nl=False)


def lines(parts: Iterable[str]) -> str:
    """Lines for a terminal, with nothing in them that acts on it; what is empty has none."""
    from communique.export.words import visible

    return "".join(f"{visible(part)}\n" for part in parts if part)


#: Columns that take what room there is.
_WIDE = ("sentence", "mentions", "disputes", "doubts", "who", "title", "a", "b")


def _table(rows: Sequence[Any], columns: Sequence[str]) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from communique.export.tabular import cell
    from communique.export.words import visible

    if not rows:
        return "nothing found\n"
    console = Console(highlight=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for column in columns:
        if column in _WIDE:
            table.add_column(column, overflow="fold", min_width=24, ratio=1)
        else:
            day = column in {"day", "first_day", "last_day"}
            table.add_column(column.replace("_", " "), no_wrap=day, overflow="fold", max_width=10 if day else 18)
    for row in rows:
        table.add_row(*(Text(visible(cell(getattr(row, column)))) for column in columns))
    with console.capture() as capture:
        console.print(table)
    return capture.get()
