"""The limits of the desk, each a named setting."""

from __future__ import annotations

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Limits that hold for every page and every call.

    Attributes:
        body_bytes: The largest body of a request, in bytes.
        rows: The most rows that one answer has.
        query_seconds: How long one question may take, in seconds.
        receive_seconds: How long a client may take to send its request, in seconds.
        requests_per_minute: How many requests one client may make in a minute.
    """

    body_bytes: int = 2_000_000
    rows: int = 200
    query_seconds: float = 10.0
    receive_seconds: float = 20.0
    requests_per_minute: int = 1_200
