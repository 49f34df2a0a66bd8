"""Every table can be read, says where it is from, and is in order."""

from importlib.resources import files

import pytest

from communique.knowledge import (
    MalformedTableError,
    bodies,
    bodies_named,
    code_actor,
    holders,
    organisation,
    use_tables,
)
from communique.knowledge.tables import day, listed, rows

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


@pytest.fixture
def own(tmp_path):
    """A folder of the user's own tables; nothing of it is left behind."""

    def write(name, *lines):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        use_tables(tmp_path)

    yield write
    use_tables(None)


BODIES = "name\taliases\tcountry\tsector"


def test_rows_of_the_users_stand_beside_the_shipped_ones(own):
    assert bodies_named("Ruritanian Rifles") == ()
    own("bodies.tsv", "# ours", BODIES, "Ruritanian Rifles\tRRX\tCHE\tMIL")
    assert [body.country for body in bodies_named("RRX")] == ["CHE"]
    assert bodies_named("Gazprom")


def test_a_row_with_a_known_key_takes_the_place_of_the_shipped_one(own):
    own(
        "organisations.tsv",
        "key\tname\taliases\tkind\tmembers\tseats\tcode\tsector\twikidata",
        "quad\tQuadrilateral of ours\t\tgrouping\tAUS IND\t\t\t\t",
    )
    assert organisation("quad").members == ("AUS", "IND")
    assert organisation("nato").members


@pytest.mark.parametrize(
    ("name", "lines", "message"),
    [
        ("bodies.tsv", [BODIES, "A\tB\tCHE"], r"bodies\.tsv, line 2: 3 fields, not 4"),
        ("bodies.tsv", ["# a", BODIES, "Acme\t\tZZZ\tBUS"], r"bodies\.tsv, line 3: country is 'ZZZ'"),
        ("bodies.tsv", [BODIES, "Acme\t\tCHE\tSHOP"], r"bodies\.tsv, line 2: sector is 'SHOP', not .*BUS"),
        ("bodies.tsv", [BODIES, "\t\tCHE\tBUS"], r"bodies\.tsv, line 2: name is empty"),
        ("bodies.tsv", ["name\tcountry", "Acme\tCHE"], r"bodies\.tsv: the columns are not name, aliases"),
    ],
)
def test_bad_rows_say_where_they_are(own, name, lines, message):
    own(name, *lines)
    with pytest.raises(MalformedTableError, match=message):
        bodies()


def test_a_day_that_is_none(own):
    own(
        "holders.tsv",
        "name\taliases\tof\tscope\tstart\tend\tsource",
        "A B\t\tCHE\thead-of-state\t2020-13-01\t\tx",
    )
    with pytest.raises(MalformedTableError, match=r"holders\.tsv, line 2: start is '2020-13-01'"):
        holders()


def test_a_folder_that_is_not_there(tmp_path):
    use_tables(tmp_path / "nowhere")
    try:
        with pytest.raises(FileNotFoundError, match="nowhere"):
            rows("states.tsv")
    finally:
        use_tables(None)


def test_the_environment_names_a_folder_too(own, monkeypatch, tmp_path):
    own("sectors.tsv", "word\tsector", "zouave\tMIL")
    use_tables(None)
    monkeypatch.setenv("COMMUNIQUE_TABLES", str(tmp_path))
    assert code_actor("the zouaves").sector == "MIL"


def test_lists_and_days():
    assert listed("a|b||a") == ("a", "b")
    assert listed("") == ()
    assert day("") is None
    assert str(day("2019-03-23")) == "2019-03-23"
