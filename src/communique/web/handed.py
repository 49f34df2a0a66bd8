"""Connections that are handed to a process, as from a socket that listens: what a server of asyncio's takes."""

from __future__ import annotations

import asyncio
import ctypes
import errno
import signal
import socket
from typing import Any


class Tally(ctypes.Structure):
    """What a process tells of itself, in memory that its parent sees: unlike a message, a number is not lost."""

    _fields_ = (("ready", ctypes.c_bool), ("taken", ctypes.c_uint64), ("closed", ctypes.c_uint64))
    ready: bool
    taken: int
    closed: int


class Listener(socket.socket):
    """The parent's connections, as from a socket that listens."""

    def __init__(self, pair: socket.socket, tally: Tally) -> None:
        super().__init__(fileno=pair.detach())
        self._tally = tally

    def ready(self) -> None:
        """Tell the parent that connections are taken."""
        self._tally.ready = True

    def listen(self, backlog: int = 0, /) -> None:
        """Nothing to do: the parent listens."""

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection, and its client's address.

        Raises:
            BlockingIOError: There is none.
            ConnectionAbortedError: Its client is gone.
            OSError: Too many files are open.
        """
        data, descriptors, _, _ = socket.recv_fds(self, 1, 1)
        if not data:  # the parent is gone
            asyncio.get_running_loop().remove_reader(self)
            signal.raise_signal(signal.SIGTERM)
            raise BlockingIOError
        self._tally.taken += 1
        if not descriptors:  # the system has closed it
            self._tally.closed += 1
            raise OSError(errno.EMFILE, "too many open files")
        connection = _Connection(descriptors[0], self._tally)
        try:
            return connection, connection.getpeername()
        except OSError:
            connection.close()
            raise ConnectionAbortedError from None


class _Connection(socket.socket):
    """A connection whose end is counted."""

    def __init__(self, descriptor: int, tally: Tally) -> None:
        super().__init__(proto=socket.IPPROTO_TCP, fileno=descriptor)  # asyncio sets TCP_NODELAY then
        self._tally = tally

    def close(self) -> None:
        """Close it."""
        self._tally.closed += self.fileno() >= 0
        super().close()
