"""POLECAT's columns, and the evidence beside them."""

from __future__ import annotations

import csv
import io

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from making import named, record_of

from communique.export.formats.plover import COLUMNS, EVIDENCE
from communique.record import Document, Event, Interval, Place, Record, Span


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), dialect="excel-tab", strict=True))


def replaced(record: Record, *events: Event, **more: object) -> Record:
    return msgspec.structs.replace(record, events=events, **more)


def test_the_columns_are_polecats(folder, record: Record) -> None:
    header = folder("plover", record)["events.tsv"].decode().splitlines()[0].split("\t")
    assert (len(header), header[0], header[-1]) == (40, "Event ID", "Version")
    assert header == list(COLUMNS)


def test_who_does_what_to_whom(folder, record: Record) -> None:
    met = msgspec.structs.replace(
        record.events[0],
        actors=("a1",),
        recipients=("a5",),
        place="p1",
        interval=record.meetings[0].interval,
        statement="s2",
    )
    place = Place(
        id="p1",
        name="Astana",
        kind="city",
        country="KAZ",
        latitude=51.18,
        longitude=-0.5,
        geonameid=1526273,
        mentions=record.places[0].mentions,
    )
    files = folder("plover", replaced(record, met, places=(place,)))
    (row,) = table(files["events.tsv"])
    told = {
        "Event Date": "2022-06-07",
        "Event Type": "CONSULT",
        "Quad Code": "VERBAL COOPERATION",
        "Intensity": "2.5",
        "Actor Name": "Sergey Lavrov",
        "Actor Name Raw": "Lavrov",
        "Recipient Name": "Russia",
        "Recipient Title": "host",
        "City": "Astana",
        "Raw Placename": "Nur-Sultan",
        "Latitude": "51.18",
        "Longitude": "-0.5",
        "Source": "Example Agency",
        "Event Mode": "None",
        "Actor COW": "None",
    }
    assert {name: row[name] for name in told} == told
    lines = table(files["evidence.tsv"])
    assert {line["Event ID"] for line in lines} == {row["Event ID"]}
    text = record.document.text
    for line in lines:
        if line["Start"] != "None":
            assert line["Text"] == text[int(line["Start"]) : int(line["End"])]
    fields = {line["Field"]: line["Value"] for line in lines}
    assert fields["days"] == "2022-06-07/2022-06-07 day"
    assert fields["attribution"] == "Example Agency > statement of Kazakhstan > Sergey Lavrov > Kazakhstan"


def test_a_visit_to_come_is_an_agreement_and_what_is_denied_is_nothing(folder, record: Record) -> None:
    event = record.events[0]
    status = {
        name: msgspec.structs.replace(event, id=name, status=name) for name in ("planned", "denied", "happened")
    }
    lines = table(folder("plover", replaced(record, *status.values()))["events.tsv"])
    assert {line["Event ID"].partition("#")[2]: line["Event Type"] for line in lines} == {
        "planned": "AGREE",
        "happened": "CONSULT",
    }


def test_a_week_is_no_day(folder, record: Record) -> None:
    day = record.meetings[0].interval
    week = Interval(start=day.start, end=day.start.replace(day=13), granularity="week")
    event = msgspec.structs.replace(record.events[0], interval=week)
    files = folder("plover", replaced(record, event))
    assert table(files["events.tsv"])[0]["Event Date"] == "None"
    assert "2022-06-07/2022-06-13 week" in {line["Value"] for line in table(files["evidence.tsv"])}


def test_hostile_cells_keep_their_row(folder, hostile: Record) -> None:
    event = msgspec.structs.replace(hostile.events[0], place="p1", actors=("a1", "a2"))
    files = folder("plover", replaced(hostile, event))
    for name, width in (("events.tsv", len(COLUMNS)), ("evidence.tsv", len(EVIDENCE))):
        lines = files[name].decode().split("\r\n")
        assert lines.pop() == ""
        assert {line.count("\t") + 1 for line in lines} == {width}
        assert not {cell.strip('"')[:1] for line in lines for cell in line.split("\t")} & set("=+@")


@given(st.text(st.characters(), max_size=30))
def test_any_name_leaves_the_table_whole(folder, name: str) -> None:
    event = Event(id="e1", trigger=Span(0, 3), type="AID", status="happened", actors=("a1",))
    record = record_of(Document(id="d", text="aid"), actors=(named("a1", name),), events=(event,))
    (row,) = table(folder("plover", record)["events.tsv"])
    assert row["Event Type"] == "AID"
    assert set(row) == set(COLUMNS)
