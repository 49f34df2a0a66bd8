"""Issues: those on which positions are taken, and who stands where on them."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import func, or_, select

from communique.analysis.paging import Mark, Page, skipped, taken
from communique.analysis.positions import Held, held, in_order, of_actor
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.store import Store
from communique.store.flat import SHIFT
from communique.store.tables import entries

#: Issues of a matrix, unless it is told which.
COLUMNS = 8
#: Positions of which the commonest wording names an issue, the latest.
_WORDINGS = 500


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue.

    Attributes:
        name: Its normalised name, by which questions take it.
        issue: What documents call it, the commonest wording of the latest ones.
        positions: How many positions are taken on it.
        documents: How many documents these are in.
        holders: How many actors take one.
        stances: How often each stance is taken.
        first_day: The day of the first report.
        last_day: The day of the last one.
    """

    name: str
    issue: str
    positions: int
    documents: int
    holders: int
    stances: dict[str, int]
    first_day: datetime.date | None
    last_day: datetime.date | None


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """Where an actor stands on an issue.

    Attributes:
        identity: The actor, across documents.
        holder: The actor's name.
        issue: The issue, as the matrix has it in `issues`.
        stance: The latest stance: `support`, `oppose`, `concern`, `neutral`.
        day: The day of its report.
        was: The stance before the last change; None where it never changed.
        changes: How often it changed.
        stances: How often each stance is reported.
        id: `entries.id` of the latest position, in this store only.
    """

    identity: str
    holder: str
    issue: str
    stance: str
    day: datetime.date | None
    was: str | None
    changes: int
    stances: dict[str, int]
    id: int


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """Actors and issues.

    Attributes:
        issues: The issues, in the order of the question: as they were asked for, or their normalised names.
        wordings: What to show for each of them.
        holders: The actors by identity, those with most positions first; `Cell.holder` is their name.
        cells: Who stands where; a pair that no document gives has none.
    """

    issues: tuple[str, ...]
    wordings: tuple[str, ...]
    holders: tuple[str, ...]
    cells: tuple[Cell, ...]


def issues(
    store: Store,
    actor: str | None = None,
    *,
    days: Days = ALWAYS,
    limit: int = LIMIT,
    after: Mark | None = None,
) -> Page[Issue]:
    """The issues on which positions are taken, those with most first; a position without a named issue is on none.

    Args:
        store: The store.
        actor: Whose positions; None for all.
        days: Of these days.
        limit: How many.
        after: The mark of the page before.

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    where = [entries.c.issue.is_not(None), *days.of_entries()]
    if actor is not None:
        where.append(of_actor(store, actor))
    number = func.count()
    query = (
        select(entries.c.issue).where(*where).group_by(entries.c.issue).order_by(number.desc(), entries.c.issue)
    )
    names = [row.issue for row in store.rows(query.offset(skipped(after)).limit(limit + 1))]
    wanted = taken(names, limit, after)
    return Page(
        [_issue(name, held(store, None, [entries.c.issue == name, *where])) for name in wanted], wanted.next
    )


def matrix(
    store: Store,
    about: Sequence[str] = (),
    actors: Sequence[str] = (),
    *,
    days: Days = ALWAYS,
    limit: int = LIMIT,
) -> Matrix:
    """Who stands where: actors by issues, with the latest stance, changes and counts.

    Args:
        store: The store.
        about: Each issue by its normalised name or by words, as `communique.store.fulltext` takes them; the
            commonest issues where there are none.
        actors: Whose positions; everybody's where there are none.
        days: Of these days.
        limit: How many actors, those with most positions.

    Raises:
        QuestionError: Nobody is called so, or an issue has no word to look for.
        StoreError: The database fails.
    """
    shown = {one: one for one in about} or {one.name: one.issue for one in issues(store, days=days, limit=COLUMNS)}
    where = days.of_entries()
    if actors:
        where.append(or_(*(of_actor(store, one) for one in actors)))
    cells = [cell for issue in shown for cell in _cells(issue, held(store, issue, where))]
    weight: Counter[str] = Counter()
    for cell in cells:
        weight[cell.identity] += sum(cell.stances.values())
    holders = sorted(weight, key=lambda one: (-weight[one], one))[:limit]
    return Matrix(
        issues=tuple(shown),
        wordings=tuple(shown.values()),
        holders=tuple(holders),
        cells=tuple(cell for cell in cells if cell.identity in set(holders)),
    )


def _issue(name: str, rows: Sequence[Held]) -> Issue:
    wordings = Counter(" ".join(row.words.split()) for row in rows[-_WORDINGS:])
    days = [row.day for row in rows if row.day]
    return Issue(
        name=name,
        issue=min(wordings, key=lambda words: (-wordings[words], words)),
        positions=len({row.id for row in rows}),
        documents=len({row.id >> SHIFT for row in rows}),
        holders=len({row.identity for row in rows}),
        stances=_stances(rows),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )


def _cells(issue: str, rows: Iterable[Held]) -> list[Cell]:
    by_holder: dict[str, list[Held]] = defaultdict(list)
    for row in rows:
        by_holder[row.identity].append(row)
    return [_cell(issue, theirs) for theirs in by_holder.values()]


def _cell(issue: str, rows: Sequence[Held]) -> Cell:
    dated = [row for row in rows if row.day]
    latest = (dated or rows)[-1]
    changes = [one for one in in_order(rows) if one.was]
    return Cell(
        identity=latest.identity,
        holder=latest.holder,
        issue=issue,
        stance=latest.stance,
        day=latest.day,
        was=changes[-1].was if changes else None,
        changes=len(changes),
        stances=_stances(rows),
        id=latest.id,
    )


def _stances(rows: Iterable[Held]) -> dict[str, int]:
    return dict(Counter(row.stance for row in rows).most_common())
