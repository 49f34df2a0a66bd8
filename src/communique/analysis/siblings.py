"""What else there is of a document: copies of its story, and what other documents have of its meetings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import msgspec
from sqlalchemy import Connection, select

from communique.analysis.accounts import (
    REPORTED,
    Account,
    Difference,
    accounts,
    meeting_differences,
    near,
    same_meeting,
)
from communique.analysis.reprints import Copy, one_source
from communique.analysis.story import Story
from communique.analysis.told import Told, asked
from communique.store import Store, matching_documents
from communique.store.flat import SHIFT
from communique.store.tables import entries, parties, party_states, records

#: Phrases of a text that are looked for in others, and their words: few enough that an edited copy has one.
_PHRASES, _LENGTH = 6, 5
#: Documents with one of the phrases that are compared, the latest ones.
_COMPARED = 20
#: Meetings that are compared with one.
_MEETINGS = 200

_WORD = re.compile(r"\w+")


class Readout(msgspec.Struct, frozen=True, kw_only=True):
    """What another document has of a meeting.

    Attributes:
        entry: The id of the meeting in the record of the document that was asked for.
        told: The meeting as the other one has it.
        differences: What the two contradict each other on.
    """

    entry: str
    told: Told
    differences: tuple[Difference, ...]


class Others(msgspec.Struct, frozen=True, kw_only=True):
    """What other documents have of a document's story.

    Attributes:
        twins: Those that have the same story.
        readouts: What others have of its meetings, apart from its twins.
    """

    twins: tuple[Copy, ...]
    readouts: tuple[Readout, ...]


def others(store: Store, story: Story) -> Others:
    """What else there is of a document.

    Args:
        store: The store.
        story: The document.

    Raises:
        StoreError: The database fails.
    """
    if story.record is None:
        return Others(twins=(), readouts=())
    with store.reading() as connection:
        same = twins(connection, story.number, story.kept.document.text)
        told = readouts(connection, story.number, [twin.number for twin in same])
    return Others(twins=tuple(same), readouts=tuple(told))


def twins(connection: Connection, number: int, text: str) -> list[Copy]:
    """Other documents that have the same story, as `communique.analysis.reprints` tells it, the earliest first.

    Looked at are those that hold a phrase of the text, so that it costs the same in any store.

    Args:
        connection: To the store.
        number: `documents.id`.
        text: The document's text.
    """
    found: set[int] = set()
    for phrase in _phrases(text):
        query = matching_documents(connection.dialect.name, f'"{phrase}"', newest=_COMPARED)
        # Without the score, which costs more than to find them.
        found |= set(connection.execute(query.with_only_columns(query.selected_columns.id)).scalars())
    stories = one_source(connection, sorted(found | {number}))
    story = next((story for story in stories if any(copy.number == number for copy in story)), [])
    return [copy for copy in story if copy.number != number]


def _phrases(text: str) -> Iterator[str]:
    """Phrases from all parts of a text."""
    words = list(_WORD.finditer(text))
    last = len(words) - _LENGTH
    for place in sorted({last * n // (_PHRASES + 1) for n in range(1, _PHRASES + 1)} if last > 0 else ()):
        yield text[words[place].start() : words[place + _LENGTH - 1].end()].replace('"', " ")


def readouts(connection: Connection, number: int, without: Collection[int] = ()) -> list[Readout]:
    """What other documents have of the meetings of one, in the order of its meetings.

    Two accounts are of one meeting where they share two sides and their days are at most one apart, or, where one
    has no day, their reports at most three; and where they do not differ in day and in place.

    Args:
        connection: To the store.
        number: `documents.id`.
        without: Documents that are left out: copies.
    """
    mine = asked().where(entries.c.document == number, entries.c.kind == "meeting").order_by(entries.c.start)
    known = {number, *without}
    return [
        Readout(entry=one.told.entry, told=other.told, differences=tuple(meeting_differences(one, other)))
        for one in accounts(connection, mine)
        for other in _others(connection, one)
        if other.document not in known and _same(one, other)
    ]


def _others(connection: Connection, one: Account) -> list[Account]:
    """Meetings that may be this one: a side of it has part, and they or their reports are near it in time."""
    day = one.told.day or one.reported
    if day is None:
        return []
    around = day - REPORTED, (one.told.last_day or day) + REPORTED
    ids: set[int] = set()
    for table, is_side in (
        (parties, parties.c.identity.in_(one.by)),
        (party_states, party_states.c.state.in_(one.sides)),
    ):
        theirs = select(table.c.entry).where(is_side, table.c.kind == "meeting", table.c.part == "by")
        undated = theirs.join(records, records.c.document == table.c.entry // (1 << SHIFT))
        for query in (
            theirs.where(table.c.day.between(*around)),
            undated.where(table.c.day.is_(None), records.c.day.between(*around)),
        ):
            ids |= set(connection.execute(query.limit(_MEETINGS)).scalars())
    return accounts(connection, asked().where(entries.c.id.in_(ids)).order_by(entries.c.id))


def _same(one: Account, other: Account) -> bool:
    differences = {difference.on for difference in meeting_differences(one, other)}
    days = one.told.day or one.reported, other.told.day or other.reported
    return same_meeting(one, other) and near(one, other, *days) and not {"day", "place"} <= differences
