"""Reprints: documents that have one story, so that twelve copies count as one source.

Two documents are one source where one is a near-copy of the other (`communique.analysis.copies`), or where both
name the same agency, at most `NEAR` apart, and share a part of their wording: its second lead is no second source.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import msgspec
from sqlalchemy import Connection, select

from communique.analysis.copies import is_copy, shingles
from communique.analysis.groups import Groups, groups
from communique.analysis.paging import Mark, Page, page
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.told import slices
from communique.analysis.wordings import Wordings
from communique.knowledge.agencies import agencies
from communique.store import Store
from communique.store.tables import documents, records

#: How much of its wording a story of the same agency must share to be a further lead of it.
LEAD = 0.25
#: Days between the two.
NEAR = datetime.timedelta(days=2)

#: What long work is watched by: it gives the documents on as they are.
Watch = Callable[[Iterable["Copy"]], Iterable["Copy"]]


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A document that has a story.

    Attributes:
        document: Its name.
        key: Its key.
        outlet: Who published it, as far as known.
        agency: The agency that it names, by its full name.
        day: The day of the report, where nothing contradicts it.
        title: Its title.
        length: Characters of its text.
        number: `documents.id`, in this store only.
    """

    document: str
    key: str
    outlet: str | None
    agency: str | None
    day: datetime.date | None
    title: str | None
    length: int
    number: int


class Reprint(msgspec.Struct, frozen=True, kw_only=True):
    """One story with its copies.

    Attributes:
        day: The earliest day of its documents: a reprint's own later day is not the story's.
        source: The agency that the documents name most, otherwise the outlet of the first.
        original: The name of the first document: the earliest, of one day the longest.
        number: How many documents have it.
        outlets: Who published it.
        documents: Their names, the original first.
        days: The days of the documents, earliest first: more than one where a copy bears a day of its own.
    """

    day: datetime.date | None
    source: str | None
    original: str
    number: int
    outlets: tuple[str, ...]
    documents: tuple[str, ...]
    days: tuple[datetime.date, ...]


def reprints(
    store: Store, *, days: Days = ALWAYS, limit: int = LIMIT, after: Mark | None = None, watch: Watch = iter
) -> Page[Reprint]:
    """The stories that more than one document has, those with most copies first.

    Args:
        store: The store.
        days: Only among documents of these days; those without a day are looked at in any case.
        limit: How many.
        after: The mark of the page before.
        watch: Is given the documents as they are gone through.

    Raises:
        StoreError: The database fails.
    """
    near = records.c.day.is_(None)
    conditions = days.conditions(records.c.day)
    query = select(documents.c.id).join(records).order_by(documents.c.id)
    for condition in conditions:
        query = query.where(condition | near)
    numbers = [row.id for row in store.rows(query)]
    with store.reading() as connection:
        stories = one_source(connection, numbers, watch)
    found = [_reprint(story) for story in stories if len(story) > 1]
    ordered = sorted(found, key=lambda one: (-one.number, one.day or datetime.date.max, one.original))
    return page(ordered, limit, after)


def copied(store: Store, keys: Sequence[str]) -> list[list[Copy]]:
    """The stories that several of some documents have; comparing their texts takes a while.

    Args:
        store: The store.
        keys: The documents'.

    Raises:
        StoreError: The database fails.
    """
    with store.reading() as connection:
        numbers = connection.execute(select(documents.c.id).where(documents.c.key.in_(keys))).scalars().all()
        stories = one_source(connection, numbers)
    return [story for story in stories if len(story) > 1]


def one_source(connection: Connection, numbers: Sequence[int], watch: Watch = iter) -> list[list[Copy]]:
    """Documents by story, each story's in the order of their days.

    Args:
        connection: To the store.
        numbers: `documents.id` of those to group.
        watch: Is given the documents as they are gone through.
    """
    copies: list[Copy] = []
    texts: dict[int, str] = {}
    with Wordings() as wordings:
        for copy in watch(_copies(connection, numbers, texts)):
            copies.append(copy)
            wordings.add(shingles(texts.pop(copy.number)))
        together = groups(wordings)
        _join_leads(copies, wordings, together)
    return [sorted((copies[number] for number in group), key=_age) for group in together.all()]


def agency_of(copy: Copy) -> str | None:
    """The agency on whose word a document is: the one that it names, or the outlet that is one itself."""
    return _agency_names().get((copy.agency or copy.outlet or "").casefold(), copy.agency)


def source_of(story: Sequence[Copy]) -> str | None:
    """Whose a story is: the agency that most of its documents name, otherwise the first outlet."""
    named = [agency for copy in story if (agency := agency_of(copy))]
    outlet = next((copy.outlet for copy in story if copy.outlet), None)
    return max(named, key=lambda one: (named.count(one), one), default=outlet)


def _copies(connection: Connection, numbers: Sequence[int], texts: dict[int, str]) -> Iterator[Copy]:
    """The documents in their order; the text of each is in `texts` while it is given."""
    columns = ("id", "name", "key", "outlet", "title", "text")
    columns_of = [documents.c[name] for name in columns]
    for some in slices(numbers):
        query = select(*columns_of, records.c.agency, records.c.day).join(records).where(documents.c.id.in_(some))
        for row in connection.execute(query.order_by(documents.c.id)):
            texts[row.id] = row.text
            yield Copy(
                document=row.name,
                key=row.key,
                outlet=row.outlet,
                agency=row.agency,
                day=row.day,
                title=row.title,
                length=len(row.text),
                number=row.id,
            )


def _join_leads(copies: Sequence[Copy], wordings: Wordings, together: Groups) -> None:
    """Join the stories of one agency that come within days of each other and share a part of their wording."""
    by_agency: dict[str, list[int]] = defaultdict(list)
    for number, copy in enumerate(copies):
        agency = agency_of(copy)
        if agency and copy.day:
            by_agency[agency].append(number)
    for numbers in by_agency.values():
        numbers.sort(key=lambda number: (copies[number].day, number))
        for place, number in enumerate(numbers):
            for other in _within(copies, numbers, place):
                if together.first(number) != together.first(other) and is_copy(
                    wordings[number], wordings[other], LEAD
                ):
                    together.join(number, other)


def _within(copies: Sequence[Copy], numbers: Sequence[int], place: int) -> Iterator[int]:
    """Those before `place` that are near enough to it in time."""
    day = copies[numbers[place]].day
    for other in reversed(numbers[:place]):
        before = copies[other].day
        if day is None or before is None or day - before > NEAR:
            return
        yield other


def _age(copy: Copy) -> tuple[datetime.date, int, int]:
    return copy.day or datetime.date.max, -copy.length, copy.number


def _reprint(story: Sequence[Copy]) -> Reprint:
    days = sorted({copy.day for copy in story if copy.day})
    return Reprint(
        day=days[0] if days else None,
        source=source_of(story),
        original=story[0].document,
        number=len(story),
        outlets=tuple(dict.fromkeys(copy.outlet for copy in story if copy.outlet)),
        documents=tuple(copy.document for copy in story),
        days=tuple(days),
    )


@cache
def _agency_names() -> dict[str, str]:
    """Full names of agencies by every name of theirs in lower case."""
    return {name.casefold(): one.name for one in agencies() for name in (one.name, *one.aliases)}
