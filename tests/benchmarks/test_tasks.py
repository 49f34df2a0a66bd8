"""What each task makes of a record: the scorers' formats, from stories told here."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from benchmarks.files import Input
from benchmarks.tasks import TASKS, actors, attribution, codes, events, record
from benchmarks.tasks.names import countries, joint, names
from benchmarks.tasks.spans import pairs, trimmed
from communique.record import Interval, Span

STORY = (
    "VILNIUS, May 11, 2023 — Lithuania's President Gitanas Nauseda held talks with Polish President Andrzej Duda "
    'in Vilnius on Thursday. "We will not be divided," Nauseda told reporters. According to a statement of '
    "Poland's Foreign Ministry, Duda thanked Lithuania. Lithuania will send generators to Ukraine, he said."
)


@pytest.fixture(scope="module")
def read(reader):
    from communique import Document

    return reader.read(Document(id="story", text=STORY))


def test_a_task_sees_id_text_days_and_context_only() -> None:
    assert Input.__struct_fields__ == ("id", "text", "published", "context", "date")


def test_a_clock_time_does_not_hinder_the_day() -> None:
    one = Input(id="a", text="b", published="1998-03-03T14:20:00")
    assert one.document().published == datetime.date(1998, 3, 3)


@pytest.mark.parametrize("task", TASKS)
def test_every_task_answers_in_order_and_with_ids(task: str) -> None:
    inputs = [Input(id="x", text=STORY), Input(id="y", text=""), Input(id="z", text="Spain’s army")]
    assert [answer["id"] for answer in TASKS[task](inputs)] == ["x", "y", "z"]


# Attribution


def said(cue: tuple[int, int], content: tuple[int, int]) -> attribution.Attribution:
    return attribution.Attribution((), (Span(*cue),), (Span(*content),))


def test_of_a_nest_the_outermost_is_shown() -> None:
    outer, inner, beside = said((0, 4), (5, 50)), said((20, 24), (25, 50)), said((60, 64), (65, 90))
    assert attribution.outermost([inner, beside, outer]) == [outer, beside]


def test_a_source_named_first_is_an_attribution_of_its_own(read) -> None:
    shown = attribution.prediction(read)["attributions"]
    cues = [" ".join(STORY[a:b] for a, b in one["cue"]) for one in shown]
    assert "According to" in cues
    assert "thanked" not in cues


# Events


def test_a_planned_deed_is_an_agreement(read) -> None:
    plan = [e for e in read.events if e.status == "planned" and e.type == "AID"]
    shown = {e["trigger"]["text"]: e["type"] for e in events.prediction(read)["events"]}
    assert all(shown[e.trigger.of(STORY)] == "AGREE" for e in plan)


def test_sides_carry_codes_and_the_words_nearest_to_the_deed(read) -> None:
    for event in events.prediction(read)["events"]:
        for side in (*event["actors"], *event["recipients"]):
            start, end = side["span"]
            assert STORY[start:end] == side["text"]
            assert side["code"] == "" or len(side["code"]) == 3


def test_bodies_have_codes_and_groupings_their_members() -> None:
    assert codes.of_body("iaea") == ("UNO",)
    assert codes.of_body("european-commission") == ("EUR",)
    assert codes.of_body("nato") == ("IGO",)
    assert set(codes.of_body("baltic-states")) == {"EST", "LVA", "LTU"}
    assert codes.of_body("nobody-knows") == ()


# Actors


@pytest.mark.parametrize(
    ("text", "context", "country", "sector"),
    [
        ("Spain's foreign minister", None, "ESP", "GOV"),
        ("Greek police", None, "GRC", "COP"),
        ("the navy", "Chile", "CHL", "MIL"),
        ("NATO", None, "IGO", ""),
        ("Bhutan", None, "BTN", ""),
        ("somebody", None, "", "UNK"),
        ("", None, "", ""),
    ],
)
def test_a_name_gives_country_and_sector(text: str, context: str | None, country: str, sector: str) -> None:
    found = actors.prediction(Input(id="1", text=text, context=context))
    assert (found["country"], found["code"]) == (country, sector)


def test_a_day_tells_whether_somebody_is_in_office() -> None:
    days = {"2015-06-01": "GOV", "2023-06-01": "ELI"}
    for day, sector in days.items():
        found = actors.prediction(Input(id="1", text="Angela Merkel", date=day))
        assert (found["country"], found["code"]) == ("DEU", sector)


# The record


def test_statements_are_numbered_in_order_of_their_cues(read) -> None:
    told = record.prediction(read)["statements"]
    assert [s["id"] for s in told] == [f"s{n}" for n in range(1, len(told) + 1)]
    starts = [(s["cue"] or s["content"])[0][0] for s in told]
    assert all(a <= b for a, b in pairwise(starts))


def test_names_stand_for_ids_everywhere(read) -> None:
    shown = record.prediction(read)
    assert {s["actor"] for s in shown["statements"]} <= {
        "Gitanas Nauseda",
        "Andrzej Duda",
        "Ministry of Foreign Affairs of Poland",
        "Poland",
    }
    meeting = shown["meetings"][0]
    assert set(meeting["participants"]) == {"Gitanas Nauseda", "Andrzej Duda"}
    assert (meeting["place"], meeting["date"], meeting["status"]) == ("Vilnius", "2023-05-11", "held")


def interval(start: str, end: str, granularity: str) -> Interval:
    days = (datetime.date.fromisoformat(start), datetime.date.fromisoformat(end))
    return Interval(start=days[0], end=days[1], granularity=granularity)


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (None, ""),
        (interval("2021-03-04", "2021-03-04", "day"), "2021-03-04"),
        (interval("2024-02-01", "2024-02-29", "month"), "2024-02"),
        (interval("2021-03-04", "2021-03-06", "span"), "2021-03-04"),
        (interval("2021-03-01", "2021-03-07", "week"), ""),
        (interval("2021-01-01", "2021-12-31", "year"), ""),
    ],
)
def test_intervals_are_days_months_or_nothing(when: Interval | None, shown: str) -> None:
    assert record.day(when) == shown


def test_spans_lose_blanks_and_overlaps() -> None:
    text = " ab  cd "
    assert trimmed(text, Span(0, 5)) == Span(1, 3)
    assert trimmed(text, Span(3, 5)) is None
    assert pairs(text, [Span(5, 8), Span(0, 4), Span(2, 3)]) == [[1, 3], [5, 7]]


def test_a_speaker_without_a_name_is_described(read) -> None:
    start = STORY.index("reporters")
    assert joint(read, (), (Span(start, start + 9),)) == "reporters"
    assert joint(read, ()) == "unnamed"
    assert names(read, ()) == []
    assert countries(read, ()) == ""
