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
_WIDE = frozenset({"sentence", "mentions", "disputes", "doubts", "who", "title", "a", "b"})
#: Characters that a wide column needs, that others may have, and that they make do with on a narrow terminal.
_LEAST, _MOST, _NARROW = 24, 18, 12
#: Characters between two columns.
_GAP = 3


def _table(rows: Sequence[Any], columns: Sequence[str]) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from communique.export.tabular import cell
    from communique.export.words import visible

    if not rows:
        return "nothing found\n"
    cells = {column: [visible(cell(getattr(row, column))) for row in rows] for column in columns}
    console = Console(highlight=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    fitting = _fitting(cells, console.width)
    for column, width in fitting.items():
        table.add_column(
            column.replace("_", " "),
            overflow="fold",
            min_width=width,
            max_width=None if column in _WIDE else width,
            ratio=1 if column in _WIDE else None,
        )
    for row in zip(*(cells[column] for column in fitting), strict=True):
        table.add_row(*map(Text, row))
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def _fitting(cells: dict[str, list[str]], room: int) -> dict[str, int]:
    """The columns that there is room for, with their widths: first all get narrower, then the last ones go."""
    needed = {column: max(map(len, (column, *found))) for column, found in cells.items()}
    for most in (_MOST, _NARROW):
        widths = {name: min(one, _LEAST if name in _WIDE else most) for name, one in needed.items()}
        if sum(widths.values()) + _GAP * len(widths) <= room:
            break
    while len(widths) > 1 and sum(widths.values()) + _GAP * len(widths) > room:
        widths.popitem()
    return widths
