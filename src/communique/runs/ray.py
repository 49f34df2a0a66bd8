"""Reading on Ray Data, for those who outgrow one machine: documents in, a folder of Parquet files out.

One task finds the documents, in the order in which `communique ingest` finds them, and leaves out those that are
done. Actors read them, each with a reader in a process of its own (`Workers`), so that a text that takes too long
or kills its process costs that text here too. What they give comes back to this process, the folder's one writer.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as arrow

from communique.record import Document, Record
from communique.runs.ingest import Outcome, Refused, Tell
from communique.runs.parts import FolderError, Parts, Row, rows, table
from communique.runs.workers import BUDGET, MakeReader, ReaderError, Result, Workers
from communique.store import document_key, reader_key, text_hash

#: Finds what is to be read; goes to another process, so it must be a function of a module or a `partial` of one.
Find = Callable[[], Iterable[Document | Refused]]

#: Bytes of documents that an actor gets at once, and of records that it gives back: some forty stories, some four
#: records. Ray takes some 25 ms for each such block.
_BLOCK = 128_000
#: Documents that are found before they are handed on.
_FOUND = 16
#: Bytes of memory that documents and records under way share, on one machine.
_UNDER_WAY = 256_000_000
#: What Ray reads when it is imported. It reports its use to nobody, and does not end an actor that is short of
#: memory: the system ends the reader's own process then, and its document is known.
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_memory_monitor_refresh_ms": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
#: What has Ray's processes listen to this machine alone (it is what Ray does on Windows and macOS).
_LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
#: Where a cluster is that is to be used; without it, Ray starts on this machine and ends with the run.
_ADDRESS = "RAY_ADDRESS"


def read_on_ray(
    find: Find, folder: Path, make: MakeReader, tell: Tell, *, workers: int = 1, budget: float = BUDGET
) -> None:
    """Read documents on Ray, and write their records to a folder of Parquet files (`communique.runs.parts`).

    What this reader has read or failed on is not read again. Kill it at any moment and run it again: the records
    are the same as if it had not been killed.

    Args:
        find: Finds the documents, and says what could not become one.
        folder: Where the records go.
        make: Makes a reader.
        tell: Is told of each document and source, when it is known.
        workers: Readers at once, each on a processor core.
        budget: How long a document may take, in seconds.

    Raises:
        ReaderError: Ray or a reader cannot be had.
        FolderError: The folder cannot be read or written, or Ray fails. What was written before stays.
    """
    _import()

    def told(row: Row) -> None:
        tell(_outcome(row))

    with Parts(folder, told) as parts:
        with Workers(make) as one:
            done = parts.done(reader_key(one.model))
        with _ray(workers):
            for row in _read(partial(_found, find, done), make, workers, budget):
                if row.status in {"known", "refused"}:
                    told(row)
                else:
                    parts.add([row])


def _read(found: Callable[[Any], Any], make: MakeReader, workers: int, budget: float) -> Iterator[Row]:
    """What Ray gives, as it comes."""
    from ray import data

    context = data.DataContext.get_current()
    context.enable_progress_bars, context.target_max_block_size = False, _BLOCK
    # The task that finds takes no processor from the actors, which hold them to the end.
    waiting = data.from_items([0]).map_batches(found, batch_format="pyarrow", num_cpus=0)
    read = waiting.map_batches(
        _Reading,
        fn_constructor_args=(make, budget),
        batch_format="pyarrow",
        compute=data.ActorPoolStrategy(size=workers),
        num_cpus=1,
    )
    for block in read.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
        yield from rows(block)


def _found(find: Find, done: set[str], _: arrow.Table) -> Iterator[arrow.Table]:
    """What there is, with what is to be read marked as waiting; runs in a task of Ray's."""
    items = iter(find())
    while some := list(islice(items, _FOUND)):
        yield table([_row(item, done) for item in some])


def _row(item: Document | Refused, done: set[str]) -> Row:
    document, reason = (item, None) if isinstance(item, Document) else (item.document, item.reason)
    if document is None:
        assert not isinstance(item, Document)
        return Row(item.source, None, None, "refused", reason)
    key = document_key(document)
    if key in done:
        return Row(document.id, key, None, "known")
    done.add(key)  # there may be a copy
    words, text = msgspec.json.encode(document), text_hash(document.text)
    return Row(document.id, key, text, "unread" if reason else "waiting", reason, words)


class _Reading:
    """An actor: reads what waits, and hands on all else."""

    def __init__(self, make: MakeReader, budget: float) -> None:
        self.workers = Workers(make, 1, budget)

    def __call__(self, block: arrow.Table) -> Iterator[arrow.Table]:
        given = rows(block)
        yield table([row for row in given if row.status != "waiting"])
        waiting = {str(row.key): row for row in given if row.status == "waiting"}
        tasks = [(key, msgspec.json.decode(row.document or b"", type=Document)) for key, row in waiting.items()]
        for result in self.workers.read(tasks):
            yield table([self._settled(waiting[result.key], result)])

    def _settled(self, row: Row, result: Result) -> Row:
        reader = reader_key(self.workers.model)
        if result.record is None:
            return row._replace(status="quarantined", reason=result.reason, reader=reader)
        return row._replace(status="read", document=None, record=result.record.to_json(), reader=reader)


def _outcome(row: Row) -> Outcome:
    assert row.status != "waiting"  # the actors leave none
    record = Record.from_json(row.record) if row.record is not None else None
    return Outcome(row.status, row.id, row.reason or "", record)


def _import() -> None:
    """Import Ray, which reads its settings then, or say how it is had."""
    for name, value in (_QUIET if os.environ.get(_ADDRESS) else {**_QUIET, **_LOOPBACK}).items():
        os.environ.setdefault(name, value)
    try:
        import ray.data  # noqa: F401
    except ImportError:
        raise ReaderError("the engine 'ray' needs Ray Data: pip install 'communique[ray]'") from None


@contextmanager
def _ray(workers: int) -> Iterator[None]:
    """Ray as the program has it, the cluster that the environment names, or Ray on this machine.

    What it fails with becomes our own error.
    """
    import ray

    theirs = ray.is_initialized()
    here: dict[str, Any] = {"num_cpus": workers, "object_store_memory": _UNDER_WAY, "include_dashboard": False}
    address, options = ("local", here) if not os.environ.get(_ADDRESS) else (None, {})
    try:
        if not theirs:
            with _hushed():
                ray.init(address, log_to_driver=False, logging_level=logging.ERROR, **options)
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Ray's, about itself
            yield
    except (ray.exceptions.RayError, ConnectionError) as error:
        said = str(error).strip().splitlines()[-1][:300]
        raise FolderError(f"Ray failed ({said}). Run it again, and it goes on where it was") from error
    finally:
        if not theirs:
            ray.shutdown()


@contextmanager
def _hushed() -> Iterator[None]:
    """Nothing on standard error: Ray's native part says there at which level it will be silent."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
