"""Lists as CSV and JSON: nothing in them is a formula, and everything is there."""

from __future__ import annotations

import csv
import datetime
import io
import json

import msgspec
import pytest

from communique.export.tabular import cell, harmless, to_csv, to_json


class Inner(msgspec.Struct):
    word: str
    day: datetime.date | None = None


class Row(msgspec.Struct):
    words: str
    number: float
    names: tuple[str, ...] = ()
    inner: tuple[Inner, ...] = ()


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_formulas_are_neutralised(words: str) -> None:
    assert harmless(words) == f"'{words}"


@pytest.mark.parametrize(
    ("value", "shown"), [("a = b", "a = b"), (-1.5, -1.5), (None, ""), (("-a", "b"), "'-a, b")]
)
def test_what_is_none_stays(value: object, shown: object) -> None:
    assert harmless(value) == shown


def test_cells() -> None:
    assert cell(datetime.date(2022, 6, 7)) == "2022-06-07"
    assert cell((Inner("a", datetime.date(2022, 6, 7)), Inner("b"))) == "a · 2022-06-07 | b"


def test_both_forms_have_all() -> None:
    rows = [Row('a, "b"\nc', 1.5, ("x", "y"), (Inner("z"),)), Row("d", 2)]
    assert json.loads(to_json(rows)) == json.loads(msgspec.json.encode(rows))
    assert json.loads(to_json([])) == []
    assert list(csv.reader(io.StringIO(to_csv(rows, Row)))) == [
        ["words", "number", "names", "inner"],
        ['a, "b"\nc', "1.5", "x, y", "z"],
        ["d", "2", "", ""],
    ]
