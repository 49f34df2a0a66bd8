"""The parts of a page, in the layouts of agencies and sites."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.pipeline.layout import LayoutReader
from communique.record import Document, Layout, Span

read = LayoutReader()
STORY = "Both ministers signed the treaty in the presence of reporters and diplomats."


def layout_of(text: str) -> Layout:
    return read(Document(id="page", text=text))


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("| 8 December 2022, Thursday |", datetime.date(2022, 12, 8)),
        ("Tuesday, 7 June 2022", datetime.date(2022, 6, 7)),
        ("Published: 2022-06-07", datetime.date(2022, 6, 7)),
        ("Published on June 7, 2022 | Updated June 9, 2022", datetime.date(2022, 6, 7)),
        ("June 7, 2022 14:05 GMT", datetime.date(2022, 6, 7)),
        ("2022-06-07T14:05:00+03:00", datetime.date(2022, 6, 7)),
        ("07.06.2022", datetime.date(2022, 6, 7)),
        ("13/06/2022 10:30", datetime.date(2022, 6, 13)),
        ("06/07/2022", None),
        ("30 February 2022", None),
        ("Source: Xinhua | 2022-06-07 14:05:32 | Editor: someone", datetime.date(2022, 6, 7)),
    ],
)
def test_header(line: str, day: datetime.date | None) -> None:
    text = f"{line}\n\n{STORY}"
    layout = layout_of(text)
    assert words(text, layout.header) == line
    assert layout.header_date == day
    assert [p.of(text) for p in layout.paragraphs] == [STORY]


def test_ambiguous_number_is_no_date() -> None:
    assert layout_of(f"06/07/2022\n\n{STORY}").header_date is None


@pytest.mark.parametrize(
    ("opening", "place", "day", "agency", "name"),
    [
        ("NUR-SULTAN, June 7 (AA) --", "NUR-SULTAN", "June 7", "AA", "Anadolu Agency"),
        ("BEIJING, Nov. 8 (Xinhua) --", "BEIJING", "Nov. 8", "Xinhua", "Xinhua News Agency"),
        ("KYIV (Reuters) -", "KYIV", None, "Reuters", "Reuters"),
        ("MOSCOW, 3 March. /TASS/.", "MOSCOW", "3 March", "TASS", "TASS"),
        ("Tashkent, 12 May 2023 –", "Tashkent", "12 May 2023", None, None),
        ("WARSAW, Poland, May 3 (Some Wire) _", "WARSAW", "May 3", "Some Wire", "Some Wire"),
        ("ANKARA/MOSCOW, July 3 (Reuters) -", "ANKARA/MOSCOW", "July 3", "Reuters", "Reuters"),
        ("WASHINGTON —", "WASHINGTON", None, None, None),
    ],
)
def test_dateline(opening: str, place: str, day: str | None, agency: str | None, name: str | None) -> None:
    text = f"{opening} {STORY}"
    layout = layout_of(text)
    assert words(text, layout.dateline_place) == place
    assert words(text, layout.dateline_day) == day
    assert words(text, layout.agency) == agency
    assert layout.agency_name == name
    assert [p.of(text) for p in layout.paragraphs] == [STORY]
    assert layout.dateline is not None
    assert layout.dateline.start == 0


def test_dateline_with_its_year_is_a_date() -> None:
    assert layout_of(f"Tashkent, 12 May 2023 – {STORY}").dateline_date == datetime.date(2023, 5, 12)
    assert layout_of(f"Tashkent, 12 May – {STORY}").dateline_date is None


@pytest.mark.parametrize(
    "sentence",
    [
        "In Vienna, June 7 (Tuesday) was the last day of the talks between the parties.",
        "Ali Larijani (right) -- the chief negotiator -- left Vienna in the evening.",
        "Paris - for years the host of such talks - declined to say more about them.",
        "Monday brought no agreement: both delegations left the city without a word.",
    ],
)
def test_sentences_that_look_like_datelines(sentence: str) -> None:
    layout = layout_of(sentence)
    assert layout.dateline is None
    assert [p.of(sentence) for p in layout.paragraphs] == [sentence]


def test_page_with_all_parts() -> None:
    text = f"Treaty signed in Vienna\nBy Jane Doe and John Roe\n7 June 2022\n\nVIENNA (Reuters) - {STORY}\n{STORY}"
    layout = layout_of(text)
    assert words(text, layout.headline) == "Treaty signed in Vienna"
    assert words(text, layout.byline) == "By Jane Doe and John Roe"
    assert words(text, layout.header) == "7 June 2022"
    assert words(text, layout.agency) == "Reuters"
    assert [p.of(text) for p in layout.paragraphs] == [STORY, STORY]


@pytest.mark.parametrize(
    ("closing", "agency", "name"),
    [
        ("\n\n  • Anadolu Agency", "Anadolu Agency", "Anadolu Agency"),
        ("\nSource: Xinhua", "Xinhua", "Xinhua News Agency"),
        ("\n\n(Reuters)", "Reuters", "Reuters"),
        (" (Reuters)", "Reuters", "Reuters"),
    ],
)
def test_agency_below_the_story(closing: str, agency: str, name: str) -> None:
    text = STORY + closing
    layout = layout_of(text)
    assert words(text, layout.agency) == agency
    assert layout.agency_name == name
    assert [p.of(text) for p in layout.paragraphs] == [STORY]


def test_plain_text_has_just_paragraphs() -> None:
    text = f"{STORY}\n\n {STORY}  \n{STORY}"
    layout = layout_of(text)
    assert [p.of(text) for p in layout.paragraphs] == [STORY] * 3
    assert layout == Layout(paragraphs=layout.paragraphs)


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    paragraph = (
        "The ministers of both countries, who had last met in the autumn, spoke for\n"
        "two hours about trade and the border before they went before the press in\n"
        "the hall of the palace."
    )
    text = f"{paragraph}\n\n{paragraph}"
    assert [p.of(text) for p in layout_of(text).paragraphs] == [paragraph, paragraph]
    assert layout_of(text).headline is None


def test_wrapped_paragraphs_without_blank_lines() -> None:
    text = (
        "The ministers of both countries, who had last met in the autumn, spoke for\n"
        "two hours about trade and the border.\n"
        "Both said that they would meet again before the end of the year, in one of\n"
        "the two capitals."
    )
    first, second = layout_of(text).paragraphs
    assert first.of(text).endswith("border.")
    assert second.of(text).startswith("Both said")


def test_short_paragraph_above_the_dateline_is_the_headline() -> None:
    text = f"Treaty signed in Vienna.\n\nVIENNA (Reuters) - {STORY}"
    assert words(text, layout_of(text).headline) == "Treaty signed in Vienna."


@pytest.mark.parametrize("label", ["EXCLUSIVE:", "BREAKING NEWS -", "ANALYSIS -", "WHAT NEXT:"])
def test_labels_in_capitals_are_no_datelines(label: str) -> None:
    assert layout_of(f"{label} {STORY}").dateline is None


def test_title_of_the_document_is_its_headline() -> None:
    text = f"What next?\n\n{STORY}"
    layout = read(Document(id="page", text=text, title="What next?"))
    assert words(text, layout.headline) == "What next?"


PIECES = st.sampled_from(
    ["BEIJING", ", ", "June 7", " (AA)", " --", "\n", "\n\n", "By ", "Jane Doe", "2022-06-07", "•", "Reuters", "|",
     STORY, " ", "\u2029", "\r\n", "/TASS/", "Source:"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@example("\n")
@example("—")
def test_any_text_has_a_layout(text: str) -> None:
    layout = layout_of(text)
    parts = [layout.header, layout.headline, layout.dateline, layout.byline, *layout.paragraphs]
    spans = sorted(p for p in parts if p is not None)
    assert all(p.of(text) == p.of(text).strip() != "" for p in spans)
    assert all(0 <= p.start < p.end <= len(text) for p in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert list(layout.paragraphs) == sorted(layout.paragraphs)
