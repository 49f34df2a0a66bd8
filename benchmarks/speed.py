"""Speed and memory of reading, with the bare language pipeline as the yardstick.

Machines differ and are busy with other things, so what counts is the ratio: reading and the bare spaCy pipeline
take turns over the same documents in one process, several rounds, and the median of the rounds' ratios stands.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.texts import count_words, documents, long_document
from communique import Document, Reader
from communique.pipeline.language import DEFAULT_MODEL, load

#: Turns that reading and the bare pipeline take.
ROUNDS = 5
#: spaCy's batch for the bare pipeline, in documents; all else is as spaCy has it.
BATCH = 8
#: Stories that are read where nobody says how many.
DOCUMENTS = 40
#: Documents that both read before the clock starts.
WARM_UP = 3
#: The two lengths whose times `growth` compares, in words; ten is linear.
SHORT, LONG = 10_000, 100_000

ROOT = Path(__file__).resolve().parents[1]


class Speed(NamedTuple):
    """What was measured.

    Attributes:
        ratio: Words a second of whole reading divided by those of the bare pipeline.
        words_per_second: Of whole reading; the median round.
        bare_words_per_second: Of the bare pipeline; the median round.
        startup_seconds: A fresh process that imports, loads and reads one story.
        peak_mb: Most memory of a fresh process that reads all the documents, in 10^6 bytes.
        growth: Time for a document of 100,000 words divided by that for one of 10,000.
        help_seconds: A fresh `communique --help`.
    """

    ratio: float
    words_per_second: float
    bare_words_per_second: float
    startup_seconds: float
    peak_mb: float
    growth: float
    help_seconds: float

    def figures(self) -> dict[str, float]:
        """The figures to compare between versions; `help_seconds` is for people."""
        return {name: value for name, value in self._asdict().items() if name != "help_seconds"}


def measure(bench: Path, number: int) -> Speed:
    """Measure on so many stories of the development sets in `bench`, or of the examples where there are none.

    Raises:
        FileNotFoundError: There is no story to read.
        subprocess.CalledProcessError: A fresh process failed.
    """
    stories = documents(bench, number)
    long = [long_document(stories, words) for words in (SHORT, LONG)]
    startup_seconds = _seconds(lambda: _fresh("startup", stories[-1:]))
    help_seconds = _seconds(_help)
    peak_mb, growth = _fresh("peak", stories), _fresh("growth", long)
    reading, bare = _rates(stories)
    ratio = statistics.median(r / b for r, b in zip(reading, bare, strict=True))
    return Speed(
        ratio=round(ratio, 3),
        words_per_second=round(statistics.median(reading)),
        bare_words_per_second=round(statistics.median(bare)),
        startup_seconds=round(startup_seconds, 2),
        peak_mb=round(peak_mb),
        growth=round(growth, 2),
        help_seconds=round(help_seconds, 2),
    )


def table(speed: Speed) -> str:
    """The figures for people."""
    rows = (
        ("reading", f"{speed.words_per_second:,.0f} words/s"),
        ("bare spaCy pipeline", f"{speed.bare_words_per_second:,.0f} words/s"),
        ("reading / bare pipeline", f"{speed.ratio:.2f}"),
        ("fresh process, one story", f"{speed.startup_seconds:.1f} s"),
        ("communique --help", f"{speed.help_seconds:.2f} s"),
        ("peak memory", f"{speed.peak_mb:.0f} MB"),
        ("time of 10 x the words", f"{speed.growth:.1f} x"),
    )
    return "\n".join(f"{name:26}{value:>16}" for name, value in rows)


def _rates(stories: list[Document]) -> tuple[list[float], list[float]]:
    """Words a second of reading and of the bare pipeline, round by round."""
    reader, bare = Reader(), load(DEFAULT_MODEL)
    words = count_words(stories)

    def read(some: list[Document]) -> None:
        for _ in reader.read_many(some):
            pass

    def pipe(some: list[Document]) -> None:
        for _ in bare.pipe((story.text for story in some), batch_size=BATCH):
            pass

    read(stories[:WARM_UP])
    pipe(stories[:WARM_UP])
    rounds = [(_seconds(lambda: read(stories)), _seconds(lambda: pipe(stories))) for _ in range(ROUNDS)]
    return [words / r for r, _ in rounds], [words / b for _, b in rounds]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _fresh(what: str, stories: list[Document]) -> float:
    """A measurement in a process of its own; see `fresh`."""
    command = [sys.executable, "-m", "benchmarks.fresh", what]
    done = subprocess.run(
        command, input=msgspec.json.encode(stories), stdout=subprocess.PIPE, check=True, cwd=ROOT
    )
    return float(done.stdout)


def _help() -> None:
    command = [sys.executable, "-c", "from communique.cli import main; main()", "--help"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
