"""A store with a million made-up statements, and how long questions take: `python -m benchmarks.million STORE`.

The store is made if it does not exist. Each kind of question is asked 100 times, with other words and actors each
time; printed are the milliseconds that 50 and 95 of 100 stay under, and the milliseconds of this program's own CPU
time, which other programs on the machine do not lengthen (in a database server's process none is counted).
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import time
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from sqlalchemy import insert

from benchmarks.made import ACTS, FIRST, MODEL, STATES, WORDS, Zipf, issues, records, speakers
from communique.analysis import (
    Days,
    Filters,
    Mark,
    entries_in,
    facets,
    inbox,
    ledger,
    matrix,
    meetings,
    network,
    others,
    places,
    positions,
    profile,
    search,
    story,
    suggest,
    timeline,
)
from communique.record import Record
from communique.store import Store, tables, text_hash
from communique.store.flat import flat
from communique.store.keys import document_key, reader_key
from communique.store.tables import FLAT

STATEMENTS = 1_000_000
#: Questions asked of each kind before it is measured.
_WARM = 5


def fill(store: Store, count: int) -> None:
    """Write the records in large transactions, past the checks that a run makes."""
    batch: list[tuple[int, Record]] = []
    for number, record in enumerate(records(count), 1):
        batch.append((number, record))
        if len(batch) == 500:
            _write(store, batch)
            batch = []
    if batch:
        _write(store, batch)


def _write(store: Store, batch: list[tuple[int, Record]]) -> None:
    reader = reader_key(MODEL)
    kept, read = [], []
    for number, record in batch:
        document, json = record.document, record.to_json()
        kept.append(
            {
                "id": number,
                "key": document_key(document),
                "name": document.id,
                "text": document.text,
                "sha256": text_hash(document.text),
                "published": document.published,
                "outlet": document.outlet,
                "kept_on": document.published,
                "status": "read",
                "reader": reader,
            }
        )
        read.append({"document": number, "json": json, "sha256": "", "reader": reader, "day": record.published})
    rows = [flat(record, number) for number, record in batch]
    with store.writing() as connection:
        connection.execute(insert(tables.documents), kept)
        connection.execute(insert(tables.names), [{"document": one["id"], "name": one["name"]} for one in kept])
        connection.execute(insert(tables.records), read)
        for table in reversed(FLAT):
            if together := [row for one in rows for row in one[table]]:
                connection.execute(insert(table), together)


class Questions:
    """Questions as the pages of the desk put them, each about something else every time.

    Args:
        store: The store.
        seed: Of what is drawn.
    """

    def __init__(self, store: Store, seed: int = 2) -> None:
        self.store, self.chance = store, random.Random(seed)
        self.words = Zipf(WORDS, self.chance, shift=10)
        self.actors, self.states = Zipf(speakers(), self.chance), Zipf(STATES, self.chance)
        self.documents = sum(store.counts().values())
        self.issues = Zipf(issues(), self.chance, shift=10)

    def all(self) -> dict[str, Callable[[], int]]:
        """Each question by what to call it; it gives the number of rows that it found."""
        pages: Mark = (200,)
        return {
            "search, a word": lambda: self.search(1),
            "search, two words": lambda: self.search(2),
            "search, a word and an actor": lambda: self.search(1, actor=self.actor()),
            "search, a word, a state and an act": lambda: self.search(1, state=self.state(), act=self.act()),
            "search, a word in thirty days": lambda: self.search(1, days=self.days(30)),
            "search, the eleventh page": lambda: self.search(1, after=pages),
            "facets, a word": lambda: len(facets(self.store, self.word(1)).actor),
            "facets, a word and a state": lambda: len(
                facets(self.store, self.word(1), Filters(state=self.state())).actor
            ),
            "timeline of an actor": lambda: len(timeline(self.store, [self.actor()])),
            "timeline of an actor, a later page": self.later_page,
            "timeline of a state, latest first": lambda: len(timeline(self.store, [self.state()], latest=True)),
            "timeline of a pair": lambda: len(timeline(self.store, self.actors.draw(2))),
            "timeline of two words": lambda: len(timeline(self.store, issue=self.word(2))),
            "story": self.story,
            "profile of an actor": lambda: len(profile(self.store, self.actor()).statements),
            "profile of a state": lambda: len(profile(self.store, self.state()).statements),
            "inbox": lambda: len(inbox(self.store, limit=20)),
            "meetings of an actor": lambda: len(meetings(self.store, (self.actor(),), latest=True)),
            "ledger of an actor, with mentions": lambda: len(ledger(self.store, self.actor(), limit=20)),
            "ledger of an actor": lambda: len(ledger(self.store, self.actor(), mentions=False)),
            "positions of an actor": lambda: len(positions(self.store, self.actor())),
            "matrix of an issue": lambda: len(matrix(self.store, self.issues.draw()).cells),
            "places, a word": lambda: len(places(self.store, self.word(1)).points),
            "network of an actor": lambda: len(network(self.store, actor=self.actor()).edges),
            "suggestions": lambda: len(suggest(self.store, self.actor()[: self.chance.randrange(3, 10)])),
        }

    def search(self, count: int, *, after: Mark | None = None, **filters: Any) -> int:
        """Some words, narrowed."""
        return len(search(self.store, self.word(count), Filters(**filters), limit=20, after=after))

    def later_page(self) -> int:
        """A page of an actor's timeline that begins somewhere in the ten years."""
        day = FIRST + datetime.timedelta(days=self.chance.randrange(3500))
        return len(timeline(self.store, [self.actor()], after=(day.isoformat(), 0)))

    def story(self) -> int:
        """A document, its entries, its copies and what others have of its meetings."""
        found = story(self.store, f"made-up-{self.chance.randrange(self.documents)}")
        others(self.store, found)
        return len(entries_in(self.store, found.number))

    def word(self, count: int) -> str:
        """Words of the trade and others."""
        return " ".join(self.words.draw(count))

    def actor(self) -> str:
        """Who speaks."""
        return self.actors.draw()[0]

    def state(self) -> str:
        """For whom."""
        return self.states.draw()[0]

    def act(self) -> str:
        """What sort of speech."""
        return self.chance.choice(ACTS)

    def days(self, number: int) -> Days:
        """So many days."""
        first = FIRST + datetime.timedelta(days=self.chance.randrange(3600))
        return Days(first, first + datetime.timedelta(days=number))


def measure(store: Store, times: int = 100) -> None:
    """Ask, and print; the first few answers warm the cache of pages and are not counted."""
    for name, ask in Questions(store).all().items():
        taken, worked, rows = [], [], 0
        for _ in range(_WARM):
            ask()
        for _ in range(times):
            start, cpu = time.perf_counter(), time.process_time()
            rows += ask()
            taken.append(1000 * (time.perf_counter() - start))
            worked.append(1000 * (time.process_time() - cpu))
        (p50, p95), (_, cpu95) = (itemgetter(9, 18)(statistics.quantiles(each, n=20)) for each in (taken, worked))
        print(
            f"{name:36} p50 {p50:7.1f}  p95 {p95:7.1f}  CPU p95 {cpu95:7.1f}  rows {rows / times:.1f}", flush=True
        )


def main() -> None:
    """Fill the store if it is empty, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", help="path of an SQLite file, or a PostgreSQL URL")
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    arguments = parser.parse_args()
    with Store(arguments.store, create=True) as store:
        if not store.counts():
            start = time.perf_counter()
            fill(store, arguments.statements)
            print(f"filled in {time.perf_counter() - start:.0f} s", flush=True)
        measure(store)


if __name__ == "__main__":
    main()
