"""Events across reports: the same meeting or event in several stories, with independent sources and disputes.

Accounts are joined one after the other in the order of their days. One joins where sides (of a meeting) or type,
actor and recipient (of an event) agree and the days are near; a copy of a story that is in already stays with it,
whatever its own days.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Select

from communique.analysis.accounts import (
    Account,
    Difference,
    accounts,
    days_apart,
    meeting_differences,
    same_meeting,
    same_words,
    word_differences,
)
from communique.analysis.paging import Mark, Page, page
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.reprints import Copy, Watch, one_source, source_of
from communique.analysis.told import asked
from communique.analysis.who import who
from communique.store import Store
from communique.store.tables import entries

#: Days between two accounts of one meeting that name other days: one of them may be wrong, or an ocean between
#: them.
_NEAR = datetime.timedelta(days=1)
#: Days between the reports of a meeting or event of which one account has no day.
_REPORTED = datetime.timedelta(days=3)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One document's account.

    Attributes:
        document: The document's name.
        source: Whose story it is; copies have the same.
        day: The day that it gives.
        place: The place that it gives.
        sentence: The sentence.
        entry: The id in its record.
    """

    document: str
    source: str
    day: datetime.date | None
    place: str | None
    sentence: str
    entry: str


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """What reports contradict each other on.

    Attributes:
        on: `day`, `place`, `participants`, `status`, `numbers`, `negation`.
        versions: What is said, each with the sources that say so.
    """

    on: str
    versions: tuple[str, ...]


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


class _Story(NamedTuple):
    """The story that a document has."""

    number: int
    day: datetime.date | None
    source: str


class _Sourced(NamedTuple):
    """An account, and the story that it is from."""

    account: Account
    story: _Story


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
    found = [_joined(cluster) for cluster in _clusters(_sourced(store, query, watch))]
    wanted = [one for one in found if one.sources >= sources and (one.disputes or not disputed)]
    ordered = sorted(wanted, key=lambda one: (-one.sources, -one.documents, one.day or datetime.date.max))
    return page(ordered, limit, after)


def _sourced(store: Store, query: Select[Any], watch: Watch) -> list[_Sourced]:
    """The accounts with their stories, by day: the text's, otherwise the story's."""
    with store.reading() as connection:
        found = accounts(connection, query.order_by(entries.c.id))
        stories = one_source(connection, sorted({one.document for one in found}), watch)
    of_document = {copy.number: _story(n, copies) for n, copies in enumerate(stories) for copy in copies}
    sourced = [_Sourced(one, of_document[one.document]) for one in found]
    return sorted(sourced, key=lambda one: (_when(one) or datetime.date.max, one.account.told.id))


def _story(number: int, copies: Sequence[Copy]) -> _Story:
    days = [copy.day for copy in copies if copy.day]
    return _Story(number, min(days, default=None), source_of(copies) or copies[0].document)


def _when(one: _Sourced) -> datetime.date | None:
    return one.account.told.day or one.story.day


def _clusters(found: Iterable[_Sourced]) -> list[list[_Sourced]]:
    """The accounts of each meeting or event, each in the cluster that it fits best."""
    clusters: list[list[_Sourced]] = []
    by_side: dict[tuple[str, str], list[list[_Sourced]]] = defaultdict(list)
    by_sentence: dict[tuple[int, str, str], list[_Sourced]] = {}
    for one in found:
        told = one.account.told
        wording = (one.story.number, told.label, told.sentence)
        cluster = by_sentence.get(wording)
        if cluster is None or _has_document(cluster, one):
            cluster = _fitting(one, [near for key in _keys(one) for near in _recent(by_side[key], one)])
        if cluster is None:
            cluster = []
            clusters.append(cluster)
            for key in _keys(one):
                by_side[key].append(cluster)
        cluster.append(one)
        by_sentence.setdefault(wording, cluster)
    return clusters


def _keys(one: _Sourced) -> list[tuple[str, str]]:
    told = one.account.told
    what = told.kind if told.kind == "meeting" else told.label
    return [(what, side) for side in sorted(one.account.sides)]


