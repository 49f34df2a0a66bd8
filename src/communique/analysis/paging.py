"""Pages: an answer a part at a time. Every list question gives a `Page` and takes the mark of the page before.

What has an index for its order goes on behind the last row (by day and id: each page costs the same); what is
computed as a whole goes on after a number of rows.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import BigInteger, ColumnElement, Connection, Date, Select, literal, tuple_

from communique.analysis.questions import ALWAYS, HIGHEST, Days, QuestionError
from communique.analysis.told import Told, told_of
from communique.store.tables import entries

#: Where a page begins: what `Page.next` says and `after` takes, as JSON can hold it. Only its question reads it.
Mark = tuple[str | int | None, ...]
#: The columns of day and id by which entries are in order.
Order = tuple[ColumnElement[Any], ColumnElement[Any]]
IN_ORDER: Order = (entries.c.day, entries.c.id)
#: How far an answer that is computed as a whole can be paged through, in rows.
FURTHEST = 10_000

Row = TypeVar("Row")


class Page(list[Row]):
    """Rows of an answer.

    Attributes:
        next: What to give as `after` to get the rows that follow; None where these are the last.
    """

    def __init__(self, rows: Iterable[Row] = (), next: Mark | None = None) -> None:
        super().__init__(rows)
        self.next = next


def skipped(after: Mark | None) -> int:
    """How many rows stand before a page.

    Raises:
        QuestionError: The mark is not of a page of such a question.
    """
    match after:
        case None:
            return 0
        case (int(number),) if 0 < number <= FURTHEST:
            return number
    raise _foreign()


def page(rows: Sequence[Row], limit: int, after: Mark | None = None) -> Page[Row]:
    """A page of rows that are all there.

    Raises:
        QuestionError: The mark is not of a page of such a question.
    """
    return taken(rows[skipped(after) :], limit, after)


def taken(rows: Sequence[Row], limit: int, after: Mark | None = None) -> Page[Row]:
    """A page of rows of which those before it are left out, and one more than `limit` shows that there are more.

    Raises:
        QuestionError: The mark is not of a page of such a question.
    """
    end = skipped(after) + limit
    return Page(rows[:limit], (end,) if len(rows) > limit and end <= FURTHEST else None)


def behind(after: Mark | None) -> int | None:
    """The id of the last row before a page of an answer that goes by id; None at the beginning.

    Raises:
        QuestionError: The mark is not of a page of such a question.
    """
    match after:
        case None:
            return None
        case (int(number),) if 0 <= number <= HIGHEST:
            return number
    raise _foreign()


def by_day(
    connection: Connection,
    query: Select[Any],
    *,
    days: Days = ALWAYS,
    limit: int,
    after: Mark | None = None,
    order: Order = IN_ORDER,
    latest: bool = False,
    given: Mapping[str, Any] | None = None,
) -> Page[Told]:
    """Entries in the order of their days, those of one day by id; those without a day last.

    Args:
        connection: To the store.
        query: For their ids.
        days: Only of these; what has no day is then left out.
        limit: How many.
        after: The mark of the page before.
        order: The columns of day and id, where an index of another table has them in order.
        latest: The latest first.
        given: The parameters of the query, where it was made without.

    Raises:
        QuestionError: The mark is not of a page of such a question.
    """
    return in_parts(
        connection,
        [query],
        query,
        days=days,
        limit=limit,
        after=after,
        order=order,
        latest=latest,
        given=given,
    )


def in_parts(
    connection: Connection,
    dated: Iterable[Select[Any]],
    undated: Select[Any],
    *,
    days: Days,
    limit: int,
    after: Mark | None,
    order: Order = IN_ORDER,
    latest: bool = False,
    given: Mapping[str, Any] | None = None,
) -> Page[Told]:
    """The same of entries that come by several queries.

    Args:
        connection: To the store.
        dated: For their ids, of one stretch of days after the other; asked as far as the page reaches.
        undated: The same for entries without a day.
        days: As for `by_day`, and so on.
        limit: How many.
        after: The mark of the page before.
        order: The columns of day and id.
        latest: The latest first; `dated` then goes backwards.
        given: The parameters of the queries, where they were made without.

    Raises:
        QuestionError: The mark is not of a page of such a question.
    """
    day, id = order
    reached = day_and_id(after)
    found: list[int] = []  # the ids first: to read what is shown of each that is put in order would cost far more
    if reached is None or reached[0] is not None:
        by = (day.desc(), id.desc()) if latest else (day, id)
        for query in dated:
            here = query.where(day.is_not(None), *days.of_entries(), *_beyond(order, reached, latest))
            here = here.order_by(*by).limit(limit + 1 - len(found))
            found += connection.execute(here, given or {}).scalars().all()
            if len(found) > limit:
                return _of_ids(connection, found, limit)
    if days == ALWAYS:
        here = undated.where(day.is_(None))
        if reached is not None and reached[0] is None:
            here = here.where(id < reached[1] if latest else id > reached[1])
        by_id = id.desc() if latest else id
        here = here.order_by(by_id).limit(limit + 1 - len(found))
        found += connection.execute(here, given or {}).scalars().all()
    return _of_ids(connection, found, limit)


def _of_ids(connection: Connection, found: Sequence[int], limit: int) -> Page[Told]:
    """A page of entries, of which one more than `limit` shows that there are more."""
    rows = told_of(connection, found[:limit])
    return Page(rows, _mark(rows[-1]) if len(found) > limit else None)


def in_order(
    connection: Connection,
    found: Iterable[tuple[datetime.date | None, int]],
    *,
    limit: int,
    after: Mark | None,
    latest: bool = False,
) -> Page[Told]:
    """The same of entries that are known by day and id.

    Args:
        connection: To the store.
        found: All of them.
        limit: How many.
        after: The mark of the page before.
        latest: The latest first.

    Raises:
        QuestionError: The mark is not of a page of such a question.
    """
    reached = day_and_id(after)
    places = sorted((_place(*row, latest), row[1]) for row in found)
    here = [id for place, id in places if reached is None or place > _place(*reached, latest)]
    return _of_ids(connection, here, limit)


def merged(pages: Iterable[Page[Told]], limit: int, *, latest: bool = False) -> Page[Told]:
    """One page of several that have the same order, limit and mark before them, each of other entries."""
    found = list(pages)
    rows = sorted((row for one in found for row in one), key=lambda row: _place(row.day, row.id, latest))
    more = len(rows) > limit or any(one.next for one in found)
    return Page(rows[:limit], _mark(rows[limit - 1]) if more else None)


def _place(day: datetime.date | None, id: int, latest: bool) -> tuple[bool, int, int]:
    """Where an entry stands: by day, those of one day by id; those without a day last."""
    turn = -1 if latest else 1
    return day is None, turn * day.toordinal() if day else 0, turn * id


def _beyond(
    order: Order, reached: tuple[datetime.date | None, int] | None, latest: bool
) -> list[ColumnElement[bool]]:
    """That a row comes after the one that is reached."""
    if reached is None:
        return []
    place, here = tuple_(*order), tuple_(literal(reached[0], Date), literal(reached[1], BigInteger))
    return [place < here if latest else place > here]


def _mark(row: Told) -> Mark:
    return row.day.isoformat() if row.day else None, row.id


def day_and_id(after: Mark | None) -> tuple[datetime.date | None, int] | None:
    """The day and id of the last row before a page; None at the beginning.

    Raises:
        QuestionError: The mark is not of a page of such a question.
    """
    match after:
        case None:
            return None
        case (None, int(number)) if 0 <= number <= HIGHEST:
            return None, number
        case (str(day), int(number)) if 0 <= number <= HIGHEST:
            try:
                return datetime.date.fromisoformat(day), number
            except ValueError:
                raise _foreign() from None
    raise _foreign()


def _foreign() -> QuestionError:
    return QuestionError("this is no mark of a page of this question: begin at its first page")
