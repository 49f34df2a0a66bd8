"""Weekdays by themselves and in runs."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@SETTINGS
@given(
    st.sampled_from(WEEKDAYS),
    st.sampled_from(WEEKDAYS),
    st.booleans(),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)),
)
def test_a_run_lies_on_one_side_of_the_day(told, first, last, past, anchor):
    tense = "lasted" if past else "will last"
    begin, end = (
        datetime.date.fromisoformat(value)
        for _, value in told(f"The talks {tense} from {first} to {last}.", anchor)
    )
    assert (begin.weekday(), end.weekday()) == (WEEKDAYS.index(first), WEEKDAYS.index(last))
    assert begin < end <= begin + datetime.timedelta(days=7)
    assert (
        (end <= anchor < end + datetime.timedelta(days=7))
        if past
        else (anchor <= begin < anchor + datetime.timedelta(days=7))
    )


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Flights between Friday and Monday were cancelled.", ["2022-06-03", "2022-06-06"]),
        ("The conference ran Monday to Thursday last week.", ["2022-05-30", "2022-06-02"]),
        ("The court sits Monday to Friday next week.", ["2022-06-13", "2022-06-17"]),
        ("They voted on Friday and Monday.", ["2022-06-03", "2022-06-06"]),
    ],
)
def test_runs(told, sentence, days):
    assert [value for _, value in told(sentence)] == days


def test_a_run_without_a_day_stays_open(told):
    assert [value for _, value in told("The talks lasted from Monday to Thursday.", None)] == [
        "XXXX-WXX-1",
        "XXXX-WXX-4",
    ]


@pytest.mark.parametrize(
    "sentence", ["He won on Super Tuesday.", "The Bloody Sunday inquiry is over.", "She told USA Today so."]
)
def test_names_of_events_are_no_days(told, sentence):
    assert told(sentence) == []
