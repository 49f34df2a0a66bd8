"""The inbox: what came in, newest first, with what is in it and what is doubtful about it."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, case, func, or_, select

from communique.analysis.outlets import outlets
from communique.analysis.paging import Mark, Page, behind
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.told import parties_of
from communique.store import Status, Store
from communique.store.tables import documents, entries, records


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of a record.

    Attributes:
        kind: The sort of doubt, a stable word.
        level: `error`, `doubt`, `note`.
        message: One sentence for a person.
        entry: Its id in the record.
        id: `entries.id`, in this store only.
    """

    kind: str
    level: str
    message: str
    entry: str
    id: int


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting in short.

    Attributes:
        day: Its first day.
        format: `talks`, `call`, …
        status: `held`, `planned`, `cancelled`.
        by: Who takes part.
        place: Where.
        entry: Its id in the record.
        id: `entries.id`, in this store only.
    """

    day: datetime.date | None
    format: str
    status: str | None
    by: tuple[str, ...]
    place: str | None
    entry: str
    id: int


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A document that came in.

    Attributes:
        key: Its key.
        name: The name under which it first came.
        title: Its title, otherwise the headline or the first words of its text.
        outlet: Who published it; the agency, where that is not known.
        day: The day of the report, as the record settles it; of what was not read the one that came with it.
        kept_on: The day on which it came in.
        status: `waiting`, `read`, `unread`, `quarantined`.
        reason: Why it is one of the last two.
        url: Where it is from.
        counts: How many entries it has, by kind.
        doubts: Its findings, those that weigh most first.
        meetings: The meetings in it.
    """

    key: str
    name: str
    title: str
    outlet: str | None
    day: datetime.date | None
    kept_on: datetime.date | None
    status: Status
    reason: str | None
    url: str | None
    counts: dict[str, int]
    doubts: tuple[Doubt, ...]
    meetings: tuple[Met, ...]


def inbox(
    store: Store,
    *,
    status: Status | None = None,
    outlet: str | None = None,
    days: Days = ALWAYS,
    limit: int = LIMIT,
    after: Mark | None = None,
) -> Page[Arrival]:
    """Documents, the last to come first.

    Args:
        store: The store.
        status: Only those in this status.
        outlet: Only those of this outlet, as `communique.analysis.search.Filters` takes it.
        days: Only those with the day of the report among these.
        limit: How many.
        after: The mark of the page before.

    Raises:
        QuestionError: No document is of such an outlet.
        StoreError: The database fails.
    """
    query = select(*_COLUMNS).outerjoin(records, records.c.document == documents.c.id)
    if status is not None:
        query = query.where(documents.c.status == status)
    if outlet is not None:
        spelled = outlets(store, outlet)
        of_agency = documents.c.outlet.is_(None) & records.c.agency.in_(spelled)
        query = query.where(or_(documents.c.outlet.in_(spelled), of_agency))
    if (last := behind(after)) is not None:
        query = query.where(documents.c.id < last)
    query = query.where(*days.conditions(_DAY)).order_by(documents.c.id.desc()).limit(limit + 1)
    with store.reading() as connection:
        rows = connection.execute(query).all()
        shown = _arrivals(connection, rows[:limit])
    return Page(shown, (rows[limit - 1].id,) if len(rows) > limit else None)


#: Characters of a text from which a title is made, where there is none.
_BEGINNING = 200
#: Levels of findings, those that weigh most first.
_LEVELS = ("error", "doubt", "note")
_DAY = func.coalesce(records.c.day, documents.c.published)
_COLUMNS = [
    *(documents.c[name] for name in ("id", "key", "name", "title", "kept_on", "status", "reason", "url")),
    func.coalesce(documents.c.outlet, records.c.agency).label("outlet"),
    _DAY.label("day"),
    func.substr(documents.c.text, 1, _BEGINNING).label("beginning"),
    records.c.headline,
]


def _arrivals(connection: Connection, rows: Sequence[Row[Any]]) -> list[Arrival]:
    of_document: dict[int, list[Row[Any]]] = defaultdict(list)
    for one in connection.execute(_ENTRIES.where(entries.c.document.in_([row.id for row in rows]))):
        of_document[one.document].append(one)
    met = {row.id: [one for one in of_document[row.id] if one.kind == "meeting"] for row in rows}
    have = parties_of(connection, [one.id for some in met.values() for one in some])
    return [
        Arrival(
            title=row.title or row.headline or _first_line(row.beginning) or row.name,
            counts=dict(Counter(one.kind for one in of_document[row.id])),
            doubts=_doubts(of_document[row.id]),
            meetings=tuple(_met(one, have[one.id]["by"]) for one in met[row.id]),
            **{name: getattr(row, name) for name in _PLAIN},
        )
        for row in rows
    ]


_PLAIN = ("key", "name", "outlet", "day", "kept_on", "status", "reason", "url")
#: All entries are counted, of findings and meetings more is told; no kind is asked for, which is the worse index.
_ENTRIES = select(
    *(entries.c[name] for name in ("id", "document", "kind", "entry", "label", "status", "day", "place")),
    case((entries.c.kind == "finding", entries.c.words)).label("message"),
).order_by(entries.c.id)


def _first_line(text: str) -> str:
    """The first line with words in it."""
    return next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")


def _doubts(rows: Sequence[Row[Any]]) -> tuple[Doubt, ...]:
    found = (
        Doubt(kind=row.label, level=row.status, message=row.message, entry=row.entry, id=row.id)
        for row in rows
        if row.kind == "finding"
    )
    return tuple(sorted(found, key=lambda one: _LEVELS.index(one.level)))


def _met(row: Row[Any], by: Sequence[str]) -> Met:
    return Met(
        day=row.day,
        format=row.label,
        status=row.status,
        by=tuple(by),
        place=row.place,
        entry=row.entry,
        id=row.id,
    )
