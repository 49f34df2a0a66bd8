"""Exports into memory, and a record that is as hostile as a document can make it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

import msgspec
import pytest

from communique.export.formats import FORMATS
from communique.record import Record, Span

Stream = Callable[..., bytes]
Folder = Callable[..., dict[str, bytes]]

#: A formula, a name over two lines, a tab, characters that no XML has, marks that reorder, an emoji of several
#: code points, markup, quotation marks of every sort, and line ends that only some readers know.
HOSTILE = (
    "=cmd|' /C calc'!A0 “Al\nFarabi”\tsaid\x00\x1b[2J: \u202eevil\u202c <b>&amp;</b> ]]> \"quoted\", 'so' "
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 met\r\n@Ivan\u2028and\x85+7 \ufffe\uffff -1; a, b\\n {{x}} =1+1"
)


@pytest.fixture(scope="session")
def stream() -> Stream:
    """Export records to a format that is one file; gives its bytes."""

    def export(name: str, *records: Record) -> bytes:
        out = io.BytesIO()
        FORMATS[name].export(iter(records), out)
        return out.getvalue()

    return export


@pytest.fixture(scope="session")
def folder() -> Folder:
    """Export records to a format that is a folder; gives the bytes of each file."""

    def export(name: str, *records: Record) -> dict[str, bytes]:
        files: dict[str, bytes] = {}

        @contextmanager
        def create(file: str) -> Iterator[IO[bytes]]:
            assert file not in files, "a file is written over"
            assert "/" not in file
            out = io.BytesIO()
            yield out
            files[file] = out.getvalue()

        FORMATS[name].export(iter(records), create)
        return files

    return export


def _moved(value: object, edges: Iterator[int], names: str) -> object:
    """The value with all its spans moved to the next edges, and its names said to be others."""
    if isinstance(value, Span):
        return Span(*sorted((next(edges), next(edges))))
    if isinstance(value, tuple):
        return tuple(_moved(part, edges, names) for part in value)
    if isinstance(value, msgspec.Struct):
        fields = {name: _moved(getattr(value, name), edges, names) for name in value.__struct_fields__}
        named = (
            name for name in ("name", "title", "message", "reason", "of") if isinstance(fields.get(name), str)
        )
        renamed = dict.fromkeys(named, names)
        return msgspec.structs.replace(value, **fields | renamed)
    return value


@pytest.fixture(scope="session")
def over() -> Callable[[Record, str, list[int]], Record]:
    """The record made over: another text, spans at the edges given (again and again), names that are the text."""

    def make(record: Record, text: str, edges: list[int]) -> Record:
        def again() -> Iterator[int]:
            while True:
                yield from (min(edge, len(text)) for edge in edges)

        moved = _moved(msgspec.structs.replace(record, document=record.document), again(), text)
        assert isinstance(moved, Record)
        document = msgspec.structs.replace(
            record.document, id=text[:20] or "x", text=text, outlet=text, title=text
        )
        return msgspec.structs.replace(moved, document=document)

    return make


@pytest.fixture
def hostile(record: Record, over: Callable[[Record, str, list[int]], Record]) -> Record:
    """A record of a hostile text whose every span begins and ends at another odd place."""
    size = len(HOSTILE)
    return over(record, HOSTILE, [0, 12, 20, 30, 31, 60, 15, size, 70, 90, 25, 26, 100, size - 3])
