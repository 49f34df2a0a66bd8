"""Timelines: what an actor, a pair of actors or an issue has to do with, day after day."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from communique.analysis.paging import Mark, Page, by_day, day_and_id, in_parts
from communique.analysis.questions import ALWAYS, LIMIT, Days, QuestionError, matches, within
from communique.analysis.told import Told, asked
from communique.analysis.who import OWN, Who, actor_tags, who
from communique.store import Store, tag
from communique.store.fulltext import NEWEST, UNDATED
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
    if issue is None and len(actors) == 1:
        return _of_one(store, who(store, actors[0]), days, kinds, limit, after, latest)
    tags = [[tag("kind", kind) for kind in kinds], *(actor_tags(store, called, OWN) for called in actors)]
    with store.reading() as connection:
        if _are_many(store, connection, issue, tags):
            dated: Iterable[Select[Any]] = _by_month(store, issue, tags, days, after, latest)
        else:
            dated = [_matches(store, issue, tags)]
        undated = _matches(store, issue, [*tags, [UNDATED]])
        return in_parts(connection, dated, undated, days=days, limit=limit, after=after, latest=latest)


def _of_one(
    store: Store, found: Who, days: Days, kinds: Sequence[str], limit: int, after: Mark | None, latest: bool
) -> Page[Told]:
    """The timeline of an actor along the index of his days, which costs the same in any store."""
    table = found.table
    query = asked().join(table, table.c.entry == entries.c.id).where(found.once(table))
    query = query.where(table.c.kind.in_(kinds), entries.c.meeting.is_(None))
    order = table.c.day, table.c.entry
    with store.reading() as connection:
        return by_day(connection, query, days=days, limit=limit, after=after, order=order, latest=latest)


def _are_many(store: Store, connection: Connection, words: str | None, tags: Sequence[Sequence[str]]) -> bool:
    """Whether there are too many matches to put all of them in order."""
    some = matches(store, words, tags, newest=NEWEST + 1).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one() > NEWEST


def _by_month(
    store: Store, words: str | None, tags: Sequence[Sequence[str]], days: Days, after: Mark | None, latest: bool
) -> Iterator[Select[Any]]:
    """The matches of one month after the other, from the one that a page begins in."""
    first, last = within(store, days)
    reached = day_and_id(after)
    if reached is not None and reached[0] is not None:
        first, last = (first, min(last, reached[0])) if latest else (max(first, reached[0]), last)
    turn = reversed if latest else iter
    for year in turn(range(first.year, last.year + 1)):
        if not store.rows(matches(store, words, [*tags, [tag("year", str(year))]], newest=1)):
            continue
        for month in turn(range(1, 13)):
            begin = datetime.date(year, month, 1)
            end = begin.replace(day=monthrange(year, month)[1])
            if begin <= last and end >= first:
                yield _matches(store, words, tags, (begin, end)).where(entries.c.day >= begin)


def _matches(
    store: Store,
    words: str | None,
    tags: Sequence[Sequence[str]],
    days: tuple[datetime.date, datetime.date] | None = None,
) -> Select[Any]:
    """All entries that hold the words and tags, for `told`; of an event that is a meeting, the meeting."""
    found = matches(store, words, tags, days=days, newest=None).subquery()
    return asked().join(found, found.c.id == entries.c.id).where(entries.c.meeting.is_(None))
