import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.knowledge import festivals
from communique.knowledge.festivals import Festival, easter


@pytest.mark.parametrize(
    "day", ["1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2022-04-17", "2024-03-31"]
)
def test_easter(day):
    assert easter(int(day[:4])) == datetime.date.fromisoformat(day)


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_in_spring(year):
    day = easter(year)
    assert day.weekday() == 6
    assert (3, 22) <= (day.month, day.day) <= (4, 25)


def test_every_rule_gives_a_day_of_its_year():
    for festival in festivals():
        assert festival.day(2022).year == 2022
        assert festival.day(0) is festival.day(10_000) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Thanksgiving", "2022-11-24"),
        ("Memorial Day", "2022-05-30"),
        ("Election Day", "2022-11-08"),
        ("Good Friday", "2022-04-15"),
        ("Christmas Eve", "2022-12-24"),
    ],
)
def test_days_of_2022(name, day):
    (festival,) = (f for f in festivals() if f.name == name)
    assert festival.day(2022) == datetime.date.fromisoformat(day)


def test_no_rule_is_told():
    with pytest.raises(ValueError, match="is no rule"):
        Festival("Nothing", "sometime", False).day(2022)
