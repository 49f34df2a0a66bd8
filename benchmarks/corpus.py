"""Runs over a corpus, measured: `python -m benchmarks.corpus WHAT [--documents N]`.

The corpus is made of our own stories (`retold`: 2,000 documents, the same ones each time) and of the data sets'
texts where `../shared/bench` lies beside the repository. `--documents` takes so many of it, drawn
at random, but the same ones each time.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import ingesting, interrupted
from benchmarks.commands import BENCH
from benchmarks.retold import documents, write
from communique import Document, Reader
from communique.runs import readers

#: What a run as a program of its own is.
INGEST = (sys.executable, "-m", "communique", "ingest")
#: What is measured, and what is asked of it.
WHAT = {
    "make": "write the corpus as JSON Lines to --out",
    "speed": "ingest against reading alone, as a share of its speed (asked: 0.9)",
    "workers": "two workers against one (asked: 1.8)",
    "again": "a second run against the first (asked: less than 5 %)",
    "killed": "runs killed at random moments against one left alone (asked: equal)",
    "memory": "resident memory after the first documents (asked: within 10 %)",
    "same": "the bytes of records from one process, one worker and two (asked: equal)",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the figure."""
    options = _parser().parse_args(arguments)
    corpus = documents(options.bench, options.documents, options.seed)
    if options.what == "make":
        write(options.out, corpus)
        print(f"{options.out}: {len(corpus)} documents")
        return 0
    with tempfile.TemporaryDirectory(prefix="corpus") as folder:
        given = ingesting.readable(Path(folder), corpus)
        _tell(f"{len(given)} documents to read of {len(corpus)}; load {_load()} on {os.cpu_count()} cores")
        for line in _MEASURE[options.what](Path(folder), given, options):
            print(f"{options.what}: {line}", flush=True)
    _tell(f"load {_load()}")
    return 0


def _parser() -> argparse.ArgumentParser:
    said = "\n".join(f"  {name:8} {what}" for name, what in WHAT.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.corpus",
        description="Runs over a corpus, measured.",
        epilog=f"WHAT is one of\n{said}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=WHAT, metavar="WHAT")
    parser.add_argument("--documents", type=int, metavar="N", help="default: all")
    parser.add_argument("--seed", type=int, default=1, help="of the stories, and of the moments of kills")
    parser.add_argument("--block", type=int, default=50, metavar="N", help="documents a turn (speed, workers)")
    parser.add_argument("--kills", type=int, default=30, metavar="N", help="default: 30")
    parser.add_argument(
        "--workers", type=int, default=readers(), metavar="N", help="of speed and memory; default: one a core"
    )
    parser.add_argument("--bench", type=Path, default=BENCH, metavar="PATH", help="default: ../shared/bench")
    parser.add_argument("--out", type=Path, default=Path("corpus.jsonl"), metavar="FILE", help="of make")
    return parser


Lines = list[object]


def _speed(folder: Path, given: list[Document], options: argparse.Namespace) -> Lines:
    return [ingesting.speed(folder, given, Reader, options.block, options.workers)]


def _workers(folder: Path, given: list[Document], options: argparse.Namespace) -> Lines:
    return [*ingesting.workers(folder, given, Reader, options.block)]


def _again(folder: Path, given: list[Document], options: argparse.Namespace) -> Lines:
    return [interrupted.again(INGEST, _written(folder, given), folder / "again.db")]


def _killed(folder: Path, given: list[Document], options: argparse.Namespace) -> Lines:
    path = _written(folder, given)
    return [interrupted.killed(INGEST, path, folder, options.kills, options.seed, _tell)]


def _memory(folder: Path, given: list[Document], options: argparse.Namespace) -> Lines:
    settled = min(ingesting.SETTLED, len(given) // 2)
    path = _written(folder, given)
    given.clear()  # this process is the one whose memory is looked at
    found = ingesting.memory(folder, path, Reader, options.workers, settled, _tell)
    return [f"after {settled} documents, {one}" for one in found]


def _same(folder: Path, given: list[Document], options: argparse.Namespace) -> Lines:
    found = ingesting.same(folder, given, Reader)
    return [f"{way}: {'equal' if equal else 'DIFFERENT'}" for way, equal in found.items()]


_MEASURE: dict[str, Callable[[Path, list[Document], argparse.Namespace], Lines]] = {
    "speed": _speed,
    "workers": _workers,
    "again": _again,
    "killed": _killed,
    "memory": _memory,
    "same": _same,
}


def _written(folder: Path, given: Sequence[Document]) -> Path:
    path = folder / "corpus.jsonl"
    write(path, given)
    return path


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
