"""iCalendar, read back by icalendar."""

from __future__ import annotations

import datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from communique.export.formats.ics import _folded
from communique.record import Interval, Meeting, Record

D = datetime.date


def planned(record: Record, interval: Interval | None, **more: object) -> Record:
    meeting = msgspec.structs.replace(record.meetings[0], status="planned", interval=interval, **more)
    return msgspec.structs.replace(record, meetings=(meeting,))


def days(start: D, end: D, granularity: str = "day") -> Interval:
    return Interval(start=start, end=end, granularity=granularity)  # type: ignore[arg-type]


def test_a_planned_meeting_is_a_day_in_the_calendar(stream, record: Record) -> None:
    place = msgspec.structs.replace(record.places[0], latitude=51.18, longitude=71.45)
    future = msgspec.structs.replace(planned(record, days(D(2022, 6, 7), D(2022, 6, 7))), places=(place,))
    (event,) = Calendar.from_ical(stream("ics", future)).walk("VEVENT")
    assert event.decoded("dtstart") == D(2022, 6, 7)
    assert event.decoded("dtend") == D(2022, 6, 8)
    assert event["summary"] == "Meeting of Sergey Lavrov and Mukhtar Tileuberdi"
    assert event["location"] == "Nur-Sultan (Astana)"
    assert (event["geo"].latitude, event["geo"].longitude) == (51.18, 71.45)
    assert (event["status"], event["transp"]) == ("TENTATIVE", "TRANSPARENT")
    assert "Example Agency" in event["description"]


def test_a_week_takes_all_of_it_and_says_so(stream, record: Record) -> None:
    data = stream("ics", planned(record, days(D(2022, 6, 6), D(2022, 6, 12), "week")))
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event.decoded("dtend") == D(2022, 6, 13)
    assert "names the week, no day" in event["description"]


def test_only_what_is_planned_and_dated(stream, record: Record) -> None:
    data = stream("ics", record, planned(record, None))
    assert Calendar.from_ical(data).walk("VEVENT") == []


def test_the_last_day_of_all_has_none_after_it(stream, record: Record) -> None:
    data = stream("ics", planned(record, days(D.max, D.max)))
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert "dtend" not in event


def test_hostile_words_stay_in_their_lines(stream, hostile: Record) -> None:
    (meeting,) = hostile.meetings
    several = [msgspec.structs.replace(meeting, id=f"m{n}", status="planned") for n in range(2)]
    data = stream("ics", msgspec.structs.replace(hostile, meetings=tuple[Meeting, ...](several)))
    events = Calendar.from_ical(data).walk("VEVENT")
    assert len({event["uid"] for event in events}) == 2
    assert "Farabi" in events[0]["summary"]
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_what_parts_values_is_escaped(stream, record: Record) -> None:
    actor = msgspec.structs.replace(record.actors[0], name="a, b; c\\n\nd")
    named = msgspec.structs.replace(record, actors=(actor, *record.actors[1:]))
    data = stream("ics", planned(named, days(D(2022, 6, 7), D(2022, 6, 7))))
    assert b"SUMMARY:Meeting of a\\, b\\; c\\\\n\\nd and" in data.replace(b"\r\n ", b"")
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event["summary"].startswith("Meeting of a, b; c\\n\nd and")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_folding_loses_nothing_and_cuts_no_character(text: str) -> None:
    pieces = _folded(text).split(b"\r\n")
    assert max(map(len, pieces)) <= 75
    assert pieces[0].decode() + "".join(piece.decode()[1:] for piece in pieces[1:]) == text
