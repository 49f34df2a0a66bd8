"""The offices that documents give: who held which."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, bindparam, func, select

from communique.analysis.paging import Mark, Page, page, skipped
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.told import slices
from communique.analysis.who import Who, somebody, who
from communique.knowledge.offices import titles
from communique.store import Store
from communique.store.tables import documents, roles


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office that documents give somebody.

    Attributes:
        name: The holder's name, as the first document has it.
        identity: The holder, across documents.
        title: The office, as the first document words it.
        of: Whom it serves: an alpha-3 code or a name; empty where unsaid.
        first_day: The day of the first report that gives it; None where no report has a day.
        last_day: The day of the last one.
        reports: How many documents give it.
        words: The words of the first one.
        source: The name of that document.
        key: Its key.
        titles: All forms in which documents word it, the commonest first.
    """

    name: str
    identity: str
    title: str
    of: str
    first_day: datetime.date | None
    last_day: datetime.date | None
    reports: int
    words: str
    source: str
    key: str
    titles: tuple[str, ...]


def offices(
    store: Store,
    actor: str | Who | None = None,
    *,
    title: str | None = None,
    days: Days = ALWAYS,
    limit: int = LIMIT,
    after: Mark | None = None,
    latest: bool = False,
) -> Page[Office]:
    """Who held which office, by the word of the documents: one row for each holder, office and whom it serves.

    Titles of one holder that name the same high office (`Foreign Minister`, `minister of foreign affairs`, `FM`)
    are one office, as `communique.knowledge.offices` has it.

    Args:
        store: The store.
        actor: Whose; a state for all that serve it.
        title: A part of the title.
        days: Given by reports of these days.
        limit: How many.
        after: The mark of the page before.
        latest: Those that the latest reports give first; otherwise by holder.

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    where = days.conditions(roles.c.day)
    found = who(store, actor) if actor is not None else None
    if found is not None:
        where.append(_serves(found))
    if title is not None:
        where.append(func.lower(roles.c.title).contains(title.lower(), autoescape=True))
    given = _given(where, _latest(where, skipped(after) + limit + 1) if latest else None)
    with store.reading() as connection:
        wanted = page(_held(connection.execute(given).all(), latest=latest), limit, after)
        return Page(_offices(connection, wanted, where), wanted.next)


def latest_offices(connection: Connection, found: Who, limit: int) -> list[Office]:
    """The offices of an actor, or of all that serve a state, those that the latest reports give first."""
    given = _given_latest(found.state is not None, limit)
    held = _held(connection.execute(given, found.given).all(), latest=True)
    return _offices(connection, held[:limit], [_serves(found)])


@cache
def _given_latest(of_state: bool, limit: int) -> Select[Any]:
    where = [_serves(somebody(of_state))]
    # Of an actor all are few, and cost less than to look first for those that are the latest.
    return _given(where, _latest(where, limit) if of_state else None)


def _serves(found: Who) -> ColumnElement[bool]:
    """That an office is somebody's, or serves a state."""
    return roles.c.identity.in_(found.identities) if found.state is None else roles.c.of == found.state


def office_of(title: str) -> str:
    """What office a title names: the same for all forms of one of which a state has one holder, else its words."""
    folded = " ".join(title.casefold().split())
    known = titles().get(folded)
    return known.scope if known and known.scope in _ONE and not folded.startswith(_FOR_A_TIME) else folded


#: Offices of which a state has one holder at a time.
_ONE = frozenset({"head-of-state", "head-of-government", "foreign-minister", "defence-minister"})
#: Words before a title that make it another office: who acts for a holder is none.
_FOR_A_TIME = ("acting ", "interim ", "caretaker ")

#: What tells an office from others: the holder, what office it is, and whom it serves.
_Key = tuple[str, str, str]
#: An office with the forms in which documents word it, as rows of `_given`.
_Held = tuple[_Key, list[Row[Any]]]
_NEVER = datetime.date.max


