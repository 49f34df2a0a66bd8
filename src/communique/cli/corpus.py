"""The commands that fill a store and look after it: `ingest`, `retry`, `check`."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
import typer

from communique.cli.days import iso_day
from communique.cli.run import Exit, Run
from communique.record import Document

if TYPE_CHECKING:
    from communique.ingest import Item, Options
    from communique.pipeline import Reader
    from communique.runs import Outcome, Tell, Workers
    from communique.store import Store

_T = TypeVar("_T")
IPNetwork = IPv4Network | IPv6Network
#: Where a store is, of every command that uses one.
StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        "-s",
        envvar="COMMUNIQUE_STORE",
        metavar="PATH|URL",
        help="An SQLite file, or postgresql://user@host/database.",
    ),
]
#: The store of a command that names none.
DEFAULT_STORE = "communique.db"

WorkerCount = Annotated[
    int | None,
    typer.Option("--workers", "-w", min=1, show_default="one a core, at most 8", help="Readers at once."),
]
Budget = Annotated[
    float | None,
    typer.Option(
        min=0.1, metavar="SECONDS", show_default="120", help="Put a document aside that takes longer than this."
    ),
]
Model = Annotated[str | None, typer.Option(help="An installed spaCy pipeline for English.")]
Networks = Annotated[
    list[ip_network] | None,  # type: ignore[valid-type]  # what typer shows and calls
    typer.Option("--network", parser=ip_network, metavar="CIDR", help="May be reached though it is not public."),
]


class Engine(StrEnum):
    """What a run reads with."""

    PROCESSES = "processes"
    RAY = "ray"


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE…", help="Files, folders, archives, addresses of pages and feeds."),
    ],
    store: StoreOption = DEFAULT_STORE,
    published: Annotated[
        datetime.date | None,
        typer.Option(parser=iso_day, metavar="DATE", help="When what names no day was published, as 2022-06-08."),
    ] = None,
    workers: WorkerCount = None,
    budget: Budget = None,
    model: Model = None,
    networks: Networks = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="What a column of rows is called, as text=body; 'id', 'url', …"),
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="Processes of this machine, or Ray, which needs --out and uses no store.")
    ] = Engine.PROCESSES,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FOLDER", help="Where Ray puts the records, as Parquet files: see 'load'."
        ),
    ] = None,
) -> None:
    """Keep documents in a store, and read them.

    What is kept already is not kept twice, and what was read is not read again; a run that was cut off goes on
    where it was. What the reader fails on is put aside with the reason: see 'communique retry'.
    """
    options = _options(networks or (), column or ())
    if engine is Engine.RAY:
        from communique.cli.batches import read_on_ray

        read_on_ray(sources, published, options, out, workers, budget, model)
        return
    if out is not None:
        raise typer.BadParameter("a folder of records is what --engine ray writes.", param_hint="'--out'")

    def work(open_store: Store, pool: Workers, tell: Tell) -> None:
        from communique.runs import ingest

        ingest(open_store, items(sources, published, options), pool, tell, day=datetime.date.today())

    _run(store, workers, budget, model, work, create=True)


def retry(
    store: StoreOption = DEFAULT_STORE,
    outdated: Annotated[
        bool, typer.Option("--outdated", help="Read again also what another version of the reader read.")
    ] = False,
    workers: WorkerCount = None,
    budget: Budget = None,
    model: Model = None,
) -> None:
    """Read again the documents that were put aside, for instance with more time (--budget)."""

    def work(open_store: Store, pool: Workers, tell: Tell) -> None:
        from communique.runs import again

        again(open_store, pool, tell, outdated=outdated)

    _run(store, workers, budget, model, work, create=False)


def check(store: StoreOption = DEFAULT_STORE) -> None:
    """Check a store: each text against its hash, each span against its text, each row against its record.

    Each fault is a line on standard output; documents that were put aside are named with the reason.
    """
    from communique import store as stores

    with leaving() as voice, stores.Store(store) as opened:
        count = 0
        for checked in voice.counted(stores.check(opened), "Checking"):
            count += 1
            for fault in checked.faults:
                typer.echo(f"{fault.name}: {fault.message}")
                voice.code = Exit.UNREAD
        for kept in opened.kept(opened.keys(status="quarantined")):
            typer.echo(f"{kept.document.id}: put aside: {kept.reason}")
        typer.echo(f"{opened.name}: {count - 1} documents checked, {listed(opened.counts())}")


def items(sources: Iterable[str], published: datetime.date | None, options: Options) -> Iterator[Item]:
    """What is behind the sources; the day of publication goes to documents that have none of their own."""
    from communique.ingest import documents

    for item in documents(list(sources), options):
        if published is not None and isinstance(item, Document) and item.published is None:
            yield msgspec.structs.replace(item, published=published)
        else:
            yield item


def _options(networks: Iterable[IPNetwork], columns: Iterable[str]) -> Options:
    """What the command line says of how to ingest."""
    from communique.ingest import Columns, Options

    pairs = [one.partition("=") for one in columns]
    fields = [field.name for field in dataclasses.fields(Columns)]
    for field, _, name in pairs:
        if field not in fields or not name:
            said = f"'{field}': write FIELD=NAME, with one of {', '.join(fields)}."
            raise typer.BadParameter(said, param_hint="'--column'")
    named = Columns(**{field: name for field, _, name in pairs})
    return Options(networks=tuple(networks), columns=named)


class CorpusVoice(Run):
    """Tells what becomes of documents, and shows on a terminal how many were dealt with."""

    def __init__(self) -> None:
        super().__init__()
        self.outcomes: Counter[str] = Counter()

    def outcome(self, outcome: Outcome) -> None:
        """One document or source is dealt with."""
        self.outcomes[outcome.kind] += 1
        if outcome.kind in {"quarantined", "refused"}:
            self.complain(": ".join(filter(None, (outcome.name, outcome.reason))))
        elif outcome.kind == "unread":
            self.complain(f"{outcome.name} is kept unread: {outcome.reason}", self.code)
        for finding in outcome.record.findings if outcome.record else ():
            if finding.level == "error":
                self.complain(f"{outcome.name} was not read: {finding.message}", self.code)

    def counted(self, things: Iterable[_T], doing: str) -> Iterator[_T]:
        """The things, counted on standard error if that is a terminal."""
        with self.counter(doing) as count:
            for thing in things:
                yield thing
                count()

    @contextmanager
    def telling(self, doing: str = "Reading") -> Iterator[Tell]:
        """What to tell of each document and source that is dealt with."""
        with self.counter(doing) as count:

            def tell(outcome: Outcome) -> None:
                self.outcome(outcome)
                count()

            yield tell

    @contextmanager
    def counter(self, doing: str) -> Iterator[Callable[[], None]]:
        """What to call for each thing that is done."""
        if not self.console.is_terminal:
            yield lambda: None
            return
        from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.console, transient=True) as progress:
            task = progress.add_task(doing, total=None)
            yield lambda: progress.advance(task)


@contextmanager
def leaving() -> Iterator[CorpusVoice]:
    """Turns what may go wrong with a store or a reader into a line and an exit code, and leaves with it."""
    from communique.runs import ReaderError
    from communique.store import StoreError

    voice = CorpusVoice()
    try:
        yield voice
    except StoreError as error:
        voice.complain(str(error))
    except ReaderError as error:
        voice.complain(str(error), Exit.USAGE)
    except KeyboardInterrupt:
        voice.complain("interrupted; run it again, and it goes on where it was", Exit.INTERRUPTED)
    raise typer.Exit(voice.code)


def _run(
    store: str,
    workers: int | None,
    budget: float | None,
    model: str | None,
    work: Callable[[Store, Workers, Tell], None],
    *,
    create: bool,
) -> None:
    """One run over a store: open it, start the readers, do the work, say what came of it."""
    with leaving() as voice, working(store, workers, budget, model, create=create) as (opened, pool):
        with voice.telling() as tell:
            work(opened, pool, tell)
        typer.echo(f"{opened.name}: {listed(voice.outcomes) or 'nothing to do'}")


@contextmanager
def working(
    store: str, workers: int | None, budget: float | None, model: str | None, *, create: bool
) -> Iterator[tuple[Store, Workers]]:
    """An open store, and readers for it."""
    from communique.runs import BUDGET, Workers, readers
    from communique.store import Store

    with (
        Store(store, create=create) as opened,
        Workers(partial(make_reader, model), workers or readers(), budget or BUDGET) as pool,
    ):
        yield opened, pool


def make_reader(model: str | None) -> Reader:
    """The reader of a worker."""
    from communique import Reader

    return Reader(model)


def listed(counts: Mapping[Any, int]) -> str:
    """`12 read, 3 known`."""
    return ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()))
