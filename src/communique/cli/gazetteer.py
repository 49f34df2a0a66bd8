"""`communique gazetteer`: what is used, and how to make one of a dump of GeoNames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The gazetteer: what is used, and how to use a dump of GeoNames.", no_args_is_help=True)

#: Leaves a command with; the same as in `communique.cli.app`.
_FAILED = 1


@app.command()
def show() -> None:
    """Say which gazetteer is used, what it holds, and where that is from.

    The environment variable COMMUNIQUE_GAZETTEER names the file; without it the package's own is used.
    """
    from communique.knowledge import GazetteerError, gazetteer

    try:
        used = gazetteer()
    except GazetteerError as error:
        _fail(str(error))
    typer.echo(f"{used.path}\n{len(used):,} places\n{used.source}")


@app.command()
def build(
    dumps: Annotated[
        list[Path],
        typer.Argument(metavar="DUMP…", help="Dumps of GeoNames: allCountries.zip, FR.zip, cities500.txt."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
    names: Annotated[
        Path | None, typer.Option(help="GeoNames' alternateNamesV2.zip: names with the days they were in use.")
    ] = None,
) -> None:
    """Make a gazetteer of a dump of GeoNames (download.geonames.org/export/dump).

    To use it, set COMMUNIQUE_GAZETTEER to the file. A dump of all countries takes some ten minutes.
    """
    from communique.knowledge import GazetteerError, geonames
    from communique.knowledge.gazetteer_file import write

    try:
        total = sum(geonames.size(path) for path in (*dumps, *([names] if names else [])))
        with _progress(total) as read:
            said = geonames.spellings(names, read) if names else ()
            count = write(out, geonames.dump(dumps, read), geonames.source(dumps), said)
    except OSError as error:
        _fail(f"{error.filename or out}: {error.strerror or error}")
    except GazetteerError as error:
        _fail(str(error))
    typer.echo(f"{count:,} places in {out}; to use it: export COMMUNIQUE_GAZETTEER={out.resolve()}")


def _fail(message: str) -> None:
    typer.echo(f"communique: {message}", err=True)
    raise typer.Exit(_FAILED)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], object]]:
    """A bar on standard error, if that is a terminal, moved by the bytes that are read."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading", total=total)
        yield lambda read: progress.update(task, advance=read)
