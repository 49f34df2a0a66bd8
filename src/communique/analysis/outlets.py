"""Which outlets a name means: documents spell them as their source does."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from communique.analysis.questions import QuestionError
from communique.analysis.told import slices
from communique.analysis.who import instead, near_names
from communique.knowledge.agencies import agencies
from communique.store import Store
from communique.store.tables import documents, records

#: Names that a message lists.
_LISTED = 6


def outlets(store: Store, called: str) -> list[str]:
    """The outlets, and agencies that stand for one, that are called so, each as the store spells it.

    An exact name is itself. Otherwise case does not count, then whole words of a name are enough (`times` means
    The Times and The Astana Times).

    Raises:
        QuestionError: No document is of an outlet called so.
        StoreError: The database fails.
    """
    if store.rows(select(documents.c.id).where(documents.c.outlet == called).limit(1)):
        return [called]
    folded, spelled = called.casefold().strip(), _spelled(store)
    # An agency stands for an outlet where a document names no other, by its full name; it may be both.
    found = _called(folded, spelled) | {full for name, full in _agencies() if name == folded}
    found = found or _called(folded, _agencies())
    if found:
        return sorted(found)
    if store.rows(select(records.c.document).where(records.c.agency == called).limit(1)):
        return [called]
    near = near_names(folded, [name for _, name in spelled], _LISTED)
    raise QuestionError(f"no document is of an outlet '{called}'{instead(near)}")


def _called(folded: str, names: Collection[tuple[str, str]]) -> set[str]:
    """Those of exactly this name, otherwise those of whose name it is whole words."""
    found = {spelled for name, spelled in names if name == folded}
    return found or {spelled for name, spelled in names if f" {folded} " in f" {name} "}


def outlets_of(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """Who published documents, by `documents.id`; the agency, where that is not known."""
    outlet = func.coalesce(documents.c.outlet, records.c.agency).label("outlet")
    query = select(documents.c.id, outlet).join(records).where(outlet.is_not(None))
    rows = (
        row
        for some in slices(sorted(numbers))
        for row in connection.execute(query.where(documents.c.id.in_(some)))
    )
    return {row.id: row.outlet for row in rows}


def _spelled(store: Store) -> list[tuple[str, str]]:
    """The outlets of documents: in lower case, and as the store spells them."""
    query = select(documents.c.outlet).distinct().where(documents.c.outlet.is_not(None))
    return [(row.outlet.casefold(), row.outlet) for row in store.rows(query)]


def _agencies() -> list[tuple[str, str]]:
    """All names of agencies in lower case, and the full name that each is for."""
    return [(name.casefold(), one.name) for one in agencies() for name in (one.name, *one.aliases)]
