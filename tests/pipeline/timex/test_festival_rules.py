"""Festivals and anniversaries in sentences."""

import datetime

import pytest


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("They met on Christmas Eve.", "Christmas Eve", "2021-12-24"),
        ("They will meet on New Year’s Day.", "New Year’s Day", "2023-01-01"),
        ("They met on Easter Sunday.", "Easter Sunday", "2022-04-17"),
        ("They met last Easter.", "last Easter", "2022-04-17"),
        ("They met at Christmas 2020.", "Christmas 2020", "2020-12-25"),
        ("The vote was lost on Election Day.", "Election Day", "2021-11-02"),
        ("They met on Thanksgiving Day last year.", "Thanksgiving Day last year", "2021-11-25"),
        ("Sales rose on Black Friday.", "Black Friday", "2021-11-26"),
    ],
)
def test_festivals(told, sentence, words, value):
    assert told(sentence) == [(words, value)]


def test_anniversary_of_what_has_its_year(told):
    assert told("They marked the 30th anniversary of the 1992 treaty.") == [
        ("the 30th anniversary", "2022"),
        ("1992", "1992"),
    ]


def test_anniversary_without_a_year_says_nothing(told):
    assert told("They marked the 30th anniversary of the treaty.") == []


def test_no_day_outside_the_calendar(told):
    assert told("They met on Easter Sunday.", datetime.date(1, 1, 2)) == [("Easter Sunday", "0001-04-01")]
