"""Labels, days and quotations that fit a line."""

from __future__ import annotations

import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.words import ACTS, coordinates, days, listed, quoted, shorten, visible
from communique.record import Interval

DAY = datetime.date


@given(st.text(alphabet=st.characters()))
def test_nothing_acts_unseen_after_visible(text: str) -> None:
    shown = visible(text)
    acting = {"\t", "\n"}
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs"} and c not in acting]
    assert not [
        c for c in shown if unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI"}
    ]


def test_visible_names_what_it_replaces() -> None:
    assert visible("a\u202eb\x1b[31m\x00\ud800") == "a[U+202E]b␛[31m\ufffd\ufffd"


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_shortened_text_fits(text: str, width: int) -> None:
    assert len(shorten(text, width)) <= width


def test_shortened_text_ends_at_a_word() -> None:
    assert shorten("The ministers agreed to meet again", 20) == "The ministers…"
    assert shorten("The  ministers\nagreed", 30) == "The ministers agreed"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("to help", "“to help”"),
        ("“Help,”", "“Help,”"),
        ("“Help us to…", "“Help us to…"),
        ("that “help” came", "“that “help” came”"),
        ("that it “helps”", "“that it “helps”\u202f”"),
    ],
)
def test_quotations_keep_their_own_marks(text: str, shown: str) -> None:
    assert quoted(text) == shown


@pytest.mark.parametrize(
    ("start", "end", "granularity", "shown"),
    [
        (DAY(2022, 6, 7), DAY(2022, 6, 7), "day", "7 June 2022"),
        (DAY(2022, 6, 1), DAY(2022, 6, 30), "month", "June 2022"),
        (DAY(2022, 1, 1), DAY(2022, 12, 31), "year", "2022"),
        (DAY(2022, 6, 6), DAY(2022, 6, 12), "week", "6–12 June 2022"),
        (DAY(2022, 5, 30), DAY(2022, 6, 5), "week", "30 May – 5 June 2022"),
        (DAY(2021, 12, 27), DAY(2022, 1, 2), "week", "27 December 2021 – 2 January 2022"),
        (DAY(2020, 1, 1), DAY(2029, 12, 31), "decade", "1 January 2020 – 31 December 2029"),
    ],
)
def test_days_are_as_fine_as_the_text(start: DAY, end: DAY, granularity: str, shown: str) -> None:
    assert days(Interval(start=start, end=end, granularity=granularity)) == shown  # type: ignore[arg-type]


def test_lists_and_coordinates() -> None:
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert coordinates(-33.8688, 151.2093) == "33.87° S, 151.21° E"


def test_every_act_has_its_words() -> None:
    from typing import get_args

    from communique.record import Act

    assert set(ACTS) == set(get_args(Act))
