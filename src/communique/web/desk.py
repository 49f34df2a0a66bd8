"""What pages and calls of the desk work with: the store, the limits, and a reader when one is needed."""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request

from communique.record import Document
from communique.runs import BUDGET, MakeReader, Outcome, Workers, cores, ingest
from communique.store import QueryTimeError, Store
from communique.web.memory import Memory
from communique.web.problems import ProblemError
from communique.web.settings import Settings

_T = TypeVar("_T")
#: The names of this machine to itself.
LOCAL = ("127.0.0.1", "::1", "localhost")


class Desk:
    """A store that is open, and a reader in a process of its own, started when the first text is given.

    Args:
        store: The store.
        make_reader: Makes the reader, in its process.
        settings: The limits.
        budget: How long reading one text may take, in seconds.
        hosts: The names by which it may be asked.
        remote: Whether others than this machine reach it; every request needs a token then.
    """

    def __init__(
        self,
        store: Store,
        make_reader: MakeReader,
        settings: Settings | None = None,
        *,
        budget: float = BUDGET,
        hosts: Collection[str] = LOCAL,
        remote: bool = False,
    ) -> None:
        self.store, self.settings = store, settings or Settings()
        self.hosts, self.remote = frozenset(hosts), remote
        self.memory = Memory(store, self.settings.answers)
        self._make_reader, self._budget = make_reader, budget
        self._workers: Workers | None = None
        self._reading, self._turns = threading.Lock(), CapacityLimiter(1)

    async def read(self, document: Document) -> Outcome:
        """Keep a document and read it; what became of it. One at a time: others wait, without a thread.

        Raises:
            ProblemError: Too many wait.
            StoreError: The store cannot be written.
            ReaderError: No reader can be had.
        """
        if self._turns.statistics().tasks_waiting >= self.settings.waiting:
            raise ProblemError(503, "too many texts wait to be read: send it again soon", {"Retry-After": "30"})
        return await to_thread.run_sync(self._read, document, limiter=self._turns)

    def _read(self, document: Document) -> Outcome:
        outcomes: list[Outcome] = []
        with self._reading:
            if self._workers is None:
                workers = Workers(self._make_reader, 1, self._budget, threads=cores())
                workers.__enter__()
                self._workers = workers
            today = datetime.datetime.now(datetime.UTC).date()
            ingest(self.store, [document], self._workers, outcomes.append, day=today, waiting=False)
        (outcome,) = outcomes
        return outcome

    def hurried(self, steps: Iterable[_T]) -> Iterator[_T]:
        """What long work goes through, until a question has taken as long as it may.

        Raises:
            QueryTimeError: It has.
        """
        until = time.monotonic() + self.settings.query_seconds
        for step in steps:
            if time.monotonic() > until:
                raise QueryTimeError("this takes longer than it may: ask for less, for example for fewer days")
            yield step

    def close(self) -> None:
        """End the reader's process; the store is its opener's to close."""
        with self._reading:
            if self._workers is not None:
                self._workers.__exit__(None, None, None)
                self._workers = None


async def desk(request: Request) -> Desk:
    """The desk that a request is put to, for `Depends`; were it no coroutine, a thread would be asked for it."""
    found: Desk = request.app.state.desk
    return found
