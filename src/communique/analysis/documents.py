"""Documents as answers show them: which one a name means."""

from __future__ import annotations

from difflib import get_close_matches

from sqlalchemy import func, select

from communique.analysis.questions import QuestionError
from communique.analysis.who import instead
from communique.store import Store
from communique.store.tables import names

#: Names that a message lists, and names that are looked through for them.
_LISTED, _LOOKED_AT = 3, 2_000


def document(store: Store, called: str) -> str:
    """The key of the one document that is called so.

    Args:
        store: The store.
        called: A key, its beginning (8 digits at least), a name or a URL.

    Raises:
        QuestionError: There is none, or there are several; the message suggests what to ask for.
        StoreError: The database fails.
    """
    found = store.find(called)
    if not found:
        raise QuestionError(f"there is no document '{called}'{instead(_near(store, called))}")
    if len(found) > 1:
        raise QuestionError(
            f"'{called}' may be {len(found)} documents: give a key, {' or '.join(found[:_LISTED])}"
        )
    return found[0]


def _near(store: Store, called: str) -> list[str]:
    """Names of documents that hold this, or are spelled like it."""
    if len(called) < 3:
        return []
    holds = (
        select(names.c.name).distinct().where(func.lower(names.c.name).contains(called.lower(), autoescape=True))
    )
    if found := store.rows(holds.order_by(names.c.name).limit(_LISTED)):
        return [row.name for row in found]
    begins = select(names.c.name).distinct().where(names.c.name.startswith(called[:3], autoescape=True))
    known = [row.name for row in store.rows(begins.limit(_LOOKED_AT))]
    return get_close_matches(called, known, n=_LISTED)
