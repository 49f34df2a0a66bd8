"""Several processes at one address: one accepts, and hands each connection to the process that has fewest.

Processes that accept from one listener race for each connection, and the one that has just answered wins: nearly
all clients end up with it. So the parent alone accepts, and connections go down a pair of sockets to each process.
"""

from __future__ import annotations

import multiprocessing
import signal
import socket
import time
from collections.abc import Callable
from multiprocessing import resource_tracker
from multiprocessing.connection import wait

from communique.web.handed import Listener, Tally

#: Serves a listener until SIGTERM, and calls the function when it does. It goes to the processes by pickle, so it
#: must be a function of a module or a `partial` of one.
Target = Callable[[socket.socket, Callable[[], None]], None]
#: Whether this system hands connections from process to process: Windows does not.
SUPPORTED = hasattr(socket, "send_fds")
#: How many connections may be on their way to a process; more of them wait at the address.
_UNDER_WAY = 64
#: How long to wait where there is nothing to be woken by, in seconds.
_PAUSE = 0.05
#: How long a process may take to end, in seconds: more than a server waits for its last answers.
_GRACE = 15.0


class ServingError(Exception):
    """A process ended before it served."""


class Processes:
    """Some processes that serve one address until SIGINT or SIGTERM; one that dies is replaced.

    Args:
        target: What each of them runs.
        listener: A socket that listens; it is closed at the end.
        count: How many processes.
    """

    def __init__(self, target: Target, listener: socket.socket, count: int) -> None:
        self._target, self._listener, self._count = target, listener, count
        self._children: list[_Child] = []  # the one that got a connection last comes last

    def run(self, ready: Callable[[], None]) -> None:
        """Serve, and call a function when all processes do.

        Raises:
            ServingError: A process ended before it served.
        """
        told, tell = socket.socketpair()  # a handler that raised would leave things half done
        numbers = (signal.SIGINT, signal.SIGTERM)
        handlers = [signal.signal(number, lambda *_: tell.send(b"+")) for number in numbers]
        self._listener.setblocking(False)
        try:
            for _ in range(self._count):
                self._children.append(_Child(self._target))
            while not self._all_ready:
                if not self._step(told):
                    return
            ready()
            while self._step(told):
                pass
        finally:
            self._listener.close()
            for child in self._children:
                child.process.terminate()
            for child in self._children:
                child.end()
            for number, handler in zip(numbers, handlers, strict=True):
                signal.signal(number, handler)
            told.close()
            tell.close()

    @property
    def _all_ready(self) -> bool:
        return all(child.tally.ready for child in self._children)

    def _step(self, told: socket.socket) -> bool:
        """Wait for something and deal with it; False where it is the end."""
        able = [self._listener] if any(child.able for child in self._children) else []
        sentinels = (child.process.sentinel for child in self._children)
        happened = wait([told, *able, *sentinels], None if able and self._all_ready else _PAUSE)
        if told in happened:
            return False
        for child in [child for child in self._children if child.process.sentinel in happened]:
            self._replace(child)
        if self._listener in happened:
            self._hand_on()
        return True

    def _replace(self, child: _Child) -> None:
        child.end()
        self._children.remove(child)
        if not child.tally.ready:
            raise ServingError(f"a process ended before it served (exit code {child.process.exitcode})")
        self._children.append(_Child(self._target))

    def _hand_on(self) -> None:
        """Hand on one connection; of processes that have as few, that one gets it which got none for longest."""
        able = sorted((child for child in self._children if child.able), key=lambda child: child.open)
        if not able:
            return
        try:
            connection, _ = self._listener.accept()
        except OSError:  # the client is gone again, or the system can open no more
            time.sleep(_PAUSE)
            return
        with connection:
            for child in able:
                if child.takes(connection):
                    self._children.remove(child)
                    self._children.append(child)
                    return


class _Child:
    """A process, as its parent sees it."""

    def __init__(self, target: Target) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy locks that threads hold
        self.tally = context.RawValue(Tally)
        self.given = 0
        self.pair, theirs = socket.socketpair()
        self.pair.setblocking(False)
        self.process = context.Process(target=_serve, args=(target, theirs, self.tally))
        resource_tracker.ensure_running()  # or starting would do it, and let SIGINT through again
        # A terminal sends SIGINT to all processes. These inherit that it is blocked: the parent ends them.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            theirs.close()

    @property
    def open(self) -> int:
        """How many connections it has."""
        return self.given - self.tally.closed

    @property
    def able(self) -> bool:
        """Whether it takes connections."""
        return self.tally.ready and self.given - self.tally.taken < _UNDER_WAY

    def takes(self, connection: socket.socket) -> bool:
        """Give it a connection; False where it is about to end."""
        try:
            socket.send_fds(self.pair, [b"+"], [connection.fileno()])
        except OSError:
            return False
        self.given += 1
        return True

    def end(self) -> None:
        """Wait for its end, but not for ever."""
        self.process.join(_GRACE)
        self.process.kill()
        self.process.join()
        self.pair.close()


def _serve(target: Target, pair: socket.socket, tally: Tally) -> None:
    """What a process does."""
    listener = Listener(pair, tally)
    target(listener, listener.ready)
