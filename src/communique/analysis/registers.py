"""Registers that the documents themselves give: who met whom, and who held which office."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Subquery, bindparam, func, select

from communique.analysis.paging import IN_ORDER, Mark, Page, by_day, page, skipped
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.told import Told, asked
from communique.analysis.who import Who, who
from communique.knowledge.offices import titles
from communique.store import Store
from communique.store.tables import documents, entries, roles


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


def meetings(
    store: Store,
    actors: tuple[str, ...] = (),
    *,
    place: str | None = None,
    status: str | None = None,
    days: Days = ALWAYS,
    limit: int = LIMIT,
    after: Mark | None = None,
    latest: bool = False,
) -> Page[Told]:
    """Meetings in the order of their days, those without a day last.

    Args:
        store: The store.
        actors: Who must all have taken part.
        place: Where, a place's name.
        status: `held`, `planned` or `cancelled`.
        days: On these days.
        limit: How many.
        after: The mark of the page before.
        latest: The latest first.

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    query, order = asked().where(entries.c.kind == "meeting"), IN_ORDER
    found = [who(store, called) for called in actors]
    if found:  # along the index of the first one's days
        table = found[0].table
        query = asked().join(table, table.c.entry == entries.c.id)
        query, order = query.where(found[0].once(table), table.c.kind == "meeting"), (table.c.day, table.c.entry)
    for other in found[1:]:
        query = query.where(entries.c.id.in_(other.entries(kinds=("meeting",))))
    if place is not None:
        query = query.where(func.lower(entries.c.place) == place.lower())
    if status is not None:
        query = query.where(entries.c.status == status)
    with store.reading() as connection:
        return by_day(connection, query, days=days, limit=limit, after=after, order=order, latest=latest)


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
    if actor is not None:
        found = who(store, actor)
        where.append(roles.c.of == found.state if found.state else roles.c.identity.in_(found.identities))
    if title is not None:
        where.append(func.lower(roles.c.title).contains(title.lower(), autoescape=True))
    given = _GIVEN.where(*where)
    if latest:
        given = given.join(last := _last(where, skipped(after) + limit + 1), _same_holder(last))
    by_office: dict[tuple[str, str, str], list[Row[Any]]] = defaultdict(list)
    for row in store.rows(given):
        by_office[row.identity, office_of(row.title), row.of].append(row)
    held = sorted(by_office.items(), key=lambda one: (one[0][0], _first_day(one[1]) or _NEVER, one[0]))
    if latest:
        held.sort(key=lambda one: _last_day(one[1]) or datetime.date.min, reverse=True)
    with store.reading() as connection:
        wanted = page(held, limit, after)
        return Page([_office(connection, given, where) for _, given in wanted], wanted.next)


def office_of(title: str) -> str:
    """What office a title names: the same for all forms of one of which a state has one holder, else its words."""
    folded = " ".join(title.casefold().split())
    known = titles().get(folded)
    return known.scope if known and known.scope in _ONE and not folded.startswith(_FOR_A_TIME) else folded


#: Offices of which a state has one holder at a time.
_ONE = frozenset({"head-of-state", "head-of-government", "foreign-minister", "defence-minister"})
#: Words before a title that make it another office: who acts for a holder is none.
_FOR_A_TIME = ("acting ", "interim ", "caretaker ")
_NEVER = datetime.date.max
#: Each form of an office, with its reports; the first of them is the earliest, of one day the lowest document.
_GIVEN = select(
    roles.c.identity,
    roles.c.title,
    roles.c.of,
    func.min(roles.c.day).label("first_day"),
    func.max(roles.c.day).label("last_day"),
    func.count(roles.c.document.distinct()).label("reports"),
).group_by(roles.c.identity, roles.c.of, roles.c.title)


def _last(where: Sequence[ColumnElement[bool]], number: int) -> Subquery:
    """Those whose offices the latest reports give: so many of them have as many offices at the least."""
    last_day = func.max(roles.c.day)
    query = select(roles.c.identity, roles.c.of).where(*where).group_by(roles.c.identity, roles.c.of)
    return query.order_by(last_day.desc().nulls_last(), roles.c.identity, roles.c.of).limit(number).subquery()


def _same_holder(last: Subquery) -> ColumnElement[bool]:
    return (last.c.identity == roles.c.identity) & (last.c.of == roles.c.of)


def _first_day(given: Sequence[Row[Any]]) -> datetime.date | None:
    return min((row.first_day for row in given if row.first_day), default=None)


def _last_day(given: Sequence[Row[Any]]) -> datetime.date | None:
    return max((row.last_day for row in given if row.last_day), default=None)


def _office(connection: Connection, given: Sequence[Row[Any]], where: Sequence[ColumnElement[bool]]) -> Office:
    """The office that these forms name, with the words of its first report."""
    forms = [row.title for row in sorted(given, key=lambda row: (-row.reports, row.title))]
    theirs = {"identity": given[0].identity, "of": given[0].of, "forms": forms}
    earliest = _first_day(given)
    day = {"day": earliest} if earliest else {}
    first = connection.execute(_FIRST[bool(day)], theirs | day).one()
    reports = given[0].reports
    if len(given) > 1:  # a document may give two of the forms
        count = select(func.count(roles.c.document.distinct())).where(*_THEIRS, *where)
        reports = connection.execute(count, theirs).scalar_one()
    return Office(
        name=first.name,
        identity=first.identity,
        title=first.title,
        of=first.of,
        first_day=earliest,
        last_day=_last_day(given),
        reports=reports,
        words=" ".join(first.words.split()),
        source=first.source,
        key=first.key,
        titles=tuple(forms),
    )


_WORDS = func.substr(documents.c.text, roles.c.start + 1, roles.c.end - roles.c.start).label("words")
#: That somebody serves somebody in an office, by any of its forms.
_THEIRS = (
    roles.c.identity == bindparam("identity"),
    roles.c.of == bindparam("of"),
    roles.c.title.in_(bindparam("forms", expanding=True)),
)
_REPORT = select(roles, documents.c.name.label("source"), documents.c.key, _WORDS).join(documents).where(*_THEIRS)
_EARLIEST = _REPORT.order_by(roles.c.document, roles.c.number).limit(1)
#: Its first report, made once for each: of a day, and where none has a day.
_FIRST = {True: _EARLIEST.where(roles.c.day == bindparam("day")), False: _EARLIEST.where(roles.c.day.is_(None))}
