"""Serving a desk over HTTP: one process or several, at one address."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import h11
import msgspec
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from communique.runs import MakeReader
from communique.store import Store
from communique.web.app import create_app
from communique.web.desk import LOCAL, Desk
from communique.web.processes import Processes
from communique.web.settings import Settings


class Serving(msgspec.Struct, frozen=True):
    """What a process that serves the desk has to know; called, it makes the application.

    Attributes:
        store: Path or URL of the store.
        make_reader: Makes the reader, in a process of its own.
        settings: The limits.
        hosts: Names by which the desk may be asked, besides those of this machine to itself.
        remote: Whether others than this machine reach it.
    """

    store: str
    make_reader: MakeReader
    settings: Settings
    hosts: tuple[str, ...] = ()
    remote: bool = False

    def __call__(self) -> FastAPI:
        """The application, over a store opened for it.

        Raises:
            StoreError: The store cannot be opened.
        """
        store = Store(self.store, create=True, query_seconds=self.settings.query_seconds)
        hosts = (*LOCAL, *self.hosts)
        return create_app(Desk(store, self.make_reader, self.settings, hosts=hosts, remote=self.remote))


class Certificate(NamedTuple):
    """Files of a certificate chain and its key, in PEM, for HTTPS."""

    chain: Path
    key: Path


def serve(
    serving: Serving,
    listener: socket.socket,
    *,
    workers: int = 1,
    certificate: Certificate | None = None,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve until the process is told to end.

    Args:
        serving: What is served.
        listener: A socket that listens.
        workers: How many processes.
        certificate: For HTTPS.
        ready: Called when the desk takes requests, in all processes.

    Raises:
        ServingError: One of several processes ended before it served.
    """
    one = partial(_serve, serving, certificate)
    if workers == 1:
        one(listener, ready)
    else:
        Processes(one, listener, workers).run(ready)


def _serve(
    serving: Serving, certificate: Certificate | None, listener: socket.socket, ready: Callable[[], None]
) -> None:
    """Serve in this process."""
    _Server(configured(serving, certificate), ready).run(sockets=[listener])


def configured(serving: Serving, certificate: Certificate | None = None) -> uvicorn.Config:
    """How uvicorn serves the desk."""
    return uvicorn.Config(
        serving,
        factory=True,
        http=PromptProtocol,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=serving.settings.connections,
        timeout_graceful_shutdown=5,
        ssl_certfile=certificate and certificate.chain,
        ssl_keyfile=certificate and certificate.key,
    )


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take requests."""
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()


class PromptProtocol(H11Protocol):
    """HTTP/1.1 that ends a connection whose request's head does not come in time: uvicorn would wait for ever."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        super().connection_lost(exc)
        self._rest()

    def _watch(self) -> None:
        """Begin to count where a head is to come or has come in part; stop where it is here."""
        if self.conn.their_state is not h11.IDLE:
            self._rest()
        elif self._late is None:
            serving: Serving = self.config.app  # type: ignore[assignment]
            self._late = self.loop.call_later(serving.settings.receive_seconds, self.transport.close)

    def _rest(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
