"""A store with a million made-up statements, and how long questions take: `python -m benchmarks.million STORE`.

The store is made if it does not exist. Each kind of question is asked 100 times, with other words and actors each
time; printed are the milliseconds that 50 and 95 of 100 stay under.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import time
from collections.abc import Callable

from sqlalchemy import insert, select

from benchmarks.made import ACTS, FIRST, MODEL, STATES, WORDS, Zipf, records, speakers
from communique.record import Record
from communique.store import Store, matching_entries, tables, tag, text_hash
from communique.store.flat import flat
from communique.store.keys import document_key, reader_key
from communique.store.tables import FLAT

STATEMENTS = 1_000_000


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


def questions(store: Store, chance: random.Random) -> dict[str, Callable[[], int]]:
    """The kinds of question; each gives the number of rows that it found."""
    words, actors, states = Zipf(WORDS, chance, shift=10), Zipf(speakers(), chance), Zipf(STATES, chance)
    entries, parties, documents = tables.entries, tables.parties, tables.documents

    def search(count: int, *tags: str, days: int | None = None) -> int:
        first = FIRST + datetime.timedelta(days=chance.randrange(3600))
        within = (first, first + datetime.timedelta(days=days)) if days else None
        asked = [[tag] for tag in tags]
        found = matching_entries(store.dialect, " ".join(words.draw(count)), asked, days=within).subquery()
        query = select(entries, documents.c.text, found.c.score).join(found, found.c.id == entries.c.id)
        query = query.join(documents).order_by(found.c.score.desc(), entries.c.id.desc()).limit(20)
        return len(store.rows(query))

    def timeline() -> int:
        query = select(entries, documents.c.text).join(parties, parties.c.entry == entries.c.id).join(documents)
        query = query.where(parties.c.identity == actors.draw()[0], parties.c.part == "by")
        return len(store.rows(query.order_by(parties.c.day, parties.c.entry).limit(50)))

    def pair() -> int:
        asked = [[tag(part, actor) for part in ("by", "to")] for actor in actors.draw(2)]
        found = matching_entries(store.dialect, None, asked, newest=None).subquery()
        query = select(entries).join(found, found.c.id == entries.c.id)
        return len(store.rows(query.order_by(entries.c.day, entries.c.id).limit(50)))

    return {
        "search, a word": lambda: search(1),
        "search, two words": lambda: search(2),
        "search, a word and a speaker": lambda: search(1, tag("by", actors.draw()[0])),
        "search, a word, a state and an act": lambda: search(
            1, tag("by-state", states.draw()[0]), tag("label", chance.choice(ACTS))
        ),
        "search, a word in thirty days": lambda: search(1, days=30),
        "timeline of an actor": timeline,
        "timeline of a pair": pair,
    }


def measure(store: Store, times: int = 100) -> None:
    """Ask, and print."""
    for name, ask in questions(store, random.Random(2)).items():
        taken, rows = [], 0
        for _ in range(times):
            start = time.perf_counter()
            rows += ask()
            taken.append(1000 * (time.perf_counter() - start))
        cuts = statistics.quantiles(taken, n=20)
        print(f"{name:36} p50 {cuts[9]:7.1f}  p95 {cuts[18]:7.1f}  rows {rows / times:.1f}", flush=True)


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
