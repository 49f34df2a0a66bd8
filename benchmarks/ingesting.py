"""What a run over a corpus costs and keeps to: speed, workers, memory, the bytes of its records.

Machines are busy with other things, so what is compared takes turns over the same small blocks of documents, in
one run, and the median of the blocks stands.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.retold import write
from communique import Document
from communique import ingest as sources
from communique.runs import MakeReader, Outcome, Workers, ingest
from communique.store import Store

#: Documents that every reader has read before the clock starts.
WARM_UP = 3
#: Documents after which memory is to grow no more.
SETTLED = 1_000
#: Documents between two looks at memory.
LOOK = 25


class Ratio(NamedTuple):
    """Two ways over the same blocks of documents.

    Attributes:
        ratio: Time of the first way divided by that of the second; the median block.
        first: Documents a second the first way; the median block.
        second: Documents a second the second way; the median block.
        blocks: How many blocks.
    """

    ratio: float
    first: float
    second: float
    blocks: int

    def __str__(self) -> str:
        rates = f"{self.second:.2f} documents/s against {self.first:.2f}"
        return f"{self.ratio:.3f} ({rates}; median of {self.blocks} blocks)"


class Work(NamedTuple):
    """What a way costs of the processors, however busy they are.

    Attributes:
        workers: How many workers.
        documents: How many documents were ingested.
        parent: CPU seconds of the process that keeps and writes.
        readers: CPU seconds of its workers.
    """

    workers: int
    documents: int = 0
    parent: float = 0.0
    readers: float = 0.0

    def __str__(self) -> str:
        each = f"{1000 * self.readers / self.documents:.0f} ms in workers"
        parent = f"{1000 * self.parent / self.documents:.0f} ms in the parent"
        return f"CPU a document with {self.workers}: {each}, {parent}"


class Memory(NamedTuple):
    """Resident memory of one process, in MB (10^6 bytes).

    Attributes:
        process: Which one.
        settled: The most up to the document from which on it is to stay flat.
        later: The most after it.
    """

    process: str
    settled: float
    later: float

    def __str__(self) -> str:
        return f"{self.process}: {self.settled:.0f} MB, then {self.later:.0f} MB ({self.later / self.settled:.3f})"


def readable(folder: Path, documents: Sequence[Document]) -> list[Document]:
    """Those that `communique ingest` hands to the reader, as it hands them on: in English, and not too long."""
    path = folder / "all.jsonl"
    write(path, documents)
    return [item for item in sources.documents([str(path)]) if isinstance(item, Document)]


def speed(folder: Path, documents: Sequence[Document], make: MakeReader, block: int, count: int) -> Ratio:
    """Reading alone against all of ingest: file, language, store, readers in processes of their own."""
    reader = make()

    def read(part: Path, some: Sequence[Document]) -> None:
        for _ in reader.read_many(some):
            pass

    with ExitStack() as stack:
        run = stack.enter_context(_Run(folder / "speed.db", make, count))
        return _turns(folder, documents, block, read, run)


def workers(
    folder: Path, documents: Sequence[Document], make: MakeReader, block: int, count: int = 2
) -> tuple[Ratio, Work, Work]:
    """One worker against several, and the work that each way takes."""
    with ExitStack() as stack:
        one = stack.enter_context(_Run(folder / "one.db", make, 1))
        several = stack.enter_context(_Run(folder / "several.db", make, count))
        return _turns(folder, documents, block, one, several), one.work, several.work


def same(folder: Path, documents: Sequence[Document], make: MakeReader) -> dict[str, bool]:
    """Whether the records of other ways of reading are those of one process, byte for byte."""
    wanted = sorted(record.to_json() for record in make().read_many(documents))
    found = {}
    write(folder / "same.jsonl", documents)
    for count in (1, 2):
        with _Run(folder / f"same-{count}.db", make, count) as run:
            run(folder / "same.jsonl", documents)
            records = sorted(record.to_json() for _, record in run.store.records())
        found[f"{count} worker" + "s" * (count > 1)] = records == wanted
    return found


def memory(
    folder: Path, path: Path, make: MakeReader, count: int, settled: int, tell: Callable[[str], None]
) -> list[Memory]:
    """Memory of the parent and its workers while the documents of a JSON Lines file are ingested."""
    seen: dict[str, list[tuple[int, float]]] = {}
    with _Run(folder / "memory.db", make, count) as run:
        read = 0

        def look(outcome: Outcome) -> None:
            nonlocal read
            read += 1
            if read % LOOK == 0:
                for name, size in _sizes().items():
                    seen.setdefault(name, []).append((read, size))
                tell(f"{read} documents: " + ", ".join(f"{n} {s[-1][1]:.0f} MB" for n, s in seen.items()))

        ingest(run.store, sources.documents([str(path)]), run.pool, look)
    return [
        Memory(name, max(s for n, s in sizes if n <= settled), max(s for n, s in sizes if n > settled))
        for name, sizes in seen.items()
    ]


class _Run:
    """A store, and readers that are ready; called, it ingests a file."""

    def __init__(self, place: Path, make: MakeReader, count: int) -> None:
        self.store, self.pool = Store(place, create=True), Workers(make, count)
        self.work = Work(count)

    def __enter__(self) -> _Run:
        before = set(multiprocessing.active_children())
        while self.pool.ready < self.work.workers:
            warm = [Document(id=f"warm-{n}", text=f"{_WARM} {n}") for n in range(WARM_UP * self.work.workers)]
            for result in self.pool.read((one.id, one) for one in warm):
                assert result.record is not None, result.reason
        self.readers = [one.pid or 0 for one in set(multiprocessing.active_children()) - before]
        return self

    def __exit__(self, *error: object) -> None:
        self.pool.__exit__(None, None, None)
        self.store.close()

    def __call__(self, part: Path, some: Sequence[Document]) -> None:
        parent, readers = time.process_time(), sum(map(_cpu, self.readers))
        ingest(self.store, sources.documents([str(part)]), self.pool, lambda outcome: None)
        self.work = self.work._replace(
            documents=self.work.documents + len(some),
            parent=self.work.parent + time.process_time() - parent,
            readers=self.work.readers + sum(map(_cpu, self.readers)) - readers,
        )


#: What readers read before the clock starts.
_WARM = "GENEVA, June 8 -- The minister said on Tuesday that he would come to Geneva for the talks about grain."
_Way = Callable[[Path, Sequence[Document]], None]


def _turns(folder: Path, documents: Sequence[Document], block: int, first: _Way, second: _Way) -> Ratio:
    """Have two ways take turns, each block beginning with the other one."""
    times: list[tuple[float, float, int]] = []
    for number, start in enumerate(range(0, len(documents), block)):
        some, part = documents[start : start + block], folder / f"block-{number}.jsonl"
        write(part, some)
        order = ((first, 0), (second, 1)) if number % 2 else ((second, 1), (first, 0))
        took = [0.0, 0.0]
        for way, place in order:
            begun = time.perf_counter()
            way(part, some)
            took[place] = time.perf_counter() - begun
        times.append((took[0], took[1], len(some)))
    return Ratio(
        ratio=statistics.median(a / b for a, b, _ in times),
        first=statistics.median(n / a for a, _, n in times),
        second=statistics.median(n / b for _, b, n in times),
        blocks=len(times),
    )


def _sizes() -> dict[str, float]:
    """Resident memory of this process and its workers, in MB (Linux)."""
    children = sorted(process.pid or 0 for process in multiprocessing.active_children())
    names = {"parent": os.getpid()} | {f"worker {number}": pid for number, pid in enumerate(children, 1)}
    return {name: _resident(pid) for name, pid in names.items()}


def _cpu(pid: int) -> float:
    """CPU seconds of a process so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
