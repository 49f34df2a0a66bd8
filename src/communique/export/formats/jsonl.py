"""JSON Lines: one record a line, as `communique read` writes it and `Record.from_json` reads it; whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from communique.record import Record


def export(records: Iterable[Record], out: IO[bytes]) -> None:
    """Write each record as one line of UTF-8."""
    for record in records:
        out.write(record.to_json() + b"\n")