def _recent(clusters: Sequence[list[_Sourced]], one: _Sourced) -> Iterable[list[_Sourced]]:
    """The clusters that began near enough, the latest first."""
    day = _when(one)
    for cluster in reversed(clusters):
        began = _when(cluster[0])
        if day and began and day - began > _REPORTED:
            return
        yield cluster


def _fitting(one: _Sourced, clusters: Iterable[list[_Sourced]]) -> list[_Sourced] | None:
    """The cluster whose first account agrees most with this one."""
    best, most = None, 0.0
    for cluster in clusters:
        if not _has_document(cluster, one) and (fit := _fit(cluster[0], one)) > most:
            best, most = cluster, fit
    return best


def _has_document(cluster: Iterable[_Sourced], one: _Sourced) -> bool:
    """Whether the document is in already: it knows two of its meetings apart."""
    return any(other.account.document == one.account.document for other in cluster)


def _fit(one: _Sourced, other: _Sourced) -> float:
    """How well two accounts agree; 0 where they are of different things."""
    a, b = one.account, other.account
    if not _near(one, other):
        return 0.0
    if a.told.kind == "meeting":
        differences = {difference.on for difference in meeting_differences(a, b)}
        if not same_meeting(a, b) or {"day", "place"} <= differences:
            return 0.0
        return len(a.sides & b.sides) + len(a.by & b.by) - len(differences) / 2
    if a.to and b.to and not a.to & b.to:
        return 0.0
    alike = same_words(a, b)
    certain = a.told.day and b.told.day and not days_apart(a.told, b.told) and a.to & b.to
    return 1.0 + alike if certain else alike


def _near(one: _Sourced, other: _Sourced) -> bool:
    """Whether the days allow two accounts to be of one thing."""
    a, b = one.account.told, other.account.told
    if a.day and a.last_day and b.day and b.last_day:
        return a.day - b.last_day <= _NEAR and b.day - a.last_day <= _NEAR
    first, second = _when(one), _when(other)
    if first is None or second is None or a.status != b.status:
        return False
    return abs(first - second) <= _REPORTED


def _joined(cluster: Sequence[_Sourced]) -> Joined:
    told = [one.account.told for one in cluster]
    return Joined(
        day=_most((one.story.source, one.account.told.day) for one in cluster),
        kind=told[0].kind,
        label=told[0].label,
        actors=tuple(dict.fromkeys(name for one in told for name in one.by)),
        place=_most((one.story.source, one.account.told.place) for one in cluster),
        sources=len({one.story.source for one in cluster}),
        documents=len({one.account.document for one in cluster}),
        disputes=_disputes(cluster),
        reports=tuple(_report(one) for one in cluster),
    )


def _most(said: Iterable[tuple[str, Any]]) -> Any:
    """What most sources say; of as many the first."""
    counts = Counter(value for _, value in dict.fromkeys(said) if value is not None)
    return max(counts, key=lambda value: counts[value], default=None)


def _report(one: _Sourced) -> Report:
    told = one.account.told
    return Report(
        document=told.document,
        source=one.story.source,
        day=told.day,
        place=told.place,
        sentence=told.sentence,
        entry=told.entry,
    )


def _disputes(cluster: Sequence[_Sourced]) -> tuple[Dispute, ...]:
    """What sources contradict each other on; a copy does not contradict its own story."""
    versions: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for place, one in enumerate(cluster):
        for other in cluster[place + 1 :]:
            if one.story.source != other.story.source:
                for difference in _differences(one.account, other.account):
                    versions[difference.on][difference.one].add(one.story.source)
                    versions[difference.on][difference.other].add(other.story.source)
    return tuple(
        Dispute(
            on=on,
            versions=tuple(f"{value} ({', '.join(sorted(said))})" for value, said in sorted(values.items())),
        )
        for on, values in sorted(versions.items())
    )


def _differences(one: Account, other: Account) -> list[Difference]:
    differences = meeting_differences(one, other)
    if one.told.kind == "event":
        differences += [more for more in word_differences(one, other) if more.on in {"numbers", "negation"}]
    return differences
