"""What every question has in common: how its trouble is called, and the days that it is about."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, Select, select

from communique.store import QueryError, Store, matching_entries, tag
from communique.store.fulltext import NEWEST
from communique.store.tables import entries

#: How many rows a question gives, unless told otherwise.
LIMIT = 50
#: The highest id that a database holds.
HIGHEST = 2**63 - 1


class QuestionError(ValueError):
    """A question cannot be answered as it was put; the message says what to put instead."""


class Days(msgspec.Struct, frozen=True):
    """Days from `first` to `last`, both included; None where it is open."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise QuestionError(f"the days end before they begin: {self.first} is after {self.last}")

    def conditions(
        self, day: ColumnElement[datetime.date | None], last_day: ColumnElement[datetime.date | None] | None = None
    ) -> list[ColumnElement[bool]]:
        """What rows must fulfil whose days overlap these; what has no day is left out where a day is asked for.

        Args:
            day: The column of the first day.
            last_day: The column of the last day; None where there is only one.
        """
        last_day = day if last_day is None else last_day
        found = [] if self.first is None else [last_day >= self.first]
        return found if self.last is None else [*found, day <= self.last]

    def of_entries(self) -> list[ColumnElement[bool]]:
        """The same for `entries`."""
        return self.conditions(entries.c.day, entries.c.last_day)


#: All days.
ALWAYS = Days()


def within(store: Store, days: Days = ALWAYS) -> tuple[datetime.date, datetime.date]:
    """Days with both ends, open ones where the store's own begin or end; some day of a store that has none."""
    (known,) = store.rows(select(_FIRST.label("first"), _LAST.label("last")))
    # No further than there is anything: each month is a word to look for.
    first = max(filter(None, (days.first, known.first)), default=days.last or datetime.date.min)
    last = min(filter(None, (days.last, max(filter(None, (known.last, first))))))
    return min(first, last), last


#: The days that a store has: each along its index.
_DAYS = select(entries.c.day).where(entries.c.day.is_not(None)).limit(1)
_FIRST = _DAYS.order_by(entries.c.day).scalar_subquery()
_LAST = _DAYS.order_by(entries.c.day.desc()).scalar_subquery()


def matches(
    store: Store,
    words: str | None,
    tags: Sequence[Sequence[str]] = (),
    where: Sequence[ColumnElement[bool]] = (),
    *,
    days: tuple[datetime.date, datetime.date] | None = None,
    newest: int | None = NEWEST,
) -> Select[tuple[int, float]]:
    """`communique.store.matching_entries`, of this store. One query takes one such.

    Raises:
        QuestionError: There is nothing to look for.
    """
    try:
        return matching_entries(store.dialect, words, tags, where, days, newest)
    except QueryError as error:
        raise QuestionError(str(error)) from None


def on_issue(store: Store, issue: str, *, newest: int | None = None) -> Select[tuple[int, float]]:
    """Positions on an issue: those whose normalised name it is, or otherwise those that hold its words.

    Raises:
        QuestionError: There is no word to look for.
        StoreError: The database fails.
    """
    positions = [tag("kind", "position")]
    named = [positions, [tag("issue", issue)]]
    if store.rows(matches(store, None, named, newest=1)):
        return matches(store, None, named, newest=newest)
    return matches(store, issue, [positions], newest=newest)
