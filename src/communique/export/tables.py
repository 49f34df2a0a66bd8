"""The tables of a record, made from its types: one for the documents, one for each kind of entry.

A row is an entry. Nested values become columns (`interval_start`), spans become two: the words that they cover
(`content`), and where (`content_at`). What a list of entries with several fields of their own would be
(mentions, roles) is a table of its own (`actors_mentions`), whose rows name their entry by `entry_id`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import inspect

from communique.record import Record, Span

#: `words` are the text that spans cover; `spans` where they lie.
ColumnKind = Literal["text", "integer", "number", "flag", "day", "texts", "words", "spans"]
Value = str | int | float | bool | datetime.date | tuple[str, ...] | tuple[Span, ...] | None
Get = Callable[[Any], Any]

_SCALARS: dict[type, ColumnKind] = {
    inspect.StrType: "text",
    inspect.LiteralType: "text",
    inspect.IntType: "integer",
    inspect.FloatType: "number",
    inspect.BoolType: "flag",
    inspect.DateType: "day",
}
#: Between the words of spans that do not touch.
GAP = " … "


class Column(NamedTuple):
    """A column; `get` takes its value from a row's entry (of kinds `words` and `spans` always spans)."""

    name: str
    kind: ColumnKind
    get: Get

    def value(self, entry: Any, text: str) -> Value:
        """The value of an entry of a document with this text; None where it has none."""
        found = self.get(entry)
        if self.kind not in {"words", "spans"}:
            return found  # type: ignore[no-any-return]
        spans = (found,) if isinstance(found, Span) else tuple(found or ())
        if self.kind == "spans":
            return spans
        return GAP.join(span.of(text) for span in spans) if spans else None


class Table(NamedTuple):
    """A table; `entries` gives what its rows are made from: number, id of the entry it belongs to, and itself."""

    name: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    entries: Callable[[Record], Iterator[tuple[tuple[Value, ...], Any]]]

    def header(self) -> list[tuple[str, ColumnKind]]:
        """Names and kinds of all columns, the keys first."""
        keys: list[tuple[str, ColumnKind]] = [(key, "integer" if key == "number" else "text") for key in self.keys]
        return keys + [(column.name, column.kind) for column in self.columns]

    def rows(self, record: Record) -> Iterator[list[Value]]:
        """The rows of one record."""
        text = record.document.text
        for keys, entry in self.entries(record):
            yield [*keys, *(column.value(entry, text) for column in self.columns)]


@cache
def tables() -> tuple[Table, ...]:
    """All tables: the documents, then the kinds of entry in the order of the record's fields."""
    whole = inspect.type_info(Record)
    assert isinstance(whole, inspect.StructType)
    found = [Table("documents", (), tuple(_columns(whole, "", lambda record: record)), lambda r: iter([((), r)]))]
    for field in whole.fields:
        if (struct := _listed(field.type)) is not None:
            found += _entry_tables(field.name, struct)
    return tuple(found)


def _entry_tables(name: str, struct: inspect.StructType) -> Iterator[Table]:
    """The table of a kind of entry, and one for each list that its entries have."""

    def own(record: Record) -> Iterator[tuple[tuple[Value, ...], Any]]:
        for entry in getattr(record, name):
            yield (record.document.id,), entry

    yield Table(name, ("document_id",), tuple(_columns(struct, "", lambda entry: entry)), own)
    for field in struct.fields:
        if (part := _listed(field.type)) is not None:
            yield _part_table(name, field.name, part)


def _part_table(name: str, field: str, struct: inspect.StructType) -> Table:
    def parts(record: Record) -> Iterator[tuple[tuple[Value, ...], Any]]:
        for entry in getattr(record, name):
            for number, part in enumerate(getattr(entry, field)):
                yield (record.document.id, entry.id, number), part

    columns = tuple(_columns(struct, "", lambda part: part))
    return Table(f"{name}_{field}", ("document_id", "entry_id", "number"), columns, parts)


def _listed(type: inspect.Type) -> inspect.StructType | None:
    """The type of a list's parts, if that is a struct with fields of its own."""
    if isinstance(type, inspect.VarTupleType) and isinstance(type.item_type, inspect.StructType):
        return None if type.item_type.cls is Span else type.item_type
    return None


def _columns(struct: inspect.StructType, prefix: str, get: Get) -> Iterator[Column]:
    for field in struct.fields:
        yield from _field(field.type, prefix + field.name, _then(get, field.name))


def _field(type: inspect.Type, name: str, get: Get) -> Iterator[Column]:
    """The columns of one field; none of a list that is a table of its own."""
    options = [part for part in _options(type) if not isinstance(part, inspect.NoneType)]
    first = options[0]
    structs = [part for part in options if isinstance(part, inspect.StructType)]
    if structs and structs[0].cls is not Span:
        yield from _nested(structs, f"{name}_", get)
    elif _is_spans(first):
        yield Column(name, "words", get)
        yield Column(f"{name}_at", "spans", get)
    elif isinstance(first, inspect.VarTupleType):
        if _listed(first) is None:
            yield Column(name, "texts", get)
    elif (kind := _SCALARS.get(first.__class__)) is not None:
        yield Column(name, kind, get)
    else:
        yield Column(name, "text", lambda entry: _json(get(entry)))


def _nested(structs: list[inspect.StructType], prefix: str, get: Get) -> Iterator[Column]:
    """The columns of a struct within an entry; of a choice of several, those of all, and which one it is."""
    if len(structs) > 1:
        yield Column(f"{prefix}kind", "text", lambda entry: _tag(get(entry)))
    seen = set()
    for struct in structs:
        for column in _columns(struct, prefix, get):
            if column.name not in seen:
                yield column
            seen.add(column.name)


def _options(type: inspect.Type) -> tuple[inspect.Type, ...]:
    return type.types if isinstance(type, inspect.UnionType) else (type,)


def _is_spans(type: inspect.Type) -> bool:
    item = type.item_type if isinstance(type, inspect.VarTupleType) else type
    return isinstance(item, inspect.StructType) and item.cls is Span


def _then(get: Get, name: str) -> Get:
    return lambda entry: getattr(get(entry), name, None)


def _json(value: Any) -> str | None:
    """A value of a type that tables have no column for, as JSON; a string without its marks."""
    plain = msgspec.to_builtins(value)
    return plain if plain is None or isinstance(plain, str) else msgspec.json.encode(plain).decode()


def _tag(value: msgspec.Struct | None) -> str | None:
    return None if value is None else str(value.__struct_config__.tag)
