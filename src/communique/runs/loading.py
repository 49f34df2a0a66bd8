"""Records that lie in a folder of Parquet files, taken into a store as if they were read now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec

from communique.record import Document, Model, Record
from communique.runs.ingest import Outcome, Run, Tell
from communique.runs.parts import Row, newest
from communique.runs.workers import Result
from communique.store import Store, document_key


def load(store: Store, folder: Path, tell: Tell, *, day: datetime.date | None = None) -> None:
    """Take what `communique.runs.ray` wrote into a store; nothing is read again.

    The store checks every record as it checks those of a reader; what it has by the same reader is left as it is,
    and what it has by another one is replaced. Kill it at any moment and run it again.

    Args:
        store: The store.
        folder: The folder of records.
        tell: Is told of each document.
        day: The day on which they come.

    Raises:
        FolderError: The folder holds no records, or a part of it cannot be read.
        StoreError: The store cannot be read or written.
    """
    for part in newest(folder):
        for reader, some in groupby(sorted(part, key=_reader), _reader):
            read = _Read(msgspec.json.decode(reader, type=Model) if reader else _NOBODY)
            run = Run(store, read, tell, day)
            run.read(run.fresh(item for row in some if (item := read.item(row, tell)) is not None))


#: The reader of what is not to be read.
_NOBODY = Model(communique="", pipeline="", version="")


class _Unread(NamedTuple):
    """A document that is kept and not to be read."""

    source: str
    reason: str
    document: Document


class _Read:
    """A reader that has read already."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.results: dict[str, Result] = {}  # of the documents under way, by key

    def item(self, row: Row, tell: Tell) -> Document | _Unread | None:
        """The document of a row; None, and the reason told, where the row is not as it was written."""
        try:
            record = Record.from_json(row.record) if row.record is not None else None
            document = record.document if record else msgspec.json.decode(row.document or b"", type=Document)
        except msgspec.DecodeError as error:
            tell(Outcome("refused", row.id, f"no sound record: {error}"))
            return None
        if document_key(document) != row.key:
            tell(Outcome("refused", row.id, "its content is not the one that was written: the key differs"))
            return None
        if row.status == "unread":
            return _Unread(row.id, row.reason or "", document)
        self.results[row.key] = Result(row.key, record, row.reason)
        return document

    def read(self, tasks: Iterable[tuple[str, Document]]) -> Iterator[Result]:
        """What the rows say of the documents."""
        yield from (self.results.pop(key) for key, _ in tasks)


def _reader(row: Row) -> str:
    return row.reader or ""
