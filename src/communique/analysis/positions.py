"""Positions: where an actor stands on an issue, report after report, and where that changes."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, bindparam, select

from communique.analysis.alike import overlap
from communique.analysis.paging import Mark, Page, page
from communique.analysis.questions import ALWAYS, LIMIT, Days, on_issue
from communique.analysis.told import Told, told_of
from communique.analysis.who import Who, who
from communique.store import Store
from communique.store.tables import entries, parties

#: How much of its words an issue must share with another to be the same.
ALIKE = 0.6


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """A position in one report.

    Attributes:
        holder: Whose it is.
        issue: The issue, as the first report with it words it.
        day: The day of the report.
        stance: `support`, `oppose`, `concern`, `neutral`.
        was: The stance before, if it was another; None where nothing changed.
        sentence: The sentence.
        document: The document's name.
        outlet: Who published it.
        entry: Its id in the record.
        key: The document's key.
        id: `entries.id`, in this store only.
    """

    holder: str
    issue: str
    day: datetime.date | None
    stance: str
    was: str | None
    sentence: str
    document: str
    outlet: str | None
    entry: str
    key: str
    id: int


def positions(
    store: Store,
    actor: str | None = None,
    issue: str | None = None,
    *,
    days: Days = ALWAYS,
    changed: bool = False,
    limit: int = LIMIT,
    after: Mark | None = None,
) -> Page[Stand]:
    """Positions by holder, issue and day, with changes marked.

    Two reports are about one issue where its normalised name is the same, or they share `ALIKE` of its words. A
    position without a day stands last in its issue, and is no change.

    Args:
        store: The store.
        actor: Whose; a state with all who speak for it; None for all.
        issue: An issue's normalised name, or words that it must have, as `communique.store.fulltext` takes them.
        days: Of these days.
        changed: Only issues on which somebody's stance changed.
        limit: How many.
        after: The mark of the page before.

    Raises:
        QuestionError: Nobody is called so, or the issue has no word to look for.
        StoreError: The database fails.
    """
    where = [*days.of_entries()]
    if actor is None and issue is None:
        where.append(entries.c.kind == "position")
    if actor is not None:
        where.append(of_actor(store, actor))
    stands = stands_on(held(store, issue, where))
    if changed:
        moved = {(one.held.holder, one.issue) for one in stands if one.was}
        stands = [one for one in stands if (one.held.holder, one.issue) in moved]
    wanted = page(stands, limit, after)
    with store.reading() as connection:
        return Page(_shown(connection, wanted), wanted.next)


def stands_among(connection: Connection, found: Who, shown: Sequence[Told]) -> list[Stand]:
    """Positions of an actor as they are told, by issue and day, with changes among these marked."""
    rows = [Held(*row) for row in connection.execute(_HELD_BY_DAY, {"ids": [one.id for one in shown]})]
    mine = [one for one in rows if found.state or one.identity in found.identities]
    return _stands(stands_on(mine), shown)


def of_actor(store: Store, called: str) -> ColumnElement[bool]:
    """That an entry is a position of somebody.

    Raises:
        QuestionError: Nobody is called so, or several are.
        StoreError: The database fails.
    """
    return entries.c.id.in_(who(store, called).entries(("by",), ("position",)))


class Held(NamedTuple):
    """A position as it is counted.

    Attributes:
        id: Its entry.
        identity: The holder, across documents.
        holder: The holder's name.
        words: The issue, as the document words it.
        issue: Its normalised name.
        stance: The stance.
        day: The day of the report.
    """

    id: int
    identity: str
    holder: str
    words: str
    issue: str | None
    stance: str
    day: datetime.date | None


class Placed(NamedTuple):
    """A position in the order of its issue: what the issue is called, and the stance before, if it was another."""

    held: Held
    issue: str
    was: str | None


def held(store: Store, issue: str | None = None, where: Sequence[ColumnElement[bool]] = ()) -> list[Held]:
    """Positions in the order of their days, those without a day last; of several holders one for each.

    Args:
        store: The store.
        issue: Its normalised name, or words that it must have.
        where: Conditions on `entries`; without an issue one of them says that it is a position, or whose.
    """
    query = _HELD.where(*where)
    if issue is not None:
        found = on_issue(store, issue).subquery()
        query = query.join(found, found.c.id == entries.c.id)
    return [Held(*row) for row in store.rows(query.order_by(*_BY_DAY))]


def stands_on(rows: Iterable[Held]) -> list[Placed]:
    """Positions by holder and issue, with changes marked."""
    return [placed for group in _groups(rows) for placed in in_order(group)]


def in_order(group: Sequence[Held]) -> list[Placed]:
    """The positions of one holder on one issue, with changes marked."""
    issue, before, found = " ".join(group[0].words.split()), None, []
    for row in group:
        moved = before is not None and before != row.stance and row.day is not None
        found.append(Placed(row, issue, before if moved else None))
        before = row.stance if row.day is not None else before
    return found


_BY_DAY = entries.c.day.is_(None), entries.c.day, entries.c.id, parties.c.identity
_HELD = (
    select(
        *(entries.c.id, parties.c.identity, parties.c.name),
        *(entries.c.words, entries.c.issue, entries.c.label, entries.c.day),
    )
    .join(parties, parties.c.entry == entries.c.id)
    .where(parties.c.part == "by")
)
_HELD_BY_DAY = _HELD.where(entries.c.id.in_(bindparam("ids", expanding=True))).order_by(*_BY_DAY)


def _groups(rows: Iterable[Held]) -> Iterator[list[Held]]:
    """Positions of one holder on one issue, by holder; each goes to the first issue that it is like."""
    by_holder: dict[str, list[list[Held]]] = defaultdict(list)
    known: dict[tuple[str, str], list[Held]] = {}  # the same name or the same words are the same issue
    for row in rows:
        issues = by_holder[row.holder]
        called = row.issue or row.words
        same = known.get((row.holder, called)) or next(
            (one for one in issues if overlap(one[0].words, row.words) >= ALIKE), None
        )
        if same is None:
            same = []
            issues.append(same)
        same.append(row)
        known[row.holder, called] = same
    return (issue for holder in sorted(by_holder) for issue in by_holder[holder])


def _shown(connection: Connection, rows: Sequence[Placed]) -> list[Stand]:
    return _stands(rows, told_of(connection, list({one.held.id for one in rows})))


def _stands(rows: Sequence[Placed], shown: Iterable[Told]) -> list[Stand]:
    by_id = {one.id: one for one in shown}
    return [_stand(one, by_id[one.held.id]) for one in rows]


def _stand(one: Placed, row: Told) -> Stand:
    return Stand(
        holder=one.held.holder,
        issue=one.issue,
        day=one.held.day,
        stance=one.held.stance,
        was=one.was,
        sentence=row.sentence,
        document=row.document,
        outlet=row.outlet,
        entry=row.entry,
        key=row.key,
        id=row.id,
    )
