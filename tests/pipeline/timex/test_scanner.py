"""What the rules together make of words, with and without a day to count from."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import Document
from communique.pipeline.dating import Dated
from communique.record import Anchor

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

FOUND = [
    # days
    ("They met on 24-Feb-2022.", "24-Feb-2022", "DATE", "2022-02-24"),
    ("They met on 2022/02/24.", "2022/02/24", "DATE", "2022-02-24"),
    ("They met on the eighth of March.", "the eighth of March", "DATE", "2022-03-08"),
    ("They will meet on the 5th of next month.", "the 5th of next month", "DATE", "2022-07-05"),
    ("They met on the 3rd.", "the 3rd", "DATE", "2022-06-03"),
    ("The week of June 13 will be busy.", "The week of June 13", "DATE", "2022-W24"),
    ("The vote will be on the first Tuesday in November.", "the first Tuesday in November", "DATE", "2022-11-01"),
    ("It was the last Monday of May 2021.", "the last Monday of May 2021", "DATE", "2021-05-31"),
    ("The market fell on Friday the 13th.", "Friday the 13th", "DATE", "2022-05-13"),
    ("The mandate ends next May 31.", "next May 31", "DATE", "2023-05-31"),
    ("The treaty was signed last Sept. 5.", "last Sept. 5", "DATE", "2021-09-05"),
    # months and seasons
    ("The December contract rose.", "December", "DATE", "2022-12"),
    ("They met in June last year.", "June last year", "DATE", "2021-06"),
    ("They met in the summer of '14.", "the summer of '14", "DATE", "2014-SU"),
    ("They met in the winter of nineteen ninety-four.", "the winter of nineteen ninety-four", "DATE", "1994-WI"),
    # years and what they are made of
    ("It was signed in nineteen ninety-four.", "nineteen ninety-four", "DATE", "1994"),
    ("It was the war of the nineteenth century.", "the nineteenth century", "DATE", "18"),
    ("Nineteen ninety-four was a good year.", "Nineteen ninety-four", "DATE", "1994"),
    ("They met in January nineteen ninety-seven.", "January nineteen ninety-seven", "DATE", "1997-01"),
    ("It was June third, two thousand and three.", "June third, two thousand and three", "DATE", "2003-06-03"),
    ("Exports fell in Q3 2021.", "Q3 2021", "DATE", "2021-Q3"),
    ("The group cut its goal for the third quarter.", "the third quarter", "DATE", "2022-Q3"),
    ("Exports fell in the fourth quarter.", "the fourth quarter", "DATE", "2021-Q4"),
    ("The plan ends in week 23 of 2022.", "week 23 of 2022", "DATE", "2022-W23"),
    ("He was minister in 2014-2016.", "2014-2016", "DURATION", "P2Y"),
    ("Churches were built in the 1800s.", "the 1800s", "DATE", "18"),
    ("Prices rose by midyear.", "midyear", "DATE", "2022"),
    ("The group expects a loss for the full year.", "the full year", "DATE", "2022"),
    ("Trade fell in the prior month.", "the prior month", "DATE", "2022-05"),
    # clock
    ("It begins at six o'clock this evening.", "six o'clock this evening", "TIME", "2022-06-07T18:00"),
    ("They met at twelve o'clock at night.", "twelve o'clock at night", "TIME", "2022-06-07T24:00"),
    ("They met at two o'clock in the afternoon.", "two o'clock in the afternoon", "TIME", "2022-06-07T14:00"),
    ("They met at 9 o'clock on Friday.", "9 o'clock on Friday", "TIME", "2022-06-03T09:00"),
    ("The truce began around noon GMT on Friday.", "around noon GMT on Friday", "TIME", "2022-06-03T12:00Z"),
    ("The truce began at 10 a.m. on 5 June 2021.", "10 a.m. on 5 June 2021", "TIME", "2021-06-05T10:00"),
    ("The attack began at dawn on Friday.", "dawn on Friday", "TIME", "2022-06-03TMO"),
    ("It began in the early hours of Monday.", "the early hours of Monday", "TIME", "2022-06-06TMO"),
    ("It began on the night of 5 June.", "the night of 5 June", "TIME", "2022-06-05TNI"),
    # distances
    ("They met a decade and a half ago.", "a decade and a half ago", "DATE", "2007"),
    ("They met months ago.", "months ago", "DATE", "PAST_REF"),
    ("They need an answer as soon as possible.", "as soon as possible", "DATE", "FUTURE_REF"),
    ("A week from Friday he leaves.", "A week from Friday", "DATE", "2022-06-17"),
    ("Two days from tomorrow he leaves.", "Two days from tomorrow", "DATE", "2022-06-10"),
    # durations and what recurs
    ("Growth will slow over the next decade.", "the next decade", "DURATION", "P10Y"),
    ("They take some 15 calls a month.", "a month", "SET", "P1M"),
    ("They will one day be one state.", "one day", "DATE", "FUTURE_REF"),
    ("The talks were put off to a later date.", "a later date", "DATE", "FUTURE_REF"),
    ("Trust has grown over the years.", "the years", "DURATION", "PXY"),
    ("Trust was scarce in the early years.", "the early years", "DURATION", "PXY"),
    ("The siege lasted one day.", "one day", "DURATION", "P1D"),
    ("The call took a minute and a half.", "a minute and a half", "DURATION", "PT1M30S"),
    ("Trade fell in the past two quarters.", "the past two quarters", "DURATION", "P2Q"),
    ("They pay interest every quarter.", "every quarter", "SET", "P1Q"),
    ("They talked for half an hour.", "half an hour", "DURATION", "PT30M"),
    ("They talked for a quarter of an hour.", "a quarter of an hour", "DURATION", "PT15M"),
    ("It took a year and a half.", "a year and a half", "DURATION", "P1Y6M"),
    ("He broke the three-week-old truce.", "the three-week-old", "DURATION", "P3W"),
    ("They will decide within weeks.", "weeks", "DURATION", "PXW"),
    ("They will decide in the weeks ahead.", "the weeks ahead", "DURATION", "PXW"),
    ("They meet every other week.", "every other week", "SET", "P2W"),
    ("They meet twice a week.", "a week", "SET", "P1W"),
]


@pytest.mark.parametrize(("sentence", "words", "type_", "value"), FOUND)
def test_found(find, sentence, words, type_, value):
    (one,) = find(sentence)
    assert (one.span.of(sentence), one.type, one.value) == (words, type_, value)


@pytest.mark.parametrize(
    "sentence",
    [
        "He is 52 years old.",
        "The 44-year-old diplomat spoke.",
        "Iraq imports about three-quarters of its food.",
        "The dam costs $2 million a year.",
        "The daily said so.",
        "The pre-dawn raid failed.",
        "The Good Friday Agreement holds.",
        "The Christmas tree fell.",
        "That is no longer so in today's world.",
        "She is a few years older than he is.",
        "The plant makes 10,000 cars annually.",
        "The post is manned 24 hours a day.",
        "He spoke at the soon-to-open hall.",
    ],
)
def test_not_found(find, sentence):
    assert find(sentence) == ()


def test_parts_of_a_month_have_their_own_days(find):
    (one,) = find("They met in the first week of May.")
    assert (one.value, one.mod) == ("2022-05", "START")
    assert (one.interval.start, one.interval.end) == (datetime.date(2022, 5, 1), datetime.date(2022, 5, 7))
    (last,) = find("They met in the second half of February 2020.")
    assert (last.value, last.mod) == ("2020-02", "END")
    assert (last.interval.start, last.interval.end) == (datetime.date(2020, 2, 16), datetime.date(2020, 2, 29))


@pytest.mark.parametrize(
    ("sentence", "words", "values"),
    [
        ("He was in Oslo from May 3 to 5.", ("May 3", "5"), ("2022-05-03", "2022-05-05")),
        ("Talks between 3 and the 5th of May 2020.", ("3", "the 5th of May 2020"), ("2020-05-03", "2020-05-05")),
        ("It ran from Dec. 30 to Jan. 2.", ("Dec. 30", "Jan. 2"), ("2021-12-30", "2022-01-02")),
    ],
)
def test_days_that_a_word_joins_are_two(find, sentence, words, values):
    found = find(sentence)
    assert tuple(one.span.of(sentence) for one in found) == words
    assert tuple(one.value for one in found) == values
    assert all(one.type == "DATE" and one.interval.granularity == "day" for one in found)
    assert tuple(one.interval.start.isoformat() for one in found) == values


def test_days_that_a_word_joins_stay_open_without_a_day(find):
    first, last = find("He was in Oslo from May 3 to 5.", None)
    assert (first.value, first.interval, last.value, last.interval) == ("XXXX-05-03", None, "XXXX-05-05", None)
    assert last.reason == "no trusted publication date"


def test_days_that_a_mark_joins_are_one(find):
    (one,) = find("He was in Oslo on May 3-5.")
    assert (one.type, one.value) == ("DURATION", "P3D")
    assert (one.interval.start, one.interval.end) == (datetime.date(2022, 5, 3), datetime.date(2022, 5, 5))


def test_months_in_a_run_have_both_ends(find):
    (one,) = find("Trade rose in January-May.")
    assert (one.type, one.value) == ("DURATION", "P5M")
    assert (one.interval.start, one.interval.end) == (datetime.date(2022, 1, 1), datetime.date(2022, 5, 31))
    (over,) = find("Trade rose in November-February 2020.")
    assert (over.interval.start, over.interval.end) == (datetime.date(2019, 11, 1), datetime.date(2020, 2, 29))
    (open_one,) = find("Trade rose in January-May.", None)
    assert (open_one.value, open_one.interval, open_one.reason) == ("P5M", None, "no trusted publication date")


def test_years_in_a_run_have_both_ends(find):
    (one,) = find("He was minister in 2014-16.")
    assert (one.interval.start, one.interval.end) == (datetime.date(2014, 1, 1), datetime.date(2016, 12, 31))


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Aid will grow in fiscal year 2023.", "2023"),
        ("Aid fell in FY2021.", "2021"),
        ("Aid will grow in the next fiscal year.", "2023"),
        ("Sales rose in the fiscal third quarter of 2021.", "2021-Q3"),
    ],
)
def test_fiscal_years_have_a_name_but_no_days(find, sentence, value):
    (one,) = find(sentence)
    assert (one.value, one.interval, one.reason) == (value, None, "fiscal years begin on different days")


def test_what_refers_to_a_fiscal_quarter_has_no_days_either(find):
    text = "Profit rose in the fiscal first quarter. A year earlier it fell. In the quarter it hired."
    assert [(one.value, one.interval) for one in find(text)] == [
        ("2022-Q1", None), ("2021-Q1", None), ("2022-Q1", None),
    ]  # fmt: skip


def test_a_quarter_that_ends_elsewhere_is_fiscal(find):
    fiscal, _ = find("Profit rose in the second quarter ended March 31.")
    assert (fiscal.value, fiscal.interval) == ("2022-Q2", None)
    calendar, _ = find("Profit rose in the first quarter ended April 2.")
    assert calendar.interval.end == datetime.date(2022, 3, 31)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The pact was signed on 3 March 2020. The year before, talks had failed.", ["2020-03-03", "2019"]),
        ("They met on 3 March 2020. In the morning they signed.", ["2020-03-03", "2020-03-03TMO"]),
        ("They met on 3 March 2020. By that time all was lost.", ["2020-03-03", "2020-03-03"]),
        ("Sales rose in the third quarter of 2020. In the quarter they hired.", ["2020-Q3", "2020-Q3"]),
        ("Sales rose in the third quarter of 2020. A year earlier they fell.", ["2020-Q3", "2019-Q3"]),
        ("Sales rose in the quarter ended Sept. 30.", ["2021-Q3", "2021-09-30"]),
        ("It was the first vote of the year.", ["2022"]),
        ("Sales for the year are expected to fall.", ["2022"]),
        ("Shares fell 2% to end the week.", ["2022-W23"]),
        ("Sales rose in May from a year earlier.", ["2022-05", "2021-05"]),
        ("Sales rose in the year-ago third quarter.", ["2021-Q3"]),
        (
            "Profit rose in the first quarter. In the third quarter of 2015 it rose. A year earlier it fell.",
            ["2022-Q1", "2015-Q3", "2021-Q1"],
        ),
        (
            "Profit rose in the first quarter. For the nine months it fell from that of a year earlier.",
            ["2022-Q1", "P9M", "2021"],
        ),
        ("In the nine months profit rose. It had fallen in the year-earlier period.", ["P9M", "P9M"]),
        ("Profit rose from that of the year-earlier nine months.", ["P9M"]),
        ("The reform took five years. During that time prices doubled.", ["P5Y", "P5Y"]),
        ("Prices rose in the week ended Friday.", ["P1W", "2022-06-03"]),
        ("It is to be paid in the fiscal year that begins in October.", ["P1Y", "2022-10"]),
        ("The talks will run from Friday to Monday.", ["2022-06-10", "2022-06-13"]),
        ("The visit is from Monday to Thursday.", ["2022-06-06", "2022-06-09"]),
        (
            "They met on 15 and 16 September 2020. A day earlier they had arrived.",
            ["2020-09-15", "2020-09-16", "2020-09-14"],
        ),
        ("They met from 3 to 5 May 2020. A day later they left.", ["2020-05-03", "2020-05-05", "2020-05-06"]),
        ("Trade fell from May 3 to Friday.", ["2022-05-03", "2022-06-03"]),
        ("In several months profit rose. It had fallen in the year-earlier period.", ["PXM", "2021"]),
        ("They met on 15-16 September 2020. A day later they left.", ["P2D", "2020-09-17"]),
        ("Trade rose in the third quarter of 2020 from the same period last year.", ["2020-Q3", "2019-Q3"]),
        ("Trade rose in May 2020 from the corresponding period of 2018.", ["2020-05", "2018-05"]),
        ("Trade rose in the third quarter of 2020 from last year's quarter.", ["2020-Q3", "2019-Q3"]),
    ],
)
def test_what_the_text_has_named(find, text, values):
    assert [one.value for one in find(text)] == values


def test_what_it_has_not_named_stays_open(find):
    (one,) = find("He left that year.")
    assert (one.value, one.reason) == ("XXXX", "the period it refers to is not named")
    (quarter,) = find("Sales rose in the quarter.")
    assert (quarter.value, quarter.interval) == ("XXXX-QX", None)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("They met on the 3rd.", "XXXX-XX-03"),
        ("They met in the summer.", "XXXX-SU"),
        ("They met in the third quarter.", "XXXX-Q3"),
        ("They met last Christmas.", "XXXX-12-25"),
        ("They met on Easter Monday.", "XXXX-XX-XX"),
        ("They met two years ago.", "XXXX"),
        ("They met at noon.", "XXXX-XX-XXT12:00"),
        ("They met in the week of June 6.", "XXXX-WXX"),
        ("They met in the last fiscal year.", "XXXX"),
        ("They met on Friday the 13th.", "XXXX-XX-13"),
        ("They met on the first Tuesday in May.", "XXXX-05-XX"),
        ("They will meet a week from Friday.", "XXXX-XX-XX"),
        ("They met by midyear.", "XXXX"),
    ],
)
def test_without_a_day_nothing_is_guessed(find, sentence, value):
    (one,) = find(sentence, None)
    assert (one.value, one.interval, one.reason) == (value, None, "no trusted publication date")


WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SAID = {
    "The minister arrived on {}.": (-6, 0),
    "The minister will arrive on {}.": (0, 6),
    "The minister arrived last {}.": (-7, -1),
    "The minister will arrive next {}.": (1, 7),
    "Talks are due to resume on {}.": (0, 6),
}


@SETTINGS
@given(
    st.sampled_from(WEEKDAYS),
    st.sampled_from(sorted(SAID)),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)),
)
def test_all_weekdays_in_all_directions_from_any_day(reader, weekday, sentence, anchor):
    document = Document(id="story", text=sentence.format(weekday))
    dated = Dated(anchor, Anchor(kind="published", day=anchor), latest=anchor)
    (one,) = reader.times(reader.language(document, reader.layout(document)), dated)
    day = datetime.date.fromisoformat(one.value)
    first, last = SAID[sentence]
    assert day.weekday() == WEEKDAYS.index(weekday)
    assert first <= (day - anchor).days <= last
    assert (one.interval.start, one.interval.end) == (day, day)


@SETTINGS
@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(0, 11))
def test_a_day_is_read_in_every_order(reader, day, form):
    month = f"{day:%B}"
    forms = (
        f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}",
        f"{day:%a}, {day.day} {month} {day.year}",
        day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.day:02d}-{day:%b}-{day.year}",
        f"the {day.day} of {month}, {day.year}", f"{day.year}/{day.month:02d}/{day.day:02d}",
        f"{day:%A}, {month} {day.day}, {day.year}", f"{month} the {day.day}th, {day.year}", f"{day:%Y.%m.%d}",
        f"{day:%Y%m%d}",
    )  # fmt: skip
    document = Document(id="story", text=f"The treaty was signed on {forms[form]} in Oslo.")
    (one,) = reader.times(reader.language(document, reader.layout(document)), Dated())
    assert (one.value, one.reason) == (day.isoformat(), None)


def test_a_war_named_after_its_length_is_no_duration(told):
    assert told("The Six-Day War and the Thirty Years' War changed both regions.") == []
