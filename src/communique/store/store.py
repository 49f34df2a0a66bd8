"""The store: documents kept, their records written and found again."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

from sqlalchemy import (
    Connection,
    Executable,
    Row,
    Select,
    Table,
    Text,
    cast,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from communique.record import Document, Model, Record
from communique.store import schema
from communique.store.engine import PATIENCE, engine_for, limited, lock, name_of
from communique.store.errors import told
from communique.store.indexing import changes, clear, index
from communique.store.keys import digest, document_key, reader_key, text_hash
from communique.store.spans import misplaced
from communique.store.tables import documents, names, records

Status = Literal["waiting", "read", "unread", "quarantined"]

#: The longest name, URL, outlet or title, in bytes of UTF-8: they are indexed, and PostgreSQL's pages are small.
LONGEST_NAME = 2_000
#: Keys in one query.
_SLICE = 500
#: Documents with their texts, or records, in one query.
_PAGE = 50


class DocumentError(ValueError):
    """A document cannot be kept, or a record is not of the document that is kept; the message says why."""


class Kept(NamedTuple):
    """A document of a store, and how it stands."""

    key: str
    document: Document
    status: Status
    reason: str | None
    reader: str | None


class Store:
    """A store that is open. Several programs may have one open, and write to it, at once.

    Args:
        store: Path of an SQLite file, or `postgresql://user@host/database`.
        create: Make it if it does not exist.
        patience: How long to wait for another writer, in seconds.
        query_seconds: How long what is asked within one `reading` may take, in seconds; None for as long as it
            takes. PostgreSQL counts each query by itself.

    Raises:
        StoreError: It does not exist and is not to be made, cannot be opened, is no store, is damaged, or is of a
            newer version.
    """

    def __init__(
        self,
        store: str | Path,
        *,
        create: bool = False,
        patience: float = PATIENCE,
        query_seconds: float | None = None,
    ) -> None:
        self.engine = engine_for(store, create=create, patience=patience)
        self.name = name_of(self.engine)
        self.dialect, self.query_seconds = self.engine.dialect.name, query_seconds
        self._watch: Any = None
        self._watching = threading.Lock()
        try:
            with told(self.name):
                schema.prepare(self.engine, create=create)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.engine.dispose()

    # Reading.

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the store as it was when it began.

        Raises:
            QueryTimeError: It takes longer than `query_seconds`.
            StoreError: The database fails.
        """
        with (
            told(self.name),
            self.engine.connect() as connection,
            limited(connection, self.query_seconds),
        ):
            yield connection

    def rows(self, query: Select[Any], given: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """All rows of a query; for many, use `reading` and stream.

        Args:
            query: The query.
            given: Its parameters, where it was made without.

        Raises:
            StoreError: The database fails.
        """
        with self.reading() as connection:
            return connection.execute(query, given or {}).all()

    def version(self) -> int | str:
        """What is another one after whatever anybody wrote.

        Raises:
            StoreError: The database fails.
        """
        if self.dialect == "postgresql":  # which transactions are done; that of a reader is none of them
            (row,) = self.rows(_SNAPSHOT)
            return str(row.done)
        with told(self.name), self._watching:
            # A connection that never writes: SQLite counts for each what the others wrote.
            self._watch = self._watch or self.engine.raw_connection()
            (number,) = self._watch.cursor().execute("PRAGMA data_version").fetchone()
            return int(number)

    def counts(self) -> dict[Status, int]:
        """How many documents there are in each status."""
        query = select(documents.c.status, func.count().label("number")).group_by(documents.c.status)
        return {row.status: row.number for row in self.rows(query)}

    def keys(self, *, status: Status) -> list[str]:
        """Keys of the documents in a status, in the order in which they came."""
        query = select(documents.c.key).where(documents.c.status == status).order_by(documents.c.id)
        return [key for (key,) in self.rows(query)]

    def find(self, called: str) -> list[str]:
        """Keys of the documents that are called so: by key, its beginning (8 digits at least), name or URL."""
        by_key = documents.c.key == called
        if len(called) >= 8 and set(called) <= set("0123456789abcdef"):
            by_key = documents.c.key.between(called, called + "g")  # along the index, as LIKE would not go
        named = select(names.c.document).where(names.c.name == called)
        wanted = by_key | (documents.c.url == called) | documents.c.id.in_(named)
        return [key for (key,) in self.rows(select(documents.c.key).where(wanted).order_by(documents.c.id))]

    def kept(self, keys: Sequence[str]) -> Iterator[Kept]:
        """Documents with these keys, in the order of the keys."""
        columns = [documents.c[name] for name in _DOCUMENT]
        for part in _slices(keys, _PAGE):
            found = {row.key: _kept(row) for row in self.rows(select(*columns).where(documents.c.key.in_(part)))}
            yield from (found[key] for key in part if key in found)

    def pending(
        self, model: Model, keys: Iterable[str] | None = None, *, status: Status | None = None
    ) -> list[str]:
        """Keys of the documents that a reader of this model has not dealt with, in the order in which they came.

        These are the ones that wait, and those that another version of it read or failed on.

        Args:
            model: The reader's.
            keys: Only these; None for all.
            status: Only those in this status.
        """
        other = documents.c.reader.is_distinct_from(reader_key(model))
        wanted = [documents.c.status != "unread", (documents.c.status == "waiting") | other]
        wanted += [] if status is None else [documents.c.status == status]
        query = select(documents.c.key, documents.c.id).where(*wanted).order_by(documents.c.id)
        if keys is None:
            return [row.key for row in self.rows(query)]
        parts = _slices(list(keys), _SLICE)
        rows = [row for part in parts for row in self.rows(query.where(documents.c.key.in_(part)))]
        return [row.key for row in sorted(rows, key=lambda row: row.id)]

    def record(self, key: str, connection: Connection | None = None) -> Record:
        """What the reader made of a document.

        Args:
            key: The document's.
            connection: One that is open, to see what its transaction wrote; None for a new one.

        Raises:
            KeyError: There is no document of this key, or it was not read.
        """
        query = select(records.c.json).join(documents).where(documents.c.key == key)
        found = self.rows(query) if connection is None else connection.execute(query).all()
        if not found:
            raise KeyError(key)
        return Record.from_json(found[0].json)

    def records(self) -> Iterator[tuple[str, Record]]:
        """All records with the keys of their documents, by key."""
        after = ""
        while page := self.rows(
            select(documents.c.key, records.c.json)
            .join(records)
            .where(documents.c.key > after)
            .order_by(documents.c.key)
            .limit(_PAGE)
        ):
            yield from ((row.key, Record.from_json(row.json)) for row in page)
            after = page[-1].key

    # Writing.

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it happens or nothing.

        Raises:
            StoreError: The database fails.
        """
        with (
            told(self.name),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def keep(
        self, given: Sequence[Document], *, day: datetime.date | None = None, unread: str | None = None
    ) -> list[str]:
        """Keep documents; what is kept already is left as it is, but for a name that is new.

        Args:
            given: The documents.
            day: The day on which they came.
            unread: Why they are not to be read (another language, …); None where they are.

        Returns:
            Their keys, in their order.

        Raises:
            DocumentError: One of them cannot be kept; none is then.
            StoreError: The database fails.
        """
        rows = [_row(document, day, unread) for document in given]
        if not rows:
            return []
        keys = [row["key"] for row in rows]
        with self.writing() as connection:
            lock(connection, "documents")
            known = self._ids(connection, keys)
            if fresh := [row for row in rows if row["key"] not in known]:
                connection.execute(self._insert_new(documents), fresh)
                known = self._ids(connection, keys)
            called = [{"document": known[row["key"]], "name": row["name"]} for row in rows]
            connection.execute(self._insert_new(names), called)
        return keys

    def put(self, key: str, record: Record) -> None:
        """Write the record of a document that is kept, in place of an earlier one.

        Raises:
            DocumentError: The record is of another text, or a span of it lies outside of the text.
            KeyError: There is no document of this key.
            StoreError: The database fails.
        """
        json, reader = record.to_json(), reader_key(record.model)
        with self.writing() as connection:
            document = self._locked(connection, key)
            _verify(record, document.sha256)
            headline = record.layout.headline
            row = {
                "document": document.id,
                "json": json,
                "sha256": digest(json),
                "reader": reader,
                "day": record.published,
                "agency": record.layout.agency_name,
                "headline": headline and " ".join(headline.of(record.document.text).split()),
            }
            if connection.execute(delete(records).where(records.c.document == document.id)).rowcount:
                clear(connection, document.id)
            connection.execute(insert(records), row)
            index(connection, document.id, key, record, changes(connection))
            self._settle(connection, document.id, "read", None, reader)

    def quarantine(self, key: str, reason: str, model: Model) -> None:
        """Say that the reader failed on a document; an earlier record of it stays.

        Raises:
            KeyError: There is no document of this key.
            StoreError: The database fails.
        """
        with self.writing() as connection:
            document = self._locked(connection, key)
            self._settle(connection, document.id, "quarantined", reason, reader_key(model))

    def _settle(
        self, connection: Connection, document: int, status: Status, reason: str | None, reader: str
    ) -> None:
        settled = {"status": status, "reason": reason, "reader": reader}
        connection.execute(update(documents).where(documents.c.id == document).values(settled))

    def _locked(self, connection: Connection, key: str) -> Row[Any]:
        """The id and hash of a document, which no other writer changes until the transaction ends."""
        query = select(documents.c.id, documents.c.sha256).where(documents.c.key == key).with_for_update()
        found = connection.execute(query).first()
        if found is None:
            raise KeyError(key)
        return found

    def _insert_new(self, table: Table) -> Executable:
        """Insert what is not there yet."""
        if self.dialect == "sqlite":
            return sqlite.insert(table).on_conflict_do_nothing()
        return postgresql.insert(table).on_conflict_do_nothing()

    def _ids(self, connection: Connection, keys: Sequence[str]) -> dict[str, int]:
        query = select(documents.c.key, documents.c.id).where(documents.c.key.in_(keys))
        return {row.key: row.id for row in connection.execute(query)}


_DOCUMENT = ("key", "name", "text", "published", "url", "outlet", "title", "status", "reason", "reader")


def _slices(keys: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    return (keys[start : start + length] for start in range(0, len(keys), length))


_SNAPSHOT = select(cast(func.pg_current_snapshot(), Text).label("done"))


def _kept(row: Row[Any]) -> Kept:
    document = Document(
        id=row.name, text=row.text, published=row.published, url=row.url, outlet=row.outlet, title=row.title
    )
    return Kept(row.key, document, row.status, row.reason, row.reader)


def _row(document: Document, day: datetime.date | None, unread: str | None) -> dict[str, Any]:
    for field in ("id", "text", "url", "outlet", "title"):
        _verify_words(field, getattr(document, field))
    return {
        "key": document_key(document),
        "name": document.id,
        "text": document.text,
        "sha256": text_hash(document.text),
        "published": document.published,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "kept_on": day,
        "status": "waiting" if unread is None else "unread",
        "reason": unread,
    }


def _verify_words(field: str, value: str | None) -> None:
    """Raise a `DocumentError` for what a database cannot hold or give back unchanged."""
    if value is None:
        return
    if "\0" in value:
        raise DocumentError(f"its {field} holds a NUL character, at offset {value.index(chr(0))}")
    try:
        length = len(value.encode())
    except UnicodeEncodeError as error:
        raise DocumentError(f"its {field} holds half of a surrogate pair, at offset {error.start}") from None
    if field != "text" and length > LONGEST_NAME:
        raise DocumentError(f"its {field} has {length} bytes, more than {LONGEST_NAME}")


def _verify(record: Record, sha256: str) -> None:
    if text_hash(record.document.text) != sha256:
        raise DocumentError("the record is of another text than the one that is kept")
    if outside := misplaced(record):
        raise DocumentError(f"spans of the record lie outside of the text: {', '.join(outside[:5])}")
