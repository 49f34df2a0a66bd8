"""Events across reports: the same meeting or event in several stories, with independent sources and disputes."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Select

from communique.analysis.accounts import accounts
from communique.analysis.clusters import Sourced, Story, clustered, when
from communique.analysis.disputes import Dispute, disputes
from communique.analysis.paging import Mark, Page, page
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.reprints import Copy, Watch, one_source, source_of
from communique.analysis.told import asked
from communique.analysis.who import who
from communique.store import Store
from communique.store.tables import entries


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One document's account.

    Attributes:
        document: The document's name.
        source: Whose story it is; copies have the same.
        day: The day that it gives.
        place: The place that it gives.
        sentence: The sentence.
        entry: The id in its record.
        key: The document's key.
        id: `entries.id`, in this store only.
    """

    document: str
    source: str
    day: datetime.date | None
    place: str | None
    sentence: str
    entry: str
    key: str
    id: int


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting or event, as all reports together have it.

    Attributes:
        day: Its day, as most sources give it.
        kind: `meeting` or `event`.
        label: Format or type.
        actors: Everybody whom a report names.
        place: Where, as most sources give it.
        sources: How many are independent: copies, and stories of one agency or outlet, count once.
        documents: How many documents report it.
        disputes: What they contradict each other on.
        reports: The accounts.
    """

    day: datetime.date | None
    kind: str
    label: str
    actors: tuple[str, ...]
    place: str | None
    sources: int
    documents: int
    disputes: tuple[Dispute, ...]
    reports: tuple[Report, ...]


def joined(
    store: Store,
    actor: str | None = None,
    *,
    kinds: Sequence[str] = ("meeting", "event"),
    days: Days = ALWAYS,
    sources: int = 1,
    disputed: bool = False,
    limit: int = LIMIT,
    after: Mark | None = None,
    watch: Watch = iter,
) -> Page[Joined]:
    """Meetings and events across reports, those with most independent sources first.

    Args:
        store: The store.
        actor: Who has part in it; None for all.
        kinds: `meeting`, `event`.
        days: Of these days.
        sources: Only those that so many independent sources have.
        disputed: Only those on which reports contradict each other.
        limit: How many.
        after: The mark of the page before.
        watch: Is given the documents as they are gone through.

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    query = asked().where(entries.c.kind.in_(kinds), entries.c.meeting.is_(None), *days.of_entries())
    if actor is not None:
        query = query.where(entries.c.id.in_(who(store, actor).entries()))
    found = [_joined(cluster) for cluster in clustered(_sourced(store, query, watch))]
    wanted = [one for one in found if one.sources >= sources and (one.disputes or not disputed)]
    ordered = sorted(wanted, key=lambda one: (-one.sources, -one.documents, one.day or datetime.date.max))
    return page(ordered, limit, after)


def _sourced(store: Store, query: Select[Any], watch: Watch) -> list[Sourced]:
    """The accounts with their stories, by day: the text's, otherwise the story's."""
    with store.reading() as connection:
        found = accounts(connection, query.order_by(entries.c.id))
        stories = one_source(connection, sorted({one.document for one in found}), watch)
    of_document = {copy.number: _story(n, copies) for n, copies in enumerate(stories) for copy in copies}
    sourced = [Sourced(one, of_document[one.document]) for one in found]
    return sorted(sourced, key=lambda one: (when(one) or datetime.date.max, one.account.told.id))


def _story(number: int, copies: Sequence[Copy]) -> Story:
    days = [copy.day for copy in copies if copy.day]
    return Story(number, min(days, default=None), source_of(copies) or copies[0].document)


def _joined(cluster: Sequence[Sourced]) -> Joined:
    told = [one.account.told for one in cluster]
    return Joined(
        day=_most((one.story.source, one.account.told.day) for one in cluster),
        kind=told[0].kind,
        label=told[0].label,
        actors=tuple(dict.fromkeys(name for one in told for name in one.by)),
        place=_most((one.story.source, one.account.told.place) for one in cluster),
        sources=len({one.story.source for one in cluster}),
        documents=len({one.account.document for one in cluster}),
        disputes=disputes(cluster),
        reports=tuple(_report(one) for one in cluster),
    )


def _most(said: Iterable[tuple[str, Any]]) -> Any:
    """What most sources say; of as many the first."""
    counts = Counter(value for _, value in dict.fromkeys(said) if value is not None)
    return max(counts, key=lambda value: counts[value], default=None)


def _report(one: Sourced) -> Report:
    told = one.account.told
    return Report(
        document=told.document,
        source=one.story.source,
        day=told.day,
        place=told.place,
        sentence=told.sentence,
        entry=told.entry,
        key=told.key,
        id=told.id,
    )
