"""The inbox has what came in, the last first, with what is in it."""

from __future__ import annotations

import msgspec
import pytest
from analysis.made import Story, day

from communique.analysis import Days, QuestionError, inbox
from communique.record import Document, Finding, Model, Span
from communique.store import Store


def names(store: Store, **asked) -> list[str]:
    return [row.name for row in inbox(store, **asked)]


def test_the_last_comes_first_with_counts_and_meetings(store: Store) -> None:
    august, july, june = inbox(store)
    assert [august.name, july.name, june.name] == ["august", "july", "june"]
    assert june.counts == {"statement": 3, "meeting": 1, "commitment": 1, "request": 1, "position": 1}
    (meeting,) = june.meetings
    assert (meeting.by, meeting.place, meeting.status) == (
        ("Wang Yi", "Kassym-Jomart Tokayev"),
        "Astana",
        "held",
    )
    assert (june.day, june.outlet, june.status, june.reason) == (
        day("2022-06-07"),
        "The Astana Times",
        "read",
        None,
    )
    assert june.title == "Foreign Minister Wang Yi spoke."


def test_filters(store: Store) -> None:
    assert names(store, outlet="astana") == ["june"]
    assert names(store, days=Days(day("2022-07-01"), day("2022-07-31"))) == ["july"]
    assert names(store, status="waiting") == []
    with pytest.raises(QuestionError, match="no document is of an outlet"):
        inbox(store, outlet="Nobody")


def test_what_was_not_read_comes_with_the_reason(store: Store) -> None:
    store.keep(
        [Document(id="autre", text="Bonjour.", title="Un jour")], day=day("2022-09-01"), unread="not English"
    )
    (key,) = store.keep([Document(id="poison", text="Stop.")])
    store.quarantine(key, "it took too long", Model(communique="0", pipeline="none", version="1"))
    poison, other = inbox(store)[:2]
    assert (poison.status, poison.reason, poison.title) == ("quarantined", "it took too long", "Stop.")
    assert (other.status, other.reason, other.kept_on, other.title) == (
        "unread",
        "not English",
        day("2022-09-01"),
        "Un jour",
    )
    assert other.counts == {}
    assert names(store, status="unread") == ["autre"]


def test_doubts_that_weigh_most_come_first(store: Store) -> None:
    record = Story("doubted", "2022-06-07").write("It rained.").record()
    levels = ("note", "error", "doubt")
    findings = tuple(
        Finding(id=f"f{n}", kind="undated", level=level, message=f"a {level}", evidence=(Span(0, 2),))
        for n, level in enumerate(levels)
    )
    (key,) = store.keep([record.document])
    store.put(key, msgspec.structs.replace(record, findings=findings))
    assert [doubt.message for doubt in inbox(store)[0].doubts] == ["a error", "a doubt", "a note"]
