"""One run: documents are kept, read and written; one that was cut off goes on where it was."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Literal, NamedTuple, Protocol

from communique.record import Document, Model, Record
from communique.runs.workers import Result, Workers
from communique.store import DocumentError, Store

#: Documents that are kept in one transaction.
BATCH = 32


class Refused(Protocol):
    """What ingest says of a source that gives no document to read; see `communique.ingest.Refusal`."""

    @property
    def source(self) -> str:
        """Its name."""

    @property
    def reason(self) -> str:
        """Why, as a sentence."""

    @property
    def document(self) -> Document | None:
        """What was found, where it is worth keeping."""


class Reading(Protocol):
    """What reads in a run: `Workers`, or whoever has it read already."""

    @property
    def model(self) -> Model:
        """The reader's."""

    def read(self, tasks: Iterable[tuple[str, Document]]) -> Iterator[Result]:
        """What became of each document, as it is known."""


class Outcome(NamedTuple):
    """What became of one document or source.

    Attributes:
        kind: `read` now; `known`, it was there; `unread`, kept and not to be read; `quarantined`, the reader
            failed; `refused`, there was nothing to keep.
        name: The document's or source's name.
        reason: Why it was not read; empty where it was.
        record: What was read now.
    """

    kind: Literal["read", "known", "unread", "quarantined", "refused"]
    name: str
    reason: str = ""
    record: Record | None = None


#: Is told what became of each document and source, when it is known.
Tell = Callable[[Outcome], None]


def ingest(
    store: Store,
    items: Iterable[Document | Refused],
    workers: Workers,
    tell: Tell,
    *,
    day: datetime.date | None = None,
    waiting: bool = True,
) -> None:
    """Keep documents in a store and read them.

    What an earlier run kept and did not come to read is read first, unless told otherwise; what this reader has
    read or failed on is not read again. Kill it at any moment and run it again: the store is the same as if it had
    not been killed.

    Args:
        store: The store.
        items: Documents, and what could not become one; taken as they are needed.
        workers: The readers.
        tell: Is told of each.
        day: The day on which they come.
        waiting: Whether what waits is read first.

    Raises:
        StoreError: The store cannot be read or written. What was written before stays.
        ReaderError: No reader can be had.
    """
    left = store.pending(workers.model, status="waiting") if waiting else []
    run = Run(store, workers, tell, day)
    run.read(chain(_chosen(store, left), run.fresh(iter(items))))


def again(store: Store, workers: Workers, tell: Tell, *, outdated: bool = False) -> None:
    """Read again what is quarantined, and with `outdated` also what another version of the reader read.

    Raises:
        StoreError: The store cannot be read or written.
        ReaderError: No reader can be had.
    """
    keys = [*store.pending(workers.model, status="waiting"), *store.keys(status="quarantined")]
    if outdated:
        keys += store.pending(workers.model, status="read")
    Run(store, workers, tell, None).read(_chosen(store, keys))


def _chosen(store: Store, keys: Sequence[str]) -> Iterator[tuple[str, Document]]:
    return ((kept.key, kept.document) for kept in store.kept(keys))


class Run:
    """A run under way."""

    def __init__(self, store: Store, workers: Reading, tell: Tell, day: datetime.date | None) -> None:
        self.store, self.workers, self.tell, self.day = store, workers, tell, day
        self.names: dict[str, str] = {}  # of the documents under way, by key

    def read(self, tasks: Iterable[tuple[str, Document]]) -> None:
        """Read documents and write their records."""
        for result in self.workers.read(self._noted(tasks)):
            self.tell(self._written(result))

    def fresh(self, items: Iterator[Document | Refused]) -> Iterator[tuple[str, Document]]:
        """Keep what the items hold; those of it that are to be read."""
        while batch := list(islice(items, BATCH)):
            for item in batch:
                if not isinstance(item, Document):
                    self.tell(self._set_aside(item))
            keys = self._kept([item for item in batch if isinstance(item, Document)])
            pending = self.store.pending(self.workers.model, keys)
            for key in keys.keys() - set(pending):
                self.tell(Outcome("known", keys[key]))
            yield from _chosen(self.store, pending)

    def _noted(self, tasks: Iterable[tuple[str, Document]]) -> Iterator[tuple[str, Document]]:
        for key, document in tasks:
            if key not in self.names:  # it waited, and is given again
                self.names[key] = document.id
                yield key, document

    def _kept(self, given: Sequence[Document]) -> dict[str, str]:
        """Keep documents; names by key. If one of them cannot be kept, the others are."""
        try:
            return dict(zip(self.store.keep(given, day=self.day), (one.id for one in given), strict=True))
        except DocumentError as error:
            if len(given) == 1:
                self.tell(Outcome("refused", given[0].id, str(error)))
                return {}
        return {key: name for one in given for key, name in self._kept([one]).items()}

    def _set_aside(self, item: Refused) -> Outcome:
        if item.document is not None:
            try:
                self.store.keep([item.document], day=self.day, unread=item.reason)
                return Outcome("unread", item.source, item.reason)
            except DocumentError as error:
                return Outcome("refused", item.source, f"{item.reason} ({error})")
        return Outcome("refused", item.source, item.reason)

    def _written(self, result: Result) -> Outcome:
        name, reason = self.names.pop(result.key), result.reason or ""
        if result.record is not None:
            try:
                self.store.put(result.key, result.record)
                return Outcome("read", name, record=result.record)
            except DocumentError as error:
                reason = str(error)
        self.store.quarantine(result.key, reason, self.workers.model)
        return Outcome("quarantined", name, reason)
