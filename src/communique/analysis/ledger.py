"""The ledger: what was promised, asked and refused, and where later reports come back to it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from communique.analysis.mentions import Mention, mentions_of
from communique.analysis.paging import IN_ORDER, Mark, Page, by_day, merged
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.told import Told
from communique.analysis.who import Who, who
from communique.store import Store
from communique.store.tables import entries


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """What was promised, asked or refused.

    Attributes:
        day: The day of the report.
        kind: `commitment`, `request`, `refusal`.
        by: Who promises, asks, refuses.
        to: To or of whom.
        words: What.
        sentence: The sentence.
        document: The document's name.
        outlet: Who published it.
        entry: Its id in the record.
        mentions: Later entries that come back to it, earliest first.
        key: The document's key.
        id: `entries.id`, in this store only.
    """

    day: datetime.date | None
    kind: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    words: str
    sentence: str
    document: str
    outlet: str | None
    entry: str
    mentions: tuple[Mention, ...]
    key: str
    id: int


_KINDS = ("commitment", "request", "refusal")


def ledger(
    store: Store,
    actor: str | None = None,
    *,
    days: Days = ALWAYS,
    kinds: Sequence[str] = _KINDS,
    limit: int = LIMIT,
    after: Mark | None = None,
    latest: bool = False,
    mentions: bool = True,
) -> Page[Due]:
    """Commitments, requests and refusals in the order of their days, each with its later mentions.

    Of mentions see `communique.analysis.mentions`. That it was kept or broken, only a reader can tell.

    Args:
        store: The store.
        actor: Somebody who has part in it; None for all.
        days: Of these days.
        kinds: Some of `commitment`, `request`, `refusal`.
        limit: How many.
        after: The mark of the page before.
        latest: The latest first.
        mentions: Whether later mentions are looked for, which is most of the work.

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    found = who(store, actor) if actor is not None else None
    with store.reading() as connection:
        pages = [_of_kind(connection, found, kind, days, limit, after, latest) for kind in kinds]
        rows = merged(pages, limit, latest=latest)
        later = mentions_of(connection, rows) if mentions else {}
        return Page([_due(one, later.get(one.id, ())) for one in rows], rows.next)


def _of_kind(
    connection: Connection,
    found: Who | None,
    kind: str,
    days: Days,
    limit: int,
    after: Mark | None,
    latest: bool,
) -> Page[Told]:
    """Entries of one kind, along the index of its days, or of an actor's."""
    query, order = select(entries.c.id).where(entries.c.kind == kind), IN_ORDER
    if found is not None:
        table = found.table
        query = select(entries.c.id).join(table, table.c.entry == entries.c.id)
        query = query.where(found.once(table), table.c.kind == kind)
        order = table.c.day, table.c.entry
    return by_day(connection, query, days=days, limit=limit, after=after, order=order, latest=latest)


def _due(one: Told, mentions: tuple[Mention, ...]) -> Due:
    return Due(
        day=one.day,
        kind=one.kind,
        by=one.by,
        to=one.to,
        words=one.words,
        sentence=one.sentence,
        document=one.document,
        outlet=one.outlet,
        entry=one.entry,
        mentions=mentions,
        key=one.key,
        id=one.id,
    )
