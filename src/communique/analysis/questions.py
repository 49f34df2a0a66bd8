"""What every question has in common: how its trouble is called, and the days that it is about."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, Subquery

from communique.store import QueryError, Store, matching_entries, tag
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


def matching(store: Store, words: str, kinds: Sequence[str]) -> Subquery:
    """All entries of some kinds that hold the words: `id`, `score`. One query takes one such.

    Raises:
        QuestionError: There is no word to look for.
    """
    try:
        return matching_entries(
            store.dialect, words, [[tag("kind", kind) for kind in kinds]], newest=None
        ).subquery()
    except QueryError as error:
        raise QuestionError(str(error)) from None
