"""Parquet tables: typed, and the same rows as the record has."""

from __future__ import annotations

import io
import sys

import pytest
from pyarrow import parquet

from communique.export.formats import MissingPackageError
from communique.export.plain import clean
from communique.export.tables import tables
from communique.record import Record


def test_rows_come_back_with_their_types(folder, record: Record) -> None:
    files = folder("parquet", record)
    for table in tables():
        back = parquet.read_table(io.BytesIO(files[f"{table.name}.parquet"])).to_pylist()
        for given, row in zip(table.rows(record), back, strict=True):
            for (name, kind), value in zip(table.header(), given, strict=True):
                expected = value
                if kind == "spans":
                    expected = [{"start": span.start, "end": span.end} for span in value]
                elif kind == "texts" and value is not None:
                    expected = list(value)
                assert row[name] == expected


def test_hostile_text_is_text(folder, hostile: Record) -> None:
    data = folder("parquet", hostile)["documents.parquet"]
    (row,) = parquet.read_table(io.BytesIO(data)).to_pylist()
    assert row["document_text"] == clean(hostile.document.text)


def test_no_records_give_empty_tables(folder) -> None:
    data = folder("parquet")["meetings.parquet"]
    assert parquet.read_table(io.BytesIO(data)).num_rows == 0


def test_what_is_missing_is_said(folder, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPackageError, match=r"communique\[parquet\]"):
        folder("parquet", record)
