"""`communique export`: records in, other people's formats out."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Annotated, NamedTuple

import typer

from communique.cli.app import CODES, app, finish, given
from communique.cli.corpus import CorpusVoice
from communique.cli.outputs import atomic
from communique.cli.run import Exit, InputError, Run
from communique.cli.showing import From, To
from communique.export.formats import FORMATS, Format, MissingPackageError
from communique.record import Record

_LIST = "Formats: " + "; ".join(f"{format.name}, {format.title}" for format in FORMATS.values()) + "."


def _named(name: str) -> Format:
    if name in FORMATS:
        return FORMATS[name]
    raise typer.BadParameter(f"'{name}' is no format; there are {', '.join(FORMATS)}.")


@app.command(epilog=f"{_LIST} {CODES}")
def export(
    format: Annotated[Format, typer.Argument(parser=_named, metavar="FORMAT", help="One of those below.")],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RECORDS…]", help="JSON or JSON Lines of `communique read`; - or nothing: standard input."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write to this file, or folder for a format of several files."),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option("--store", "-s", metavar="PATH|URL", help="Export from this store, corrections applied."),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option("--document", "-d", metavar="NAME", help="Of a store only this: key, name, URL."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Of a store only what this outlet published.")] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", "-a", help="Of a store only what tells of this actor or state.")
    ] = None,
    first: From = None,
    last: To = None,
) -> None:
    """Write records in another format, for other tools: those of files, or those of a store.

    A line that is no record is named on standard error, and the others are written all the same.
    """
    chosen = _Chosen(tuple(document or ()), outlet, actor, first, last)
    if store is None and chosen != _Chosen():
        raise typer.BadParameter("which records to take can be said of a store only: add --store.")
    if store is not None and paths:
        raise typer.BadParameter("records come from files or from a store, not from both.", param_hint="'--store'")
    sources = given(paths or []) if store is None else []
    if format.folder and out is None:
        raise typer.BadParameter(f"{format.name} is a folder of files: add --out FOLDER.", param_hint="'--out'")
    if out is not None and format.folder and out.exists() and not out.is_dir():
        raise typer.BadParameter(f"{out} is a file; {format.name} needs a folder.", param_hint="'--out'")
    if out is not None and not format.folder and out.is_dir():
        raise typer.BadParameter(f"{out} is a folder; {format.name} is one file.", param_hint="'--out'")
    if store is None:
        finish(lambda: _Exporting(sources).run(format, out))
    finish(lambda: _FromStore(store, chosen).run(format, out))


class _Chosen(NamedTuple):
    """Which records of a store, as the command line says it."""

    documents: tuple[str, ...] = ()
    outlet: str | None = None
    actor: str | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None


class _Exporting(Run):
    """One run of `communique export` over files."""

    def __init__(self, sources: list[str]) -> None:
        super().__init__()
        self.sources = sources

    def run(self, format: Format, out: Path | None) -> Exit:
        """Write all records; the exit code tells how that went."""
        try:
            self.export(format, out)
        except BrokenPipeError:
            raise
        except OSError as error:
            self.complain(f"cannot write {out or 'to standard output'}: {error.strerror or error}")
        except MissingPackageError as error:
            self.complain(str(error), Exit.USAGE)
        return self.code

    def export(self, format: Format, out: Path | None) -> None:
        """Get the records and write them."""
        with self.progress(self.sources, "Exporting", bar=out is not None) as sources:
            self.write(format, self.records(sources), out)

    def write(self, format: Format, records: Iterable[Record], out: Path | None) -> None:
        """Write the records to standard output, a file or a folder."""
        if out is None:
            format.export(records, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        elif format.folder:
            out.mkdir(parents=True, exist_ok=True)
            format.export(records, lambda name: _within(out, name))
        else:
            with atomic(out) as file:
                format.export(records, file)

    def records(self, sources: Iterable[str]) -> Iterator[Record]:
        """The records of all sources that can be read."""
        from communique.cli.records import records

        for source in sources:
            try:
                yield from records(source, self.complain)
            except InputError as error:
                self.complain(str(error))


class _FromStore(_Exporting):
    """One run of `communique export` over a store."""

    def __init__(self, store: str, chosen: _Chosen) -> None:
        super().__init__([])
        self.store, self.chosen = store, chosen

    def export(self, format: Format, out: Path | None) -> None:
        """Get the records and write them; trouble with the store or the choice is a line."""
        from communique.analysis import Choice, Days, QuestionError, chosen
        from communique.store import Store, StoreError

        documents, outlet, actor, first, last = self.chosen
        try:
            with Store(self.store) as opened:
                choice = Choice(documents=documents, outlet=outlet, actor=actor, days=Days(first, last))
                records = chosen(opened, choice)
                self.write(format, CorpusVoice().counted(records, "Exporting") if out else records, out)
        except QuestionError as error:
            self.complain(str(error), Exit.USAGE)
        except StoreError as error:
            self.complain(str(error))


def _within(folder: Path, name: str) -> AbstractContextManager[IO[bytes]]:
    return atomic(folder / name)
