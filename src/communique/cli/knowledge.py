"""`communique knowledge`: what the tables know of a name, for a person or as JSON."""

from __future__ import annotations

import datetime
import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.days import iso_day

if TYPE_CHECKING:
    from communique.knowledge import Answer

app = typer.Typer(help="Ask what the tables know.", no_args_is_help=True)

#: Facts that are shown before a table says how many more there are.
_SHOWN = 12


class Form(StrEnum):
    """The forms of an answer."""

    TABLE = "table"
    JSON = "json"


@app.callback()
def _group() -> None:
    """Ask what the tables know."""


@app.command()
def show(
    name: Annotated[list[str], typer.Argument(help="A name, a code or a title.")],
    form: Annotated[Form, typer.Option("--format", "-f", help="How to show it.")] = Form.TABLE,
    day: Annotated[
        datetime.date | None,
        typer.Option("--on", parser=iso_day, metavar="DATE", help="Members and offices of this day only."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Long lists in full.")] = False,
) -> None:
    """Show what the tables know of a name: identity, codes, names, members, seats, offices, source."""
    from communique.knowledge import answers, suggestions

    asked = " ".join(name)
    found = answers(asked, day)
    if form is Form.JSON:
        typer.echo(json.dumps([one._asdict() for one in found], indent=2, ensure_ascii=False))
    for one in found if form is Form.TABLE else ():
        _print(one, everything)
    if not found:
        like = suggestions(asked)
        typer.echo(
            f"communique: the tables know nothing of {asked!r}"
            + (f"; do you mean {', '.join(like[:-1])}{' or ' if like[:-1] else ''}{like[-1]}?" if like else "."),
            err=True,
        )
        raise typer.Exit(1)


def _print(one: Answer, everything: bool) -> None:
    """One answer: a line that names it, and its facts in two columns."""
    from rich.console import Console
    from rich.table import Table

    console = Console(file=sys.stdout, highlight=False, markup=False)
    told = ", ".join(part for part in (one.kind, one.identity, f"by its {one.how}" if one.how else "") if part)
    console.print(f"{one.name} ({told})", style="bold")
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 2))
    for heading, facts in one.facts.items():
        lines = [_line(fact) for fact in facts if fact]
        few = (
            lines
            if everything or len(lines) <= _SHOWN
            else [*lines[:_SHOWN], f"… {len(lines) - _SHOWN} more (--all)"]
        )
        short = all(isinstance(fact, str) for fact in facts)
        table.add_row(heading, ("; " if short else "\n").join(few))
    table.add_row("source", one.source)
    console.print(table)
    console.print()


def _line(fact: object) -> str:
    if isinstance(fact, str):
        return fact
    assert isinstance(fact, dict)
    *told, source = (value for key, value in fact.items() if key not in {"from", "to"})
    return f"{fact['from']:10} – {fact['to']:10}  {'  '.join(told)}  [{source}]"
