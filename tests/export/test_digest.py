"""A record in words, and its days in order."""

from __future__ import annotations

import msgspec
import pytest

from communique.export.digest import UNSETTLED, Digest
from communique.export.timeline import timeline
from communique.record import Record, ViaStatement


@pytest.fixture
def digest(record: Record) -> Digest:
    return Digest(record)


def test_a_chain_runs_from_the_outlet_to_the_speaker(digest: Digest) -> None:
    first, second, third = digest.record.statements
    assert [step.words for step in digest.chain(first)] == [
        "Example Agency",
        "statement of Kazakhstan",
        "Sergey Lavrov",
    ]
    assert [step.words for step in digest.chain(second)][-2:] == ["Sergey Lavrov", "Kazakhstan"]
    assert [step.words for step in digest.chain(third)] == ["Example Agency", UNSETTLED]


def test_a_chain_says_what_the_record_says(digest: Digest) -> None:
    for statement in digest.record.statements:
        steps = digest.chain(statement)[1:]
        assert [digest.record.names(step.actors) for step in reversed(steps)] == digest.record.chain(statement)


def test_a_chain_in_a_circle_ends(record: Record) -> None:
    first, second, third = record.statements
    circle = msgspec.structs.replace(first, via=ViaStatement(statement="s2"))
    digest = Digest(msgspec.structs.replace(record, statements=(circle, second, third)))
    assert [step.words for step in digest.chain(second)] == ["Example Agency", "Sergey Lavrov", "Kazakhstan"]


def test_an_outlet_that_speaks_itself_stands_once(record: Record) -> None:
    document = msgspec.structs.replace(record.document, outlet="statement of Kazakhstan")
    digest = Digest(msgspec.structs.replace(record, document=document))
    assert [step.words for step in digest.chain(record.statements[0])] == [
        "statement of Kazakhstan",
        "Sergey Lavrov",
    ]


def test_titles(record: Record) -> None:
    assert Digest(record).title == "Ministers meet in Nur-Sultan"
    bare = msgspec.structs.replace(record, layout=msgspec.structs.replace(record.layout, headline=None))
    assert Digest(bare).title.startswith("| 3 May 2024 | Ministers meet")


def test_when_keeps_the_words_of_the_text(digest: Digest) -> None:
    meeting = digest.record.meetings[0]
    assert digest.when(meeting.interval, meeting.time) == "7 June 2022 (“Tuesday”)"
    assert digest.when(None, meeting.time) == "“Tuesday”"
    assert digest.when(None, None) is None


def test_the_timeline_shows_a_meeting_once(digest: Digest) -> None:
    dated, undated = timeline(digest)
    assert [moment.id for moment in dated] == ["m1"]
    assert {reason: [moment.id for moment in moments] for reason, moments in undated.items()} == {
        "no day in the text": ["e2"]
    }


def test_the_timeline_runs_by_day(digest: Digest) -> None:
    record = digest.record
    later = msgspec.structs.replace(
        record.meetings[0].interval, start=record.meetings[0].interval.start.replace(day=9)
    )
    moved = msgspec.structs.replace(record.meetings[0], interval=later, time=None)
    dated, _ = timeline(Digest(msgspec.structs.replace(record, meetings=(moved,))))
    assert [moment.id for moment in dated] == ["t1", "m1"]
