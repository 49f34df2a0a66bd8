"""Records in a folder of Parquet files, which by the keys of their documents say what is done.

The folder is its own manifest: a part is renamed into its place when all of it is on the disk, so that one that is
there is whole, and no list beside the parts can disagree with them.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

import pyarrow as arrow
from pyarrow import parquet

#: Documents of a part, and seconds after which one is closed that has fewer: what a kill may cost.
PART, AGE = 500, 5.0
#: The columns of a part; see `Row`.
SCHEMA = arrow.schema(
    [
        ("id", arrow.string()),
        ("key", arrow.string()),
        ("sha256", arrow.string()),
        ("status", arrow.string()),
        ("reason", arrow.string()),
        ("document", arrow.binary()),
        ("record", arrow.binary()),
        ("reader", arrow.string()),
    ]
)
#: How it is written: statistics and dictionaries would hold whole records.
_FORM: dict[str, Any] = {
    "compression": "zstd",
    "write_page_checksum": True,
    "write_statistics": ["key"],
    "use_dictionary": ["status", "reader"],
}
_FINISHED = "part-*.parquet"
_UNFINISHED = ".part-*"


class FolderError(Exception):
    """A folder of records cannot be read or written; the message names it and says what to do."""


class Row(NamedTuple):
    """What became of a document.

    Attributes:
        id: Its name.
        key: Its key, by its content (`communique.store.document_key`); None where there is no document.
        sha256: SHA-256 of its text.
        status: `read`, `quarantined` or `unread`; on the way also `waiting`, `known` and `refused`.
        reason: Why it has no record.
        document: The document as JSON, where there is no record to hold it.
        record: The record's JSON, byte for byte as the reader gives it.
        reader: What read it or failed on it (`communique.store.reader_key`).
    """

    id: str
    key: str | None
    sha256: str | None
    status: Literal["waiting", "read", "quarantined", "unread", "known", "refused"]
    reason: str | None = None
    document: bytes | None = None
    record: bytes | None = None
    reader: str | None = None


def table(rows: Iterable[Row]) -> arrow.Table:
    """Rows as Arrow has them."""
    return arrow.Table.from_pylist([row._asdict() for row in rows], schema=SCHEMA)


def rows(of: arrow.Table) -> list[Row]:
    """Rows of an Arrow table."""
    return [Row(**row) for row in of.to_pylist()]


class Parts:
    """A folder that one run writes to; what it has when the `with` block ends is written, however it ends.

    Args:
        folder: The folder; it is made if it is not there.
        tell: Is told of each row when it is on the disk.

    Raises:
        FolderError: Another run writes to it, or it cannot be written.
    """

    def __init__(self, folder: Path, tell: Callable[[Row], None]) -> None:
        self.folder, self.tell = folder, tell
        self._rows: list[Row] = []
        self._since = 0.0

    def __enter__(self) -> Self:
        with _said(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self.folder / ".lock", os.O_CREAT | os.O_RDWR, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the system takes it back from a killed run
        except OSError:
            os.close(self._lock)
            raise FolderError(f"{self.folder}: another run writes to it: wait for it, or name another") from None
        for left in self.folder.glob(_UNFINISHED):
            left.unlink()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._write()
        finally:
            os.close(self._lock)

    def done(self, reader: str) -> set[str]:
        """Keys of the documents that need this reader no more: it read or failed on them, or none is to read them.

        Raises:
            FolderError: A part cannot be read.
        """
        keys: set[str] = set()
        for path in finished(self.folder):
            part = _read(path, ["key", "status", "reader"])
            columns = (part[name].to_pylist() for name in part.column_names)
            keys.update(
                key for key, status, by in zip(*columns, strict=True) if status == "unread" or by == reader
            )
        return keys

    def add(self, given: Iterable[Row]) -> None:
        """Take what is finished; a part is written when there is enough for one, or after `AGE`.

        Raises:
            FolderError: It cannot be written.
        """
        if not self._rows:
            self._since = time.monotonic()
        self._rows += given
        if len(self._rows) >= PART or time.monotonic() - self._since >= AGE:
            self._write()

    def _write(self) -> None:
        if not self._rows:
            return
        last = max((int(path.stem.removeprefix("part-")) for path in finished(self.folder)), default=0)
        path = self.folder / f"part-{last + 1:06}.parquet"
        unfinished = self.folder / f".{path.name}"
        with _said(self.folder):
            with unfinished.open("wb") as file:
                parquet.write_table(table(self._rows), file, **_FORM)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
            _sync(self.folder)
        written, self._rows = self._rows, []
        for row in written:
            self.tell(row)


def finished(folder: Path) -> list[Path]:
    """The finished parts of a folder, the oldest first."""
    return sorted(folder.glob(_FINISHED))


def newest(folder: Path) -> Iterator[list[Row]]:
    """What became of each document in the end, part after part: of one that was read again the last reading.

    Raises:
        FolderError: The folder holds no part, or one cannot be read.
    """
    parts = finished(folder)
    if not parts:
        raise FolderError(f"{folder}: no records: no file in it is called {_FINISHED}")
    seen: set[str | None] = set()
    for path in reversed(parts):
        fresh = [row for row in rows(_read(path, SCHEMA.names)) if row.key not in seen]
        seen.update(row.key for row in fresh)
        yield fresh


def _read(path: Path, columns: list[str]) -> arrow.Table:
    try:
        return parquet.read_table(path, columns=columns, page_checksum_verification=True, partitioning=None)
    except (arrow.ArrowException, OSError, KeyError) as error:
        raise FolderError(
            f"{path}: damaged, or no part ({' '.join(str(error).split())[:200]}). Move it away, and run again: "
            "what it held is read again"
        ) from None


def _sync(folder: Path) -> None:
    """Have the new name on the disk too."""
    entry = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


@contextmanager
def _said(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        said = error.strerror or error
        raise FolderError(
            f"{folder}: cannot be written: {said}. Mend that and run it again: it goes on where it was"
        ) from None
