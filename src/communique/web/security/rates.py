"""How often a client may ask: a bucket of tokens each, which fills again as time goes."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from communique.web.problems import ProblemError
from communique.web.settings import Settings


class Rates:
    """Refuses a client whose bucket is empty. The clients that asked last are remembered, so many and no more."""

    def __init__(self, app: ASGIApp, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self.app, self.clock = app, clock
        self.size, self.remembered = settings.requests_per_minute, settings.clients
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # requests left, and when that was so

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and (wait := self.take(client(scope))) > 0:
            seconds = math.ceil(wait)
            raise ProblemError(429, f"too many requests: ask again in {seconds} s", {"Retry-After": str(seconds)})
        await self.app(scope, receive, send)

    def take(self, name: str) -> float:
        """Take one from a client's bucket; how many seconds until there is one, 0 if there was."""
        now, per_second = self.clock(), self.size / 60
        left, since = self.buckets.pop(name, (float(self.size), now))
        left = min(float(self.size), left + (now - since) * per_second)
        self.buckets[name] = (left - 1 if left >= 1 else left, now)
        if len(self.buckets) > self.remembered:
            self.buckets.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / per_second


def client(scope: Scope) -> str:
    """Who asks: an address; of IPv6 the network, for one machine has as many addresses as it likes there."""
    host = str((scope.get("client") or ("",))[0])
    return ":".join(host.split(":")[:4]) if ":" in host else host
