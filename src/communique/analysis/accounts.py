"""Accounts: an entry as one document has it, ready to be set against another document's."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, func, select

from communique.analysis.alike import negated, numbers, overlap
from communique.analysis.told import Told, slices, told
from communique.knowledge.states import states
from communique.store.tables import actors, documents, entries, parties, records

#: How much of its words one account must share with another to be about the same.
ALIKE = 0.5
#: Days between two accounts of one meeting that name other days: one of them may be wrong, or an ocean between
#: them.
NEAR = datetime.timedelta(days=1)
#: Days between the reports of a meeting or event of which one account has no day.
REPORTED = datetime.timedelta(days=3)
#: Acts that cannot both be so of the same words.
_OPPOSED = (
    (frozenset({"agree", "commit", "announce", "assert"}), frozenset({"refuse", "deny"})),
    (frozenset({"praise"}), frozenset({"criticize"})),
    (frozenset({"support"}), frozenset({"oppose"})),
    (frozenset({"happened"}), frozenset({"denied"})),
    (frozenset({"held"}), frozenset({"cancelled"})),
)


class Difference(msgspec.Struct, frozen=True):
    """What two accounts contradict each other on.

    Attributes:
        on: `day`, `place`, `participants`, `status`, `act`, `stance`, `negation`, `numbers`.
        one: What the one says.
        other: What the other says.
    """

    on: str
    one: str
    other: str


class Account(NamedTuple):
    """An entry, with what is compared of it.

    Attributes:
        told: The entry.
        document: `documents.id`.
        reported: The day of the report.
        country: Of its place.
        by: Identities of those who say, meet or do it.
        to: Identities of those to whom.
        sides: Those of `by`, each by the states that it speaks for, where there are any.
        persons: Names of persons among `by`, by the state that they speak for.
    """

    told: Told
    document: int
    reported: datetime.date | None
    country: str | None
    by: frozenset[str]
    to: frozenset[str]
    sides: frozenset[str]
    persons: dict[str, frozenset[str]]


def accounts(connection: Connection, query: Select[Any]) -> list[Account]:
    """The entries of a query that `told.asked` began, as accounts."""
    rows = told(connection, query)
    have = _parties(connection, [row.id for row in rows])
    more = _more(connection, [row.id for row in rows])
    return [_account(row, have[row.id], *more[row.id]) for row in rows]


def same_meeting(one: Account, other: Account) -> bool:
    """Whether two sides of a meeting are in both accounts; of days and places the caller judges."""
    return len(one.sides & other.sides) >= 2 or len(one.by & other.by) >= 2


def near(one: Account, other: Account, first: datetime.date | None, second: datetime.date | None) -> bool:
    """Whether the days allow two accounts to be of one thing.

    Args:
        one: An account.
        other: Another one.
        first: The day of the one: its own, otherwise that of its report or story.
        second: The same of the other.
    """
    a, b = one.told, other.told
    if a.day and a.last_day and b.day and b.last_day:
        return a.day - b.last_day <= NEAR and b.day - a.last_day <= NEAR
    return first is not None and second is not None and a.status == b.status and abs(first - second) <= REPORTED


def same_words(one: Account, other: Account) -> float:
    """How much of the shorter one's words the other shares, if it is on the same actor's part; otherwise 0."""
    if not (one.by & other.by or one.sides & other.sides):
        return 0.0
    alike = overlap(one.told.words, other.told.words)
    return alike if alike >= ALIKE else 0.0


def meeting_differences(one: Account, other: Account) -> list[Difference]:
    """What two accounts of one meeting contradict each other on."""
    a, b = one.told, other.told
    found = []
    if days_apart(a, b):
        found.append(Difference("day", _days(a), _days(b)))
    if a.place and b.place and not _compatible(one, other):
        found.append(Difference("place", a.place, b.place))
    for state in sorted(one.sides & other.sides):
        ours, theirs = one.persons.get(state), other.persons.get(state)
        if ours and theirs and not ours & theirs:
            found.append(Difference("participants", ", ".join(sorted(ours)), ", ".join(sorted(theirs))))
    if opposed(a.status, b.status):
        found.append(Difference("status", str(a.status), str(b.status)))
    return found


def word_differences(one: Account, other: Account) -> list[Difference]:
    """What two accounts of the same words of one actor contradict each other on."""
    a, b = one.told, other.told
    found = []
    if opposed(a.label, b.label):
        found.append(Difference("stance" if a.kind == "position" else "act", a.label, b.label))
    elif a.kind != "position" and negated(a.words) != negated(b.words):
        found.append(Difference("negation", a.words, b.words))
    if opposed(a.status, b.status):
        found.append(Difference("status", str(a.status), str(b.status)))
    ours, theirs = numbers(a.words), numbers(b.words)
    if ours and theirs and not ours & theirs:
        found.append(Difference("numbers", ", ".join(sorted(ours)), ", ".join(sorted(theirs))))
    return found


def days_apart(one: Told, other: Told) -> bool:
    """Whether both have days, and no day in common."""
    if not (one.day and one.last_day and other.day and other.last_day):
        return False
    return one.last_day < other.day or other.last_day < one.day


def opposed(one: str | None, other: str | None) -> bool:
    """Whether two labels or statuses cannot both be so."""
    return any((one in a and other in b) or (one in b and other in a) for a, b in _OPPOSED)


def _compatible(one: Account, other: Account) -> bool:
    """Whether two places may be the same: by name, or because one is the state that the other lies in."""
    a, b = str(one.told.place), str(other.told.place)
    if a.casefold() == b.casefold():
        return True
    return one.country == other.country and bool({a, b} & {state.name for state in states()})


def _days(one: Told) -> str:
    return f"{one.day}" if one.day == one.last_day else f"{one.day} to {one.last_day}"


class _Party(NamedTuple):
    """A party of an entry."""

    part: str
    identity: str
    name: str
    kind: str
    states: tuple[str, ...]


def _account(
    row: Told, have: list[_Party], document: int, reported: datetime.date | None, country: str | None
) -> Account:
    own = [party for party in have if party.part == "by"]
    persons: dict[str, set[str]] = defaultdict(set)
    for party in own:
        for state in party.states if party.kind == "person" else ():
            persons[state].add(party.name)
    return Account(
        told=row,
        document=document,
        reported=reported,
        country=country,
        by=frozenset(party.identity for party in own),
        to=frozenset(party.identity for party in have if party.part == "to"),
        sides=frozenset(side for party in own for side in party.states or (party.identity,)),
        persons={state: frozenset(names) for state, names in persons.items()},
    )


def _parties(connection: Connection, ids: list[int]) -> dict[int, list[_Party]]:
    """The parties of entries, with what their document says of them."""
    found: dict[int, list[_Party]] = defaultdict(list)
    # Not a bare column: a database would go by all documents that name somebody, and not by this one.
    identity = func.coalesce(actors.c.identity, "")
    here = (actors.c.document == entries.c.document) & (identity == parties.c.identity)
    source = parties.join(entries, entries.c.id == parties.c.entry).join(actors, here)
    columns = (parties.c.entry, parties.c.part, parties.c.identity, parties.c.name, actors.c.kind, actors.c.states)
    for some in slices(ids):
        query = select(*columns).select_from(source).where(parties.c.entry.in_(some))
        for row in connection.execute(query.order_by(parties.c.entry, parties.c.rank)):
            party = _Party(row.part, row.identity, row.name, row.kind, tuple(row.states.split()))
            found[row.entry].append(party)
    return found


def _more(connection: Connection, ids: list[int]) -> dict[int, tuple[int, datetime.date | None, str | None]]:
    """Document, day of the report, and the country of the place, by entry."""
    found = {}
    columns = (entries.c.id, entries.c.document, records.c.day, entries.c.country)
    source = entries.join(documents).join(records, records.c.document == documents.c.id)
    for some in slices(ids):
        for row in connection.execute(select(*columns).select_from(source).where(entries.c.id.in_(some))):
            found[row.id] = (row.document, row.day, row.country)
    return found
