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
    known = _known(store)
    folded = called.casefold().strip()
    found = {spelled for name, spelled in known if name == folded}
    found = found or {spelled for name, spelled in known if f" {folded} " in f" {name} "}
    if found:
        return sorted(found)
    if store.rows(select(records.c.document).where(records.c.agency == called).limit(1)):
        return [called]
    near = near_names(folded, [spelled for _, spelled in known], _LISTED)
    raise QuestionError(f"no document is of an outlet '{called}'{instead(near)}")


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


def _known(store: Store) -> list[tuple[str, str]]:
    """All names of outlets in lower case, and the spelling that each is for."""
    query = select(documents.c.outlet).distinct().where(documents.c.outlet.is_not(None))
    spelled = [(row.outlet.casefold(), row.outlet) for row in store.rows(query)]
    return spelled + [(name.casefold(), one.name) for one in agencies() for name in (one.name, *one.aliases)]
