"""`communique export`: records in, other people's formats out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Annotated

import typer

from communique.cli.app import CODES, app, finish, given
from communique.cli.outputs import atomic
from communique.cli.run import Exit, InputError, Run
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
) -> None:
    """Write records in another format, for other tools.

    A line that is no record is named on standard error, and the others are written all the same.
    """
    sources = given(paths or [])
    if format.folder and out is None:
        raise typer.BadParameter(f"{format.name} is a folder of files: add --out FOLDER.", param_hint="'--out'")
    if out is not None and format.folder and out.exists() and not out.is_dir():
        raise typer.BadParameter(f"{out} is a file; {format.name} needs a folder.", param_hint="'--out'")
    if out is not None and not format.folder and out.is_dir():
        raise typer.BadParameter(f"{out} is a folder; {format.name} is one file.", param_hint="'--out'")
    finish(lambda: _Exporting(sources).run(format, out))


class _Exporting(Run):
    """One run of `communique export`."""

    def __init__(self, sources: list[str]) -> None:
        super().__init__()
        self.sources = sources

    def run(self, format: Format, out: Path | None) -> Exit:
        """Write all records; the exit code tells how that went."""
        try:
            with self.progress(self.sources, "Exporting", bar=out is not None) as sources:
                self.write(format, self.records(sources), out)
        except BrokenPipeError:
            raise
        except OSError as error:
            self.complain(f"cannot write {out or 'to standard output'}: {error.strerror or error}")
        except MissingPackageError as error:
            self.complain(str(error), Exit.USAGE)
        return self.code

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


def _within(folder: Path, name: str) -> AbstractContextManager[IO[bytes]]:
    return atomic(folder / name)
