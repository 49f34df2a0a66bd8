"""Records of a store that are to go elsewhere, with the corrections applied."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import ColumnElement, or_, select

from communique.analysis.documents import document
from communique.analysis.outlets import outlets
from communique.analysis.questions import ALWAYS, Days
from communique.analysis.who import who
from communique.record import Record
from communique.store import Store, corrected_records
from communique.store.tables import documents, entries, records


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Which documents' records; all that is given must hold.

    Attributes:
        documents: These, by key, name or URL; none for all.
        outlet: Who published them, as `communique.analysis.Filters` takes it.
        actor: Somebody who has part in an entry of them; a state with all who speak for it.
        days: Those whose day of the report is among these.
    """

    documents: tuple[str, ...] = ()
    outlet: str | None = None
    actor: str | None = None
    days: Days = ALWAYS


def chosen(store: Store, choice: Choice | None = None) -> Iterator[Record]:
    """The records of the documents of a choice, in the order in which these came in.

    They come one by one, and memory stays flat whatever their number.

    Raises:
        QuestionError: A document, an outlet or an actor is not known: at once, before the first record.
        StoreError: The database fails.
    """
    wanted = _wanted(store, choice or Choice())
    return (record for _, record in corrected_records(store, *wanted))


def _wanted(store: Store, choice: Choice) -> list[ColumnElement[bool]]:
    wanted = choice.days.conditions(records.c.day)
    if choice.documents:
        wanted.append(documents.c.key.in_([document(store, called) for called in choice.documents]))
    if choice.outlet is not None:
        spelled = outlets(store, choice.outlet)
        of_agency = documents.c.outlet.is_(None) & records.c.agency.in_(spelled)
        wanted.append(or_(documents.c.outlet.in_(spelled), of_agency))
    if choice.actor is not None:
        has_part = select(entries.c.document).where(entries.c.id.in_(who(store, choice.actor).entries()))
        wanted.append(documents.c.id.in_(has_part))
    return wanted
