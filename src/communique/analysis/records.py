"""Records of a store that are to go elsewhere, with the corrections applied."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import ColumnElement, func, select

from communique.analysis.documents import key_of
from communique.analysis.questions import ALWAYS, Days
from communique.analysis.who import who
from communique.record import Record
from communique.store import Store, corrected_records
from communique.store.tables import actors, documents, records


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Which documents' records; all that is given must hold.

    Attributes:
        documents: These, by key, name or URL; none for all.
        outlet: Who published them.
        actor: Somebody whom they name, or for a state somebody who speaks for it.
        days: Reported on these days.
    """

    documents: tuple[str, ...] = ()
    outlet: str | None = None
    actor: str | None = None
    days: Days = ALWAYS


def chosen(store: Store, choice: Choice) -> Iterator[Record]:
    """The records of some documents, in the order in which these came; for any number of them memory stays flat.

    Raises:
        QuestionError: A document, an outlet or an actor is not known; raised at once, before the first record.
        StoreError: The database fails.
    """
    wanted = _wanted(store, choice)
    return (record for _, record in corrected_records(store, *wanted))
