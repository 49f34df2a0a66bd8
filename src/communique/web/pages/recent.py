"""Pages that look at every document look at the latest ones only, in a large store, unless told the days."""

from __future__ import annotations

from sqlalchemy import select
from starlette.requests import Request

from communique.analysis import Days
from communique.store import Store
from communique.store.tables import records

#: From how many documents on a store is large.
LARGE = 300


def recent(store: Store, request: Request) -> Days | None:
    """The days of the latest `LARGE` reports; None where the address has days, or there are not so many."""
    if any(request.query_params.get(name) for name in ("from", "to")):
        return None
    query = select(records.c.day).where(records.c.day.is_not(None)).order_by(records.c.day.desc())
    found = store.rows(query.offset(LARGE).limit(1))
    return Days(found[0].day, None) if found else None
