import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.knowledge import festivals
from communique.knowledge.festivals import Festival, easter, orthodox_easter

ROOT = Path(__file__).parents[2]
TABLE = ("src", "communique", "knowledge", "data", "festival_days.tsv")


@pytest.mark.parametrize(
    "day", ["1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2022-04-17", "2024-03-31"]
)
def test_easter(day):
    assert easter(int(day[:4])) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("day", ["1990-04-15", "2005-05-01", "2010-04-04", "2021-05-02", "2024-05-05"])
def test_orthodox_easter(day):
    assert orthodox_easter(int(day[:4])) == datetime.date.fromisoformat(day)


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_in_spring(year):
    day = easter(year)
    assert day.weekday() == 6
    assert (3, 22) <= (day.month, day.day) <= (4, 25)


def test_every_rule_gives_a_day_of_its_year():
    for festival in festivals():
        assert {day.year for day in festival.days(2022)} == {2022}
        assert festival.days(0) == festival.days(10_000) == ()


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Thanksgiving", "2022-11-24"),
        ("Memorial Day", "2022-05-30"),
        ("Election Day", "2022-11-08"),
        ("Good Friday", "2022-04-15"),
        ("Christmas Eve", "2022-12-24"),
        ("Orthodox Easter", "2022-04-24"),
        ("Remembrance Sunday", "2022-11-13"),
        ("Ramadan", "2022-04-02"),
        ("Eid al-Adha", "2022-07-09"),
        ("Passover", "2022-04-16"),
        ("Lunar New Year", "2022-02-01"),
        ("Nowruz", "2022-03-21"),
    ],
)
def test_days_of_2022(name, day):
    (festival,) = (f for f in festivals() if f.name == name)
    assert festival.days(2022) == (datetime.date.fromisoformat(day),)


def test_what_follows_the_moon_may_come_twice_a_year():
    (eid,) = (f for f in festivals() if f.name == "Eid al-Fitr")
    assert [day.isoformat() for day in eid.days(2000)] == ["2000-01-08", "2000-12-27"]
    assert eid.days(1900) == ()


@pytest.mark.parametrize("rule", ["sometime", "13-", "easter", "ramadan/x"])
def test_no_rule_is_told(rule):
    with pytest.raises(ValueError, match="is no rule"):
        Festival("Nothing", rule, False).days(2022)


def test_the_table_is_what_the_program_makes(tmp_path):
    pytest.importorskip("holidays", reason="a development requirement")
    made = tmp_path / "made.tsv"
    subprocess.run([sys.executable, "-m", "tools.festivals", str(made)], cwd=ROOT, check=True)
    assert made.read_text("utf-8") == ROOT.joinpath(*TABLE).read_text("utf-8")
