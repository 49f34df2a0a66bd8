"""Positions: where an actor stands on an issue, report after report, and where that changes."""

from __future__ import annotations

import datetime
from collections import defaultdict

import msgspec

from communique.analysis.alike import overlap
from communique.analysis.paging import Mark, Page, page
from communique.analysis.questions import ALWAYS, LIMIT, Days, matching
from communique.analysis.told import Told, asked, told
from communique.analysis.who import who
from communique.store import Store
from communique.store.tables import entries

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

    Two reports are about one issue where they share `ALIKE` of its words. A position without a day stands last in
    its issue, and is no change.

    Args:
        store: The store.
        actor: Whose; a state with all who speak for it; None for all.
        issue: Words that an issue must have, as `communique.store.fulltext` takes them.
        days: Of these days.
        changed: Only issues on which somebody's stance changed.
        limit: How many.
        after: The mark of the page before.

    Raises:
        QuestionError: Nobody is called so, or the issue has no word to look for.
        StoreError: The database fails.
    """
    query = asked().where(entries.c.kind == "position", *days.of_entries())
    if actor is not None:
        query = query.where(entries.c.id.in_(who(store, actor).entries(("by",))))
    if issue is not None:
        found = matching(store, issue, ("position",))
        query = query.join(found, found.c.id == entries.c.id)
    with store.reading() as connection:
        rows = told(connection, query.order_by(entries.c.day.is_(None), entries.c.day, entries.c.id))
    stands = [stand for group in _groups(rows) for stand in _stands(*group)]
    if changed:
        moved = {(one.holder, one.issue) for one in stands if one.was}
        stands = [one for one in stands if (one.holder, one.issue) in moved]
    return page(stands, limit, after)


def _groups(rows: list[Told]) -> list[tuple[str, list[Told]]]:
    """Positions of one holder on one issue, by holder; each issue goes to the first one that it is like."""
    by_holder: dict[str, list[list[Told]]] = defaultdict(list)
    for row in rows:
        for holder in row.by:
            issues = by_holder[holder]
            same = next((one for one in issues if overlap(one[0].words, row.words) >= ALIKE), None)
            if same is None:
                issues.append([row])
            else:
                same.append(row)
    return [(holder, issue) for holder in sorted(by_holder) for issue in by_holder[holder]]


def _stands(holder: str, rows: list[Told]) -> list[Stand]:
    stands, before = [], None
    for row in rows:
        moved = before is not None and before != row.label and row.day is not None
        stands.append(
            Stand(
                holder=holder,
                issue=" ".join(rows[0].words.split()),
                day=row.day,
                stance=row.label,
                was=before if moved else None,
                sentence=row.sentence,
                document=row.document,
                outlet=row.outlet,
                entry=row.entry,
                key=row.key,
                id=row.id,
            )
        )
        before = row.label if row.day is not None else before
    return stands
