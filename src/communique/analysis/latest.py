"""The latest entries in which somebody has part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from sqlalchemy import BindParameter, ColumnElement, Select, and_, select, union_all

from communique.analysis.who import OWN, Part, Who
from communique.store.tables import entries


def latest_of(
    found: Who,
    limit: int | BindParameter[int],
    *,
    kinds: Sequence[str],
    parts: Sequence[Part] = OWN,
    where: Sequence[ColumnElement[bool]] = (),
) -> Select[tuple[int]]:
    """The ids of the latest entries in which somebody has part, those without a day last.

    Args:
        found: Who; with `somebody` the query can be made once, and is executed with `Who.given`.
        limit: How many.
        kinds: The kinds of entry.
        parts: The parts that they have in it.
        where: Conditions on columns of `entries`.
    """
    table = found.table
    theirs = select(table.c.day, table.c.entry).where(found.has_part(table, parts)).distinct()
    if where:
        # Of each by itself, not as a join: PostgreSQL takes what has a status for rare, and would go through all.
        theirs = theirs.where(select(and_(*where)).where(entries.c.id == table.c.entry).scalar_subquery())
    theirs = theirs.order_by(table.c.day.desc(), table.c.entry.desc()).limit(limit)
    # Each of these lies together and in order in an index, of which no more is read than is asked for.
    stretches = [
        select(theirs.where(table.c.kind == kind, has_day).subquery())
        for kind, has_day in product(kinds, (table.c.day.is_not(None), table.c.day.is_(None)))
    ]
    merged = union_all(*stretches).subquery()
    return select(merged.c.entry).order_by(merged.c.day.desc().nulls_last(), merged.c.entry.desc()).limit(limit)
