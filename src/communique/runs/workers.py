"""Readers in processes of their own: a text that the reader cannot bear costs that text and nothing else.

Each worker loads one reader and gets one document at a time. One that takes longer than the budget is ended and
another one started; one that dies (out of memory, a fault in native code) is given the same document's second
chance first. The parent keeps nothing but what is under way.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

import msgspec

from communique.record import Document, Model, Record

#: How long the reader may take for one document, in seconds. A long story takes one or two.
BUDGET = 120.0
#: The most readers that a run starts unless it is told how many: each takes half a gigabyte of memory.
_READERS = 8
#: How often a document is given to a reader whose process dies of it.
CHANCES = 2
#: What native libraries read when they start, to learn how many threads they may use.
_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)


def cores() -> int:
    """Processor cores that this process may use."""
    usable = getattr(os, "sched_getaffinity", None)  # not everywhere
    return len(usable(0)) if usable else os.cpu_count() or 1


def readers() -> int:
    """How many readers a run starts unless it is told how many: one a core, at most eight."""
    return min(cores(), _READERS)


class Reads(Protocol):
    """What a worker needs of a reader."""

    model: Model

    def read_many(self, documents: Iterable[Document]) -> Iterator[Record]:
        """One record a document."""


#: Makes a reader; goes to the worker by pickle, so it must be a function of a module or a `partial` of one.
MakeReader = Callable[[], Reads]


class ReaderError(Exception):
    """No reader can be had: a worker could not make one."""


class Result(NamedTuple):
    """What became of a document: its record, or the reason why there is none."""

    key: str
    record: Record | None
    reason: str | None = None


class Task(NamedTuple):
    """A document to be read, and how often that was tried."""

    key: str
    document: Document
    tries: int = 0


class _Answer(NamedTuple):
    """What a worker gave for a document, not yet decoded."""

    key: str
    record: bytes | None = None
    reason: str | None = None

    def result(self) -> Result:
        """The same, decoded."""
        return Result(self.key, None if self.record is None else Record.from_json(self.record), self.reason)


class Workers:
    """Some processes with a reader each. They start when they are needed and end with the `with` block.

    Args:
        make: Makes a reader.
        count: How many processes.
        budget: How long a document may take, in seconds.
        threads: Native threads of each. Two documents at once are done sooner than one after the other with two
            threads; more than one is for who waits for a single document.

    A program that uses them must be importable without doing anything (`if __name__ == "__main__":`).
    """

    def __init__(self, make: MakeReader, count: int = 1, budget: float = BUDGET, threads: int = 1) -> None:
        self.make, self.count, self.budget, self.threads = make, count, budget, threads
        self._workers: list[_Worker] = []
        self._model: Model | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    @property
    def model(self) -> Model:
        """The readers' model; the first worker says it.

        Raises:
            ReaderError: It could not make a reader.
        """
        if self._model is None:
            if not self._workers:
                self._start()
            self._heard(self._workers[0], deque())
        assert self._model is not None  # what a worker says first
        return self._model

    @property
    def ready(self) -> int:
        """How many readers are loaded and wait for documents, or read them."""
        return sum(worker.ready for worker in self._workers)

    def read(self, tasks: Iterable[tuple[str, Document]]) -> Iterator[Result]:
        """Read documents, as many at once as there are workers; results come as they are ready.

        Args:
            tasks: Keys and documents; taken one by one, when a worker is free.

        Raises:
            ReaderError: A worker could not make a reader.
        """
        queue: deque[Task] = deque()  # the next one, and those that get another chance
        source = (Task(key, document) for key, document in tasks)
        while True:
            self._hand_out(queue, source)
            busy = [worker for worker in self._workers if worker.task is not None or not worker.ready]
            if not queue and not any(worker.task for worker in busy):
                return
            answers = [answer for answer in self._collect(busy, queue) if answer is not None]
            # Hand out before the answers are dealt with: no worker waits for that.
            self._hand_out(queue, source)
            yield from (answer.result() for answer in answers)

    def _hand_out(self, queue: deque[Task], source: Iterator[Task]) -> None:
        """Give every free worker a document; start a worker if there are documents for more."""
        while True:
            if not queue:
                queue.extend(islice(source, 1))
            if not queue:
                return
            free = next((worker for worker in self._workers if worker.free), None)
            if free is not None:
                if free.give(queue[0]):
                    queue.popleft()
                else:
                    self._replace(free)
            elif len(self._workers) < self.count and all(worker.ready for worker in self._workers):
                self._start()
            else:
                return

    def _collect(self, busy: list[_Worker], queue: deque[Task]) -> Iterator[_Answer | None]:
        """What the workers say next, and what becomes of those that died or took too long."""
        left = min((worker.left(self.budget) for worker in busy if worker.task), default=None)
        ready = set(wait([worker.pipe for worker in busy], None if left is None else max(left, 0)))
        for worker in busy:
            if worker.pipe in ready:
                yield self._heard(worker, queue)
            elif worker.task is not None and worker.left(self.budget) <= 0:
                yield _Answer(worker.task.key, reason=f"reading took longer than {self.budget:g} seconds")
                self._replace(worker)

    def _heard(self, worker: _Worker, queue: deque[Task]) -> _Answer | None:
        """What a worker says of its document; None where it has none yet, or it gets another chance."""
        task = worker.task
        try:
            said, data = worker.pipe.recv()
        except (EOFError, OSError):
            return self._dead(worker, queue)
        if said == "unready":
            raise ReaderError(data)
        if said == "ready":
            worker.ready, self._model = True, msgspec.json.decode(data, type=Model)
            return None
        assert task is not None  # it speaks when it is asked
        worker.task = None
        return _Answer(task.key, reason=data) if said == "failed" else _Answer(task.key, record=data)

    def _dead(self, worker: _Worker, queue: deque[Task]) -> _Answer | None:
        """A worker's process is gone: its document gets another chance, or is given up."""
        task, how = worker.task, worker.end()
        if task is None:
            raise ReaderError(f"the reader's process ended before it had a reader ({how})")
        self._replace(worker)
        if task.tries + 1 < CHANCES:
            queue.append(task._replace(tries=task.tries + 1))
            return None
        return _Answer(task.key, reason=f"the reader's process ended over it ({how})")

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self._workers.remove(worker)
        self._start()

    def _start(self) -> None:
        self._workers.append(_Worker(self.make, self.threads))


