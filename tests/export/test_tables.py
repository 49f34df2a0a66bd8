"""Tables follow the types: whatever a record holds has its column, and new fields come along."""

from __future__ import annotations

import datetime
from typing import Any, Literal

import msgspec
from hypothesis import given, settings
from msgspec import inspect
from strategies import values

from communique.export.tables import _columns, tables
from communique.record import Record, Span


class Part(msgspec.Struct):
    span: Span
    score: float


class One(msgspec.Struct, tag="one", tag_field="kind"):
    of: tuple[Span, ...]


class Two(msgspec.Struct, tag="two", tag_field="kind"):
    of: tuple[Span, ...]
    who: str


class Entry(msgspec.Struct):
    id: str
    words: Span | None = None
    lists: tuple[Literal["a", "b"], ...] = ()
    parts: tuple[Part, ...] = ()
    day: datetime.date | None = None
    choice: One | Two | None = None
    part: Part | None = None
    when: datetime.datetime | None = None
    other: dict[str, int] | None = None


def row(entry: Entry) -> dict[str, tuple[str, Any]]:
    struct = inspect.type_info(Entry)
    assert isinstance(struct, inspect.StructType)
    columns = list(_columns(struct, "", lambda entry: entry))
    assert len({column.name for column in columns}) == len(columns)
    return {column.name: (column.kind, column.value(entry, "abcdef")) for column in columns}


def test_every_sort_of_field_has_its_columns() -> None:
    entry = Entry(
        id="x",
        words=Span(1, 3),
        lists=("a", "b"),
        day=datetime.date(2022, 6, 7),
        choice=Two(of=(Span(0, 1), Span(4, 6)), who="she"),
        part=Part(span=Span(0, 2), score=0.5),
        when=datetime.datetime(2022, 6, 7, 12, tzinfo=datetime.UTC),
        other={"a": 1},
    )
    assert row(entry) == {
        "id": ("text", "x"),
        "words": ("words", "bc"),
        "words_at": ("spans", (Span(1, 3),)),
        "lists": ("texts", ("a", "b")),
        "day": ("day", datetime.date(2022, 6, 7)),
        "choice_kind": ("text", "two"),
        "choice_of": ("words", "a … ef"),
        "choice_of_at": ("spans", (Span(0, 1), Span(4, 6))),
        "choice_who": ("text", "she"),
        "part_span": ("words", "ab"),
        "part_span_at": ("spans", (Span(0, 2),)),
        "part_score": ("number", 0.5),
        "when": ("text", "2022-06-07T12:00:00Z"),
        "other": ("text", '{"a":1}'),
    }


def test_what_is_not_there_is_none() -> None:
    empty = {name: value for name, (_, value) in row(Entry(id="x")).items()}
    assert {name for name, value in empty.items() if value not in (None, ())} == {"id"}


def test_every_field_of_every_entry_is_in_a_table() -> None:
    listed = [f"{table.name}.{name}" for table in tables() for name, _ in table.header()]
    names = set(listed)
    assert len(names) == len(listed)
    parts = {table.name for table in tables()}
    for field in msgspec.structs.fields(Record):
        hint = getattr(field.type, "__args__", (None,))[0]
        if field.name in parts and hint is not None:
            for part in msgspec.structs.fields(hint):
                columns = {f"{field.name}.{part.name}", f"{field.name}.{part.name}_at"}
                nested = any(name.startswith(f"{field.name}.{part.name}_") for name in names)
                assert columns & names or nested or f"{field.name}_{part.name}" in parts, part.name


@settings(max_examples=20)
@given(values(Record))
def test_rows_are_as_wide_as_their_header(record: Record) -> None:
    for table in tables():
        assert {len(row) for row in table.rows(record)} <= {len(table.header())}


def test_the_ledger_has_all_its_kinds_with_strength_condition_and_deadline(record: Record) -> None:
    rows = {}
    for table in tables():
        names = [name for name, _ in table.header()]
        rows[table.name] = [dict(zip(names, row, strict=True)) for row in table.rows(record)]
    (promise,), (refusal,), (position,) = rows["commitments"], rows["refusals"], rows["positions"]
    assert (promise["strength"], promise["condition"], promise["deadline"]) == ("firm", "it backs a truce", "t1")
    assert (refusal["who"], refusal["what"], refusal["to"]) == (("a5",), "to help", ("a4",))
    assert position["name"] == "truce"
