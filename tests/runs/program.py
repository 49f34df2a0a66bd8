"""A run as a program of its own, to be killed: `python program.py STORE COUNT WORKERS PAUSE`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fake_reader import maker

from communique.record import Document
from communique.runs import Workers, ingest
from communique.store import Store


def documents(count: int) -> Iterator[Document]:
    """Stories, each of its own text."""
    for number in range(count):
        yield Document(id=f"story-{number}", text=f"Speaker{number % 7} promised to attend meeting {number}.")


def main(place: str, count: int, workers: int, pause: float) -> None:
    with Store(place, create=True) as store, Workers(maker(pause=pause), workers) as pool:
        ingest(store, documents(count), pool, lambda outcome: print(outcome.kind, outcome.name, flush=True))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
