"""Timelines: what an actor, a pair of actors or an issue has to do with, day after day."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, select

from communique.analysis.paging import Mark, Page, by_day, day_and_id, in_order, in_parts
from communique.analysis.questions import ALWAYS, LIMIT, Days, QuestionError, matches, within
from communique.analysis.told import Told
from communique.analysis.who import OWN, Who, actor_tags, somebody, who
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
    sought = _sought(store, actors, issue, kinds)
    with store.reading() as connection:
        some = [(day, id) for day, id in connection.execute(sought.few(days)).all()]
        if len(some) <= NEWEST:
            return in_order(connection, some, limit=limit, after=after, latest=latest)
        dated, undated = sought.by_month(days, after, latest), sought.all(UNDATED)
        return in_parts(connection, dated, undated, days=days, limit=limit, after=after, latest=latest)


def _of_one(
    store: Store, found: Who, days: Days, kinds: Sequence[str], limit: int, after: Mark | None, latest: bool
) -> Page[Told]:
    """The timeline of an actor along the index of his days, which costs the same in any store."""
    query, order = _along_days(found.state is not None, tuple(kinds)), (found.table.c.day, found.table.c.entry)
    with store.reading() as connection:
        return by_day(
            connection,
            query,
            days=days,
            limit=limit,
            after=after,
            order=order,
            latest=latest,
            given=found.given,
        )


@lru_cache(maxsize=100)
def _along_days(of_state: bool, kinds: tuple[str, ...]) -> Select[tuple[int]]:
    """The ids of the entries of `somebody`; made once for each, as to make a query costs more than to ask it."""
    found = somebody(of_state)
    table = found.table
    query = select(table.c.entry).join(entries, entries.c.id == table.c.entry).where(found.once(table))
    return query.where(table.c.kind.in_(kinds), entries.c.meeting.is_(None))


class _Sought(NamedTuple):
    """What the entries of a timeline must have, as `communique.analysis.questions.matches` takes it."""

    store: Store
    words: str | None
    tags: list[list[str]]
    where: list[ColumnElement[bool]]

    def few(self, days: Days) -> Select[tuple[datetime.date | None, int]]:
        """Day and id of all of these days; of one more than can be put in order at once, where they are many."""
        span = None if days == ALWAYS else within(self.store, days)
        found = self.matches(days=span, newest=NEWEST + 1).subquery()
        return select(entries.c.day, entries.c.id).join(found, found.c.id == entries.c.id)

    def all(self, *tags: str, days: tuple[datetime.date, datetime.date] | None = None) -> Select[tuple[int]]:
        """The ids of all that have these tags too."""
        found = self.matches(*tags, days=days).subquery()
        return select(entries.c.id).join(found, found.c.id == entries.c.id)

    def by_month(self, days: Days, after: Mark | None, latest: bool) -> Iterator[Select[tuple[int]]]:
        """The ids of one month after the other, from the one that a page begins in."""
        first, last = within(self.store, days)
        reached = day_and_id(after)
        if reached is not None and reached[0] is not None:
            first, last = (first, min(last, reached[0])) if latest else (max(first, reached[0]), last)
        turn = reversed if latest else iter
        for year in turn(range(first.year, last.year + 1)):
            if not self.store.rows(self.matches(tag("year", str(year)), newest=1)):
                continue
            for month in turn(range(1, 13)):
                begin = datetime.date(year, month, 1)
                end = begin.replace(day=monthrange(year, month)[1])
                if begin <= last and end >= first:
                    yield self.all(days=(begin, end)).where(entries.c.day >= begin)

    def matches(
        self, *tags: str, days: tuple[datetime.date, datetime.date] | None = None, newest: int | None = None
    ) -> Select[tuple[int, float]]:
        """Those that have these tags too, the newest ones or all."""
        more = [*self.tags, *([one] for one in tags)]
        return matches(self.store, self.words, more, self.where, days=days, newest=newest)


def _sought(store: Store, actors: Sequence[str], issue: str | None, kinds: Sequence[str]) -> _Sought:
    tags = [actor_tags(store, called, OWN) for called in actors]
    where: list[ColumnElement[bool]] = [entries.c.meeting.is_(None)]  # of an event that is one, the meeting
    if "statement" in kinds:  # as most are: to look at each match costs less than to intersect with all of these
        where.append(entries.c.kind.in_(kinds))
    else:
        tags.append([tag("kind", kind) for kind in kinds])
    return _Sought(store, issue, tags, where)
