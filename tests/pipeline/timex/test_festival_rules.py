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


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The truce held over Orthodox Easter.", [("Orthodox Easter", "2022-04-24")]),
        ("Prayers were held on Eid al-Fitr.", [("Eid al-Fitr", "2022-05-02")]),
        ("They will meet after the Spring Festival.", [("Spring Festival", "2023-01-22")]),
        ("They will meet on Rosh Hashanah.", [("Rosh Hashanah", "P2D")]),
        ("It happened during Ramadan.", [("Ramadan", "P30D")]),
        ("They met on Ramadan Street in Amman.", []),
    ],
)
def test_festivals_by_the_moon(told, sentence, found):
    assert told(sentence) == found


def test_a_festival_that_lasts_has_its_days(find):
    (ramadan,) = find("Ramadan 2022 was quiet.")
    assert ramadan.mod == "APPROX"
    days = ramadan.interval
    assert (days.start, days.end) == (datetime.date(2022, 4, 2), datetime.date(2022, 5, 1))


def test_a_year_that_the_table_has_not_leaves_the_day_open(find):
    (eid,) = find("Eid al-Fitr 1890 was not recorded.")
    assert (eid.value, eid.interval) == ("1890-XX-XX", None)
    assert "not known" in eid.reason
