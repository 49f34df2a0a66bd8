"""Whom a name means: a state, or actors that documents call so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal

import msgspec
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Select,
    Table,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    union_all,
)

from communique.analysis.questions import QuestionError
from communique.knowledge.states import states
from communique.store import Store, tag
from communique.store.fulltext import Field
from communique.store.tables import actors, parties, party_states

#: The parts that somebody can have in an entry.
Part = Literal["by", "to", "via", "member"]
_OF_STATE: dict[Part, Field] = {
    "by": "by-state",
    "to": "to-state",
    "via": "via-state",
    "member": "member-state",
}
#: The parts in which an actor has part itself; `via` is on whose word something is reported.
OWN: tuple[Part, ...] = ("by", "to", "member")
#: Names that a message lists.
_LISTED = 6
#: Actors looked through for one that is called so in part.
_CANDIDATES = 1_000
#: Letters with which a word must begin to be compared with a name that nobody has.
_ALIKE = 3
#: How like two names must be spelled, as `difflib` counts it.
_NEAR = 0.75
#: The highest character: names that begin alike lie between the beginning and it.
_HIGH = "\U0010ffff"


class Who(msgspec.Struct, frozen=True):
    """Somebody to ask for.

    Attributes:
        name: What to call them.
        state: The alpha-3 code, if it is a state: everybody who speaks for it is meant too.
        identities: Otherwise the actors, by what they are called across documents.
    """

    name: str
    state: str | None = None
    identities: tuple[str, ...] = ()

    @property
    def table(self) -> Table:
        """The table of parties to look into."""
        return party_states if self.state is not None else parties

    @property
    def given(self) -> dict[str, Any]:
        """What a query about `somebody` is executed with to be about this one."""
        return {_WHOSE: self.state if self.state is not None else self.identities}

    def has_part(self, table: FromClause, parts: Sequence[str] = OWN) -> ColumnElement[bool]:
        """That a row of `table` (`Who.table`, or an alias of it) is of theirs, in one of the parts."""
        of_state = self.state is not None
        is_theirs = table.c.state == self.state if of_state else table.c.identity.in_(self.identities)
        condition: ColumnElement[bool] = is_theirs & table.c.part.in_(parts)
        return condition

    def once(self, table: FromClause, parts: Sequence[str] = OWN) -> ColumnElement[bool]:
        """The same, of one row for each entry, though they have part in it twice: the one that stands first."""
        other = self.table.alias()
        key = "state" if self.state is not None else "identity"
        earlier = tuple_(other.c.part, other.c[key]) < tuple_(table.c.part, table.c[key])
        twice = select(other.c.entry).where(other.c.entry == table.c.entry, self.has_part(other, parts), earlier)
        return self.has_part(table, parts) & ~twice.exists()

    def entries(self, parts: Sequence[str] = OWN, kinds: Sequence[str] = ()) -> Select[tuple[int]]:
        """The ids of the entries, of some kinds or of all, in which they have part."""
        query = select(self.table.c.entry).where(self.has_part(self.table, parts))
        return query.where(self.table.c.kind.in_(kinds)) if kinds else query


@cache
def somebody(of_state: bool) -> Who:
    """Any state, or any actor: for queries that are made once, as to make one costs more than to ask it."""
    whose: Any = bindparam(_WHOSE, expanding=not of_state)
    return Who("", state=whose) if of_state else Who("", identities=whose)


_WHOSE = "whose"


def who(store: Store, called: str | Who) -> Who:
    """Whom a name, an alpha-3 code or an identity means; who is known already is himself.

    States come first, by name or code; then actors of exactly this identity or name; then one of whose name these
    are whole words (`Blinken`).

    Raises:
        QuestionError: Nobody is called so, or several are; the message suggests names.
        StoreError: The database fails.
    """
    if isinstance(called, Who):
        return called
    code = _codes().get(called.casefold())
    if code:
        return Who(called, state=code)
    folded = called.casefold()
    with store.reading() as connection:
        whole = {*connection.execute(_CALLED, {"folded": folded, "identity": called}).scalars()}
        found = whole or _of_whole_words(connection, folded)
        name = connection.execute(_NAME, {"identity": min(found)}).scalar_one() if found else None
    if len(found) > 1 and not whole:
        listed = ", ".join(sorted(found)[:_LISTED]) + (" …" if len(found) > _LISTED else "")
        raise QuestionError(f"'{called}' may be several: ask for one of {listed}")
    if name is None:
        raise QuestionError(f"no document names an actor '{called}'{instead(suggest(store, called))}")
    return Who(name, identities=tuple(sorted(found)))


def _called() -> CompoundSelect[tuple[str]]:
    """Actors by name or identity; of a name each by a step along the index: documents may name one very often."""
    is_called = actors.c.folded == bindparam("folded")
    steps = select(func.min(actors.c.identity).label("identity")).where(is_called).cte(recursive=True)
    following = select(func.min(actors.c.identity)).where(is_called, actors.c.identity > steps.c.identity)
    steps = steps.union_all(select(following.scalar_subquery()).where(steps.c.identity.is_not(None)))
    known = select(actors.c.identity).where(actors.c.identity == bindparam("identity")).limit(1)
    return union_all(select(steps.c.identity).where(steps.c.identity.is_not(None)), select(known.subquery()))


_CALLED = _called()
_NAME = select(func.min(actors.c.name)).where(actors.c.identity == bindparam("identity"))


def _of_whole_words(connection: Connection, folded: str) -> set[str]:
    query = select(actors.c.identity, actors.c.folded).distinct()
    rows = connection.execute(query.where(actors.c.folded.contains(folded, autoescape=True)).limit(_CANDIDATES))
    return {row.identity for row in rows if f" {folded} " in f" {row.folded} "}


def actor_tags(store: Store, called: str, parts: Sequence[Part]) -> list[str]:
    """The tags of which an entry has one where somebody has part in it.

    Raises:
        QuestionError: Nobody is called so, or several are.
        StoreError: The database fails.
    """
    found = who(store, called)
    if found.state:
        return [state_tag(part, found.state) for part in parts]
    return [tag(part, identity) for part in parts for identity in found.identities]


def state_tag(part: Part, code: str) -> str:
    """The tag of a state in a part."""
    return tag(_OF_STATE[part], code)


def state_code(called: str) -> str:
    """The alpha-3 code of a state, by name or code.

    Raises:
        QuestionError: No state is called so; the message suggests names.
    """
    code = _codes().get(called.casefold())
    if code is None:
        near = near_names(called, [one.name for one in states()], _LISTED)
        raise QuestionError(
            f"'{called}' is no state{instead(near)}: write its English name or its code, for example KAZ"
        )
    return code


def suggest(store: Store, called: str, limit: int = _LISTED) -> list[str]:
    """Names of states and actors that somebody may mean who writes a part of one, or writes it wrong.

    Names that begin so come first, then those of which it is whole words, then those that are spelled like it. A
    name of one letter is near to nobody.

    Args:
        store: The store.
        called: What was written.
        limit: How many.

    Raises:
        StoreError: The database fails.
    """
    folded = " ".join(called.casefold().split())
    if len(folded) < 2:
        return []
    begin = [one.name for one in states() if one.name.casefold().startswith(folded)]
    begin += _names(store, _begins(store, folded), limit)
    if len(begin) < limit:
        begin += _names(store, actors.c.folded.contains(f" {folded}", autoescape=True), limit)
    found = list(dict.fromkeys(begin))
    if len(found) < limit:
        alike = [actors.c.folded.contains(word[:_ALIKE], autoescape=True) for word in folded.split()]
        known = [*(one.name for one in states()), *_names(store, or_(*alike), _CANDIDATES)]
        found = list(dict.fromkeys([*found, *near_names(folded, known, limit)]))
    return found[:limit]


def near_names(called: str, names: Iterable[str], limit: int) -> list[str]:
    """Those names, or of which one word, are spelled like this, the likest first (`difflib`'s ratio, 0.75)."""
    folded, of_word = called.casefold(), defaultdict(list)
    for name in names:
        for word in {name.casefold(), *name.casefold().split()}:
            of_word[word].append(name)
    near = get_close_matches(folded, of_word, n=limit, cutoff=_NEAR)
    return list(dict.fromkeys(name for word in near for name in of_word[word]))[:limit]


def instead(names: Sequence[str]) -> str:
    """Suggestions as the end of a message; nothing where there are none."""
    return f"; did you mean {' or '.join(names)}?" if names else ""


def _begins(store: Store, folded: str) -> ColumnElement[bool]:
    """That a name begins so; SQLite needs the bounds to use its index, PostgreSQL may sort otherwise."""
    begins: ColumnElement[bool] = actors.c.folded.startswith(folded, autoescape=True)
    return begins & actors.c.folded.between(folded, folded + _HIGH) if store.dialect == "sqlite" else begins


def _names(store: Store, condition: ColumnElement[bool], limit: int) -> list[str]:
    """Names of actors that documents call so, those of most documents first."""
    query = select(actors.c.name).where(condition).group_by(actors.c.name)
    rows = store.rows(query.order_by(func.count().desc(), actors.c.name).limit(limit))
    return [row.name for row in rows]


@cache
def state_names() -> dict[str, str]:
    """Usual English names of states by their codes."""
    return {one.code: one.name for one in states()}


@cache
def _codes() -> dict[str, str]:
    """Codes of states by their names and codes in lower case; of two with one name the first of the table."""
    names: dict[str, str] = {}
    for one in states():
        for name in (one.code, one.name, one.official, *one.aliases):
            names.setdefault(name.casefold(), one.code)
    return names
