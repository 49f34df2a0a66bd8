"""Parquet: one document a row, read in batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from communique.ingest.items import Blob, Find, Unreadable, extra
from communique.ingest.options import Options
from communique.ingest.rows import document
from communique.ingest.streams import seekable

#: Rows that are in memory at a time.
BATCH = 256


def read(blob: Blob, options: Options) -> Iterator[Find]:
    """A document or a refusal for each row; names are the file's with the row's number, from 1."""
    arrow, parquet = extra("pyarrow", "parquet"), extra("pyarrow.parquet", "parquet")
    columns = options.columns
    number = 0
    try:
        file = parquet.ParquetFile(seekable(blob.stream, options.limits.bytes))
        wanted = [name for name in asdict(columns).values() if name in file.schema_arrow.names]
        if columns.text not in wanted:
            raise Unreadable(f"no column '{columns.text}'; there are: {', '.join(file.schema_arrow.names)[:300]}.")
        for batch in file.iter_batches(batch_size=BATCH, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield document(row, columns, f"{blob.name}#{number}")
    except (arrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"no sound Parquet file (after row {number}): {error}.") from None
