"""Pages: an answer a part at a time. Every list question gives a `Page` and takes the mark of the page before.

What has an index for its order goes on behind the last row (by day and id: each page costs the same); what is
computed as a whole goes on after a number of rows.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, literal, tuple_

from communique.analysis.questions import ALWAYS, HIGHEST, Days, QuestionError
from communique.analysis.told import Told, told
from communique.store.tables import entries

#: Where a page begins: what `Page.next` says and `after` takes, as JSON can hold it. Only its question reads it.
Mark = tuple[str | int | None, ...]
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
    order: tuple[ColumnElement[Any], ColumnElement[Any]] = (entries.c.day, entries.c.id),
    latest: bool = False,
) -> Page[Told]:
    """Entries in the order of their days, those of one day by id; those without a day last.

    Args:
        connection: To the store.
        query: What `asked` began.
        days: Only of these; what has no day is then left out.
        limit: How many.
        after: The mark of the page before.
        order: The columns of day and id, where an index of another table has them in order.
        latest: The latest first.

    Raises:
        QuestionError: The mark is not of a page of such a question.
    """
    day, id = order
    last_day, last_id = _day_and_id(after)
    rows: list[Told] = []
    if after is None or last_day is not None:
        dated = query.where(day.is_not(None), *days.of_entries())
        if last_day is not None:
            place, reached = tuple_(day, id), tuple_(literal(last_day), literal(last_id))
            dated = dated.where(place < reached if latest else place > reached)
        by = (day.desc(), id.desc()) if latest else (day, id)
        rows = told(connection, dated.order_by(*by).limit(limit + 1))
    if len(rows) <= limit and days == ALWAYS:
        undated = query.where(day.is_(None))
        if after is not None and last_day is None:
            undated = undated.where(id < last_id if latest else id > last_id)
        rows += told(connection, undated.order_by(id.desc() if latest else id).limit(limit + 1 - len(rows)))
    return Page(rows[:limit], _mark(rows[limit - 1]) if len(rows) > limit else None)


def _mark(row: Told) -> Mark:
    return row.day.isoformat() if row.day else None, row.id


def _day_and_id(after: Mark | None) -> tuple[datetime.date | None, int]:
    match after:
        case None:
            return None, 0
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
