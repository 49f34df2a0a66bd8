"""Time expressions: what is found, what it means, and against which day."""

import datetime
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from communique.pipeline.dating import Dated
from communique.pipeline.language import Language, Text
from communique.pipeline.layout import LayoutReader
from communique.pipeline.times import Times
from communique.pipeline.timex import scanner
from communique.record import Anchor, Document, TimeExpression

ANCHOR = datetime.date(2022, 6, 7)  # a Tuesday
KNOWN = Dated(ANCHOR, Anchor(kind="published", day=ANCHOR), latest=ANCHOR)
Read = Callable[..., tuple[TimeExpression, ...]]

times = Times()


@pytest.fixture(scope="module")
def laid_out() -> Callable[[str], Text]:
    language, layout = Language(), LayoutReader()

    def laid_out(text: str) -> Text:
        document = Document(id="story", text=text)
        return language(document, layout(document))

    return laid_out


@pytest.fixture(scope="module")
def read(laid_out: Callable[[str], Text]) -> Read:
    return lambda text, dated=KNOWN: times(laid_out(text), dated)


def values(text: str, found: tuple[TimeExpression, ...]) -> list[tuple[str, str]]:
    return [(t.span.of(text), t.value) for t in found]


VALUES = [
    ("The treaty was signed on 8 December 1991.", "8 December 1991", "DATE", "1991-12-08"),
    ("The treaty was signed on Dec. 8, 1991.", "Dec. 8, 1991", "DATE", "1991-12-08"),
    ("The treaty was signed on 1991-12-08.", "1991-12-08", "DATE", "1991-12-08"),
    ("Russia invaded Ukraine on Feb. 24.", "Feb. 24", "DATE", "2022-02-24"),
    ("The ministers met on the 3rd of June.", "the 3rd of June", "DATE", "2022-06-03"),
    ("Both had met in March 2020 already.", "March 2020", "DATE", "2020-03"),
    ("The ministers met in February.", "February", "DATE", "2022-02"),
    ("The ministers met in September.", "September", "DATE", "2021-09"),
    ("The wall fell in 1989.", "1989", "DATE", "1989"),
    ("They have had relations since 1992.", "1992", "DATE", "1992"),
    ("Both recognised each other in the early 1990s.", "the early 1990s", "DATE", "199"),
    ("It was the worst war of the 20th century.", "the 20th century", "DATE", "19"),
    ("Exports fell in the third quarter of 2021.", "the third quarter of 2021", "DATE", "2021-Q3"),
    ("They met in the summer of 2014.", "the summer of 2014", "DATE", "2014-SU"),
    ("They met last week.", "last week", "DATE", "2022-W22"),
    ("They met last month.", "last month", "DATE", "2022-05"),
    ("This year marks the anniversary.", "This year", "DATE", "2022"),
    ("They will meet later this year.", "later this year", "DATE", "2022"),
    ("They will meet next year.", "next year", "DATE", "2023"),
    ("They met yesterday.", "yesterday", "DATE", "2022-06-06"),
    ("They will meet tomorrow.", "tomorrow", "DATE", "2022-06-08"),
    ("They met two years ago.", "two years ago", "DATE", "2020"),
    ("They met over the weekend.", "the weekend", "DATE", "2022-W22-WE"),
    ("They are now in Vienna.", "now", "DATE", "PRESENT_REF"),
    ("The two met recently.", "recently", "DATE", "PAST_REF"),
    ("He spoke on Friday night.", "Friday night", "TIME", "2022-06-03TNI"),
    ("The truce began at 1600 GMT on Friday.", "1600 GMT on Friday", "TIME", "2022-06-03T16:00Z"),
    ("The truce began at 6:30 p.m. on Monday.", "6:30 p.m. on Monday", "TIME", "2022-06-06T18:30"),
    ("He is in Oslo for a two-day visit.", "two-day", "DURATION", "P2D"),
    ("The war lasted three years.", "three years", "DURATION", "P3Y"),
    ("The war lasted two and a half years.", "two and a half years", "DURATION", "P2Y6M"),
    ("They talked for more than four hours.", "more than four hours", "DURATION", "PT4H"),
    ("It has been so for decades.", "decades", "DURATION", "PXY"),
    ("They meet every year.", "every year", "SET", "P1Y"),
    ("They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("The report appears daily.", "daily", "SET", "P1D"),
]


@pytest.mark.parametrize(("sentence", "words", "type_", "value"), VALUES)
def test_values(read: Read, sentence: str, words: str, type_: str, value: str) -> None:
    (found,) = read(sentence)
    assert (found.span.of(sentence), found.type, found.value) == (words, type_, value)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The minister said on Friday that talks had failed.", "2022-06-03"),
        ("The minister arrived on Tuesday.", "2022-06-07"),
        ("The minister will arrive on Friday.", "2022-06-10"),
        ("The minister is scheduled to arrive on Friday.", "2022-06-10"),
        ("The minister plans to visit Oslo on Friday.", "2022-06-10"),
        ("Talks are due to resume on Friday.", "2022-06-10"),
        ("The minister arrived last Tuesday.", "2022-05-31"),
        ("The minister returns next Tuesday.", "2022-06-14"),
        ("They gave Iran until Friday to answer.", "2022-06-10"),
    ],
)
def test_weekday_goes_the_way_of_its_clause(read: Read, sentence: str, day: str) -> None:
    assert [t.value for t in read(sentence)] == [day]


