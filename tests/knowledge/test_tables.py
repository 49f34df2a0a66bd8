"""Every table can be read, says where it is from, and is in order."""

from importlib.resources import files

import pytest

from communique.knowledge.tables import MalformedTableError, day, listed, rows

DATA = files("communique.knowledge").joinpath("data")
TABLES = sorted(entry.name for entry in DATA.iterdir() if entry.name.endswith(".tsv"))


def test_tables_are_there():
    assert {"states.tsv", "organisations.tsv", "regions.tsv", "offices.tsv", "holders.tsv"} <= set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_table_names_source_and_licence(name):
    text = files("communique.knowledge").joinpath("data", name).read_text(encoding="utf-8")
    comments = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    assert text.startswith("# ")
    assert "Source:" in comments
    assert "Licence:" in comments


@pytest.mark.parametrize("name", TABLES)
def test_table_has_no_row_twice_and_no_stray_blanks(name):
    seen = [tuple(row.values()) for row in rows(name)]
    assert len(set(seen)) == len(seen) > 0
    assert all(field == field.strip() for row in seen for field in row)


def test_row_of_another_length_is_refused(monkeypatch, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "odd.tsv").write_text("# note\na\tb\n1\t2\n3\n", encoding="utf-8")
    monkeypatch.setattr("communique.knowledge.tables.files", lambda _: tmp_path)
    with pytest.raises(MalformedTableError, match=r"odd\.tsv, line 4: 1 fields, not 2"):
        rows.__wrapped__("odd.tsv")


def test_lists_and_days():
    assert listed("a|b||a") == ("a", "b")
    assert listed("") == ()
    assert day("") is None
    assert str(day("2019-03-23")) == "2019-03-23"
