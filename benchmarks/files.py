"""JSON Lines in and out, gzipped where the name ends in `.gz`."""

from __future__ import annotations

import datetime
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from communique import Document


class Input(msgspec.Struct, frozen=True):
    """One line of a data set: all of it that a prediction may look at.

    Attributes:
        id: The record's name.
        text: What is to be read.
        published: ISO 8601 day, perhaps with a clock time; None where it is not known.
        context: For `actors`: a word or a country that goes with the name.
        date: For `actors`: the ISO 8601 day on which somebody is to have an office.
    """

    id: str
    text: str
    published: str | None = None
    context: str | None = None
    date: str | None = None

    def document(self) -> Document:
        """The input as a document.

        Raises:
            ValueError: `published` does not begin with an ISO 8601 day.
        """
        day = datetime.date.fromisoformat(self.published[:10]) if self.published else None
        return Document(id=self.id, text=self.text, published=day)


def read_inputs(path: Path) -> Iterator[Input]:
    """The lines of a data set, one at a time; every other field is dropped unread.

    Raises:
        msgspec.DecodeError: A line is no JSON object with `id` and `text`; the message names file and line.
    """
    decoder = msgspec.json.Decoder(Input)
    with _open(path, "rt") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield decoder.decode(line)
                except msgspec.DecodeError as error:
                    raise msgspec.DecodeError(f"{path}:{number}: {error}") from None


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    """Write one JSON object a line; how many there were."""
    count = 0
    with _open(path, "wt") as out:
        for count, row in enumerate(rows, 1):  # noqa: B007  # the last number is the count
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def _open(path: Path, mode: str) -> IO[str]:
    if path.suffix == ".gz":
        return cast("IO[str]", gzip.open(path, mode, encoding="utf-8"))
    return cast("IO[str]", path.open(mode, encoding="utf-8"))
