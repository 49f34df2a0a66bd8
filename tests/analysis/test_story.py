"""A story comes with its record as corrected, its copies, and what others have of its meetings."""

from __future__ import annotations

import pytest
from analysis.made import Story as Made
from analysis.made import day

from communique.analysis import QuestionError, Told, entries_in, entries_of, entry, others, story
from communique.record import Document
from communique.store import Correction, Drop, Rename, Store, correct, target, text_hash

WORDS = " ".join(f"word{n} of the long report" for n in range(60))


def told(store: Store, name: str) -> list[Told]:
    """The entries of a document."""
    return entries_in(store, story(store, name).number)


def test_a_story_by_name_key_and_beginning_of_the_key(store: Store) -> None:
    one = story(store, "june")
    assert one.kept.document.id == "june"
    assert one.record is not None
    assert len(told(store, "june")) == 7
    assert story(store, one.kept.key) == story(store, one.kept.key[:8]) == one
    assert one.sha256 == text_hash(one.kept.document.text)
    assert (one.names, one.corrections, one.missed) == (("june",), (), ())
    with pytest.raises(QuestionError, match="there is no document 'nothing'"):
        story(store, "nothing")


def test_what_was_not_read_has_no_record(store: Store) -> None:
    store.keep([Document(id="autre", text="Bonjour.")], unread="not English")
    one = story(store, "autre")
    assert (one.record, told(store, "autre"), others(store, one).readouts) == (None, [], ())


def test_corrections_are_applied_and_told(store: Store) -> None:
    key = story(store, "june").kept.key
    given = [
        Correction(
            author="a",
            day=day("2023-01-01"),
            reason="his name",
            change=Rename(identity="wang-yi", name="Wang Yi (PRC)"),
        ),
        Correction(author="a", day=day("2023-01-01"), reason="no", change=Drop(target=target(store, key, "r1"))),
    ]
    correct(store, given)
    one = story(store, "june")
    assert [made.correction.reason for made in one.corrections] == ["his name", "no"]
    assert one.record is not None
    assert one.record.requests == ()
    assert {"Wang Yi (PRC)"} == {name for row in told(store, "june") for name in row.by if name.startswith("Wang")}
    assert [made.correction.reason for made in story(store, "august").corrections] == ["his name"]


def test_copies_and_other_readouts(fill) -> None:
    store = fill(
        Made("a", "2023-06-18", "Xinhua").meet("Qin Gang", "Antony Blinken", on="2023-06-18").write(WORDS),
        Made("copy", "2023-06-20", "Paper").write(WORDS).meet("Qin Gang", "Antony Blinken", on="2023-06-18"),
        Made("b", "2023-06-19").meet("China", "Antony Blinken", on="2023-06-19", place="Beijing"),
        Made("undated", "2023-06-19").meet("Qin Gang", "Antony Blinken", on=None),
        Made("later", "2023-07-19").meet("Qin Gang", "Antony Blinken", on="2023-07-18"),
        Made("others", "2023-06-19").meet("Qin Gang", "Sergey Lavrov", on="2023-06-18"),
    )
    one = others(store, story(store, "a"))
    assert [copy.document for copy in one.twins] == ["copy"]
    assert {readout.told.document for readout in one.readouts} == {"b", "undated"}
    (b,) = (readout for readout in one.readouts if readout.told.document == "b")
    assert (b.entry, [difference.on for difference in b.differences]) == ("m1", ["day"])
    assert {readout.told.document for readout in others(store, story(store, "undated")).readouts} >= {"a", "b"}


def test_an_entry_says_where_it_stands(store: Store) -> None:
    for row in told(store, "june"):
        text = story(store, row.key).kept.document.text
        if row.kind != "meeting":
            assert text[row.start : row.end] == row.words
        assert text[row.sentence_start : row.sentence_end] == row.sentence
        assert row.sha256 == text_hash(text)
        assert entry(store, row.id) == row
    rows = told(store, "june")
    assert entries_of(store, [rows[2].id, 99, rows[0].id, -1, 2**70]) == [rows[2], rows[0]]
    for id in (99, -1, 2**70):
        with pytest.raises(QuestionError, match="there is no entry"):
            entry(store, id)
