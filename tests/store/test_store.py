"""What is kept is kept once and unchanged; records are written whole or not at all."""

from __future__ import annotations

import datetime
import random
import threading
from pathlib import Path

import msgspec
import pytest
from fake_reader import FakeReader, record_of
from sqlalchemy import select

from communique.record import Document, Span
from communique.store import DocumentError, Store, StoreError, check, document_key, tables


def test_a_document_is_kept_once_under_all_its_names(store: Store, documents: list[Document]) -> None:
    keys = store.keep(documents)
    copies = [msgspec.structs.replace(document, id=f"copy/{document.id}") for document in documents]
    assert store.keep(copies) == keys == [document_key(document) for document in documents]
    assert [kept.document for kept in store.kept(keys)] == documents
    assert store.find("copy/d1") == store.find("d1") == store.find(keys[0][:10]) == keys[:1]
    assert store.counts() == {"waiting": 2}


def test_the_same_text_of_another_outlet_or_day_is_another(store: Store, documents: list[Document]) -> None:
    first = documents[0]
    others = [msgspec.structs.replace(first, outlet="Xinhua"), msgspec.structs.replace(first, published=None)]
    assert len(set(store.keep([first, *others]))) == 3


def test_what_another_reader_read_is_pending_and_nothing_else(store: Store, keys: list[str]) -> None:
    waiting = store.keep([Document(id="new", text="Paris waits.")])
    store.keep([Document(id="fr", text="Paris attend.")], unread="The text is in French.")
    assert store.pending(FakeReader("1").model) == waiting
    assert store.pending(FakeReader("2").model) == [*keys, *waiting]
    store.put(keys[0], record_of(store.record(keys[0]).document, FakeReader("2").model))
    assert store.pending(FakeReader("2").model) == [keys[1], *waiting]
    assert store.counts() == {"read": 2, "unread": 1, "waiting": 1}


def test_a_record_comes_back_byte_for_byte(store: Store, keys: list[str], documents: list[Document]) -> None:
    assert [store.record(key).to_json() for key in keys] == [record_of(one).to_json() for one in documents]
    assert dict(store.records()) == {key: store.record(key) for key in keys}
    with pytest.raises(KeyError):
        store.record("0" * 32)


def test_a_span_outside_of_the_text_is_not_written(store: Store, documents: list[Document]) -> None:
    (key,) = store.keep(documents[:1])
    record = record_of(documents[0])
    astray = msgspec.structs.replace(record.statements[0], content=(Span(3, 10_000),))
    with pytest.raises(DocumentError, match=r"statements\.0\.content\.0"):
        store.put(key, msgspec.structs.replace(record, statements=(astray,)))
    with pytest.raises(DocumentError, match="another text"):
        store.put(key, record_of(documents[1]))
    assert store.counts() == {"waiting": 1}


def test_a_later_record_takes_the_place_of_an_earlier_one(store: Store, keys: list[str]) -> None:
    before = len(store.rows(select(tables.entries)))
    record = store.record(keys[0])
    store.put(keys[0], msgspec.structs.replace(record, meetings=(), events=()))
    assert len(store.rows(select(tables.entries))) == before - 2
    assert not [fault for checked in check(store) for fault in checked.faults]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("text", "a\0b", "NUL character, at offset 1"),
        ("text", "a\ud800", "surrogate pair, at offset 1"),
        ("url", "u" * 3000, "3000 bytes"),
    ],
)
def test_what_a_database_cannot_hold_is_refused(store: Store, field: str, value: str, reason: str) -> None:
    document = msgspec.structs.replace(Document(id="x", text="x"), **{field: value})
    with pytest.raises(DocumentError, match=reason):
        store.keep([Document(id="good", text="good"), document])
    assert store.counts() == {}


def test_two_writers_at_once_are_safe(place: str) -> None:
    given = [Document(id=str(n), text=f"Speaker{n % 3} said sentence {n}.") for n in range(40)]
    troubles: list[Exception] = []

    def write(order: int) -> None:
        try:
            with Store(place, create=True) as store:
                for start in range(0, 40, 10):
                    batch = given[::order][start : start + 10]
                    for key, document in zip(store.keep(batch), batch, strict=True):
                        store.put(key, record_of(document))
        except Exception as error:  # a thread's own would be lost
            troubles.append(error)

    writers = [threading.Thread(target=write, args=(order,)) for order in (1, -1, 1)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert troubles == []
    with Store(place) as store:
        assert store.counts() == {"read": 40}
        assert len(list(store.records())) == 40
        assert not [fault for checked in check(store) for fault in checked.faults]


def test_the_day_it_came_is_no_part_of_a_document(store: Store, documents: list[Document]) -> None:
    first = store.keep(documents, day=datetime.date(2024, 1, 1))
    assert store.keep(documents, day=datetime.date(2025, 1, 1)) == first
    kept_on = {day for (day,) in store.rows(select(tables.documents.c.kept_on))}
    assert kept_on == {datetime.date(2024, 1, 1)}


def test_a_store_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist: 'communique ingest"):
        Store(tmp_path / "store.db")
    assert list(tmp_path.iterdir()) == []


def test_an_actor_whose_name_is_a_page_of_noise_is_kept(store: Store) -> None:
    noise = random.Random(1)
    text = "".join(noise.choice("abcdefghijklmnopqrstuvwxyzäöü") for _ in range(20_000)) + " said so."
    (key,) = store.keep([Document(id="noise", text=text)])
    store.put(key, record_of(Document(id="noise", text=text)))
    assert not [fault for checked in check(store) for fault in checked.faults]
    assert store.record(key).actors[0].name == text.split()[0]
