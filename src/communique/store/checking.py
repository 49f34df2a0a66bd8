"""Whether a store is whole: every text against its hash, every span against its text, every flat row made anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, select, text

from communique.record import Record
from communique.store.applying import corrected
from communique.store.corrections import Change
from communique.store.flat import entry_numbers, flat
from communique.store.indexing import changes
from communique.store.keys import digest, text_hash
from communique.store.spans import misplaced
from communique.store.store import Store
from communique.store.tables import FLAT, documents, records

#: Documents in memory at once.
_PAGE = 50


class Fault(NamedTuple):
    """Something that is not as it should be: with which document (its name), and what."""

    name: str
    message: str


class Checked(NamedTuple):
    """A document that was looked at, and what is wrong with it."""

    name: str
    faults: tuple[Fault, ...]


def check(store: Store) -> Iterator[Checked]:
    """Look at the database itself and at each document; memory does not grow with their number.

    Raises:
        StoreError: The database cannot be read.
    """
    with store.reading() as connection:
        yield Checked(store.name, tuple(Fault(store.name, message) for message in _database(connection)))
        made, after = changes(connection), 0
        while page := _page(connection, after):
            yield from (Checked(row.name, tuple(_document(connection, row, made))) for row in page)
            after = page[-1].id


def _page(connection: Connection, after: int) -> list[Row[Any]]:
    wanted = ("id", "key", "name", "text", "sha256", "status")
    kept = [documents.c[column] for column in wanted]
    query = select(*kept, records.c.json, records.c.sha256.label("record_sha256"))
    query = query.outerjoin(records).where(documents.c.id > after).order_by(documents.c.id).limit(_PAGE)
    return list(connection.execute(query).all())


def _database(connection: Connection) -> Iterator[str]:
    """What SQLite says of its file and its full-text indexes; PostgreSQL looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    found = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    yield from (f"the file is damaged: {message}" for message in found if message != "ok")


def _document(connection: Connection, row: Row[Any], made: list[Change]) -> Iterator[Fault]:
    if text_hash(row.text) != row.sha256:
        yield Fault(row.name, "its text is not the one that was kept: the hash differs")
    if row.json is None:
        if row.status == "read":
            yield Fault(row.name, "it counts as read and has no record")
        return
    if digest(row.json) != row.record_sha256:
        yield Fault(row.name, "its record is not the one that was written: the hash differs")
        return
    try:
        record = Record.from_json(row.json)
    except msgspec.DecodeError as error:
        yield Fault(row.name, f"its record cannot be read: {error}")
        return
    if record.document.text != row.text:
        yield Fault(row.name, "its record is of another text")
    if outside := misplaced(record):
        yield Fault(row.name, f"spans lie outside of the text: {', '.join(outside[:5])}")
        return
    result = corrected(record, row.key, made)
    for change in result.missed:
        yield Fault(
            row.name, f"a correction finds nothing to change any more: {msgspec.json.encode(change).decode()}"
        )
    yield from _rows(connection, row, result.record)


def _rows(connection: Connection, row: Row[Any], record: Record) -> Iterator[Fault]:
    numbers, wanted = entry_numbers(row.id), flat(record, row.id)
    for table in FLAT:
        of_document = (
            table.c.document == row.id
            if "document" in table.c
            else table.c.entry.between(numbers.start, numbers.stop - 1)
        )
        found = [dict(one._mapping) for one in connection.execute(select(table).where(of_document))]
        if sorted(map(repr, _sorted(found))) != sorted(map(repr, _sorted(wanted[table]))):
            yield Fault(row.name, f"its rows in '{table.name}' are not those of its record: read it again")


def _sorted(rows: list[dict[str, Any]]) -> list[list[tuple[str, Any]]]:
    return [sorted(row.items()) for row in rows]
