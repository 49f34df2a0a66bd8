"""Politeness: robots.txt is obeyed, hosts are not asked again at once, those in trouble are left in peace.

robots.txt by RFC 9309: one that is missing forbids nothing, one that cannot be had forbids all; a crawl-delay,
which the standard does not know but many files have, is kept within `Limits.wait`.
"""

from __future__ import annotations

import datetime
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from communique.ingest.items import Unreadable, extra
from communique.ingest.options import Options
from communique.ingest.web.fetcher import Answer, Failed, Fetcher, address
from communique.ingest.web.network import TimedOut

#: Statuses of a host that says "later" (RFC 6585, RFC 9110).
LATER = frozenset({429, 502, 503, 504})
#: How long a robots.txt is believed, in seconds (RFC 9309, 2.4: a day), and how many hosts are remembered.
FRESH, HOSTS = 86_400, 1_000
#: Most bytes of a robots.txt that are read (RFC 9309, 2.5).
ROBOTS_BYTES = 512_000


class _Host:
    """What is remembered of a host: when it may be asked again, how it fared, and its rules."""

    def __init__(self) -> None:
        self.free = float("-inf")
        self.rests = float("-inf")
        self.failures = 0
        self.delay = 0.0
        self.rules: Any = None
        self.reason = ""
        self.until = float("-inf")


class Polite:
    """A fetcher that minds its manners.

    Args:
        fetcher: What fetches.
        options: How polite to be.
        clock: Seconds that only grow.
        sleep: Waits for some seconds.
        now: The moment of day, for hosts that answer "not before" one.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        options: Options,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    ) -> None:
        self.fetcher, self.options = fetcher, options
        self.clock, self.sleep, self.now = clock, sleep, now
        self.hosts: OrderedDict[str, _Host] = OrderedDict()

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetch an address when its host's turn has come, and again if it says "later" or nothing.

        Returns:
            The answer, with a status of 200 or 304.

        Raises:
            Unreadable: robots.txt forbids it, the answer is another one, or what `Fetcher.get` raises.
        """
        host = self._host(address(url))
        if self.clock() < host.rests:
            raise Unreadable("its host gave no answer several times and is left in peace for a while.")
        try:
            answer = self._tried(url, headers)
        except (Failed, TimedOut):
            host.failures += 1
            if host.failures >= self.options.limits.failures:
                host.failures, host.rests = 0, self.clock() + self.options.interval
            raise
        host.failures = 0
        return answer

    def _tried(self, url: str, headers: Mapping[str, str] | None) -> Answer:
        """Fetch, as often as it takes and the limits allow."""
        for number in range(self.options.limits.retries + 1):
            last = number == self.options.limits.retries
            asked = self.options.delay * 2 ** (number + 1)
            try:
                answer = self.fetcher.get(url, headers, before=self._admit)
            except Failed:
                if last:
                    raise
            else:
                if answer.status in {200, 304}:
                    return answer
                asked = self._asked(answer, asked)
                if last or answer.status not in LATER or asked > self.options.limits.wait:
                    raise Unreadable(f"the server answers with status {answer.status}.")
            self.sleep(min(asked, self.options.limits.wait))
        raise AssertionError("the last try returns or raises")

    def _asked(self, answer: Answer, otherwise: float) -> float:
        """How long the host asks to wait, in seconds (`Retry-After`, RFC 9110, 10.2.3)."""
        value = answer.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdigit():
            return float(value)
        try:
            return max(0.0, (parsedate_to_datetime(value) - self.now()).total_seconds())
        except (ValueError, TypeError):
            return otherwise

    def _admit(self, url: httpx.URL) -> None:
        """Wait until the host's turn has come, if its rules let us ask at all."""
        host = self._host(url)
        if self.options.robots:
            if self.clock() >= host.until:
                self._learn(host, url)
            if host.reason:
                raise Unreadable(host.reason)
            if host.rules is not None and not host.rules.can_fetch(str(url), self.options.agent.partition("/")[0]):
                raise Unreadable(f"robots.txt of {url.host} forbids it.")
        self._take_turn(host)

    def _take_turn(self, host: _Host) -> None:
        wait = host.free - self.clock()
        if wait > 0:
            self.sleep(wait)
        host.free = self.clock() + min(max(self.options.delay, host.delay), self.options.limits.wait)

    def _host(self, url: httpx.URL) -> _Host:
        key = f"{url.scheme}://{url.netloc.decode()}"
        host = self.hosts.setdefault(key, _Host())
        self.hosts.move_to_end(key)
        if len(self.hosts) > HOSTS:
            self.hosts.popitem(last=False)
        return host

    def _learn(self, host: _Host, url: httpx.URL) -> None:
        """Fetch the rules of a host. A redirect to another one is followed without asking that one's."""
        host.rules, host.reason, host.delay = None, "", 0.0
        try:
            answer = self.fetcher.get(str(url.copy_with(raw_path=b"/robots.txt")))
        except Unreadable as error:
            host.reason = f"robots.txt of {url.host} cannot be had: {error}"
            host.until = self.clock() + self.options.limits.wait
            return
        host.until = self.clock() + FRESH
        if answer.status == 200:
            agent = self.options.agent.partition("/")[0]
            text = answer.content[:ROBOTS_BYTES].decode("utf-8", "replace")
            host.rules = extra("protego", "web").Protego.parse(text)
            host.delay = float(host.rules.crawl_delay(agent) or 0.0)
        elif answer.status == 429 or answer.status >= 500:
            host.reason = f"robots.txt of {url.host} cannot be had: status {answer.status}."
            host.until = self.clock() + self.options.limits.wait