def test_each_clause_has_its_own_direction(read: Read) -> None:
    text = "He said on Monday that the president would visit Berlin on Thursday."
    assert values(text, read(text)) == [("Monday", "2022-06-06"), ("Thursday", "2022-06-09")]


def test_span_of_days(read: Read) -> None:
    (found,) = read("The summit will be held in Samarkand on September 15-16.")
    assert (found.type, found.value) == ("DURATION", "P2D")
    assert found.interval is not None
    assert found.interval.start == datetime.date(2022, 9, 15)
    assert found.interval.end == datetime.date(2022, 9, 16)
    assert found.interval.granularity == "span"


def test_interval_of_a_week_is_its_days(read: Read) -> None:
    (found,) = read("They met this week.")
    assert found.interval is not None
    assert found.interval.start == datetime.date(2022, 6, 6)
    assert found.interval.end == datetime.date(2022, 6, 12)
    assert found.interval.granularity == "week"


def test_reference_to_what_the_text_named(read: Read) -> None:
    text = "The pact was signed on 3 March 2020. Two days later it was ratified. The following year it lapsed."
    first, second, third = read(text)
    assert (second.value, third.value) == ("2020-03-05", "2021")
    assert second.anchor is not None
    assert second.anchor.kind == "text"
    assert second.anchor.span == first.span


def test_explicit_dates_need_no_anchor(read: Read) -> None:
    (found,) = read("It was signed on 3 March 2020.", Dated())
    assert found.anchor == Anchor(kind="explicit")
    assert found.reason is None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("They met on Tuesday.", "XXXX-WXX-2"),
        ("They met on Feb. 24.", "XXXX-02-24"),
        ("They met in February.", "XXXX-02"),
        ("They met last year.", "XXXX"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met this week.", "XXXX-WXX"),
    ],
)
def test_without_a_day_it_stays_partial(read: Read, sentence: str, value: str) -> None:
    (found,) = read(sentence, Dated())
    assert found.value == value
    assert found.interval is None
    assert found.anchor is None
    assert found.reason == "no trusted publication date"


def test_latest_day_settles_days_of_the_year_only(read: Read) -> None:
    bounded = Dated(None, None, latest=datetime.date(2022, 9, 16))
    text = "Russia invaded on Feb. 24. The ministers spoke on Tuesday."
    day, weekday = read(text, bounded)
    assert (day.value, day.reason) == ("2022-02-24", None)
    assert day.anchor is not None
    assert day.anchor.kind == "header"
    assert (weekday.value, weekday.reason) == ("XXXX-WXX-2", "no trusted publication date")


