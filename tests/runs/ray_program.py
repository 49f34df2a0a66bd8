"""A run on Ray as a program of its own, to be killed: `python ray_program.py FOLDER COUNT PAUSE`.

It says what became of each document, and in the end at which addresses it listened.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fake_reader import maker
from runs.program import documents

from communique.record import Document
from communique.runs import Outcome, parts, ray

#: Kills its process, raises, takes longer than there is time.
POISON = [
    Document(id="deadly", text="Somebody DIE said."),
    Document(id="failing", text="Somebody FAIL said."),
    Document(id="endless", text="Somebody SLEEP said."),
]


def found(count: int) -> Iterator[Document]:
    """Stories, poison among them, and the first story once more under another name."""
    yield from POISON
    yield from documents(count)
    yield from (Document(id="copy", text=one.text) for one in documents(1))


def listening() -> set[str]:
    """The addresses at which this process and its descendants listen, as the kernel writes them."""
    sockets = {}
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A":  # LISTEN
                sockets[f"socket:[{fields[9]}]"] = fields[1].partition(":")[0]
    return {sockets[held] for pid in _family() for held in _held(pid) if held in sockets}


def _held(pid: int) -> Iterator[str]:
    try:
        yield from (str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:  # it has ended
        return


def _family() -> set[int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def main(folder: str, count: int, pause: float) -> None:
    parts.AGE, ray._BLOCK = 0.2, 4_000  # these stories are short: what is finished is to come back soon
    heard: set[str] = set()

    def tell(outcome: Outcome) -> None:
        heard.update(heard or listening())
        print(outcome.kind, outcome.name, outcome.reason, flush=True)

    ray.read_on_ray(partial(found, count), Path(folder), maker(pause=pause), tell, workers=2, budget=2)
    print("listened", *sorted(heard))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
