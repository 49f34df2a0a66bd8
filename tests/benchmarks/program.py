"""`communique` with a quick reader, as a program of its own; with UNSTEADY set, of another version each time."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fake_reader import FakeReader

from communique.cli import corpus, main

#: One for all workers of a run, which start with its environment.
VERSION = os.environ.setdefault("READER", str(time.time_ns()) if os.environ.get("UNSTEADY") else "1")


def make_reader(model: str | None) -> FakeReader:
    return FakeReader(VERSION, pause=0.05)


if __name__ == "__main__":
    corpus.make_reader = make_reader
    main()
