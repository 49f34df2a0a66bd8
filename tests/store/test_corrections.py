"""What an analyst corrects holds for what was read and for what will be read, and the record stays as it was."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from fake_reader import record_of
from sqlalchemy import select

from communique.record import Record, Span
from communique.store import (
    Change,
    Correction,
    CorrectionError,
    Drop,
    Mend,
    Merge,
    Rename,
    Split,
    Store,
    check,
    correct,
    corrected,
    made,
    tables,
    target,
    withdraw,
)


def say(store: Store, change: Change) -> int:
    correction = Correction(
        author="Ann", day=datetime.date(2024, 5, 1), reason="The minister's name.", change=change
    )
    (number,) = correct(store, [correction])
    assert not [fault for checked in check(store) for fault in checked.faults]
    return number


def parties(store: Store) -> set[tuple[str, str]]:
    return {(row.identity, row.name) for row in store.rows(select(tables.parties))}


def renumbered(record: Record) -> Record:
    """The same reading with other ids, as a later version of the reader may give them."""
    data = record.to_json().replace(b'"s2"', b'"s7"').replace(b'"s1"', b'"s6"').replace(b'"a1"', b'"a9"')
    return Record.from_json(data.replace(b'"version":"1"', b'"version":"2"'))


def test_rename(store: Store, keys: list[str]) -> None:
    say(store, Rename(identity="wang", name="Wang Yi"))
    assert parties(store) == {("wang", "Wang Yi"), ("blinken", "Blinken"), ("xinhua", "Xinhua")}
    assert store.record(keys[0]).actors[0].name == "Wang"  # what the document says


def test_merge_holds_for_later_documents_and_can_be_taken_back(store: Store, keys: list[str]) -> None:
    number = say(store, Merge(identity="blinken", into="antony-blinken"))
    assert ("antony-blinken", "Blinken") in parties(store)
    later = msgspec.structs.replace(store.record(keys[1]).document, title="Later")
    store.put(store.keep([later])[0], record_of(later))
    assert {identity for identity, _ in parties(store)} == {"wang", "antony-blinken", "xinhua"}
    withdraw(store, number)
    assert {identity for identity, _ in parties(store)} == {"wang", "blinken", "xinhua"}
    assert made(store) == []


def test_a_chain_of_merges_taken_back_in_the_middle(store: Store, keys: list[str]) -> None:
    first = say(store, Merge(identity="wang", into="wang-yi"))
    say(store, Merge(identity="wang-yi", into="foreign-minister-wang"))
    assert "foreign-minister-wang" in {identity for identity, _ in parties(store)}
    withdraw(store, first)
    assert "wang" in {identity for identity, _ in parties(store)}


def test_split_holds_in_its_documents_alone(store: Store, keys: list[str]) -> None:
    other = msgspec.structs.replace(store.record(keys[0]).document, title="Another Wang")
    (key,) = store.keep([other])
    store.put(key, record_of(other))
    say(store, Split(identity="wang", into="wang-huning", documents=(key,)))
    assert {actor.identity for actor in corrected(store, key).record.actors} == {"wang-huning", "xinhua"}
    assert {actor.identity for actor in corrected(store, keys[0]).record.actors} == {"wang", "xinhua"}


def test_drop_takes_along_what_hangs_on_it(store: Store, keys: list[str]) -> None:
    say(store, Drop(target=target(store, keys[0], "s2")))
    record = corrected(store, keys[0]).record
    assert ([one.id for one in record.statements], record.commitments) == (["s1"], ())
    assert record.events[0].statement == "s1"  # it stands on the word of the one above


def test_dropping_the_statement_above_keeps_the_chain(store: Store, keys: list[str]) -> None:
    say(store, Drop(target=target(store, keys[0], "s1")))
    record = corrected(store, keys[0]).record
    assert record.chain(record.statements[0]) == [("Wang",), ("Xinhua",)]


def test_dropping_an_actor_leaves_the_entries(store: Store, keys: list[str]) -> None:
    say(store, Drop(target=target(store, keys[0], "a2")))
    record = corrected(store, keys[0]).record
    assert [actor.id for actor in record.actors] == ["a1"]
    assert (record.meetings[0].participants, record.commitments[0].to) == (("a1",), ())


def test_a_refusal_is_dropped_and_mended_as_any_entry(store: Store, keys: list[str]) -> None:
    refusal = target(store, keys[1], "n1")
    say(store, Mend(target=refusal, field="to", value=["xinhua"]))
    assert corrected(store, keys[1]).record.refusals[0].to == ("a2",)
    of_refusals = select(tables.parties.c.part, tables.parties.c.identity).where(
        tables.parties.c.kind == "refusal"
    )
    assert ("to", "xinhua") in {tuple(row) for row in store.rows(of_refusals)}
    number = say(store, Drop(target=target(store, keys[1], "s2")))
    assert corrected(store, keys[1]).record.refusals == ()  # its statement carried it
    withdraw(store, number)
    say(store, Drop(target=refusal))
    assert corrected(store, keys[1]).record.refusals == ()
    assert store.rows(of_refusals) == []


def test_mend_after_another_reading(store: Store, keys: list[str]) -> None:
    say(store, Mend(target=target(store, keys[0], "s2"), field="act", value="refuse"))
    say(store, Mend(target=target(store, keys[0], "c1"), field="who", value=["xinhua"]))
    store.put(keys[0], renumbered(store.record(keys[0])))
    record = corrected(store, keys[0]).record
    assert {one.id: one.act for one in record.statements} == {"s6": "announce", "s7": "refuse"}
    assert record.commitments[0].who == ("a2",)
    labels = select(tables.entries.c.label).where(tables.entries.c.document == 1, tables.entries.c.entry == "s7")
    assert store.rows(labels) == [("refuse",)]


def test_an_entry_that_is_gone_is_told(store: Store, keys: list[str]) -> None:
    say(store, Drop(target=target(store, keys[0], "m1")))
    store.put(keys[0], msgspec.structs.replace(store.record(keys[0]), meetings=(), events=()))
    assert len(corrected(store, keys[0]).missed) == 1
    (fault,) = [fault for checked in check(store) for fault in checked.faults]
    assert "a correction finds nothing to change any more" in fault.message


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("act", "shout", "act cannot be 'shout'"),
        ("colour", "red", "has no field 'colour' to mend; it has act"),
        ("id", "s9", "has no field 'id'"),
        ("actors", ["nobody"], "names no actor with the identity 'nobody'"),
        ("content", [[0, 9999]], "lies outside of the text"),
        ("act", "commit", "it changes nothing"),
    ],
)
def test_what_cannot_be_mended(store: Store, keys: list[str], field: str, value: object, message: str) -> None:
    aim = target(store, keys[0], "s2")
    with pytest.raises(CorrectionError, match=message):
        say(store, Mend(target=aim, field=field, value=value))
    assert made(store) == []


def test_nothing_to_correct(store: Store, keys: list[str]) -> None:
    with pytest.raises(CorrectionError, match="no document names an actor with the identity 'nobody'"):
        say(store, Rename(identity="nobody", name="Nobody"))
    with pytest.raises(CorrectionError, match="has no entry 's9'"):
        target(store, keys[0], "s9")
    with pytest.raises(CorrectionError, match="there is no correction 9"):
        withdraw(store, 9)


def test_exported_and_imported(store: Store, keys: list[str]) -> None:
    number = say(store, Mend(target=target(store, keys[0], "s2"), field="content", value=[[0, 4]]))
    lines = [one.correction.to_json() for one in made(store)]
    withdraw(store, number)
    again = [Correction.from_json(line) for line in lines]
    assert len(correct(store, again)) == 1
    assert correct(store, again) == []  # it is there already
    assert corrected(store, keys[0]).record.statements[1].content == (Span(0, 4),)
    with pytest.raises(CorrectionError, match="this is no correction"):
        Correction.from_json(b'{"author": "Ann"}')
