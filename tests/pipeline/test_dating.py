"""The day of a story, and what contradicts it."""

import datetime
from collections.abc import Callable

import pytest

from communique.pipeline.dating import Dated, Dating, window_of
from communique.pipeline.layout import LayoutReader
from communique.record import Document

PLAIN = "Both ministers signed the treaty in the presence of reporters and diplomats."
JUNE = datetime.date(2022, 6, 7)
Date = Callable[..., Dated]


@pytest.fixture(scope="module")
def date() -> Date:
    layout, dating = LayoutReader(), Dating()

    def date(text: str, published: datetime.date | None = None) -> Dated:
        document = Document(id="story", text=text, published=published)
        return dating(document, layout(document))

    return date


def kinds(dated: Dated) -> list[str]:
    return [doubt.kind for doubt in dated.doubts]


def test_callers_day_wins(date: Date) -> None:
    dated = date(f"8 June 2022\n\n{PLAIN}", JUNE)
    assert (dated.published, dated.latest) == (JUNE, JUNE)
    assert dated.anchor is not None
    assert dated.anchor.kind == "published"


def test_header_is_believed(date: Date) -> None:
    text = f"Tuesday, 7 June 2022\n\n{PLAIN}"
    dated = date(text)
    assert dated.published == JUNE
    assert dated.anchor is not None
    assert dated.anchor.kind == "header"
    assert dated.anchor.span is not None
    assert dated.anchor.span.of(text) == "Tuesday, 7 June 2022"
    assert dated.doubts == ()


def test_dateline_with_its_year(date: Date) -> None:
    dated = date(f"OSLO, 7 June 2022 – {PLAIN}")
    assert dated.published == JUNE
    assert dated.anchor is not None
    assert dated.anchor.kind == "dateline"


def test_nothing_to_go_by(date: Date) -> None:
    assert date(PLAIN) == Dated()
    assert date(f"OSLO, June 7 (AP) -- {PLAIN}").published is None


def test_header_weekday(date: Date) -> None:
    dated = date(f"Monday, 7 June 2022\n\n{PLAIN}")
    assert kinds(dated) == ["header-weekday"]
    assert "Tuesday" in dated.doubts[0].message
    assert dated.published is None
    assert dated.latest == JUNE


def test_header_and_dateline_apart(date: Date) -> None:
    text = f"8 December 2022\n\nOSLO, June 7 (AP) -- {PLAIN}"
    dated = date(text)
    assert kinds(dated) == ["header-dateline"]
    assert [span.of(text) for span in dated.doubts[0].evidence] == ["8 December 2022", "June 7"]
    assert dated.published == JUNE
    assert dated.anchor is not None
    assert dated.anchor.kind == "dateline"


def test_header_a_day_after_the_dateline_is_usual(date: Date) -> None:
    dated = date(f"8 June 2022\n\nOSLO, June 7 (AP) -- {PLAIN}")
    assert dated.doubts == ()
    assert dated.published == datetime.date(2022, 6, 8)
    around_new_year = date(f"1 January 2022\n\nOSLO, Dec. 31 (AP) -- {PLAIN}")
    assert around_new_year.doubts == ()


def test_name_out_of_use(date: Date) -> None:
    text = "3 March 2023\n\nThe foreign ministers of both countries met in Nur-Sultan on Thursday."
    dated = date(text)
    assert kinds(dated) == ["header-place-name"]
    assert [span.of(text) for span in dated.doubts[0].evidence] == ["3 March 2023", "Nur-Sultan"]
    assert dated.published is None
    assert dated.earliest == datetime.date(2019, 3, 23)
    assert dated.latest == datetime.date(2022, 9, 16)


@pytest.mark.parametrize(
    "sentence",
    [
        "They met in Astana, then called Nur-Sultan, where the last round of talks had been held.",
        "They met in Astana, formerly Nur-Sultan, where the last round of talks had been held.",
        "They had met in Nur-Sultan in 2021 and agreed to go on with the talks in the autumn.",
    ],
)
def test_old_names_in_hindsight(date: Date, sentence: str) -> None:
    dated = date(f"3 March 2023\n\n{sentence}")
    assert dated.doubts == ()
    assert dated.published == datetime.date(2023, 3, 3)


def test_name_in_use(date: Date) -> None:
    assert date("7 June 2022\n\nThe foreign ministers met in Nur-Sultan, the capital, on Tuesday.").doubts == ()


@pytest.mark.parametrize(
    "words",
    [
        "Kazakh President Nursultan Nazarbayev",
        "Kazakhstan's President Nursultan Nazarbayev",
        "Nursultan Nazarbayev, the president of Kazakhstan,",
    ],
)
def test_office_of_another(date: Date, words: str) -> None:
    dated = date(f"7 June 2022\n\n{words} spoke to the ambassadors in the capital on Monday.")
    assert kinds(dated) == ["header-office"]
    assert "Tokayev" in dated.doubts[0].message
    assert dated.published is None
    assert dated.latest is not None
    assert dated.latest < JUNE


