"""The ledger: what was promised, asked and refused, and where later reports come back to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from communique.analysis.alike import overlap
from communique.analysis.paging import IN_ORDER, Mark, Page, by_day, merged
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.told import Told, asked, told_of
from communique.analysis.who import Who, who
from communique.store import Store
from communique.store.tables import entries, parties

#: How much of its words a later mention has to share.
ALIKE = 0.6
#: Later statements, and events, of each of the same actors that are looked through for mentions of one entry, the
#: earliest first.
_LOOKED_AT = 500


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A later entry that comes back to one of the ledger.

    Attributes:
        day: Its day.
        label: What it is: an act, a type of event.
        status: Of an event.
        sentence: The sentence.
        document: The document's name.
        key: The document's key.
        id: `entries.id`, in this store only.
    """

    day: datetime.date
    label: str
    status: str | None
    sentence: str
    document: str
    key: str
    id: int


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

    A later mention is a statement or event of one of the same actors, of a later day, that shares at least `ALIKE`
    of the words. That it was kept or broken, only a reader can tell.

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
        return Page([_due(connection, one, mentions) for one in rows], rows.next)


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
    query, order = asked().where(entries.c.kind == kind), IN_ORDER
    if found is not None:
        table = found.table
        query = asked().join(table, table.c.entry == entries.c.id).where(found.once(table), table.c.kind == kind)
        order = table.c.day, table.c.entry
    return by_day(connection, query, days=days, limit=limit, after=after, order=order, latest=latest)


def _due(connection: Connection, one: Told, mentions: bool) -> Due:
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
        mentions=tuple(_mentions(connection, one)) if one.day and mentions else (),
        key=one.key,
        id=one.id,
    )


def _later(connection: Connection, one: Told) -> list[Row[Any]]:
    """What later reports have of the same actors, with no more of each than to compare it."""
    own = select(parties.c.identity).where(parties.c.entry == one.id, parties.c.part.in_(("by", "to"))).distinct()
    found: dict[int, Row[Any]] = {}
    for identity in connection.execute(own).scalars().all():
        for kind in ("statement", "event"):  # what a statement carries stands in it
            theirs = parties.c.identity == identity, parties.c.kind == kind, parties.c.part.in_(("by", "to"))
            query = select(*_COMPARED).join(parties, parties.c.entry == entries.c.id)
            query = query.where(*theirs, parties.c.day > one.day).order_by(parties.c.day, parties.c.entry)
            found |= {row.id: row for row in connection.execute(query.limit(_LOOKED_AT))}
    return sorted(found.values(), key=lambda row: (row.day, row.id))


_COMPARED = [entries.c[name] for name in ("id", "day", "words")]


def _mentions(connection: Connection, one: Told) -> Iterator[Mention]:
    alike = [row.id for row in _later(connection, one) if overlap(one.words, row.words) >= ALIKE]
    seen = {one.sentence}  # the same sentence again is a reprint
    for other in told_of(connection, alike):
        if other.day is not None and other.sentence not in seen:
            seen.add(other.sentence)
            yield Mention(
                day=other.day,
                label=other.label,
                status=other.status,
                sentence=other.sentence,
                document=other.document,
                key=other.key,
                id=other.id,
            )
