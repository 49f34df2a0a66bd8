"""A PostgreSQL server of the tests' own, on loopback, from the system's package."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

#: Where Debian puts the programs that it does not link into the PATH.
_DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`; None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return next((path.parent for path in sorted(_DEBIAN.glob("*/bin/initdb"), reverse=True)), None)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The URL of a server without databases, as long as the block lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # PostgreSQL refuses to run as root, and a socket's path may be no longer than 107 bytes.
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg") as sockets:
        data = Path(sockets) / "data"
        Path(sockets).chmod(0o777)
        make = (folder / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8")
        subprocess.run(make, check=True, user=user, capture_output=True, cwd="/", timeout=60)
        settings = (
            f"port={port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={sockets}",
            "fsync=off",
        )
        options = [word for setting in settings for word in ("-c", setting)]
        process = subprocess.Popen(
            (folder / "postgres", "-D", data, *options), user=user, cwd="/", stderr=subprocess.DEVNULL
        )
        url = f"postgresql://postgres@127.0.0.1:{port}"
        try:
            _await(url)
            yield url
        finally:
            process.send_signal(signal.SIGQUIT)  # at once; nothing of it is needed any more
            process.wait(timeout=30)


def _await(url: str) -> None:
    """Wait until it answers."""
    last = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(f"{url}/postgres").close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)
