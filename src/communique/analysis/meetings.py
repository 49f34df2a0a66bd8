"""The meetings that documents tell of."""

from __future__ import annotations

from sqlalchemy import func, select

from communique.analysis.paging import IN_ORDER, Mark, Page, by_day
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.told import Told
from communique.analysis.who import who
from communique.store import Store
from communique.store.tables import entries


def meetings(
    store: Store,
    actors: tuple[str, ...] = (),
    *,
    place: str | None = None,
    status: str | None = None,
    days: Days = ALWAYS,
    limit: int = LIMIT,
    after: Mark | None = None,
    latest: bool = False,
) -> Page[Told]:
    """Meetings in the order of their days, those without a day last.

    Args:
        store: The store.
        actors: Who must all have taken part.
        place: Where, a place's name.
        status: `held`, `planned` or `cancelled`.
        days: On these days.
        limit: How many.
        after: The mark of the page before.
        latest: The latest first.

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    query, order = select(entries.c.id).where(entries.c.kind == "meeting"), IN_ORDER
    found = [who(store, called) for called in actors]
    if found:  # along the index of the first one's days
        table = found[0].table
        query = select(entries.c.id).join(table, table.c.entry == entries.c.id)
        query, order = query.where(found[0].once(table), table.c.kind == "meeting"), (table.c.day, table.c.entry)
    for other in found[1:]:
        query = query.where(entries.c.id.in_(other.entries(kinds=("meeting",))))
    if place is not None:
        query = query.where(func.lower(entries.c.place) == place.lower())
    if status is not None:
        query = query.where(entries.c.status == status)
    with store.reading() as connection:
        return by_day(connection, query, days=days, limit=limit, after=after, order=order, latest=latest)
