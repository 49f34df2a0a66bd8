"""JSON Lines: one object a line, one document an object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from communique.ingest.items import Blob, Find, Refusal, Unreadable
from communique.ingest.options import Options
from communique.ingest.rows import document


def read(blob: Blob, options: Options) -> Iterator[Find]:
    """A document or a refusal for each line that is not blank; names are the file's with the line's number."""
    number, most = 0, options.limits.bytes
    while line := blob.stream.readline(most + 1):
        number += 1
        name = f"{blob.name}#{number}"
        if len(line) > most:
            raise Unreadable(f"line {number} is longer than {most:,} bytes.")
        if line.strip():
            row = _row(line.removeprefix(b"\xef\xbb\xbf"))
            yield Refusal(name, row) if isinstance(row, str) else document(row, options.columns, name)


def _row(line: bytes) -> dict[str, Any] | str:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return f"no JSON: {error}."
    return row if isinstance(row, dict) else "no JSON object."
