"""A folder of records: whole parts, what is done by their keys, one writer; and taken into a store."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from fake_reader import record_of

from communique.record import Document, Model
from communique.runs import Outcome, parts
from communique.runs.loading import load
from communique.runs.parts import FolderError, Parts, Row, newest
from communique.store import Store, check, document_key, reader_key, text_hash


def model(version: str) -> Model:
    return Model(communique="0", pipeline="none", version=version)


def row(name: str, text: str, version: str = "1") -> Row:
    document = Document(id=name, text=text)
    record, reader = record_of(document, model(version)).to_json(), reader_key(model(version))
    return Row(name, document_key(document), text_hash(text), "read", record=record, reader=reader)


def failed(name: str, text: str) -> Row:
    read = row(name, text)
    document = msgspec.json.encode(Document(id=name, text=text))
    return read._replace(status="quarantined", reason="it fell over", record=None, document=document)


def foreign(name: str, text: str) -> Row:
    return failed(name, text)._replace(status="unread", reason="in French", reader=None)


def write(folder: Path, *given: Row) -> list[str]:
    told: list[str] = []
    with Parts(folder, lambda row: told.append(row.id)) as open_parts:
        open_parts.add(given)
        assert told == []
    return told


def loaded(store: Store, folder: Path) -> list[tuple[str, str]]:
    told: list[Outcome] = []
    load(store, folder, told.append)
    return sorted((outcome.kind, outcome.name) for outcome in told)


def test_what_is_done_is_what_this_reader_dealt_with(tmp_path: Path) -> None:
    given = [
        row("a", "Paris agreed."),
        failed("b", "Rome agreed."),
        foreign("c", "Oslo a dit."),
        row("d", "X.", "2"),
    ]
    assert write(tmp_path, *given) == ["a", "b", "c", "d"]
    with Parts(tmp_path, lambda row: None) as again:
        assert again.done(reader_key(model("1"))) == {one.key for one in given[:3]}
        assert again.done(reader_key(model("2"))) == {given[2].key, given[3].key}


def test_a_part_is_written_when_it_is_full_or_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(parts, "PART", 2)
    with Parts(tmp_path, lambda row: told.append(row.id)) as open_parts:
        for name in "abc":
            open_parts.add([row(name, f"{name.upper()} agreed.")])
        assert told == ["a", "b"]
        monkeypatch.setattr(parts, "AGE", 0.0)
        open_parts.add([])
        assert told == ["a", "b", "c"]
    assert [path.name for path in parts.finished(tmp_path)] == ["part-000001.parquet", "part-000002.parquet"]


def test_what_a_killed_run_left_half_written_is_no_part(tmp_path: Path) -> None:
    write(tmp_path, row("a", "Paris agreed."))
    (tmp_path / ".part-000002.parquet").write_bytes(b"PAR1 half of")
    assert write(tmp_path, row("b", "Rome agreed.")) == ["b"]
    assert sorted(one.id for part in newest(tmp_path) for one in part) == ["a", "b"]
    assert not list(tmp_path.glob(".part-*"))


def test_what_is_finished_is_written_though_the_run_fails(tmp_path: Path) -> None:
    def run() -> None:
        with Parts(tmp_path, lambda row: None) as open_parts:
            open_parts.add([row("a", "Paris agreed.")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()
    assert [one.id for part in newest(tmp_path) for one in part] == ["a"]


def test_one_run_writes_at_a_time(tmp_path: Path) -> None:
    with (
        Parts(tmp_path, lambda row: None),
        pytest.raises(FolderError, match="another run writes to it"),
        Parts(tmp_path, lambda row: None),
    ):
        pass
    write(tmp_path, row("a", "Paris agreed."))


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderError, match="cannot be written"), Parts(tmp_path / "file" / "in", lambda row: None):
        pass


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    write(tmp_path, row("a", "Paris agreed."))
    (path,) = parts.finished(tmp_path)
    whole = path.read_bytes()
    right, named = list(newest(tmp_path)), 0
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            assert list(newest(tmp_path)) == right  # what was hit says nothing
        except FolderError:
            named += 1
    assert named > 10
    for damaged in (whole[: len(whole) // 2], b""):
        path.write_bytes(damaged)
        with pytest.raises(FolderError, match=r"part-000001\.parquet: damaged"):
            list(newest(tmp_path))
    with pytest.raises(FolderError, match="no file in it"):
        list(newest(tmp_path / "nowhere"))


def test_records_go_into_a_store_once(place: str, tmp_path: Path) -> None:
    given = [row("a", "Paris agreed."), failed("b", "Rome agreed."), foreign("c", "Oslo a dit.")]
    write(tmp_path, *given)
    with Store(place, create=True) as store:
        assert loaded(store, tmp_path) == [("quarantined", "b"), ("read", "a"), ("unread", "c")]
        assert {key: record.to_json() for key, record in store.records()} == {given[0].key: given[0].record}
        assert store.counts() == {"read": 1, "quarantined": 1, "unread": 1}
        assert loaded(store, tmp_path) == [("known", "a"), ("known", "b"), ("unread", "c")]
        assert not [fault for checked in check(store) for fault in checked.faults]


def test_the_last_reading_of_a_document_is_the_one_that_counts(place: str, tmp_path: Path) -> None:
    write(tmp_path, row("a", "Paris agreed."), row("b", "Rome agreed."))
    write(tmp_path, row("a", "Paris agreed.", version="2"))
    with Store(place, create=True) as store:
        assert loaded(store, tmp_path) == [("read", "a"), ("read", "b")]
        assert loaded(store, tmp_path) == [("known", "a"), ("known", "b")]
        versions = {record.document.id: record.model.version for _, record in store.records()}
    assert versions == {"a": "2", "b": "1"}


def test_a_row_that_was_changed_is_refused_and_a_span_astray_put_aside(place: str, tmp_path: Path) -> None:
    changed = row("changed", "Paris agreed.")._replace(record=record_of(Document(id="x", text="No.")).to_json())
    broken = row("broken", "Berlin agreed.")._replace(record=b'{"document":')
    write(tmp_path, changed, broken, row("astray", "Rome ASTRAY said."), row("good", "Oslo agreed."))
    with Store(place, create=True) as store:
        assert loaded(store, tmp_path) == [
            ("quarantined", "astray"),
            ("read", "good"),
            ("refused", "broken"),
            ("refused", "changed"),
        ]
