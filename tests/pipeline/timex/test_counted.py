"""Durations that are counted from an event."""

import pytest


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Two days after the vote on 5 June, he resigned.", "Two days", "2022-06-07"),
        ("Three weeks before the June 12 election the party split.", "Three weeks", "2022-05-22"),
        ("A week after Friday's attack, the border reopened.", "A week", "2022-06-10"),
        ("The vote was held on June 5. Two days after the vote, he resigned.", "Two days", "2022-06-07"),
        ("Six months after taking office in January 2021 he was ousted.", "Six months", "2021-07-01"),
    ],
)
def test_the_day_that_it_reaches(find, text, words, day):
    (told,) = (time for time in find(text) if time.span.of(text) == words)
    assert (told.type, told.interval.start.isoformat()) == ("DURATION", day)
    assert told.anchor.kind == "text"
    assert text[told.anchor.span.start : told.anchor.span.end]


@pytest.mark.parametrize(
    "text",
    [
        "The talks are set for Monday, two days after the ceasefire ends.",
        "The phone will be sold on June 17, two days before the phone launches.",
        "The ceasefire began on June 5. The talks are to open two days after the ceasefire ends.",
        "He spent two days before the committee.",
        "Two weeks after his arrest he was freed.",
        "Two days after taking office in January 2021 he was ousted.",
    ],
)
def test_what_is_counted_from_nothing_known_has_no_days(find, text):
    assert all(time.interval is None for time in find(text) if time.type == "DURATION")
