"""`communique correct`: what an analyst says to the records."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from communique.cli.corpus import DEFAULT_STORE, StoreOption, leaving
from communique.cli.days import iso_day
from communique.cli.run import STDIN, InputError

if TYPE_CHECKING:
    from communique.store import Change, Store

app = typer.Typer(
    help="Correct what was read: names, who is who, single entries.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="An IDENTITY is what a record calls an actor across documents: CHN, wang-yi. A DOCUMENT is a name, URL "
    "or key. Corrections hold for every later reading too; the record itself stays as it was read.",
)

_Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; kept with the correction.")]
_Author = Annotated[str | None, typer.Option(help="Who says so.", show_default="the user's name")]
_Day = Annotated[
    datetime.date | None, typer.Option(parser=iso_day, metavar="DATE", help="When.", show_default="today")
]
_Identity = Annotated[str, typer.Argument(metavar="IDENTITY")]
_Document = Annotated[str, typer.Argument(metavar="DOCUMENT")]
_Entry = Annotated[str, typer.Argument(metavar="ENTRY", help="Its id in the record: s3, m1, a2.")]


@app.command()
def rename(
    identity: _Identity,
    name: str,
    reason: _Reason,
    store: StoreOption = DEFAULT_STORE,
    author: _Author = None,
    day: _Day = None,
) -> None:
    """Show an actor by another name."""
    from communique.store import Rename

    with _opened(store) as opened:
        _write(opened, Rename(identity=identity, name=name), reason, author, day)


@app.command()
def merge(
    identity: _Identity,
    into: Annotated[str, typer.Argument(metavar="INTO")],
    reason: _Reason,
    store: StoreOption = DEFAULT_STORE,
    author: _Author = None,
    day: _Day = None,
) -> None:
    """Say that the actor IDENTITY is the same as the actor INTO."""
    from communique.store import Merge

    with _opened(store) as opened:
        _write(opened, Merge(identity=identity, into=into), reason, author, day)


@app.command()
def split(
    identity: _Identity,
    into: Annotated[str, typer.Argument(metavar="INTO")],
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT…")],
    reason: _Reason,
    store: StoreOption = DEFAULT_STORE,
    author: _Author = None,
    day: _Day = None,
) -> None:
    """Say that in these documents the actor IDENTITY is another one, INTO."""
    from communique.store import Split

    with _opened(store) as opened:
        keys = tuple(_key(opened, document) for document in documents)
        _write(opened, Split(identity=identity, into=into, documents=keys), reason, author, day)


@app.command()
def drop(
    document: _Document,
    entry: _Entry,
    reason: _Reason,
    store: StoreOption = DEFAULT_STORE,
    author: _Author = None,
    day: _Day = None,
) -> None:
    """Leave an entry out, and what hangs on it."""
    from communique.store import Drop, target

    with _opened(store) as opened:
        _write(opened, Drop(target=target(opened, _key(opened, document), entry)), reason, author, day)


@app.command()
def mend(
    document: _Document,
    entry: _Entry,
    field: Annotated[str, typer.Argument(help="A field of the entry: act, status, stance, actors.")],
    value: Annotated[str, typer.Argument(help="Its value, as in JSON; actors as a list of identities.")],
    reason: _Reason,
    store: StoreOption = DEFAULT_STORE,
    author: _Author = None,
    day: _Day = None,
) -> None:
    """Give a field of an entry another value."""
    from communique.store import Mend, target

    with _opened(store) as opened:
        aim = target(opened, _key(opened, document), entry)
        _write(opened, Mend(target=aim, field=field, value=_value(value)), reason, author, day)


@app.command()
def withdraw(number: int, store: StoreOption = DEFAULT_STORE) -> None:
    """Take a correction back, by its number in 'communique correct list'."""
    from communique import store as stores

    with _opened(store) as opened:
        stores.withdraw(opened, number)
        typer.echo(f"{opened.name}: correction {number} is taken back")


@app.command("list")
def list_(store: StoreOption = DEFAULT_STORE) -> None:
    """List the corrections."""
    from communique.export.words import visible
    from communique.store import made

    with _opened(store) as opened:
        for number, correction in made(opened):
            change = msgspec.json.encode(correction.change).decode()
            line = f"{number}  {correction.day}  {correction.author}: {correction.reason}  {change}"
            typer.echo(visible(line).replace("\n", " "))


@app.command()
def export(store: StoreOption = DEFAULT_STORE) -> None:
    """Write the corrections to standard output, a line of JSON each; 'import' reads them into another store."""
    from communique.store import made

    with _opened(store) as opened:
        for _, correction in made(opened):
            typer.echo(correction.to_json())


@app.command("import")
def import_(
    path: Annotated[str, typer.Argument(metavar="PATH", help="What 'export' wrote; - is standard input.")] = STDIN,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Read corrections that another store exported; those that are there already are left."""
    from communique.store import Correction, correct

    with _opened(store) as opened:
        from communique.ingest import Refusal, plain_text

        item = plain_text(path)
        if isinstance(item, Refusal):
            raise InputError(f"{item.source}: {item.reason}")
        lines = item.text.splitlines()
        numbers = correct(opened, [Correction.from_json(line) for line in lines if line.strip()])
        typer.echo(f"{opened.name}: {len(numbers)} corrections are new")


@contextmanager
def _opened(store: str) -> Iterator[Store]:
    """A store; what is wrong with a correction is a line and an exit code."""
    from communique.store import CorrectionError, Store

    with leaving() as voice, Store(store) as opened:
        try:
            yield opened
        except (CorrectionError, InputError) as error:
            voice.complain(str(error))


def _write(store: Store, change: Change, reason: str, author: str | None, day: datetime.date | None) -> None:
    from communique.store import Correction, correct

    who, when = author or getpass.getuser(), day or datetime.date.today()
    numbers = correct(store, [Correction(author=who, day=when, reason=reason, change=change)])
    typer.echo(f"{store.name}: correction {numbers[0]}" if numbers else f"{store.name}: it is there already")


def _key(store: Store, document: str) -> str:
    """The key of the one document that is called so."""
    from communique.store import CorrectionError

    keys = store.find(document)
    if len(keys) != 1:
        known = f"{len(keys)} documents are called" if keys else "no document is called"
        raise CorrectionError(
            f"{known} {document}" + (f": name one by its key, {', '.join(keys)}" if keys else "")
        )
    return keys[0]


def _value(value: str) -> Any:
    """JSON, or else the word itself."""
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError:
        return value