def _given(where: Sequence[ColumnElement[bool]], latest: Subquery | None = None) -> Select[Any]:
    """Each form of an office, with its reports; `document` is the first of them, of one day the lowest."""
    form = roles.c.identity, roles.c.of, roles.c.title
    days = func.min(roles.c.day).label("first_day"), func.max(roles.c.day).label("last_day")
    query = select(*form, *days, func.count(roles.c.document.distinct()).label("reports"))
    query = query.where(*where).group_by(*form)
    if latest is not None:
        query = query.join(latest, (latest.c.identity == roles.c.identity) & (latest.c.of == roles.c.of))
    given, report = query.subquery(), roles.alias()
    lowest = select(func.min(report.c.document)).where(*(report.c[one.name] == given.c[one.name] for one in form))
    on_day = lowest.where(report.c.day == given.c.first_day).scalar_subquery()
    undated = lowest.where(report.c.day.is_(None)).scalar_subquery()
    return select(given, func.coalesce(on_day, undated).label("document"))


def _latest(where: Sequence[ColumnElement[bool]], number: int) -> Subquery:
    """Those whose offices the latest reports give: so many have as many offices at the least."""
    last_day = func.max(roles.c.day)
    query = select(roles.c.identity, roles.c.of).where(*where).group_by(roles.c.identity, roles.c.of)
    return query.order_by(last_day.desc().nulls_last(), roles.c.identity, roles.c.of).limit(number).subquery()


def _held(rows: Sequence[Row[Any]], *, latest: bool) -> list[_Held]:
    """Offices by holder, or those first that the latest reports give."""
    by_office: dict[_Key, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_office[_key(row)].append(row)
    held = sorted(by_office.items(), key=lambda one: (one[0][0], _first_day(one[1]) or _NEVER, one[0]))
    if latest:
        held.sort(key=lambda one: _last_day(one[1]) or datetime.date.min, reverse=True)
    return held


def _key(row: Row[Any]) -> _Key:
    return row.identity, office_of(row.title), row.of


def _first_day(given: Sequence[Row[Any]]) -> datetime.date | None:
    return min((row.first_day for row in given if row.first_day), default=None)


def _last_day(given: Sequence[Row[Any]]) -> datetime.date | None:
    return max((row.last_day for row in given if row.last_day), default=None)


def _offices(connection: Connection, held: Sequence[_Held], where: Sequence[ColumnElement[bool]]) -> list[Office]:
    firsts = _firsts(connection, held)
    return [_office(connection, given, firsts[key], where) for key, given in held]


def _firsts(connection: Connection, held: Sequence[_Held]) -> dict[_Key, Row[Any]]:
    """The first reports: of the earliest day the lowest document, and in it what stands first."""
    wanted: dict[tuple[_Key, int], set[str]] = {}
    for key, given in held:
        first_day = _first_day(given)
        document = min(row.document for row in given if row.first_day == first_day)
        wanted[key, document] = {row.title for row in given}
    firsts: dict[_Key, Row[Any]] = {}
    for some in slices([document for _, document in wanted]):
        for row in connection.execute(_REPORTS, {"documents": some}):
            key = _key(row)
            if row.title in wanted.get((key, row.document), ()):
                firsts.setdefault(key, row)
    return firsts


#: Made once: to make a query costs as much as to ask it.
_REPORTS = (
    select(
        *(roles, documents.c.name.label("source"), documents.c.key),
        func.substr(documents.c.text, roles.c.start + 1, roles.c.end - roles.c.start).label("words"),
    )
    .join(documents)
    .where(roles.c.document.in_(bindparam("documents", expanding=True)))
    .order_by(roles.c.document, roles.c.number)
)


def _office(
    connection: Connection, given: Sequence[Row[Any]], first: Row[Any], where: Sequence[ColumnElement[bool]]
) -> Office:
    """The office that these forms name, with the words of its first report."""
    forms = [row.title for row in sorted(given, key=lambda row: (-row.reports, row.title))]
    reports = given[0].reports
    if len(given) > 1:  # a document may give two of the forms
        theirs = roles.c.identity == first.identity, roles.c.of == first.of, roles.c.title.in_(forms)
        count = select(func.count(roles.c.document.distinct())).where(*theirs, *where)
        reports = connection.execute(count).scalar_one()
    return Office(
        name=first.name,
        identity=first.identity,
        title=first.title,
        of=first.of,
        first_day=_first_day(given),
        last_day=_last_day(given),
        reports=reports,
        words=" ".join(first.words.split()),
        source=first.source,
        key=first.key,
        titles=tuple(forms),
    )
