"""The ledger: what was promised, asked and refused, and where later reports come back to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, select

from communique.analysis.alike import overlap
from communique.analysis.paging import Mark, Page, by_day
from communique.analysis.questions import ALWAYS, LIMIT, Days
from communique.analysis.told import Told, asked, told
from communique.analysis.who import who
from communique.store import Store
from communique.store.tables import entries, parties

#: How much of its words a later mention has to share.
ALIKE = 0.6
#: Later entries of the same actors that are looked through for mentions of one entry, the earliest first.
_LOOKED_AT = 2_000


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

    Raises:
        QuestionError: Nobody is called so.
        StoreError: The database fails.
    """
    query = asked().where(entries.c.kind.in_(kinds))
    if actor is not None:
        query = query.where(entries.c.id.in_(who(store, actor).entries()))
    with store.reading() as connection:
        rows = by_day(connection, query, days=days, limit=limit, after=after, latest=latest)
        return Page([_due(connection, one) for one in rows], rows.next)


def _due(connection: Connection, one: Told) -> Due:
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
        mentions=tuple(_mentions(one, _later(connection, one))) if one.day else (),
        key=one.key,
        id=one.id,
    )


def _later(connection: Connection, one: Told) -> list[Told]:
    """What later reports have of the same actors."""
    own = select(parties.c.identity).where(parties.c.entry == one.id, parties.c.part.in_(("by", "to")))
    theirs = (
        select(parties.c.entry)
        .where(parties.c.identity.in_(own), parties.c.part.in_(("by", "to")), parties.c.day > one.day)
        .distinct()
        .order_by(parties.c.entry)
    )
    kinds = ("statement", "event")  # what a statement carries stands in it
    query = asked().where(entries.c.id.in_(theirs), entries.c.kind.in_(kinds))
    return told(connection, query.order_by(entries.c.day, entries.c.id).limit(_LOOKED_AT))


def _mentions(one: Told, later: Iterable[Told]) -> Iterable[Mention]:
    seen = {one.sentence}  # the same sentence again is a reprint
    for other in later:
        if other.day is not None and other.sentence not in seen and overlap(one.words, other.words) >= ALIKE:
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
