"""`communique ingest --engine ray` and `load`: what they say before and beside the reading itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from fake_reader import record_of

from communique.cli import Exit
from communique.record import Document, Model
from communique.runs.parts import Parts, Row
from communique.store import document_key, reader_key, text_hash

Run = Callable[..., Result]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder with one record."""
    document = Document(id="a", text="Paris agreed.")
    reader = reader_key(Model(communique="0", pipeline="none", version="1"))
    record = record_of(document).to_json()
    with Parts(tmp_path / "records", lambda row: None) as parts:
        parts.add(
            [Row("a", document_key(document), text_hash(document.text), "read", record=record, reader=reader)]
        )
    return tmp_path / "records"


def test_load_twice(run: Run, records: Path) -> None:
    first, second = run("load", "records"), run("load", "records")
    assert (first.exit_code, first.stdout, first.stderr) == (Exit.READ, "communique.db: 1 read\n", "")
    assert (second.exit_code, second.stdout) == (Exit.READ, "communique.db: 1 known\n")
    assert run("check").stdout == "communique.db: 1 documents checked, 1 read\n"


def test_a_folder_without_records(run: Run, tmp_path: Path) -> None:
    result = run("load", "nowhere")
    assert (result.exit_code, result.stdout) == (Exit.UNREAD, "")
    assert result.stderr == "communique: nowhere: no records: no file in it is called part-*.parquet\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("a.parquet", "--engine", "ray"), "name a folder for the records: --out FOLDER."),
        (("-", "--engine", "ray", "--out", "records"), "standard input (-) is not there for Ray"),
        (("a.parquet", "--out", "records"), "a folder of records is what --engine ray writes."),
    ],
)
def test_options_that_do_not_go_together(run: Run, args: tuple[str, ...], message: str) -> None:
    result = run("ingest", *args)
    assert result.exit_code == Exit.USAGE
    assert message in result.stderr


def test_ray_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "environ", os.environ.copy())  # its settings are not for the other tests
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setitem(sys.modules, "ray.data", None)
    result = run("ingest", "a.parquet", "--engine", "ray", "--out", "records")
    assert result.exit_code == Exit.USAGE
    assert result.stderr == "communique: the engine 'ray' needs Ray Data: pip install 'communique[ray]'\n"
    assert not (tmp_path / "records").exists()


def test_parquet_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "communique.runs.parts", None)
    result = run("load", "records")
    assert result.exit_code == Exit.USAGE
    assert "pip install 'communique[parquet]'" in result.stderr
