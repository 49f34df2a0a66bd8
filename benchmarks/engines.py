"""Whether every engine reads the same, and how fast: `python -m benchmarks.engines [--documents N]`.

The same documents, from one Parquet file, are read by one process, by two workers and by Ray with two readers.
Printed are documents a second of each, from its start to the last record, and whether all records are equal byte
for byte; it leaves with 1 where they are not. Then how many documents a second the task finds that feeds Ray.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pyarrow
from pyarrow import parquet

from benchmarks.commands import BENCH
from benchmarks.retold import documents
from communique import Document, Reader
from communique.ingest import documents as found
from communique.runs import Workers
from communique.runs.parts import newest
from communique.runs.ray import read_on_ray
from communique.store import document_key

#: Records by the keys of their documents.
Records = dict[str, bytes]
READERS = 2


def one_process(given: Iterable[Document]) -> Records:
    """What `read_many` gives."""
    return {document_key(record.document): record.to_json() for record in Reader().read_many(given)}


def workers(given: Iterable[Document]) -> Records:
    """What workers give."""
    with Workers(Reader, READERS) as pool:
        results = pool.read((document_key(one), one) for one in given)
        return {one.key: one.record.to_json() for one in results if one.record is not None}


def on_ray(source: str, folder: Path) -> Records:
    """What Ray writes."""
    read_on_ray(partial(found, [source]), folder, Reader, lambda outcome: None, workers=READERS)
    rows = (row for part in newest(folder) for row in part)
    return {row.key: row.record for row in rows if row.key is not None and row.record is not None}


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description="Engines, compared.")
    parser.add_argument("--documents", type=int, default=200, metavar="N", help="default: 200")
    parser.add_argument("--bench", type=Path, default=BENCH, metavar="PATH", help="default: ../shared/bench")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = str(Path(folder) / "stories.parquet")
        rows = [{"id": one.id, "text": one.text} for one in documents(options.bench, options.documents)]
        parquet.write_table(pyarrow.Table.from_pylist(rows), source)
        start = time.perf_counter()
        given = [item for item in found([source]) if isinstance(item, Document)]
        finding = len(given) / (time.perf_counter() - start)
        engines: dict[str, Callable[[], Records]] = {
            "one process": partial(one_process, given),
            f"{READERS} workers": partial(workers, given),
            f"Ray, {READERS} readers": partial(on_ray, source, Path(folder) / "records"),
        }
        read = {name: _timed(name, len(given), engine) for name, engine in engines.items()}
    same = all(records == read["one process"] for records in read.values())
    print(f"records: {'the same bytes' if same else 'DIFFERENT'}; found by one task: {finding:.0f} documents/s")
    return 0 if same else 1


def _timed(name: str, count: int, engine: Callable[[], Records]) -> Records:
    start = time.perf_counter()
    records = engine()
    seconds = time.perf_counter() - start
    print(f"{name}: {len(records)} of {count} documents in {seconds:.1f} s, {count / seconds:.1f} documents/s")
    return records


if __name__ == "__main__":
    sys.exit(main())
