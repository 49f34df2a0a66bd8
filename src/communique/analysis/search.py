"""Search: entries that hold some words, best first, narrowed by filters."""

from __future__ import annotations

import msgspec
from sqlalchemy import ColumnElement, Subquery, or_, select

from communique.analysis.outlets import outlets
from communique.analysis.paging import Mark, Page, skipped, taken
from communique.analysis.questions import ALWAYS, LIMIT, Days, QuestionError, matches, on_issue, within
from communique.analysis.told import Told, asked, told
from communique.analysis.who import OWN, actor_tags, state_code, state_tag
from communique.store import Store, tag
from communique.store.fulltext import NEWEST
from communique.store.tables import entries

#: What an act or a type is the label of.
_LABELLED = {"act": "statement", "type": "event"}


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What entries must have; all that are given must hold.

    Attributes:
        actor: Somebody who has part in it, by name or identity; a state with all who speak for it.
        state: A state that has part in it, by name or alpha-3 code.
        kind: The kind of entry.
        act: The speech act of a statement.
        type: The PLOVER type of an event.
        issue: An issue on which a position is taken there: its normalised name, or words of it.
        place: Where it is: a place's name, or a state.
        outlet: Who published it: a name in any case, or whole words of it.
        chain: Somebody on whose word it is reported.
        days: Its days.
    """

    actor: str | None = None
    state: str | None = None
    kind: str | None = None
    act: str | None = None
    type: str | None = None
    issue: str | None = None
    place: str | None = None
    outlet: str | None = None
    chain: str | None = None
    days: Days = ALWAYS


def search(
    store: Store,
    words: str | None,
    filters: Filters | None = None,
    *,
    limit: int = LIMIT,
    after: Mark | None = None,
) -> Page[Told]:
    """Entries that hold the words, best first and the newer of equals first.

    Args:
        store: The store.
        words: As `communique.store.fulltext` takes them; None to filter only.
        filters: What they must have.
        limit: How many.
        after: The mark of the page before.

    Raises:
        QuestionError: There is nothing to look for, or a filter names nobody.
        StoreError: The database fails.
    """
    found = found_by(store, words, filters)
    # The best by id first: to sort what is shown of all that is found would take far longer than to find it.
    ranked = select(found).order_by(found.c.score.desc(), found.c.id.desc())
    best = ranked.offset(skipped(after)).limit(limit + 1).subquery()
    query = asked().add_columns(best.c.score).join(best, best.c.id == entries.c.id)
    with store.reading() as connection:
        return taken(told(connection, query.order_by(best.c.score.desc(), best.c.id.desc())), limit, after)


def found_by(store: Store, words: str | None, filters: Filters | None = None) -> Subquery:
    """The entries that `search` ranks: `id` and `score` of at most `communique.store.NEWEST`, the latest.

    Raises:
        QuestionError: There is nothing to look for, or a filter names nobody.
        StoreError: The database fails.
    """
    filters = filters or Filters()
    days = None if filters.days == ALWAYS else within(store, filters.days)
    return matches(store, words, _tags(store, filters), _where(store, filters), days=days).subquery()


def _tags(store: Store, filters: Filters) -> list[list[str]]:
    """The filters as tags: all of the lists must hold, one tag of each is enough."""
    tags = []
    if filters.actor:
        tags.append(actor_tags(store, filters.actor, OWN))
    if filters.chain:
        tags.append(actor_tags(store, filters.chain, ("via",)))
    if filters.state:
        code = state_code(filters.state)
        tags.append([state_tag(part, code) for part in OWN])
    if filters.place:
        tags.append(_place_tags(filters.place))
    if filters.outlet:
        tags.append([tag("outlet", name) for name in outlets(store, filters.outlet)])
    if filters.kind:
        tags.append([tag("kind", filters.kind)])
    if filters.act:
        tags.append([tag("label", filters.act.lower())])
    if filters.type:
        tags.append([tag("label", filters.type.upper())])
    return tags


def _place_tags(called: str) -> list[str]:
    """A place by its name; a state also by what lies in it."""
    try:
        return [tag("place", called), tag("country", state_code(called))]
    except QuestionError:
        return [tag("place", called)]


def _where(store: Store, filters: Filters) -> list[ColumnElement[bool]]:
    where = [_on(store, filters.issue)] if filters.issue else []
    # Of what has a label most is of its kind: to look at each costs less than to intersect with all of the kind.
    return where + [entries.c.kind == kind for name, kind in _LABELLED.items() if getattr(filters, name)]


def _on(store: Store, issue: str) -> ColumnElement[bool]:
    """That an entry takes a position on an issue, or stands in a statement that does."""
    # Asked first, and not as a part of the search: two matches in one query would share their parameter.
    positions = [row.id for row in store.rows(on_issue(store, issue, newest=NEWEST))]
    carriers = select(entries.c.statement).where(entries.c.id.in_(positions), entries.c.statement.is_not(None))
    return or_(entries.c.id.in_(positions), entries.c.id.in_(carriers), entries.c.statement.in_(carriers))
