"""Timelines: what an actor, a pair of actors or an issue has to do with, day after day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from communique.analysis.questions import ALWAYS, LIMIT, Days, QuestionError, matching
from communique.analysis.told import Told, asked, told
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
) -> list[Told]:
    """Entries in the order of their days, those without a day last; a meeting that is also an event comes once.

    Args:
        store: The store.
        actors: None, one, or a pair that must both have part.
        issue: Words that entries must hold, as `communique.store.fulltext` takes them.
        days: Only entries of these days.
        kinds: Only these kinds of entry.
        limit: How many.

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
    lead = found[0] if found and issue is None else None
    with store.reading() as connection:
        dated = query.where(entries.c.day.is_not(None), *days.of_entries())
        rows = told(connection, _ordered(dated, lead, limit))
        if len(rows) < limit and days == ALWAYS:
            undated = query.where(entries.c.day.is_(None))
            rows += told(connection, _ordered(undated, lead, limit - len(rows)))
    return rows


def _ordered(query: Select[Any], lead: Who | None, limit: int) -> Select[Any]:
    """The first of a query by day; of an actor along the index of his days, which costs the same in any store."""
    if lead is None:
        return query.order_by(entries.c.day, entries.c.id).limit(limit)
    table = lead.table
    has_part = select(table.c.entry, table.c.day).where(lead.has_part(table)).distinct().subquery()
    return (
        query.join(has_part, has_part.c.entry == entries.c.id)
        .order_by(has_part.c.day, has_part.c.entry)
        .limit(limit)
    )
