"""Periods and the steps between them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.pipeline.timex import calendar
from communique.pipeline.timex.calendar import MONTHS_IN, containing, moved, shifted, week_of_year, yearly_near

DAYS = st.dates(datetime.date(100, 1, 1), datetime.date(9800, 12, 31))
UNITS = st.sampled_from(
    ["day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century"]
)


@given(DAYS, UNITS)
def test_a_day_lies_in_its_period_and_in_no_neighbour(day, unit):
    period = containing(unit, day)
    assert period.start <= period.end
    if unit != "weekend":
        assert period.start <= day <= period.end
        assert containing(unit, period.end + datetime.timedelta(days=1)).start > period.end


@given(DAYS, UNITS, st.integers(-30, 30))
def test_a_step_forth_and_back_leads_to_the_same_period(day, unit, count):
    start = containing(unit, day).start
    there = moved(start, unit, count)
    assert there is None or shifted(unit, there, -count) == containing(unit, start)


@given(st.integers(1, 9998), st.integers(1, 53))
def test_every_iso_week(year, number):
    week = week_of_year(year, number)
    exists = number <= datetime.date(year, 12, 28).isocalendar().week
    assert (week is not None) is exists
    if week is not None:
        assert week.value == f"{year:04d}-W{number:02d}"
        assert (week.start.weekday(), (week.end - week.start).days) == (0, 6)
        assert all(containing("week", week.start + datetime.timedelta(days=n)) == week for n in range(7))


@given(st.integers(1, 9970), st.booleans())
def test_every_leap_day_is_found_from_any_year(year, future):
    base = datetime.date(year, 7, 1)
    found = yearly_near(base, 2, 29, future=future)
    if found is None:
        assert not future
        assert year <= 8
    else:
        assert (found.month, found.day) == (2, 29)
        assert (found > base) is future
        assert abs((found - base).days) <= 8 * 366


@given(DAYS, st.sampled_from(sorted(MONTHS_IN)), st.integers(-200_000, 200_000))
def test_nothing_leaves_the_calendar(day, unit, count):
    found = moved(day, unit, count)
    assert found is None or 1 <= found.year <= 9999


@pytest.mark.parametrize(
    ("number", "value", "first"), [(1, "00", 1), (19, "18", 1800), (20, "19", 1900), (21, "20", 2000)]
)
def test_centuries_are_those_whose_years_begin_alike(number, value, first):
    period = calendar.of_century(number)
    assert (period.value, period.start.year) == (value, first)
