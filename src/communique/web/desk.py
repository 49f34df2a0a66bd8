"""What pages and calls of the desk work with: the store, the limits, and a reader when one is needed."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Collection, Sequence

from starlette.requests import Request

from communique.record import Document
from communique.runs import BUDGET, MakeReader, Outcome, Workers, ingest
from communique.store import Store
from communique.web.settings import Settings

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
        self._make_reader, self._budget = make_reader, budget
        self._workers: Workers | None = None
        self._reading = threading.Lock()

    def read(self, given: Sequence[Document], *, day: datetime.date | None = None) -> list[Outcome]:
        """Keep documents and read them; what became of each. One call at a time: others wait for it.

        Raises:
            StoreError: The store cannot be written.
            ReaderError: No reader can be had.
        """
        outcomes: list[Outcome] = []
        with self._reading:
            if self._workers is None:
                workers = Workers(self._make_reader, 1, self._budget)
                workers.__enter__()
                self._workers = workers
            ingest(self.store, given, self._workers, outcomes.append, day=day)
        return outcomes

    def close(self) -> None:
        """End the reader's process; the store is its opener's to close."""
        with self._reading:
            if self._workers is not None:
                self._workers.__exit__(None, None, None)
                self._workers = None


def desk(request: Request) -> Desk:
    """The desk that a request is put to, for `Depends`."""
    found: Desk = request.app.state.desk
    return found
