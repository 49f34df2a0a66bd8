"""CSV (RFC 4180): a folder with one file for each table of `tables`.

UTF-8; a header line; lists joined by `; `; spans as JSON, `[[start,end]]` in code points. A cell that a
spreadsheet would run as a formula has an apostrophe before it (`plain.active` takes it away), and a character
that XML does not allow is U+FFFD.
"""

from __future__ import annotations

import codecs
import csv
import datetime
from collections.abc import Iterable
from contextlib import ExitStack

import msgspec

from communique.export.plain import clean, inert
from communique.export.tables import ColumnKind, Value, tables
from communique.export.writing import Folder
from communique.record import Record

#: Between the parts of a list.
SEPARATOR = "; "


def export(records: Iterable[Record], out: Folder) -> None:
    """Write each table to a file of its own, a row at a time."""
    with ExitStack() as files:
        writers = [
            csv.writer(codecs.getwriter("utf-8")(files.enter_context(out(f"{table.name}.csv"))))
            for table in tables()
        ]
        for table, writer in zip(tables(), writers, strict=True):
            writer.writerow([name for name, _ in table.header()])
        for record in records:
            for table, writer in zip(tables(), writers, strict=True):
                kinds = [kind for _, kind in table.header()]
                writer.writerows(list(map(cell, row, kinds)) for row in table.rows(record))


def cell(value: Value, kind: ColumnKind) -> str:
    """A value as a cell; empty for none."""
    if value is None or value == ():
        return ""
    if kind == "spans":
        return msgspec.json.encode(value).decode()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    words = value if isinstance(value, str) else SEPARATOR.join(map(str, value))
    return inert(clean(words))
