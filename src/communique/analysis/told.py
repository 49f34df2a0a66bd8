"""Entries as they are shown: who, what, when, where, on whose word, in which sentence of which document."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy.sql import Join

from communique.analysis.questions import HIGHEST, QuestionError
from communique.store import Store
from communique.store.tables import documents, entries, parties, records

#: Ids in one query.
_SLICE = 500


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of a record.

    Attributes:
        day: Its first day: of meetings and events the text's, of all else the report's.
        last_day: Its last day.
        kind: `statement`, `meeting`, `event`, `commitment`, `request`, `refusal`, `position`,
            `finding`.
        label: The act of a statement, the format of a meeting, the type of an event, the stance of a position.
        status: Of a meeting or event.
        by: Names of those who say, meet or do it.
        to: Names of those to whom.
        via: On whose word the document has it: the chain of attribution above it, the next first.
        words: What is said, promised, asked or refused.
        sentence: The sentence around it.
        place: Where.
        document: The document's name.
        outlet: Who published it; the agency, where that is not known.
        entry: Its id in the record.
        key: The document's key.
        id: `entries.id`, in this store only.
        start: Where its evidence begins in the document's text, in code points.
        end: Where it ends, exclusive.
        sentence_start: Where the sentence begins.
        sentence_end: Where it ends, exclusive.
        sha256: Hash of the document's text, which the offsets are of.
        score: How well it answers a search.
    """

    day: datetime.date | None
    last_day: datetime.date | None
    kind: str
    label: str
    status: str | None
    by: tuple[str, ...]
    to: tuple[str, ...]
    via: tuple[str, ...]
    words: str
    sentence: str
    place: str | None
    document: str
    outlet: str | None
    entry: str
    key: str
    id: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    sha256: str
    score: float | None = None


_START, _LENGTH = entries.c.sentence_start, entries.c.sentence_end - entries.c.sentence_start
#: What is told of an entry as its row has it.
_OF_ENTRY = (
    *("id", "day", "last_day", "kind", "label", "status", "words", "place", "entry", "start", "end"),
    *("sentence_start", "sentence_end"),
)
#: The same of its document.
_OF_DOCUMENT = ("document", "outlet", "key", "sha256")
#: What `told` needs of each entry; `substr` counts code points from 1.
COLUMNS = (
    *(entries.c[name] for name in _OF_ENTRY),
    func.substr(documents.c.text, _START + 1, _LENGTH).label("sentence"),
    documents.c.name.label("document"),
    func.coalesce(documents.c.outlet, records.c.agency).label("outlet"),
    documents.c.key,
    documents.c.sha256,
)
#: The tables that these columns are of.
SOURCE: Join = entries.join(documents, documents.c.id == entries.c.document).join(
    records, records.c.document == entries.c.document
)


def asked() -> Select[Any]:
    """A query for entries as `told` takes them; add conditions, order and limit."""
    return select(*COLUMNS).select_from(SOURCE)


def told(connection: Connection, query: Select[Any], given: Mapping[str, Any] | None = None) -> list[Told]:
    """The entries of a query that `asked` began, in its order, with their parties.

    Args:
        connection: To the store.
        query: The query.
        given: Its parameters, where it was made without.
    """
    rows = [row._asdict() for row in connection.execute(query, given or {}).all()]
    have = parties_of(connection, [row["id"] for row in rows])
    return [_told(row, have[row["id"]]) for row in rows]


def _told(row: dict[str, Any], have: dict[str, list[str]]) -> Told:
    row["sentence"] = " ".join(row["sentence"].split())
    return Told(by=tuple(have["by"]), to=tuple(have["to"]), via=tuple(have["via"]), **row)


def entry(store: Store, id: int) -> Told:
    """One entry.

    Args:
        store: The store.
        id: `Told.id`, as an answer of this store gave it.

    Raises:
        QuestionError: There is no such entry, or no more: a document that is read again gets new ones.
        StoreError: The database fails.
    """
    (found,) = entries_of(store, [id]) or (None,)
    if found is None:
        raise QuestionError(f"there is no entry {id}: ask again for the one that is meant")
    return found


def entries_in(store: Store, number: int) -> list[Told]:
    """The entries of a document, in the order of its text.

    Args:
        store: The store.
        number: `documents.id`, as `Story` has it.

    Raises:
        StoreError: The database fails.
    """
    with store.reading() as connection:
        return told(connection, _IN_DOCUMENT, {"number": number})


def entries_of(store: Store, ids: Sequence[int]) -> list[Told]:
    """Entries by their ids, in the order of these; what is not there is left out.

    Raises:
        StoreError: The database fails.
    """
    with store.reading() as connection:
        return told_of(connection, [id for id in ids if 0 <= id <= HIGHEST])


def told_of(connection: Connection, ids: Sequence[int]) -> list[Told]:
    """The same on a connection that is open."""
    found = {one.id: one for some in slices(ids) for one in told(connection, _OF_IDS, {"ids": some})}
    return [found[id] for id in ids if id in found]


def parties_of(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    """The names of those who have part in entries, by entry and part."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for some in slices(ids):
        for entry, part, name in connection.execute(_PARTIES, {"ids": some}).all():
            found[entry][part].append(name)
    return found


#: Made once: to make a query costs as much as to ask it.
_IN_DOCUMENT = asked().where(entries.c.document == bindparam("number")).order_by(entries.c.start, entries.c.id)
_OF_IDS = asked().where(entries.c.id.in_(bindparam("ids", expanding=True)))
_PARTIES = (
    select(parties.c.entry, parties.c.part, parties.c.name)
    .where(parties.c.entry.in_(bindparam("ids", expanding=True)))
    .order_by(parties.c.entry, parties.c.rank)
)


def slices(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Ids in parts that one query takes."""
    return (ids[start : start + _SLICE] for start in range(0, len(ids), _SLICE))
