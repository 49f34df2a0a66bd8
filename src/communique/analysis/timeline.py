"""Timelines: what an actor, a pair of actors or an issue has to do with, day after day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select

from communique.analysis.paging import Mark, Page, by_day
from communique.analysis.questions import ALWAYS, LIMIT, Days, QuestionError, matching
from communique.analysis.told import Told, asked
from communique.analysis.who import Who, who
from communique.store import Store
from communique.store.tables import entries

#: What a timeline shows unless told otherwise: what a statement carries would say it twice.
KINDS = ("meeting", "event", "statement")


def timeline(
    store: Store,
    actors: Sequence[str] = (),
    issue: str | None = None,
    *,
    days: Days = ALWAYS,
    kinds: Sequence[str] = KINDS,
    limit: int = LIMIT,
    after: Mark | None = None,
    latest: bool = False,
) -> Page[Told]:
    """Entries in the order of their days, those without a day last; a meeting that is also an event comes once.

    Args:
        store: The store.
        actors: None, one, or a pair that must both have part.
        issue: Words that entries must hold, as `communique.store.fulltext` takes them.
        days: Only entries of these days.
        kinds: Only these kinds of entry.
        limit: How many.
        after: The mark of the page before.
        latest: The latest first.

    Raises:
        QuestionError: There is neither an actor nor an issue, more than two actors, or nobody is called so.
        StoreError: The database fails.
    """
    if len(actors) > 2 or not (actors or issue):
        raise QuestionError("a timeline is of an actor, of two, or of an issue")
    found = [who(store, called) for called in actors]
    query = asked().where(entries.c.kind.in_(kinds), entries.c.meeting.is_(None))
    if issue is not None:
        about = matching(store, issue, kinds)
        query = query.join(about, about.c.id == entries.c.id)
    for other in found[1:] if issue is None else found:
        query = query.where(entries.c.id.in_(other.entries()))
    order: tuple[ColumnElement[Any], ColumnElement[Any]] = (entries.c.day, entries.c.id)
    if found and issue is None:
        query, order = _along(query, found[0])
    with store.reading() as connection:
        return by_day(connection, query, days=days, limit=limit, after=after, order=order, latest=latest)


def _along(query: Select[Any], lead: Who) -> tuple[Select[Any], tuple[ColumnElement[Any], ColumnElement[Any]]]:
    """The query with what an actor has part in, along the index of his days, which costs the same in any store."""
    table = lead.table
    return query.join(table, table.c.entry == entries.c.id).where(lead.once(table)), (table.c.day, table.c.entry)
