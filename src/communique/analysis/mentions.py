"""Later mentions: where later reports come back to what was promised, asked or refused."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

import msgspec
from sqlalchemy import BigInteger, Connection, Date, bindparam, select, tuple_

from communique.analysis.alike import gist, shared
from communique.analysis.questions import HIGHEST
from communique.analysis.told import Told, slices, told_of
from communique.store.tables import entries, parties

#: How much of its words a later mention has to share.
ALIKE = 0.6
#: Later statements, and events, of each of the same actors that are looked through for mentions of one entry, the
#: earliest first.
_LOOKED_AT = 500
#: What is looked through: what a statement carries stands in it.
_KINDS = ("statement", "event")
_PARTS = ("by", "to")


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


def mentions_of(connection: Connection, rows: Sequence[Told]) -> dict[int, tuple[Mention, ...]]:
    """Later mentions of entries, by the ids of these, the earliest first.

    A later mention is a statement or event of one of the same actors, of a later day, that shares at least `ALIKE`
    of the words.
    """
    own, later = _actors(connection, [row.id for row in rows]), _Later(connection)
    alike: dict[int, list[int]] = {}
    for day, row in sorted(((row.day, row) for row in rows if row.day), key=itemgetter(0)):
        heard = {one.id: one for actor in own[row.id] for one in later.of(actor, day)}
        mine = gist(row.words)
        found = [one for one in heard.values() if shared(mine, one.gist) >= ALIKE]
        alike[row.id] = [one.id for one in sorted(found, key=lambda one: (one.day, one.id))]
    shown = {one.id: one for one in told_of(connection, sorted({id for ids in alike.values() for id in ids}))}
    return {row.id: tuple(_mentions(row, (shown[id] for id in alike[row.id]))) for row in rows if row.id in alike}


def _mentions(row: Told, alike: Iterable[Told]) -> Iterable[Mention]:
    seen = {row.sentence}  # the same sentence again is a reprint
    for other in alike:
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


def _actors(connection: Connection, ids: Sequence[int]) -> dict[int, set[str]]:
    """Who says, does or is addressed, by entry."""
    found: dict[int, set[str]] = defaultdict(set)
    for some in slices(ids):
        for entry, identity in connection.execute(_OWN, {"ids": some}):
            found[entry].add(identity)
    return found


class _Heard(NamedTuple):
    """A later entry, with no more of it than to compare it."""

    id: int
    day: datetime.date
    gist: frozenset[str]


class _Later:
    """What later reports have of actors, each of them read once, and as far as it is asked for."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.known: dict[tuple[str, str], list[_Heard]] = {}

    def of(self, actor: str, day: datetime.date) -> list[_Heard]:
        """The first entries of each kind after a day; days have to be asked for in their order."""
        return [one for kind in _KINDS for one in self._of_kind(actor, kind, day)]

    def _of_kind(self, actor: str, kind: str, day: datetime.date) -> list[_Heard]:
        rows = [one for one in self.known.get((actor, kind), ()) if one.day > day]
        reached = (rows[-1].day, rows[-1].id) if rows else (day, HIGHEST)
        given = {"actor": actor, "kind": kind, "day": reached[0], "entry": reached[1]}
        if len(rows) < _LOOKED_AT:
            more = self.connection.execute(_NEXT, {**given, "limit": _LOOKED_AT - len(rows)})
            rows += [_Heard(id, when, gist(words)) for id, when, words in more]
        self.known[actor, kind] = rows
        return rows


_OWN = select(parties.c.entry, parties.c.identity).where(
    parties.c.entry.in_(bindparam("ids", expanding=True)), parties.c.part.in_(_PARTS)
)
_NEXT = (
    select(entries.c.id, entries.c.day, entries.c.words)
    .join(parties, parties.c.entry == entries.c.id)
    .where(
        parties.c.identity == bindparam("actor"),
        parties.c.kind == bindparam("kind"),
        parties.c.part.in_(_PARTS),
        tuple_(parties.c.day, parties.c.entry)
        > tuple_(bindparam("day", type_=Date), bindparam("entry", type_=BigInteger)),
    )
    .order_by(parties.c.day, parties.c.entry)
    .limit(bindparam("limit"))
)
