"""Whom a name means: a state, or actors that documents call so."""

from __future__ import annotations

from functools import cache

import msgspec
from sqlalchemy import ColumnElement, Select, Table, select

from communique.analysis.questions import QuestionError
from communique.knowledge.states import states
from communique.store import Store
from communique.store.tables import actors, parties, party_states

#: The parts in which an actor has part itself; `via` is on whose word something is reported.
OWN = ("by", "to", "member")
#: Names that a message lists.
_LISTED = 6
#: Actors looked through for one that is called so in part.
_CANDIDATES = 1_000


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
        return party_states if self.state else parties

    def has_part(self, table: Table, parts: tuple[str, ...] = OWN) -> ColumnElement[bool]:
        """That a row of `table` (`Who.table`, or an alias of it) is of theirs, in one of the parts."""
        is_theirs = table.c.state == self.state if self.state else table.c.identity.in_(self.identities)
        condition: ColumnElement[bool] = is_theirs & table.c.part.in_(parts)
        return condition

    def entries(self, parts: tuple[str, ...] = OWN) -> Select[tuple[int]]:
        """The ids of the entries in which they have part."""
        return select(self.table.c.entry).where(self.has_part(self.table, parts))


def who(store: Store, called: str) -> Who:
    """Whom a name, an alpha-3 code or an identity means.

    States come first, by name or code; then actors of exactly this identity or name; then one of whose name these
    are whole words (`Blinken`).

    Raises:
        QuestionError: Nobody is called so, or several are.
        StoreError: The database fails.
    """
    code = _state_names().get(called.casefold())
    if code:
        return Who(called, state=code)
    folded = called.casefold()
    exact = select(actors.c.identity, actors.c.name).distinct()
    found = store.rows(exact.where((actors.c.folded == folded) | (actors.c.identity == called)))
    if not found:
        like = exact.where(actors.c.folded.contains(folded, autoescape=True)).limit(_CANDIDATES)
        found = [row for row in store.rows(like) if f" {folded} " in f" {row.name.casefold()} "]
        if len(identities := {row.identity for row in found}) > 1:
            listed = ", ".join(sorted(identities)[:_LISTED]) + (" …" if len(identities) > _LISTED else "")
            raise QuestionError(f"'{called}' may be several: ask for one of {listed}")
    if not found:
        raise QuestionError(f"no document names an actor '{called}'")
    return Who(sorted(row.name for row in found)[0], identities=tuple(sorted({row.identity for row in found})))


def state_code(called: str) -> str:
    """The alpha-3 code of a state, by name or code.

    Raises:
        QuestionError: No state is called so.
    """
    code = _state_names().get(called.casefold())
    if code is None:
        raise QuestionError(f"'{called}' is no state: write its English name or its code, for example KAZ")
    return code


@cache
def _state_names() -> dict[str, str]:
    """Codes of states by their names and codes in lower case; of two with one name the first of the table."""
    names: dict[str, str] = {}
    for one in states():
        for name in (one.code, one.name, one.official, *one.aliases):
            names.setdefault(name.casefold(), one.code)
    return names
