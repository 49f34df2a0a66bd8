"""Rows of JSON Lines and Parquet become documents by their columns; a bad row is one refusal."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from ingest.world import STORY, limited, split

from communique.ingest import Columns, Options, documents
from communique.record import Document

DAY = datetime.date(2022, 6, 8)
FULL = {
    "id": "a1",
    "text": STORY,
    "published": "2022-06-08",
    "url": "https://example.org/a1",
    "outlet": "Example Agency",
    "title": "Talks",
}
Write = Callable[[Path, list[dict[str, object]]], str]


def jsonl(folder: Path, rows: list[dict[str, object]]) -> str:
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return str(folder / "rows.jsonl")


def parquet(folder: Path, rows: list[dict[str, object]]) -> str:
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "rows.parquet")
    return str(folder / "rows.parquet")


both = pytest.mark.parametrize("write", [jsonl, parquet])


@both
def test_every_column_finds_its_field(tmp_path: Path, write: Write) -> None:
    assert list(documents([write(tmp_path, [FULL])])) == [Document(**{**FULL, "published": DAY})]


@both
def test_columns_may_have_other_names(tmp_path: Path, write: Write) -> None:
    columns = Columns(text="body", published="date", id="key")
    rows: list[dict[str, object]] = [{"body": STORY, "date": "2022-06-08T23:30:00-05:00", "key": 7, "text": "no"}]
    assert list(documents([write(tmp_path, rows)], Options(columns=columns))) == [
        Document(id="7", text=STORY, published=DAY)
    ]


@both
def test_a_row_without_an_id_is_called_by_its_place(tmp_path: Path, write: Write) -> None:
    path = write(tmp_path, [{"text": STORY}, {"text": STORY}])
    assert [document.id for document in split(documents([path]))[0]] == [f"{path}#1", f"{path}#2"]


def test_bad_lines_are_refused_one_by_one(tmp_path: Path) -> None:
    lines = [
        b'{"text": "broken',
        b"[1]",
        b'{"title": "no text"}',
        b'{"text": "The talks were held.", "published": "June 8"}',
        b'{"text": ["a", "list"]}',
        b'{"text": "caf\xe9"}',
        b'{"text": "NUL \\u0000"}',
        b"[" * 100_000,
        b"",
        json.dumps(FULL).encode(),
    ]
    (tmp_path / "rows.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\n".join(lines))
    found, refusals = split(documents([str(tmp_path / "rows.jsonl")]))
    assert [document.id for document in found] == ["a1"]
    said = {
        int(refusal.source.rpartition("#")[2]) if "#" in refusal.source else 0: refusal.reason
        for refusal in refusals
    }
    assert said[1].startswith("no JSON")
    assert said[2] == "no JSON object."
    assert said[3] == "no text in column 'text'."
    assert said[4] == "column 'published' holds 'June 8', which is no ISO 8601 day."
    assert said[5] == "column 'text' holds no text but list."
    assert said[6].startswith("no JSON")
    assert "NUL" in said[7]
    assert said[8].startswith("no JSON")
    assert len(said) == 8


def test_an_endless_line_ends_the_file(tmp_path: Path) -> None:
    path = jsonl(tmp_path, [FULL, {"text": "x" * 3000}, FULL])
    found, refusals = split(documents([path], limited(Options(), bytes=1000)))
    assert len(found) == 1
    assert refusals[0].reason == "line 2 is longer than 1,000 bytes."


def test_parquet_has_days_and_moments_of_its_own(tmp_path: Path) -> None:
    moment = datetime.datetime(2022, 6, 8, 12, tzinfo=datetime.UTC)
    for value in (DAY, moment):
        path = parquet(tmp_path, [{"text": STORY, "published": value}])
        assert [document.published for document in split(documents([path]))[0]] == [DAY]


def test_parquet_without_the_column_names_those_that_are_there(tmp_path: Path) -> None:
    _, refusals = split(documents([parquet(tmp_path, [{"body": STORY}])]))
    assert refusals[0].reason == "no column 'text'; there are: body."


def test_damaged_parquet_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([FULL] * 500), buffer)
    for name, data in {
        "cut": buffer.getvalue()[:-9],
        "none": b"no",
        "hole": b"PAR1" + bytes(200) + b"PAR1",
    }.items():
        (tmp_path / f"{name}.parquet").write_bytes(data)
    found, refusals = split(documents([str(tmp_path)]))
    assert found == []
    assert all(
        "no sound Parquet file" in refusal.reason.lower() or "Parquet" in refusal.reason for refusal in refusals
    )
    assert len(refusals) == 3
