"""All formats: any record at all becomes something whole, and the registry names what there is."""

from __future__ import annotations

import csv
import importlib
import inspect
import io
import json
import pkgutil
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import geojson
import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from pyarrow import parquet
from strategies import values

from communique.export import formats
from communique.export.formats import FORMATS
from communique.record import Record

Check = Callable[[bytes], object]


def table(dialect: str) -> Check:
    def check(data: bytes) -> None:
        header, *rows = csv.reader(io.StringIO(data.decode(), newline=""), dialect=dialect, strict=True)
        assert {len(row) for row in rows} <= {len(header)}

    return check


def lines(data: bytes) -> None:
    assert all(isinstance(json.loads(line), dict) for line in data.splitlines())


def calendar(data: bytes) -> None:
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        assert event.decoded("dtstart") <= event.decoded("dtstart").max
        assert not event.errors


def collection(data: bytes) -> None:
    assert geojson.loads(data).is_valid


READ: dict[str, Check] = {
    "jsonl": lines,
    "csv": table("excel"),
    "parquet": lambda data: parquet.read_table(io.BytesIO(data)),
    "plover": table("excel-tab"),
    "ftm": lines,
    "webannotation": json.loads,
    "schemaorg": json.loads,
    "timeml": ET.fromstring,
    "brat": bytes.decode,
    "labelstudio": lambda data: (ET.fromstring if data.startswith(b"<?xml") else json.loads)(data),
    "graphml": ET.fromstring,
    "gexf": ET.fromstring,
    "geojson": collection,
    "ics": calendar,
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(values(Record))
def test_any_record_is_exported_whole_in_any_format(stream, folder, record: Record) -> None:
    """Ids that lead nowhere and spans outside of the text among them."""
    for name, format in FORMATS.items():
        for data in folder(name, record).values() if format.folder else [stream(name, record)]:
            READ[name](data)


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_records_are_exported_whole(stream, folder, hostile: Record, name: str) -> None:
    for data in folder(name, hostile).values() if FORMATS[name].folder else [stream(name, hostile)]:
        READ[name](data)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_records_give_the_same_bytes(stream, folder, record: Record, name: str) -> None:
    export = folder if FORMATS[name].folder else stream
    assert export(name, record) == export(name, Record.from_json(record.to_json()))


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"gexf", "parquet"}))
def test_records_are_written_as_they_come(record: Record, name: str) -> None:
    """Before the last record is asked for, the first is written: no format but GEXF and Parquet gathers them."""
    written = io.BytesIO()
    sizes: list[int] = []

    def records() -> Iterator[Record]:
        for _ in range(3):
            sizes.append(written.tell())
            yield record

    class File(io.BytesIO):
        def write(self, data: object, /) -> int:
            return written.write(data)  # type: ignore[arg-type]

    FORMATS[name].export(records(), (lambda _: File()) if FORMATS[name].folder else written)
    assert len(sizes) == 3
    if name != "ics":  # which has nothing to say of this record
        assert sizes[0] < sizes[1] < sizes[2]


def test_the_page_tells_of_every_format() -> None:
    page = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)`( \(folder\))? \|", page, re.MULTILINE)
    assert rows == [(name, " (folder)" if format.folder else "") for name, format in FORMATS.items()]


def test_the_registry_names_the_modules() -> None:
    assert list(FORMATS) == list(READ)
    assert {module.name for module in pkgutil.iter_modules(formats.__path__)} == set(FORMATS)
    for name in FORMATS:
        module = importlib.import_module(f"communique.export.formats.{name}")
        assert list(inspect.signature(module.export).parameters) == ["records", "out"]
