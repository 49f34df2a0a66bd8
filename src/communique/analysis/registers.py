"""Registers that the documents themselves give: who met whom, and who held which office."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, func, select

from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.told import Told, asked, told
from communique.analysis.who import who
from communique.store import Store
from communique.store.tables import documents, entries, roles


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office that documents give somebody.

    Attributes:
        name: The holder's name, as the first document has it.
        identity: The holder, across documents.
        title: The office, as the documents word it.
        of: Whom it serves: an alpha-3 code or a name; empty where unsaid.
        first_day: The day of the first report that gives it; None where no report has a day.
        last_day: The day of the last one.
        reports: How many documents give it.
        words: The words of the first one.
        source: The name of that document.
    """

    name: str
    identity: str
    title: str
    of: str
    first_day: datetime.date | None
    last_day: datetime.date | None
    reports: int
    words: str
    source: str


def meetings(
    store: Store,
    actors: tuple[str, ...] = (),
    *,
    place: str | None = None,
    status: str | None = None,
    days: Days = ALWAYS,
    limit: int = LIMIT,
) -> list[Told]:
    """Meetings in the order of their days, those without a day last.

    Args:
        store: The store.
        actors: Who must all have taken part.
        place: Where, a place's name.
        status: `held`, `planned` or `cancelled`.
        days: On these days.
        limit: How many.

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    query = asked().where(entries.c.kind == "meeting", *days.of_entries())
    for called in actors:
        query = query.where(entries.c.id.in_(who(store, called).entries()))
    if place is not None:
        query = query.where(func.lower(entries.c.place) == place.lower())
    if status is not None:
        query = query.where(entries.c.status == status)
    with store.reading() as connection:
        return told(connection, query.order_by(entries.c.day.is_(None), entries.c.day, entries.c.id).limit(limit))


def offices(
    store: Store,
    actor: str | None = None,
    *,
    title: str | None = None,
    days: Days = ALWAYS,
    limit: int = LIMIT,
) -> list[Office]:
    """Who held which office, by the word of the documents: one row for each holder, title and whom it serves.

    Args:
        store: The store.
        actor: Whose; a state for all that serve it.
        title: A part of the title.
        days: Given by reports of these days.
        limit: How many.

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    query = (
        select(roles, documents.c.name.label("source"), _WORDS)
        .join(documents)
        .where(*days.conditions(roles.c.day))
    )
    if actor is not None:
        found = who(store, actor)
        theirs = roles.c.of == found.state if found.state else roles.c.identity.in_(found.identities)
        query = query.where(theirs)
    if title is not None:
        query = query.where(func.lower(roles.c.title).contains(title.lower(), autoescape=True))
    held: dict[tuple[str, str, str], Office] = {}
    for row in store.rows(query.order_by(roles.c.day.is_(None), roles.c.day, roles.c.document, roles.c.number)):
        key = (row.identity, row.title.casefold(), row.of)
        known = held.get(key)
        if known is None:
            held[key] = _office(row)
        elif known.source != row.source:
            last = row.day or known.last_day
            held[key] = msgspec.structs.replace(known, reports=known.reports + 1, last_day=last)
    order = sorted(held.values(), key=lambda one: (one.identity, one.first_day is None, one.first_day or _NEVER))
    return order[:limit]


_NEVER = datetime.date.max
_WORDS = func.substr(documents.c.text, roles.c.start + 1, roles.c.end - roles.c.start).label("words")


def _office(row: Row[Any]) -> Office:
    return Office(
        name=row.name,
        identity=row.identity,
        title=row.title,
        of=row.of,
        first_day=row.day,
        last_day=row.day,
        reports=1,
        words=" ".join(row.words.split()),
        source=row.source,
    )
