"""The command that watches feeds: round after round, what is new in them is kept and read."""

from __future__ import annotations

import datetime
import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from communique.cli import corpus
from communique.cli.corpus import DEFAULT_STORE, CorpusVoice, StoreOption, leaving, listed
from communique.cli.outputs import atomic
from communique.cli.run import Exit, InputError

if TYPE_CHECKING:
    from communique.ingest.web.watch import Memory, Watch
    from communique.runs import Workers
    from communique.store import Store


def watch(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEED…", help="Addresses of feeds (RSS, Atom) or lists of them (OPML).")
    ],
    store: StoreOption = DEFAULT_STORE,
    once: Annotated[bool, typer.Option("--once", help="Look at each feed once, and end: for cron.")] = False,
    every: Annotated[
        float, typer.Option(min=1.0, metavar="SECONDS", help="Time between two looks at a feed.")
    ] = 900.0,
    delay: Annotated[
        float, typer.Option(min=0.0, metavar="SECONDS", help="Least time between two requests to a host.")
    ] = 2.0,
    memory: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Where to remember what the feeds had.", show_default="STORE.feeds.json"
        ),
    ] = None,
    networks: corpus.Networks = None,
    workers: corpus.WorkerCount = None,
    budget: corpus.Budget = None,
    model: corpus.Model = None,
) -> None:
    """Look at feeds again and again; keep in a store what is new in them, and read it.

    A line a round says what came of it. A feed that fails is named, and asked half as often after each failure;
    robots.txt is obeyed. Ctrl-C ends it; the next run goes on where it was.
    """
    with leaving() as voice, _terminable():
        try:
            remembered = _Remembered(memory or _beside(store))
            watch = _watch(feeds, remembered.feeds, every, delay, networks or ())
        except InputError as error:
            voice.complain(str(error), Exit.USAGE)
            return
        with corpus.working(store, workers, budget, model, create=True) as (opened, pool):
            rounds = _Rounds(opened, pool, voice, watch, remembered)
            if once:
                rounds.one()
            else:
                rounds.without_end()


class _Rounds:
    """Rounds over the feeds of a watch, into a store."""

    def __init__(self, store: Store, pool: Workers, voice: CorpusVoice, watch: Watch, memory: _Remembered) -> None:
        self.store, self.pool, self.voice, self.watch, self.memory = store, pool, voice, watch, memory

    def without_end(self) -> None:
        """Rounds until somebody has had enough, which is how a watch ends well."""
        try:
            while True:
                self.one()
                time.sleep(self.watch.rest())
        except KeyboardInterrupt:
            self.voice.code = Exit.READ
            typer.echo(f"{self.store.name}: ended; {listed(self.voice.outcomes) or 'nothing new'}")

    def one(self) -> None:
        """Look at each feed that is due, keep and read what is new, and say in a line what came of it."""
        from communique.runs import ingest

        before = Counter(self.voice.outcomes)
        with self.voice.telling() as tell:
            ingest(self.store, self.watch.round(), self.pool, tell, day=datetime.date.today())
        try:
            self.memory.write()  # not before all is kept: what is not is looked for again
        except OSError as error:
            self.voice.complain(f"{self.memory.path}: cannot be written: {error.strerror}")
        new, feeds = listed(self.voice.outcomes - before) or "nothing new", len(self.watch.watched)
        now = datetime.datetime.now().isoformat(" ", "seconds")
        typer.echo(f"{now} {self.store.name}: {feeds} feed{'s' * (feeds != 1)}, {new}")


class _Remembered:
    """What is remembered of feeds from one run to the next, in a file.

    Raises:
        InputError: The file holds something else, or cannot be read.
    """

    def __init__(self, path: Path) -> None:
        from communique.ingest.web.watch import Memory

        self.path, self.feeds = path, dict[str, Memory]()
        try:
            self.feeds |= msgspec.json.decode(path.read_bytes(), type=dict[str, Memory])
        except FileNotFoundError:
            return
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}") from None
        except msgspec.DecodeError as error:
            raise InputError(
                f"{path}: holds no memory of feeds ({error}): remove it, and all that they have is looked at anew"
            ) from None

    def write(self) -> None:
        """Write it; the file is there whole or as it was.

        Raises:
            OSError: It cannot be written.
        """
        with atomic(self.path) as file:
            file.write(msgspec.json.format(msgspec.json.encode(self.feeds), indent=1) + b"\n")


def _beside(store: str) -> Path:
    """The file beside a store in which its feeds are remembered."""
    if "://" in store:
        raise InputError("a store by URL has no folder: name a file for what the feeds had (--memory FILE)")
    return Path(f"{store}.feeds.json")


def _watch(
    feeds: Iterable[str],
    memory: dict[str, Memory],
    every: float,
    delay: float,
    networks: Iterable[corpus.IPNetwork],
) -> Watch:
    from communique.ingest import MissingExtraError, Options
    from communique.ingest.web.watch import Watch

    try:
        watch = Watch(Options(interval=every, delay=delay, networks=tuple(networks)), memory)
    except MissingExtraError as error:
        raise InputError(str(error)) from None
    watch.add(feeds)
    return watch


@contextmanager
def _terminable() -> Iterator[None]:
    """Have SIGTERM end the command as Ctrl-C does: what is begun is ended, and nothing is lost."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
