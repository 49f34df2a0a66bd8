"""How well reprints are told, and what that takes: `python -m benchmarks.reprints [--texts N]`.

Near-copies are made as outlets make them (`benchmarks.editing`) of our own stories, two about each meeting.
Recall: of the pairs of copies of one story, how many are found. Precision: of the pairs that are found, how many
are copies of one story. With `--texts`, so many made-up texts are grouped in a store, four copies of each, and
what that took is printed.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations, islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import insert, select

from benchmarks.editing import edited
from benchmarks.made import WORDS, Zipf
from benchmarks.texts import EXAMPLES
from communique.analysis.copies import shingles
from communique.analysis.groups import Groups, groups
from communique.analysis.reprints import one_source
from communique.analysis.wordings import Wordings
from communique.record import Document
from communique.store import Store, document_key, tables, text_hash

#: Copies of each story, and where three sets of them begin.
COPIES, SEEDS = 25, (0, 1000, 2000)
#: Copies of each made-up text, and its paragraphs and their words.
_MADE, _PARAGRAPHS, _WORDS = 4, 12, 40


class Accuracy(NamedTuple):
    """Over pairs of copies, from 0 to 1."""

    recall: float
    precision: float


class Cost(NamedTuple):
    """Of grouping texts: stories, seconds of a processor, and MB (10^6 bytes) beyond what was held before."""

    stories: int
    seconds: float
    megabytes: float


def stories() -> dict[str, str]:
    """The stories of `examples` of which there is another one about the same meeting, and these others."""
    others = {path.name: path.read_text("utf-8") for path in (Path(__file__).parent / "stories").glob("*.txt")}
    ours = {name: (EXAMPLES / name).read_text("utf-8") for name in others}
    return ours | {f"other {name}": text for name, text in others.items()}


def accuracy(seed: int) -> Accuracy:
    """Recall and precision on a set of copies."""
    made = [(name, edited(story, seed + n)) for name, story in stories().items() for n in range(COPIES)]
    found = grouped(text for _, text in made)
    pairs = [
        (one == other, found.first(a) == found.first(b))
        for (a, (one, _)), (b, (other, _)) in combinations(enumerate(made), 2)
    ]
    right = sum(same and joined for same, joined in pairs)
    return Accuracy(right / sum(same for same, _ in pairs), right / sum(joined for _, joined in pairs))


def grouped(given: Iterable[str]) -> Groups:
    """Which of some texts are copies of each other."""
    with Wordings() as wordings:
        for text in given:
            wordings.add(shingles(text))
        return groups(wordings)


def texts(count: int) -> Iterator[str]:
    """Made-up texts, four copies of each."""
    for number in range(count):
        chance = random.Random(number // _MADE)
        words = Zipf(WORDS, chance, shift=10)
        story = "\n\n".join(" ".join(words.draw(_WORDS)) + "." for _ in range(_PARAGRAPHS))
        yield edited(story, number)


def fill(store: Store, count: int) -> None:
    """Write made-up texts into a store, as if they had been read."""
    made = enumerate(texts(count), 1)
    while some := list(islice(made, 500)):
        kept = [
            {
                "id": number,
                "key": document_key(Document(id="", text=text, outlet=f"Outlet {number}")),
                "name": f"text-{number}",
                "outlet": f"Outlet {number}",
                "text": text,
                "sha256": text_hash(text),
                "status": "read",
            }
            for number, text in some
        ]
        read = [{"document": number, "json": b"", "sha256": "", "reader": ""} for number, _ in some]
        with store.writing() as connection:
            connection.execute(insert(tables.documents), kept)
            connection.execute(insert(tables.records), read)


def cost(place: str) -> Cost:
    """Group the documents of a store, in a process of its own: what counts is the most memory that it had."""
    with Store(place) as store:
        numbers = [row.id for row in store.rows(select(tables.documents.c.id))]
        before, start = _held(), time.process_time()
        with store.reading() as connection:
            found = one_source(connection, numbers)
        return Cost(len(found), time.process_time() - start, _most() - before)


def _held() -> float:
    """Memory that this process holds now; where the system does not say it, the most that it had."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return _most()


def _most() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reprints", description="Reprints, measured.")
    parser.add_argument("--texts", type=int, default=0, metavar="N", help="group so many made-up texts too")
    options = parser.parse_args()
    for seed in SEEDS:
        found = accuracy(seed)
        print(f"copies from seed {seed}: recall {found.recall:.4f}, precision {found.precision:.4f}")
    if not options.texts:
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh,
    ):
        place = str(Path(folder) / "made.db")
        with Store(place, create=True) as store:
            fill(store, options.texts)
        took = fresh.submit(cost, place).result()
    each = f"{1000 * took.megabytes / options.texts:.2f} KB a text"
    print(f"{options.texts} texts: {took.stories} stories, {took.seconds:.0f} s, {took.megabytes:.0f} MB, {each}")


if __name__ == "__main__":
    main()
