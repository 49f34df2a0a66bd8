"""A run that is done again, and one that is killed over and over: what is left to do, and what comes of it."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from communique.store import Store, StoreError, check, tables

#: The command that ingests a file into a store; both are added to it.
Command = Sequence[str]


class Again(NamedTuple):
    """A run and the same run once more, start of the program included, in seconds."""

    first: float
    second: float

    def __str__(self) -> str:
        share = self.second / self.first
        return f"{100 * share:.2f} % ({self.second:.1f} s after {self.first:.1f} s)"


class Killed(NamedTuple):
    """What became of a store whose runs were killed.

    Attributes:
        kills: How often a run was killed before it was done.
        rounds: How many stores were filled in that way.
        equal: Whether each holds the same records, byte for byte, as one whose run was left alone.
        sound: Whether `communique check` finds nothing wrong in any.
        more: Documents that a store has more than the one that was left alone.
    """

    kills: int
    rounds: int
    equal: bool
    sound: bool
    more: int

    def __str__(self) -> str:
        said = f"{self.kills} kills over {self.rounds} stores: records {'equal' if self.equal else 'DIFFER'}"
        return f"{said}, check {'finds nothing' if self.sound else 'FINDS FAULTS'}, {self.more} documents more"


def again(command: Command, documents: Path, store: Path) -> Again:
    """Ingest a file twice."""
    return Again(*(_seconds(lambda: _run(command, documents, store)) for _ in range(2)))


def killed(
    command: Command, documents: Path, folder: Path, kills: int, seed: int, tell: Callable[[str], None]
) -> Killed:
    """Kill runs at random moments (SIGKILL) and begin again where they were, until so many were killed.

    The moments lie anywhere in the time that the whole run takes. A store that is done before the last of them is
    followed by another one.
    """
    whole = folder / "whole.db"
    longest, chance = _seconds(lambda: _run(command, documents, whole)), random.Random(seed)
    wanted, hits, rounds, faults, more, equal = _records(whole), 0, 0, 0, 0, True
    while hits < kills:
        rounds += 1
        store = folder / f"killed-{rounds}.db"
        moments = sorted(chance.uniform(0, longest) for _ in range(kills - hits))
        for after in (moment - before for before, moment in pairwise([0.0, *moments])):
            if not _killed(command, documents, store, after):
                break
            hits += 1
            tell(f"kill {hits} after {after:.1f} s: {_read(store)} of {len(wanted)} documents read")
        _run(command, documents, store)
        equal = equal and _records(store) == wanted
        faults, more = faults + _faults(store), more + _kept(store) - _kept(whole)
    return Killed(hits, rounds, equal, not faults, more)


def _run(command: Command, documents: Path, store: Path) -> None:
    done = subprocess.run(_full(command, documents, store), capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:  # 1: a document was put aside
        raise RuntimeError(f"the run ended with {done.returncode}: {done.stderr}")


def _killed(command: Command, documents: Path, store: Path, after: float) -> bool:
    """Start a run and kill it; False where it was done before."""
    process = subprocess.Popen(
        _full(command, documents, store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def _full(command: Command, documents: Path, store: Path) -> list[str]:
    return [*command, str(documents), "--store", str(store)]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _records(place: Path) -> dict[str, str]:
    """The hash of each record's bytes, by the key of its document; `check` holds the hashes against the bytes."""
    with Store(place) as store:
        rows = store.rows(select(tables.documents.c.key, tables.records.c.sha256).join(tables.records))
    return {row.key: row.sha256 for row in rows}


def _kept(place: Path) -> int:
    """How many documents a store has, read or not."""
    with Store(place) as store:
        return sum(store.counts().values())


def _read(place: Path) -> int:
    """How many documents of a store were read; none where it is not yet made."""
    try:
        with Store(place) as store:
            return store.counts().get("read", 0)
    except StoreError:
        return 0


def _faults(place: Path) -> int:
    with Store(place) as store:
        return sum(len(checked.faults) for checked in check(store))
