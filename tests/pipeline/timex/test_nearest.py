"""The last or the next of what comes every year."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.pipeline.timex.calendar import days_of
from communique.pipeline.timex.nearest import months_to, nearest_day

BASE = datetime.date(2022, 6, 7)


def nearest(month, number, future=None, weekday=None):
    return nearest_day(BASE, lambda year: days_of(year, month, number), future, weekday)


@pytest.mark.parametrize(
    ("month", "number", "future", "year"),
    [
        (2, 24, False, 2022),
        (2, 24, True, 2023),
        (9, 15, True, 2022),
        (9, 15, False, 2021),
        (2, 24, None, 2022),
        (6, 20, None, 2022),
        # A tense is misread rather than a day eleven months away meant.
        (5, 20, True, 2022),
        (6, 20, False, 2022),
    ],
)
def test_direction_and_distance(month, number, future, year):
    assert nearest(month, number, future).year == year


def test_the_weekday_decides_where_one_fits():
    # 10 June was a Thursday in 2021 and is a Friday in 2022.
    assert nearest(6, 10, weekday=3) == datetime.date(2021, 6, 10)
    assert nearest(6, 10, future=False, weekday=4) == datetime.date(2022, 6, 10)


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from([True, False, None]))
def test_months_are_less_than_a_year_away(base, month, future):
    steps = months_to(base, month, future)
    assert -12 < steps < 12
    assert (base + steps - month) % 12 == 0
    assert steps == 0 or base != month