@pytest.mark.parametrize(
    "sentence",
    [
        "They may go and march in protest.",
        "Some 2000 troops went home.",
        "The Security Council adopted Resolution 1929.",
        "British Prime Minister Theresa May spoke.",
        "She spoke to the Sunday Times.",
        "The bill came to $1990.",
    ],
)
def test_no_time_expressions(read: Read, sentence: str) -> None:
    assert read(sentence) == ()


def test_day_of_the_dateline_counts(read: Read) -> None:
    text = "OSLO, June 6 (AP) -- The talks ended on Monday."
    assert values(text, read(text)) == [("June 6", "2022-06-06"), ("Monday", "2022-06-06")]


def test_ids_are_in_text_order(read: Read) -> None:
    found = read("Talks open in May\n\nThey met in 1999.\n\nThey met in 2003 and on Monday.")
    assert [t.id for t in found] == [f"t{n}" for n in range(1, len(found) + 1)]
    assert [t.span for t in found] == sorted(t.span for t in found)


PIECES = st.sampled_from(
    ["June 7", "-", "9", "2022", " ", "\n", "last", "next", "the", "two", "years", "ago", "Monday", "night", ",",
     "0000", "99999", "a", "half", "of", "quarter", "31 February 2021", "9999", "1600 GMT", "'80s", "5/6/07",
     "late", "0001-01-01", "century", "999 decades ago", "9999 years later", "noon", "\u0663", "\u00b2",
     "last Easter", "Christmas 9999", "fiscal", "FY2021", "the same period last year", "last year's quarter", "Q3",
     "2014-2016", "2021/22", "dawn", "week 53 of 2021", "the 300th anniversary of 1999", "half an hour",
     "in the morning",
     "quarter-century ago", "the week of", "the first week of May", "nineteen ninety-four", "the year before,",
     "the quarter ended Feb. 30", "on the 31st.", "of next month", "daily", "twice a", "that time", "20220607",
     "0:00", "Friday the 31st", "the last Monday of February", "next Feb. 29", "twelve o'clock at night",
     "a week from tomorrow", "Monday to Sunday last week", "the year-ago nine months", "fiscal first quarter",
     "the second quarter ended Feb. 30", "during that time", "over the next century", "midyear", "Black Friday"]
)  # fmt: skip


ANCHORS = st.sampled_from([None, ANCHOR, datetime.date.min, datetime.date.max])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)), ANCHORS)
@example("9999 years from now 9999-12-31 two days later the following year", ANCHOR)
@example("the year before, last Easter the same period last year, next year, tomorrow", datetime.date.min)
@example("next Christmas, the 31st of next month, two days later, the week after.", datetime.date.max)
def test_any_text_is_read(laid_out: Callable[[str], Text], text: str, day: datetime.date | None) -> None:
    dated = Dated(day, Anchor(kind="published", day=day), latest=day) if day else Dated()
    found = times(laid_out(text), dated)
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)
    assert all(t.span.of(text) == t.span.of(text).strip() for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(t.interval is None or t.interval.start <= t.interval.end for t in found)


def test_quick_way_past_other_words_misses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(text: str) -> list[str]:
        spans: list[str] = []
        scanner.scan(text, 0, len(text), lambda rule, match: bool(spans.append(match.group()) or True))
        return spans

    sentences = [case[0] for case in VALUES]
    quick = [found(sentence) for sentence in sentences]
    monkeypatch.setattr(scanner, "may_begin", lambda word: True)
    assert quick == [found(sentence) for sentence in sentences]


@pytest.mark.parametrize("unit", ["June ", "the ", "a ", "1 ", "12", "last ", "June 7 to ", "of the ", "1-"])
def test_time_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        scanner.scan(text, 0, len(text), lambda rule, match: False)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(40_000) < 12 * max(seconds(10_000), 0.002)
