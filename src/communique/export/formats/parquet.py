"""Apache Parquet: the tables of `tables` with their types, one file each; needs pyarrow (`communique[parquet]`).

Days are date32, lists are lists, spans lists of `{start, end}` in code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import Any

from communique.export.plain import clean
from communique.export.tables import ColumnKind, Table, Value, tables
from communique.export.writing import Folder, MissingPackageError
from communique.record import Record

#: Records whose rows are held in memory at once; they become one row group of each table.
_BATCH = 500


def export(records: Iterable[Record], out: Folder) -> None:
    """Write each table to a file of its own.

    Raises:
        MissingPackageError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingPackageError("parquet needs pyarrow: pip install 'communique[parquet]'") from None
    schemas = {table.name: _schema(pa, table) for table in tables()}
    with ExitStack() as files:
        writers = {
            name: files.enter_context(
                parquet.ParquetWriter(files.enter_context(out(f"{name}.parquet")), schema, compression="zstd")
            )
            for name, schema in schemas.items()
        }
        for batch in _batches(records):
            for table in tables():
                rows = [_row(table, row) for record in batch for row in table.rows(record)]
                if rows:
                    writers[table.name].write_table(pa.Table.from_pylist(rows, schemas[table.name]))


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    left = iter(records)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _row(table: Table, row: list[Value]) -> dict[str, Any]:
    return {name: _value(value, kind) for (name, kind), value in zip(table.header(), row, strict=True)}


def _value(value: Value, kind: ColumnKind) -> Any:
    if kind == "spans" and isinstance(value, tuple):
        return [{"start": span.start, "end": span.end} for span in value if not isinstance(span, str)]
    if isinstance(value, tuple):
        return [clean(str(part)) for part in value]
    return clean(value) if isinstance(value, str) else value


def _schema(pa: Any, table: Table) -> Any:
    span = pa.struct([("start", pa.int64()), ("end", pa.int64())])
    types = {
        "text": pa.string(),
        "words": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "flag": pa.bool_(),
        "day": pa.date32(),
        "texts": pa.list_(pa.string()),
        "spans": pa.list_(span),
    }
    return pa.schema([(name, types[kind]) for name, kind in table.header()])
