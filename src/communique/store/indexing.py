"""The flat tables kept in step with records and corrections, within a writer's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Connection, delete, insert, select

from communique.record import Record
from communique.store.applying import corrected
from communique.store.corrections import Change, Correction
from communique.store.engine import lock
from communique.store.flat import entry_numbers, flat
from communique.store.tables import FLAT, corrections, documents, records

#: Documents whose records are in memory at once.
_PAGE = 50


def changes(connection: Connection) -> list[Change]:
    """All corrections as they are, and will be until this transaction ends, in their order."""
    lock(connection, "corrections", shared=True)
    query = select(corrections.c.json).order_by(corrections.c.number)
    return [_change(json) for (json,) in connection.execute(query)]


def index(connection: Connection, document: int, key: str, record: Record, made: Sequence[Change]) -> None:
    """Lay a record, with the corrections applied, out flat. What was there before must be cleared."""
    rows = flat(corrected(record, key, made).record, document)
    for table in reversed(FLAT):
        if rows[table]:
            connection.execute(insert(table), rows[table])


def clear(connection: Connection, document: int) -> None:
    """Take the flat rows of a document away."""
    numbers = entry_numbers(document)
    for table in FLAT:
        if "document" in table.c:
            connection.execute(delete(table).where(table.c.document == document))
        else:
            connection.execute(delete(table).where(table.c.entry.between(numbers.start, numbers.stop - 1)))


def index_again(connection: Connection, numbers: Sequence[int]) -> None:
    """Lay the records of these documents (`documents.id`) out again."""
    made = changes(connection)
    for start in range(0, len(numbers), _PAGE):
        query = select(documents.c.id, documents.c.key, records.c.json).join(records)
        page = connection.execute(query.where(documents.c.id.in_(numbers[start : start + _PAGE]))).all()
        for row in page:
            clear(connection, row.id)
            index(connection, row.id, row.key, Record.from_json(row.json), made)


@lru_cache(maxsize=10_000)
def _change(json: str) -> Change:
    return Correction.from_json(json).change
