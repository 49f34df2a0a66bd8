"""Counts, ordinals and years in words."""

import re

import pytest

from communique.pipeline.timex.numbers import (
    COUNT,
    ORDINAL_WORD,
    SPELLED_YEAR,
    number,
    ordinal_number,
    year_number,
)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("three", 3), ("twenty-one", 21), ("2,500", 2500), ("two and a half", 2.5), ("2 1/2", 2.5),
        ("a dozen", 12), ("half a", 0.5),
        ("a quarter of an", 0.25), ("a hundred", 100), ("two thousand", 2000), ("several", None),
        ("a couple of", 2), ("a", 1),
    ],
)  # fmt: skip
def test_counts(words, count):
    assert re.fullmatch(COUNT, words)
    assert number(words) == count


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("nineteen ninety-four", 1994), ("two thousand", 2000), ("two thousand and three", 2003),
        ("twenty twenty-two", 2022), ("nineteen oh five", 1905), ("twenty ten", 2010),
        ("nineteen seventeen", 1917),
    ],
)  # fmt: skip
def test_years(words, year):
    assert re.fullmatch(SPELLED_YEAR, words)
    assert year_number(words) == year


def test_ordinals_up_to_thirty_first():
    words = {"first": 1, "twelfth": 12, "twentieth": 20, "twenty-first": 21, "thirtieth": 30, "thirty first": 31}
    assert all(re.fullmatch(ORDINAL_WORD, word) for word in words)
    assert {word: ordinal_number(word) for word in words} == words
    assert (ordinal_number("3rd"), ordinal_number("last")) == (3, 0)
