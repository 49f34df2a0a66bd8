"""Corrections written to a store, taken back, and listed; the flat tables follow at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from communique.record import Record
from communique.store import applying
from communique.store.corrections import (
    Change,
    Correction,
    CorrectionError,
    Merge,
    Rename,
    Split,
    Target,
    target_of,
)
from communique.store.engine import lock
from communique.store.flat import LONGEST
from communique.store.indexing import changes, index_again
from communique.store.store import Store
from communique.store.tables import actors, corrections, documents, records

#: Records in memory at once.
_PAGE = 50


class Numbered(NamedTuple):
    """A correction, and its number in the store."""

    number: int
    correction: Correction


def corrected(store: Store, key: str) -> applying.Corrected:
    """The record of a document with the corrections applied, and those that found nothing to change.

    Raises:
        KeyError: There is no document of this key, or it was not read.
        StoreError: The database fails.
    """
    record = store.record(key)
    with store.reading() as connection:
        return applying.corrected(record, key, changes(connection))


def corrected_records(store: Store, *wanted: ColumnElement[bool]) -> Iterator[tuple[str, Record]]:
    """Records with the corrections applied, with the keys of their documents, in the order in which these came.

    They are read a page at a time, so that there may be more than memory holds, and no writer waits meanwhile:
    what is written while this goes on may be in it or not.

    Args:
        store: The store.
        wanted: What must hold of `documents` and `records`.

    Raises:
        StoreError: The database fails.
    """
    with store.reading() as connection:
        made = changes(connection)
    query = select(documents.c.id, documents.c.key, records.c.json).join(records).where(*wanted)
    after = 0
    while page := store.rows(query.where(documents.c.id > after).order_by(documents.c.id).limit(_PAGE)):
        for row in page:
            yield row.key, applying.corrected(Record.from_json(row.json), row.key, made).record
        after = page[-1].id


def target(store: Store, document: str, entry: str) -> Target:
    """The target of a correction: the entry with this id as the record, corrected, has it now.

    Raises:
        CorrectionError: There is none.
        KeyError: There is no document of this key, or it was not read.
        StoreError: The database fails.
    """
    return target_of(corrected(store, document).record, document, entry)


def made(store: Store) -> list[Numbered]:
    """All corrections in their order.

    Raises:
        StoreError: The database fails.
    """
    rows = store.rows(select(corrections.c.number, corrections.c.json).order_by(corrections.c.number))
    return [Numbered(row.number, Correction.from_json(row.json)) for row in rows]


def correct(store: Store, given: Sequence[Correction]) -> list[int]:
    """Write corrections; all of them or none. One that is there already is not written again.

    Returns:
        The numbers of those that were new.

    Raises:
        CorrectionError: One of them finds nothing to change.
        StoreError: The database fails.
    """
    numbers = []
    with store.writing() as connection:
        lock(connection, "corrections")
        for correction in given:
            known = connection.execute(select(corrections.c.number).where(corrections.c.key == correction.key))
            if known.first() is None:
                _verify(store, connection, correction.change)
                numbers.append(_insert(connection, correction))
                index_again(connection, _affected(connection, correction.change))
    return numbers


def withdraw(store: Store, number: int) -> Correction:
    """Take a correction back.

    Raises:
        CorrectionError: There is none with this number.
        StoreError: The database fails.
    """
    with store.writing() as connection:
        lock(connection, "corrections")
        found = connection.execute(select(corrections.c.json).where(corrections.c.number == number)).scalar()
        if found is None:
            raise CorrectionError(f"there is no correction {number}")
        gone = Correction.from_json(found)
        affected = _affected(connection, gone.change)  # while its links are still there
        connection.execute(delete(corrections).where(corrections.c.number == number))
        index_again(connection, affected)
    return gone


def _insert(connection: Connection, correction: Correction) -> int:
    row = {
        "key": correction.key,
        "author": correction.author,
        "day": correction.day,
        "reason": correction.reason,
        "json": correction.to_json().decode(),
    }
    number: int = connection.execute(insert(corrections).returning(corrections.c.number), row).scalar_one()
    return number


def _verify(store: Store, connection: Connection, change: Change) -> None:
    """Raise a `CorrectionError` for what can change nothing."""
    if isinstance(change, Rename | Merge):
        if not _numbers(connection, {change.identity}):
            raise CorrectionError(f"no document names an actor with the identity '{change.identity}'")
        return
    keys = change.documents if isinstance(change, Split) else (change.target.document,)
    for key in keys:
        record = _record(store, connection, key)
        if applying.applied(record, key, change) == record:
            raise CorrectionError(f"it changes nothing in document {key}")


def _record(store: Store, connection: Connection, key: str) -> Record:
    try:
        record = store.record(key, connection)
    except KeyError:
        raise CorrectionError(f"there is no document {key} that was read") from None
    return applying.corrected(record, key, changes(connection)).record


def _affected(connection: Connection, change: Change) -> list[int]:
    """Ids of the documents that a change may touch."""
    if isinstance(change, Rename | Merge):
        return _numbers(connection, _linked(changes(connection), change.identity))
    keys = change.documents if isinstance(change, Split) else (change.target.document,)
    query = select(documents.c.id).where(documents.c.key.in_(keys)).order_by(documents.c.id)
    return list(connection.execute(query).scalars())


def _linked(all_changes: Iterable[Change], identity: str) -> set[str]:
    """The identities that merges and splits connect with one: the actor may stand under any of them."""
    pairs = [(one.identity, one.into) for one in all_changes if isinstance(one, Merge | Split)]
    linked = {identity}
    while more := {name for pair in pairs if linked & set(pair) for name in pair} - linked:
        linked |= more
    return linked


def _numbers(connection: Connection, identities: set[str]) -> list[int]:
    query = (
        select(actors.c.document)
        .distinct()
        .where(actors.c.identity.in_([one[:LONGEST] for one in identities]))
        .order_by(actors.c.document)
    )
    return list(connection.execute(query).scalars())
