"""What each stage of reading costs: `python -m benchmarks.stages [DOCUMENTS]` prints its share of the time.

The share is of whole reading, the language pipeline included, over the stories that speed is measured on.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from benchmarks.commands import BENCH
from benchmarks.speed import DOCUMENTS, WARM_UP
from benchmarks.texts import documents
from communique import Document, Reader

STAGES = (
    *("layout", "dating", "language", "encoder", "times", "places"),
    *("actors", "statements", "events", "ledger", "checks"),
)


class _Timed:
    """A stage that keeps the time it takes, and is the stage for the rest."""

    def __init__(self, stage: Any, name: str, seconds: dict[str, float]) -> None:
        self._stage, self._name, self._seconds = stage, name, seconds

    def __call__(self, *given: Any) -> Any:
        start = time.perf_counter()
        try:
            return self._stage(*given)
        finally:
            self._seconds[self._name] += time.perf_counter() - start

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stage, name)


def shares(stories: list[Document]) -> dict[str, float]:
    """The share of each stage in the time for reading the stories, from 0 to 1."""
    reader, seconds = Reader(), dict.fromkeys(STAGES, 0.0)
    for name in STAGES:
        setattr(reader, name, _Timed(getattr(reader, name), name, seconds))
    for _ in reader.read_many(stories[:WARM_UP]):
        pass
    seconds.update(dict.fromkeys(STAGES, 0.0))
    start = time.perf_counter()
    for _ in reader.read_many(stories):
        pass
    whole = time.perf_counter() - start
    return {name: seconds[name] / whole for name in STAGES}


def main() -> None:
    """Print the shares."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    for name, share in shares(documents(BENCH, number)).items():
        print(f"{name:12}{100 * share:>6.1f} %")


if __name__ == "__main__":
    main()