class _Worker:
    """One process, as its parent sees it."""

    def __init__(self, make: MakeReader, threads: int) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy locks that threads hold
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, make), daemon=True)
        with _threads(threads):
            self.process.start()
        theirs.close()
        self.ready = False
        self.task: Task | None = None
        self.since = 0.0

    @property
    def free(self) -> bool:
        return self.ready and self.task is None

    def give(self, task: Task) -> bool:
        """Give it a document; False where it is dead."""
        try:
            self.pipe.send_bytes(msgspec.json.encode(task.document))
        except OSError:
            return False
        self.task, self.since = task, time.monotonic()
        return True

    def left(self, budget: float) -> float:
        """Seconds that it still has for its document."""
        return self.since + budget - time.monotonic()

    def end(self) -> str:
        """End it, and say how it ended."""
        died = not self.process.is_alive() or self.pipe.closed
        self.pipe.close()
        self.process.kill()
        self.process.join()
        code = self.process.exitcode or 0
        if died and code == -signal.SIGKILL:
            return "killed, as a system does that is out of memory"
        return signal.strsignal(-code) or f"signal {-code}" if code < 0 else f"exit code {code}"


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """Have processes that start here use so many native threads each, unless the user says otherwise."""
    fresh = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(fresh, str(count)))
    try:
        yield
    finally:
        for name in fresh:
            del os.environ[name]


def _serve(pipe: Connection[Any, Any], make: MakeReader) -> None:
    """What a worker does: say the model, then answer each document with a record or a reason."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    try:
        reader = make()
    except Exception as error:
        pipe.send(("unready", str(error)))
        return
    pipe.send(("ready", msgspec.json.encode(reader.model)))
    trim = _trimmer()
    while True:
        try:
            document = msgspec.json.decode(pipe.recv_bytes(), type=Document)
            pipe.send(_answer(reader, document))
            trim()
        except (EOFError, OSError):  # the parent is gone
            return


def _trimmer() -> Callable[[], object]:
    """Gives back what a document took of memory; glibc keeps what the longest one needed, for ever."""
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # another C library
        return lambda: None
    return lambda: trim(0)


def _answer(reader: Reads, document: Document) -> tuple[str, Any]:
    try:
        return "record", next(iter(reader.read_many([document]))).to_json()
    except Exception as error:
        return "failed", f"the reader failed: {type(error).__name__}: {error}"
