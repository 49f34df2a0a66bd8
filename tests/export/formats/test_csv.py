"""CSV tables: the same values come back, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import example, given
from hypothesis import strategies as st

from communique.export.formats.csv import cell
from communique.export.plain import active, clean
from communique.export.tables import tables
from communique.record import Record


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def rows(files: dict[str, bytes], table: str) -> list[dict[str, str]]:
    header, *lines = read(files[f"{table}.csv"])
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_a_row_says_what_the_entry_says(folder, record: Record) -> None:
    files = folder("csv", record)
    first, second, third = rows(files, "statements")
    assert (first["actors"], first["act"], first["content"]) == (
        "a1",
        "assert",
        "that Astana had asked Moscow to help",
    )
    assert (first["via_kind"], first["via_source"], first["via_actors"]) == ("source", "a statement", "a3")
    assert (second["via_kind"], second["via_statement"], second["to"]) == ("statement", "s1", "a5")
    assert third["content"] == "Kazakhstan will “host talks” … it backs a truce"
    (meeting,) = rows(files, "meetings")
    assert (meeting["interval_start"], meeting["participants"], meeting["place"]) == ("2022-06-07", "a1; a2", "p1")


def test_offsets_give_the_words(folder, record: Record) -> None:
    text = record.document.text
    for name, data in folder("csv", record).items():
        for row in rows({name: data}, name.removesuffix(".csv")):
            for column in (column for column in row if column.endswith("_at") and row[column]):
                words = " … ".join(text[start:end] for start, end in json.loads(row[column]))
                assert row[column.removesuffix("_at")] == words


def test_every_entry_has_its_row(folder, record: Record) -> None:
    files = folder("csv", record, record)
    for table in tables():
        assert len(rows(files, table.name)) == 2 * len(list(table.rows(record)))
    assert [row["form"] for row in rows(files, "actors_mentions") if row["entry_id"] == "a1"][:3] == ["name"] * 3


def test_nothing_runs_in_a_spreadsheet(folder, hostile: Record) -> None:
    files = folder("csv", hostile)
    for name, data in files.items():
        table = next(table for table in tables() if f"{table.name}.csv" == name)
        header, *lines = read(data)
        for line in lines:
            assert len(line) == len(header)
            for (_, kind), value in zip(table.header(), line, strict=True):
                if kind not in {"integer", "number"}:
                    assert value.lstrip()[:1] not in {"=", "+", "-", "@"}
                    assert value[:1] not in {"\t", "\r", "\n"}
    assert "'=cmd" in rows(files, "documents")[0]["document_text"]


def test_cells_come_back(folder, hostile: Record) -> None:
    lines = rows(folder("csv", hostile), "actors")
    assert [active(line["name"]) for line in lines] == [clean(actor.name) for actor in hostile.actors]


def test_numbers_below_zero_stay_numbers() -> None:
    assert cell(-71.5, "number") == "-71.5"


@given(st.text(st.characters(), max_size=12))
@example("'=1")
@example("''\t'")
@example("\r\n@x")
@example(" ＝1")
def test_any_cell_survives_quoting(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([cell(text, "text"), "next"])
    ((back, last),) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert (active(back), last) == (clean(text), "next")
