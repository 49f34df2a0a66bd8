"""JSON written piece by piece, so that a list longer than memory is still one document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import msgspec

_encode = msgspec.json.Encoder().encode


def write_lines(out: IO[bytes], values: Iterable[Any]) -> None:
    """Each value on a line of its own (JSON Lines)."""
    for value in values:
        out.write(_encode(value) + b"\n")


def write_list(out: IO[bytes], values: Iterable[Any]) -> None:
    """The values as one JSON array, a line each."""
    out.write(b"[")
    for number, value in enumerate(values):
        out.write((b",\n" if number else b"\n") + _encode(value))
    out.write(b"\n]")


def write_object(out: IO[bytes], head: dict[str, Any], field: str, values: Iterable[Any]) -> None:
    """One JSON object: the fields of `head`, at last `field` with the values as its array.

    Args:
        out: Where to.
        head: At least one field.
        field: Name of the last field.
        values: Its values.
    """
    out.write(_encode(head)[:-1] + b"," + _encode(field) + b":")
    write_list(out, values)
    out.write(b"}\n")
