"""Feeds watched: each looked at from time to time, and only what is new in it handed on.

A feed that has not changed says so in one line (conditional requests, RFC 9110, 13.1); one that fails is asked
half as often after each failure.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from itertools import count
from typing import NamedTuple

import msgspec

from communique.ingest.items import Find, Item, Kind, Link, Refusal, Unreadable
from communique.ingest.opml import FEEDS
from communique.ingest.options import Options
from communique.ingest.sources import READERS, Ingest, blob_of, web_of
from communique.ingest.web.polite import Polite
from communique.record import Document

#: What may be watched: a feed, or a list of them.
LISTS: frozenset[Kind] = frozenset({"xml"})


class Memory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of a feed from one look to the next; it may be kept and given back to a later run.

    Attributes:
        etag: The feed's `ETag`, as its server gave it.
        modified: Its `Last-Modified`, as its server gave it.
        seen: The addresses (or ids) of the items that it had, which are not handed on again.
        feeds: The addresses of the feeds that it led to, if it is a list.
        tries: How often an item was asked for that could not be had, by its address.
    """

    etag: str | None = None
    modified: str | None = None
    seen: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    tries: dict[str, int] = {}


#: How often an item of a feed is asked for that cannot be had: a page may be away for an hour, or for good.
TRIES = 3
#: When a look is due that waits for nothing.
AT_ONCE = float("-inf")


class _Look(NamedTuple):
    """A look at a feed that is to come.

    Attributes:
        due: When, on the watch's clock; `AT_ONCE` for the first one.
        order: Which comes first of those that are due together.
        feed: The feed's link.
        left: How many looks there are to be, this one among them; without end if negative.
    """

    due: float
    order: int
    feed: Link
    left: int


class Watch:
    """Looks at feeds, one after the other, each when it is due.

    Args:
        options: How to ingest, and how often to look.
        memory: What is known of each feed by its address; it is kept up to date, a feed at a time, when all that
            was new in it has been handed on.
        web: What fetches; one that is made for the options if none is given.
        clock: Seconds that only grow.
        sleep: Waits for some seconds.

    Raises:
        MissingExtraError: The extra that fetching needs is not installed.
    """

    def __init__(
        self,
        options: Options | None = None,
        memory: MutableMapping[str, Memory] | None = None,
        web: Polite | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.options = options or Options()
        self.memory: MutableMapping[str, Memory] = {} if memory is None else memory
        self.web = web or web_of(self.options)
        self.ingest = Ingest(self.options, self.web)
        self.clock, self.sleep = clock, sleep
        self.failures: dict[str, int] = {}
        self.waiting: list[_Look] = []
        self.watched: set[str] = set()
        self._order = count()

    def items(self, feeds: Iterable[str], rounds: int | None = None) -> Iterator[Item]:
        """What is new in feeds, as it is found; what fails is a refusal.

        Args:
            feeds: URLs of feeds, or of lists of them (OPML); a list is looked at again like a feed.
            rounds: How often each is looked at; None: without end.
        """
        self.add(feeds, rounds)
        while self.waiting:
            if (wait := self.rest()) > 0:
                self.sleep(wait)
            yield from self.round()

    def add(self, feeds: Iterable[str], rounds: int | None = None) -> None:
        """Watch feeds from the next round on; see `items`."""
        for feed in feeds:
            self._begin(Link(url=feed, kinds=LISTS), -1 if rounds is None else rounds)

    def rest(self) -> float:
        """Seconds until a feed is due; none where one is, without end where there is none."""
        return max(self.waiting[0].due - self.clock(), 0.0) if self.waiting else float("inf")

    def round(self) -> Iterator[Item]:
        """What is new in the feeds that are due, those that a list leads to among them; each is looked at once."""
        now = self.clock()
        while self.waiting and self.waiting[0].due <= now:
            look = heapq.heappop(self.waiting)
            yield from self._look(look.feed, look.left)
            self._plan(look.feed, self.clock() + self._pause(look.feed.url), look.left - 1)

    def _begin(self, feed: Link, left: int) -> None:
        """Watch a feed, unless it is watched already."""
        if feed.url not in self.watched:
            self.watched.add(feed.url)
            self._plan(feed, AT_ONCE, left)

    def _plan(self, feed: Link, due: float, left: int) -> None:
        if left:
            heapq.heappush(self.waiting, _Look(due, next(self._order), feed, left))

    def _pause(self, feed: str) -> float:
        pause = self.options.interval * 2.0 ** min(self.failures.get(feed, 0), 32)
        return min(pause, max(self.options.longest, self.options.interval))

    def _look(self, link: Link, left: int) -> Iterator[Item]:
        """One look at a feed."""
        feed = link.url
        known = self.memory.get(feed, Memory())
        try:
            latest = self._latest(link, known)
        except Exception as error:  # as for any source: a feed that surprises a library is refused
            self.failures[feed] = self.failures.get(feed, 0) + 1
            yield Refusal(
                feed, str(error) if isinstance(error, Unreadable) else f"{type(error).__name__}: {error}"
            )
            return
        self.failures.pop(feed, None)
        memory, finds = latest or (known, [])
        for url in memory.feeds:
            self._begin(Link(url=url, kinds=FEEDS), left)
        seen, tries = {*known.seen}, dict[str, int]()
        for find in finds:
            if (name := _name(find)) not in seen:
                seen.add(name)
                for item in self.ingest.expand(find):
                    if isinstance(find, Link) and isinstance(item, Refusal) and item.document is None:
                        tries[name] = known.tries.get(name, 0) + 1
                    yield item
        self.memory[feed] = _once_more(memory, {name: tried for name, tried in tries.items() if tried < TRIES})

    def _latest(self, feed: Link, known: Memory) -> tuple[Memory, list[Find]] | None:
        """What the feed has now; None if that is what it had."""
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        answer = self.web.get(feed.url, {name: value for name, value in asked.items() if value})
        if answer.status == 304:
            return None
        blob = blob_of(feed, answer.url, answer.headers, answer.content)
        finds = list(READERS[blob.kind](blob, self.options))
        feeds = [find for find in finds if isinstance(find, Link) and find.kinds == FEEDS]
        items = [] if feeds else finds  # a list holds nothing else
        memory = Memory(
            etag=answer.headers.get("etag"),
            modified=answer.headers.get("last-modified"),
            seen=tuple(map(_name, items)),
            feeds=tuple(map(_name, feeds)),
        )
        return memory, items


def _once_more(memory: Memory, tries: dict[str, int]) -> Memory:
    """A memory by which some items are asked for again: as not seen, of a feed that may have changed."""
    if not tries:
        return memory
    seen = tuple(name for name in memory.seen if name not in tries)
    return msgspec.structs.replace(memory, seen=seen, tries=tries, etag=None, modified=None)


def _name(find: Find) -> str:
    if isinstance(find, Link):
        return find.url
    if isinstance(find, Document):
        return find.id
    return find.source if isinstance(find, Refusal) else find.name
