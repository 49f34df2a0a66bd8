"""The connections of a request: to an address that was checked, and until a moment, whatever the server does.

httpcore, the transport of httpx, asks a backend for every connection and gives it the host's name. Resolving,
checking and connecting are therefore one step here, and no second look-up (DNS rebinding) can lead elsewhere; TLS
still checks the certificate against the name.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from communique.ingest.items import Unreadable
from communique.ingest.web.addresses import Network, Resolve, checked

#: One of the host's addresses may take so long to connect if it has others, in seconds.
PATIENCE = 5.0


class TimedOut(Unreadable):  # as `Unreadable`
    """Time is up."""


class Deadline:
    """A moment by which all must be done."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.end = seconds, time.monotonic() + seconds

    def extend(self, seconds: float) -> None:
        """Put it off: the time did not go into the request."""
        self.end += seconds

    def left(self) -> float:
        """The seconds that are left.

        Raises:
            TimedOut: There are none.
        """
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimedOut(f"no whole answer within {self.seconds:g} seconds.")
        return left


class Backend(httpcore.NetworkBackend):
    """Connects to hosts at addresses that may be reached.

    Args:
        deadline: By when all must be done.
        resolve: What names stand for.
        allowed: Networks that may be reached though they are not public.
    """

    def __init__(self, deadline: Deadline, resolve: Resolve, allowed: Iterable[Network]) -> None:
        self.deadline, self.resolve, self.allowed = deadline, resolve, tuple(allowed)
        self.sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers; all of them were checked.

        Raises:
            Unreadable: An address may not be reached.
            TimedOut: Time is up.
        """
        host = host.strip("[]")
        addresses = checked(host, self.resolve(host, port), self.allowed)
        failure: Exception = httpcore.ConnectError("no address")
        for number, address in enumerate(addresses, 1):
            left = self.deadline.left()
            try:
                stream = self.sockets.connect_tcp(
                    address, port, left if number == len(addresses) else min(left, PATIENCE)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self.deadline)
        raise failure

    def sleep(self, seconds: float) -> None:
        """Never needed: nothing is tried again at this level."""


class _Timed(httpcore.NetworkStream):
    """A connection whose every step ends by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self.stream.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
