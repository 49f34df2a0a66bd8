"""How long the desk takes under load: `python -m benchmarks.desk STORE`.

The store is one of `python -m benchmarks.million`, and `communique serve` serves it. From this process 20 clients
ask one kind of question at a time, the next as soon as the one before is answered. Printed
are the milliseconds that 50 and 95 of 100 answers stay under, the answers in a second, and the bytes of one.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from urllib.parse import quote_plus, urlsplit

from sqlalchemy import func, select

from benchmarks.made import WORDS, Zipf, speakers
from communique.store import Store, tables

CLIENTS = 20
#: Questions on one connection: those of a client do not all come to one of the processes that serve.
_TOGETHER = 10
#: Makes an address to ask.
Ask = Callable[[], str]


def questions(keys: Sequence[str], known: Collection[str], chance: random.Random) -> dict[str, Ask]:
    """The kinds of question, about documents of these keys and actors of these names."""
    words, actors = Zipf(WORDS, chance, shift=10), Zipf([one for one in speakers() if one in known], chance)

    def said(count: int) -> str:
        return quote_plus(" ".join(words.draw(count)))

    def actor() -> str:
        return quote_plus(actors.draw()[0])

    api = "/api/v1"
    return {
        "API: story": lambda: f"{api}/documents/{chance.choice(keys)}",
        "API: search": lambda: f"{api}/search?words={said(1 + chance.randrange(2))}&limit=20",
        "API: actor": lambda: f"{api}/actors/{actor()}",
        "API: timeline": lambda: f"{api}/timeline?actor={actor()}&limit=50",
        "page: story": lambda: f"/story/{chance.choice(keys)}",
        "page: search": lambda: f"/search?q={said(1 + chance.randrange(2))}",
        "page: actor": lambda: f"/actor?name={actor()}",
        "page: timeline": lambda: f"/timeline?actor={actor()}",
    }


class Client:
    """One connection. Asking by hand costs this process little, which shares the machine with the desk."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> None:
        self.reader, self.writer, self.host = reader, writer, host

    async def ask(self, address: str) -> tuple[int, int]:
        """Ask; the status of the answer and the bytes of its body."""
        lines = (f"GET {address} HTTP/1.1", f"Host: {self.host}", "Accept: text/html", "Accept-Encoding: gzip")
        self.writer.write("\r\n".join((*lines, "", "")).encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
        length = next((int(line.split(":")[1]) for line in head if line.startswith("content-length:")), None)
        return int(head[0].split()[1]), await self._rest(length)

    async def _rest(self, length: int | None) -> int:
        if length is not None:
            return len(await self.reader.readexactly(length))
        total = 0
        while size := int(await self.reader.readline(), 16):
            total += len(await self.reader.readexactly(size))
            await self.reader.readline()
        await self.reader.readline()
        return total


class Load:
    """Many clients with one kind of question."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.taken: list[float] = []
        self.sizes: list[int] = []
        self.refused: list[int] = []

    async def run(self, host: str, port: int, clients: int, seconds: float) -> None:
        """Ask for so many seconds; what the first second brings is not counted."""
        begin = time.perf_counter() + 1
        await asyncio.gather(*(self._client(host, port, begin, begin + seconds) for _ in range(clients)))

    async def _client(self, host: str, port: int, begin: float, end: float) -> None:
        while time.perf_counter() < end:
            reader, writer = await asyncio.open_connection(host, port, limit=2**20)
            client = Client(reader, writer, f"{host}:{port}")
            for _ in range(_TOGETHER):
                if time.perf_counter() < end:
                    await self._ask(client, begin)
            writer.close()

    async def _ask(self, client: Client, begin: float) -> None:
        start = time.perf_counter()
        status, size = await client.ask(self.ask())
        if start > begin:
            self.taken.append(1000 * (time.perf_counter() - start))
            self.sizes.append(size)
        if status != 200:
            self.refused.append(status)

    def told(self, seconds: float) -> str:
        """What came of it; no figures where answers were refused, for a refusal is quick."""
        if self.refused:
            return f"refused {len(self.refused)}, with {sorted(set(self.refused))}: see what the desk says"
        cuts = statistics.quantiles(self.taken, n=20)
        told = f"p50 {cuts[9]:7.1f}  p95 {cuts[18]:7.1f}  a second {len(self.taken) / seconds:6.0f}"
        told += f"  bytes {statistics.mean(self.sizes):8.0f}"
        return told


@contextlib.contextmanager
def serving(store: str, workers: int, settings: Sequence[str] = ()) -> Iterator[tuple[str, int]]:
    """The desk, in processes of its own; where it listens."""
    command = [sys.executable, "-m", "communique", "serve", "--store", store, "--port", "0"]
    command += ["--workers", str(workers), "--set", "requests_per_minute=10000000"]
    command += [part for one in settings for part in ("--set", one)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            address = urlsplit(desk.stdout.readline().strip())
            yield str(address.hostname), int(address.port or 0)
        finally:
            desk.terminate()


def subjects(store: str, chance: random.Random, count: int = 2_000) -> tuple[list[str], set[str]]:
    """Keys of some documents from all of a store, and the names of its actors."""
    documents, actors = tables.documents, tables.actors
    with Store(store) as opened:
        (last,) = opened.rows(select(func.max(documents.c.id).label("id")))
        ids = [chance.randrange(1, last.id + 1) for _ in range(count)]
        keys = [row.key for row in opened.rows(select(documents.c.key).where(documents.c.id.in_(ids)))]
        return keys, {row.identity for row in opened.rows(select(actors.c.identity).distinct())}


def main() -> None:
    """Serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", help="path of an SQLite file, or a PostgreSQL URL")
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--seconds", type=float, default=10.0, help="for each kind of question")
    parser.add_argument("--workers", type=int, default=1, help="processes that serve")
    parser.add_argument("--set", action="append", default=[], help="a setting of the desk, as NAME=VALUE")
    parser.add_argument("--only", default="", help="only kinds with this in their name")
    given = parser.parse_args()
    chance = random.Random(3)
    asks = questions(*subjects(given.store, chance), chance)
    with serving(given.store, given.workers, given.set) as (host, port):
        for name, ask in asks.items():
            if given.only in name:
                load = Load(ask)
                asyncio.run(load.run(host, port, given.clients, given.seconds))
                print(f"{name:16} {load.told(given.seconds)}", flush=True)


if __name__ == "__main__":
    main()
