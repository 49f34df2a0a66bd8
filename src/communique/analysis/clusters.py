"""Accounts of one meeting or event among those of many reports.

Accounts are joined one after the other in the order of their days. One joins where sides (of a meeting) or type,
actor and recipient (of an event) agree and the days are near; a copy of a story that is in already stays with it,
whatever its own days.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from communique.analysis.accounts import (
    REPORTED,
    Account,
    days_apart,
    meeting_differences,
    near,
    same_meeting,
    same_words,
)


class Story(NamedTuple):
    """The story that a document has."""

    number: int
    day: datetime.date | None
    source: str


class Sourced(NamedTuple):
    """An account, and the story that it is from."""

    account: Account
    story: Story


def when(one: Sourced) -> datetime.date | None:
    """The day of an account: the text's, otherwise the story's."""
    return one.account.told.day or one.story.day


def clustered(found: Iterable[Sourced]) -> list[list[Sourced]]:
    """The accounts of each meeting or event, each in the cluster that it fits best."""
    clusters: list[list[Sourced]] = []
    by_side: dict[tuple[str, str], list[list[Sourced]]] = defaultdict(list)
    by_sentence: dict[tuple[int, str, str], list[Sourced]] = {}
    for one in found:
        told = one.account.told
        wording = (one.story.number, told.label, told.sentence)
        cluster = by_sentence.get(wording)
        if cluster is None or _has_document(cluster, one):
            cluster = _fitting(one, [recent for key in _keys(one) for recent in _recent(by_side[key], one)])
        if cluster is None:
            cluster = []
            clusters.append(cluster)
            for key in _keys(one):
                by_side[key].append(cluster)
        cluster.append(one)
        by_sentence.setdefault(wording, cluster)
    return clusters


def _keys(one: Sourced) -> list[tuple[str, str]]:
    told = one.account.told
    what = told.kind if told.kind == "meeting" else told.label
    return [(what, side) for side in sorted(one.account.sides)]


def _recent(clusters: Sequence[list[Sourced]], one: Sourced) -> Iterable[list[Sourced]]:
    """The clusters that began near enough, the latest first."""
    day = when(one)
    for cluster in reversed(clusters):
        began = when(cluster[0])
        if day and began and day - began > REPORTED:
            return
        yield cluster


def _fitting(one: Sourced, clusters: Iterable[list[Sourced]]) -> list[Sourced] | None:
    """The cluster whose first account agrees most with this one."""
    best, most = None, 0.0
    for cluster in clusters:
        if not _has_document(cluster, one) and (fit := _fit(cluster[0], one)) > most:
            best, most = cluster, fit
    return best


def _has_document(cluster: Iterable[Sourced], one: Sourced) -> bool:
    """Whether the document is in already: it knows two of its meetings apart."""
    return any(other.account.document == one.account.document for other in cluster)


def _fit(one: Sourced, other: Sourced) -> float:
    """How well two accounts agree; 0 where they are of different things."""
    a, b = one.account, other.account
    if not near(a, b, when(one), when(other)):
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
