"""Measurements that need a process of their own: `python -m benchmarks.fresh WHAT`, documents on standard input.

Prints one number. `startup`: nothing but reading the first document, timed from outside. `peak`: most memory in MB
(10^6 bytes) that reading all of them takes. `growth`: the time for the second document divided by that for the
first, after the first was read once without being timed.
"""

from __future__ import annotations

import resource
import sys
import time

import msgspec

from communique import Document, Reader


def startup(documents: list[Document]) -> float:
    """Read the first document; how many statements it has."""
    return float(len(Reader().read(documents[0]).statements))


def peak(documents: list[Document]) -> float:
    """Most memory that reading takes, in MB."""
    for _ in Reader().read_many(documents):
        pass
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def growth(documents: list[Document]) -> float:
    """How many times as long the second document takes as the first."""
    reader = Reader()
    short, long = documents
    _timed(reader, short)
    seconds = _timed(reader, short)
    return _timed(reader, long) / seconds


def _timed(reader: Reader, document: Document) -> float:
    start = time.perf_counter()
    for _ in reader.read_many([document]):
        pass
    return time.perf_counter() - start


def main() -> None:
    """Take a measurement."""
    measurement = {"startup": startup, "peak": peak, "growth": growth}[sys.argv[1]]
    print(measurement(msgspec.json.decode(sys.stdin.buffer.read(), type=list[Document])))


if __name__ == "__main__":
    main()
