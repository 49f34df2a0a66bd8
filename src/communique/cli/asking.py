"""The commands that ask questions of a store."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from communique.cli.corpus import DEFAULT_STORE, CorpusVoice, StoreOption, leaving
from communique.cli.voice import Exit, iso_day

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
Actor = Annotated[
    str | None, typer.Option("--actor", "-a", help="Who has part in it: a name, an identity, a state.")
]
Place = Annotated[str | None, typer.Option(help="Where: a place or a state.")]


class Kind(StrEnum):
    """The kinds of entry."""

    STATEMENT = "statement"
    MEETING = "meeting"
    EVENT = "event"
    COMMITMENT = "commitment"
    REQUEST = "request"
    POSITION = "position"
    FINDING = "finding"


def search(
    words: Annotated[
        str | None,
        typer.Argument(metavar="[WORDS]", help='All must occur, in any form; "a phrase", begin*, -not.'),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    actor: Actor = None,
    state: Annotated[str | None, typer.Option(help="A state that has part in it.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="The kind of entry.")] = None,
    act: Annotated[str | None, typer.Option(help="The act of a statement: deny, refuse, commit, …")] = None,
    event: Annotated[str | None, typer.Option("--type", help="The type of an event: AID, THREATEN, …")] = None,
    issue: Annotated[str | None, typer.Option(help="Words of an issue on which it takes a position.")] = None,
    place: Place = None,
    first: From = None,
    last: To = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    chain: Annotated[str | None, typer.Option(help="Somebody on whose word it is reported.")] = None,
    limit: Limit = 20,
    form: Form = ListFormat.TABLE,
) -> None:
    """Find what was said, promised, asked or done, best first."""
    with asking(store) as (opened, _):
        from communique.analysis import Filters, Told, search

        filters = Filters(
            actor=actor,
            state=state,
            kind=kind.value if kind else None,
            act=act,
            type=event,
            issue=issue,
            place=place,
            outlet=outlet,
            chain=chain,
            days=days(first, last),
        )
        show(search(opened, words, filters, limit=limit), Told, SHOWN, form)


def timeline(
    actors: Annotated[list[str] | None, typer.Argument(metavar="[ACTOR] [ACTOR]", help="One, or a pair.")] = None,
    store: StoreOption = DEFAULT_STORE,
    issue: Annotated[str | None, typer.Option(help="Words that must occur.")] = None,
    kind: Annotated[
        list[Kind] | None, typer.Option(help="Kinds of entry.", show_default="meeting, event, statement")
    ] = None,
    first: From = None,
    last: To = None,
    limit: Limit = 50,
    form: Form = ListFormat.TABLE,
) -> None:
    """What an actor, a pair or an issue has to do with, day after day."""
    with asking(store) as (opened, _):
        from communique.analysis import Told, timeline
        from communique.analysis.timeline import KINDS

        kinds = tuple(one.value for one in kind) if kind else KINDS
        rows = timeline(opened, actors or (), issue, days=days(first, last), kinds=kinds, limit=limit)
        show(rows, Told, SHOWN, form)


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
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        fixed = column in {"day", "first_day", "last_day"}
        table.add_column(column.replace("_", " "), no_wrap=fixed, overflow="fold", min_width=10 if fixed else None)
    for row in rows:
        table.add_row(*(Text(visible(cell(getattr(row, column)))) for column in columns))
    with console.capture() as capture:
        console.print(table)
    return capture.get()
