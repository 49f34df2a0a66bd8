"""Several processes at one address: who gets a connection, and what happens when one of them, or all, end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from struct import pack

import pytest

PROGRAM = [sys.executable, str(Path(__file__).with_name("naming.py"))]


class Desk:
    """The program, and connections to it that stay open."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        assert program.stdout is not None
        self.program, self.port = program, int(program.stdout.readline())
        assert program.stdout.readline() == "ready\n"

    def connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=30)

    def processes(self) -> set[int]:
        """Those that serve."""
        with ExitStack() as stack:
            connections = [stack.enter_context(closed(self.connection())) for _ in range(2)]
            return {process(one) for one in connections}


@contextmanager
def closed(connection: HTTPConnection) -> Iterator[HTTPConnection]:
    try:
        yield connection
    finally:
        connection.close()


def process(connection: HTTPConnection) -> int:
    """Which one answers; it sees who asks."""
    connection.request("GET", "/")
    name, client = connection.getresponse().read().split()
    assert int(client) == connection.sock.getsockname()[1]
    return int(name)


@contextmanager
def program(*words: str) -> Iterator[subprocess.Popen[str]]:
    """The program, in a group of its own as a terminal would have it."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*PROGRAM, *words], text=True, start_new_session=True, **pipes) as started:
        try:
            yield started
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with program() as started:
        yield Desk(started)


@pytest.fixture
def own() -> Iterator[Desk]:
    """One that a test ends."""
    with program() as started:
        yield Desk(started)


def ends(started: subprocess.Popen[str]) -> tuple[str, str, int]:
    """What it still says until no process has its output open, and how it ended."""
    out, err = started.communicate(timeout=30)
    return out, err, started.returncode


def test_connections_are_spread_evenly_and_go_where_others_ended(desk: Desk) -> None:
    with ExitStack() as stack:
        connections = [stack.enter_context(closed(desk.connection())) for _ in range(8)]
        names = [process(one) for one in connections]
        assert sorted(Counter(names).values()) == [4, 4]
        for one, name in zip(connections, names, strict=True):
            if name == names[0]:
                one.close()
        time.sleep(0.5)  # until the process has seen that
        again = [stack.enter_context(closed(desk.connection())) for _ in range(4)]
        assert {process(one) for one in again} == {names[0]}


def test_a_process_that_dies_is_replaced_while_the_other_answers(desk: Desk) -> None:
    dead, other = desk.processes()
    os.kill(dead, signal.SIGKILL)
    seen: set[int] = set()
    until = time.monotonic() + 30
    while len(seen) < 2 and time.monotonic() < until:
        with suppress(HTTPException, ConnectionError):  # what was on its way to the one that died
            seen = desk.processes() - {dead}
        time.sleep(0.1)
    assert len(seen) == 2
    assert other in seen


def test_what_comes_while_no_process_takes_it_waits(desk: Desk) -> None:
    names = desk.processes()
    for name in names:
        os.kill(name, signal.SIGSTOP)
    with ExitStack() as stack:
        connections = [stack.enter_context(closed(desk.connection())) for _ in range(700)]
        for one in connections:
            one.request("GET", "/")
        for one in connections[:50]:  # some do not wait: the connection is reset
            one.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, pack("ii", 1, 0))
            one.close()
        time.sleep(0.2)
        for name in names:
            os.kill(name, signal.SIGCONT)
        answers = [int(one.getresponse().read().split()[0]) for one in connections[50:]]
        assert set(answers) == names
    time.sleep(0.5)
    with ExitStack() as stack:
        connections = [stack.enter_context(closed(desk.connection())) for _ in range(8)]
        assert sorted(Counter(map(process, connections)).values()) == [4, 4]


def test_processes_end_when_their_parent_is_killed(own: Desk) -> None:
    assert len(own.processes()) == 2  # it said that it was ready
    own.program.kill()
    assert ends(own.program) == ("", "", -signal.SIGKILL)


@pytest.mark.parametrize(
    ("send", "number", "seconds", "code"),
    [
        (os.killpg, signal.SIGINT, 0.3, 0),  # as a terminal does, while they import
        (os.killpg, signal.SIGINT, 1.0, 0),
        (os.kill, signal.SIGKILL, 1.0, -signal.SIGKILL),
    ],
)
def test_processes_that_start_end_without_a_word(
    send: Callable[[int, int], None], number: int, seconds: float, code: int
) -> None:
    with program() as started:
        assert started.stdout is not None
        started.stdout.readline()
        time.sleep(seconds)
        send(started.pid, number)
        assert ends(started)[1:] == ("", code)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_was_asked_is_answered_before_the_end(own: Desk, number: signal.Signals) -> None:
    with ExitStack() as stack:
        connections = [stack.enter_context(closed(own.connection())) for _ in range(2)]
        for one in connections:
            one.request("GET", "/slow")
        time.sleep(0.3)
        os.killpg(own.program.pid, number)
        assert [one.getresponse().status for one in connections] == [200, 200]
    assert ends(own.program) == ("", "", 0)


def test_a_process_that_cannot_serve_ends_all() -> None:
    with program("fails") as started:
        out, err, code = ends(started)
    assert (out.count("\n"), code) == (1, 1)
    assert err.endswith("ServingError: a process ended before it served (exit code 3)\n")
