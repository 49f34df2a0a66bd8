"""A store with a million made-up statements, and how long questions take: `python -m benchmarks.million STORE`.

Words, actors and states are spread unevenly, as in news without its function words: the commonest word stands in
every sixth statement, the rarest in a few, and one actor speaks in every tenth.

The store is made if it does not exist. Each kind of question is asked 100 times, with other words and actors each
time; printed are the milliseconds that 50 and 95 of 100 stay under.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, product

from sqlalchemy import insert, select

from communique.record import Actor, Document, Layout, Mention, Model, Record, Span, Statement
from communique.record.entries import Act
from communique.store import Store, matching_entries, tables, tag, text_hash
from communique.store.flat import flat
from communique.store.keys import document_key, reader_key
from communique.store.tables import FLAT

STATEMENTS = 1_000_000
IN_DOCUMENT = 40
ACTORS = 3_000
STATES = ("USA", "RUS", "CHN", "GBR", "FRA", "DEU", "UKR", "IND", "TUR", "IRN", "JPN", "KAZ", "POL", "EGY", "BRA")
ACTS: tuple[Act, ...] = ("assert", "commit", "request", "agree", "deny", "refuse", "announce", "criticize")
#: A few words of the trade, most common first, and five thousand that mean nothing.
WORDS = (
    *[
        "talks",
        "agreement",
        "peace",
        "security",
        "minister",
        "sanctions",
        "border",
        "ceasefire",
        "treaty",
        "summit",
        "embassy",
        "grain",
        "envoy",
    ],
    *("".join(parts) for parts in product("bdfglmnprst", "aeiou", "bdklmnrstv", "aeo", "nrs")),
)
FIRST = datetime.date(2015, 1, 1)
MODEL = Model(communique="0", pipeline="made-up", version="0")


class Zipf:
    """Draws from things, the n-th as often as 1 / (n + shift): Mandelbrot's form of Zipf's law."""

    def __init__(self, things: Sequence[str], chance: random.Random, shift: float = 0.0) -> None:
        self.things, self.chance = things, chance
        self.weights = list(accumulate(1 / (n + shift) for n in range(1, len(things) + 1)))

    def draw(self, count: int = 1) -> list[str]:
        """As many of them, with repetitions."""
        return self.chance.choices(self.things, cum_weights=self.weights, k=count)


def records(count: int, seed: int = 1) -> Iterator[Record]:
    """Made-up records with as many statements together."""
    chance = random.Random(seed)
    words, actors, states = Zipf(WORDS, chance, shift=10), Zipf(_actors(), chance), Zipf(STATES, chance)
    for number in range(count // IN_DOCUMENT):
        said = [" ".join(words.draw(12)) for _ in range(IN_DOCUMENT)]
        speakers = list(dict.fromkeys(actors.draw(6)))
        day = FIRST + datetime.timedelta(days=chance.randrange(3650))
        yield _record(number, said, speakers, states.draw(len(speakers)), day, chance)


def _actors() -> list[str]:
    return [f"speaker-{n}" for n in range(ACTORS)]


def _record(
    number: int, said: list[str], speakers: list[str], states: list[str], day: datetime.date, chance: random.Random
) -> Record:
    text = ". ".join(said) + f". {number}"
    starts = list(accumulate((len(words) + 2 for words in said), initial=0))
    actors = tuple(
        Actor(
            id=f"a{n}",
            name=identity.title(),
            kind="person",
            mentions=(Mention(span=Span(0, 1), form="name"),),
            identity=identity,
            countries=(state,),
        )
        for n, (identity, state) in enumerate(zip(speakers, states, strict=True))
    )
    statements = tuple(
        Statement(
            id=f"s{n}",
            cue=(),
            content=(Span(start, start + len(words)),),
            mode="indirect",
            confidence=0.9,
            act=chance.choice(ACTS),
            actors=(chance.choice(actors).id,),
            to=(chance.choice(actors).id,),
        )
        for n, (start, words) in enumerate(zip(starts, said, strict=False))
    )
    return Record(
        document=Document(id=f"made-up-{number}", text=text, published=day, outlet=f"Outlet {number % 30}"),
        model=MODEL,
        layout=Layout(paragraphs=(Span(0, len(text)),)),
        published=day,
        times=(),
        places=(),
        actors=actors,
        statements=statements,
        meetings=(),
        events=(),
        commitments=(),
        requests=(),
        positions=(),
        findings=(),
    )


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
                "status": "read",
                "reader": reader,
            }
        )
        read.append({"document": number, "json": json, "sha256": "", "reader": reader, "day": record.published})
    rows = [flat(record, number) for number, record in batch]
    with store.writing() as connection:
        connection.execute(insert(tables.documents), kept)
        connection.execute(insert(tables.records), read)
        for table in reversed(FLAT):
            if together := [row for one in rows for row in one[table]]:
                connection.execute(insert(table), together)


def questions(store: Store, chance: random.Random) -> dict[str, Callable[[], int]]:
    """The kinds of question; each gives the number of rows that it found."""
    words, actors, states = Zipf(WORDS, chance, shift=10), Zipf(_actors(), chance), Zipf(STATES, chance)
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