@pytest.mark.parametrize(
    "words",
    [
        "Former Kazakh President Nursultan Nazarbayev",
        "Kazakhstan's former president Nursultan Nazarbayev",
        "Nursultan Nazarbayev",
        "Kazakh President Kassym-Jomart Tokayev",
    ],
)
def test_no_doubt_about_offices(date: Date, words: str) -> None:
    assert date(f"7 June 2022\n\n{words} spoke to the ambassadors in the capital on Monday.").doubts == ()


def test_contradicted_caller_is_kept_and_told(date: Date) -> None:
    day = datetime.date(2023, 3, 3)
    dated = date("The foreign ministers of both countries met in Nur-Sultan on Thursday.", day)
    assert dated.published == day
    assert kinds(dated) == ["header-place-name"]


def test_weekday_in_the_text(date: Date) -> None:
    text = "They met on Monday, 7 June 2022, in Oslo."
    dated = date(text)
    assert kinds(dated) == ["text-weekday"]
    assert dated.doubts[0].evidence[0].of(text) == "Monday, 7 June 2022"
    assert date("They met on Tuesday, 7 June 2022, in Oslo.").doubts == ()
    assert kinds(date("They met on Friday, June 7, in Oslo.", JUNE)) == ["text-weekday"]
    assert date("They met on Tuesday, June 7, in Oslo.", JUNE).doubts == ()


def test_day_that_does_not_exist(date: Date) -> None:
    text = f"30 February 2022\n\n{PLAIN}"
    dated = date(text)
    assert kinds(dated) == ["impossible-date"]
    assert dated.doubts[0].evidence[0].of(text) == "30 February 2022"
    assert dated.published is None


def test_milestone_after_the_header(date: Date) -> None:
    text = (
        "3 March 2015\n\nThe ministers spoke of the Abraham Accords and of trade, officials of both states said."
    )
    dated = date(text)
    assert kinds(dated) == ["header-milestone"]
    assert [span.of(text) for span in dated.doubts[0].evidence] == ["3 March 2015", "Abraham Accords"]
    assert dated.published is None
    assert dated.earliest == datetime.date(2020, 8, 13)
    assert date(text.replace("2015", "2021")).doubts == ()


def test_anniversary_years_from_the_header(date: Date) -> None:
    sentence = "Both states marked the 30th anniversary of the treaty of 1992 in the capital, officials said."
    assert kinds(date(f"8 December 2019\n\n{sentence}")) == ["header-anniversary"]
    assert date(f"8 December 2022\n\n{sentence}").doubts == ()
    assert date(f"8 December 2021\n\n{sentence}").doubts == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "They will be neutral by the 100th anniversary of the founding of the state in 1949, officials said.",
        "In 2012 both states marked the 20th anniversary of the treaty of 1992, and met again this year.",
    ],
)
def test_anniversaries_of_other_times(date: Date, sentence: str) -> None:
    assert date(f"8 December 2019\n\n{sentence}").doubts == ()


def test_day_called_recent(date: Date) -> None:
    text = "8 December 2022\n\nThe ministers met yesterday, June 6, in the capital, officials of both states said."
    dated = date(text)
    assert kinds(dated) == ["header-recent-day"]
    assert [span.of(text) for span in dated.doubts[0].evidence] == ["8 December 2022", "yesterday, June 6"]
    assert dated.published is None
    assert dated.latest == datetime.date(2022, 6, 10)
    assert date(text.replace("8 December", "7 June")).doubts == ()


def test_clues_settle_the_year_of_a_dateline(date: Date) -> None:
    """7 June fell on a Tuesday once while the capital was called Nur-Sultan."""
    story = "(Reuters) -- The ministers met in Nur-Sultan on Tuesday, June 7, officials of both states said."
    dated = date(f"NUR-SULTAN, June 7 {story}")
    assert dated.published == JUNE
    assert dated.anchor is not None
    assert dated.anchor.kind == "dateline"
    undecided = date(f"NUR-SULTAN, June 7 {story.replace('Tuesday, June 7', 'Tuesday')}")
    assert undecided.published is None
    assert window_of(undecided.clues) == (datetime.date(2019, 3, 23), datetime.date(2022, 9, 16))


def test_holder_and_name_narrow_the_window(date: Date) -> None:
    text = "U.S. President Barack Obama spoke to the ministers of the region in Nur-Sultan, officials said."
    assert window_of(date(text).clues) is None
    text = "U.S. Secretary of State Antony Blinken spoke to the ministers of the region in Nur-Sultan."
    window = window_of(date(text).clues)
    assert window is not None
    assert window.start is not None
    assert window.start > datetime.date(2021, 1, 1)
    assert window.end == datetime.date(2022, 9, 16)
