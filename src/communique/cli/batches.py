"""What goes by way of a folder of records: `ingest --engine ray` fills one, `load` takes it into a store."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli import corpus
from communique.cli.corpus import DEFAULT_STORE, StoreOption
from communique.cli.run import STDIN, Exit

if TYPE_CHECKING:
    from communique.ingest import Options
    from communique.runs import Tell


def read_on_ray(
    sources: list[str],
    published: datetime.date | None,
    options: Options,
    out: Path | None,
    workers: int | None,
    budget: float | None,
    model: str | None,
) -> None:
    """`communique ingest --engine ray`."""
    if out is None:
        raise typer.BadParameter("name a folder for the records: --out FOLDER.", param_hint="'--engine ray'")
    if STDIN in sources:
        raise typer.BadParameter("standard input (-) is not there for Ray: name files.", param_hint="SOURCE")

    def work(tell: Tell) -> str:
        from communique.runs import BUDGET, readers
        from communique.runs.ray import read_on_ray

        find = partial(corpus.items, sources, published, options)
        make = partial(corpus.make_reader, model)
        read_on_ray(find, out, make, tell, workers=workers or readers(), budget=budget or BUDGET)
        return str(out)

    _run("Reading", "ray", work)


def load(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="What 'communique ingest --engine ray --out FOLDER' wrote.")
    ],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take the records of a folder into a store, without reading anything again.

    What the store has by the same reader is left as it is; what it has by another version of it is replaced.
    """

    def work(tell: Tell) -> str:
        from communique.runs.loading import load
        from communique.store import Store

        with Store(store, create=True) as opened:
            load(opened, folder, tell, day=datetime.date.today())
            return opened.name

    _run("Loading", "parquet", work)


def _run(doing: str, extra: str, work: Callable[[Tell], str]) -> None:
    """Do the work, which gives the name of what it filled, and say what came of it."""
    with corpus.leaving() as voice, _folder(voice, extra):
        with voice.telling(doing) as tell:
            name = work(tell)
        typer.echo(f"{name}: {corpus.listed(voice.outcomes) or 'nothing to do'}")


@contextmanager
def _folder(voice: corpus.CorpusVoice, extra: str) -> Iterator[None]:
    """Turns what may go wrong with a folder of records into a line."""
    try:
        from communique.runs.parts import FolderError
    except ImportError:
        voice.complain(f"a folder of records needs pyarrow: pip install 'communique[{extra}]'", Exit.USAGE)
        raise typer.Exit(voice.code) from None
    try:
        yield
    except FolderError as error:
        voice.complain(str(error))
