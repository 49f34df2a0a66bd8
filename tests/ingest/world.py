"""A small web on loopback, a clock without time, and words for what tests of ingest look at."""

from __future__ import annotations

import dataclasses
import io
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath

from communique.ingest import Item, Options, Refusal
from communique.record import Document

STORY = (
    "GENEVA, June 8 -- The minister said on Tuesday that he would come to Geneva for the talks about grain, "
    "which are to begin next week. His office said that nothing had been decided yet."
)
#: A file that is there, as an address: nothing may ever read it.
SECRET = PurePosixPath("/etc/passwd").as_uri()
Reply = tuple[int, dict[str, str], bytes | Iterable[bytes]]


class Site:
    """A server on loopback: replies by path, and what was asked of it."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.replies: dict[str, Reply | Callable[[BaseHTTPRequestHandler], Reply | None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                reply = site.replies.get(self.path, (404, {}, b""))
                found = reply(self) if callable(reply) else reply
                if found is not None:
                    self.send(*found)

            def send(self, status: int, headers: dict[str, str], body: bytes | Iterable[bytes]) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    for chunk in [body] if isinstance(body, bytes) else body:
                        self.wfile.write(chunk)
                except OSError:  # the other side has had enough
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer((address, 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def limited(options: Options, **limits: float) -> Options:
    """The options with other limits."""
    return dataclasses.replace(options, limits=dataclasses.replace(options.limits, **limits))


def texts(items: Iterable[Item]) -> list[str]:
    """The texts of the documents among items, none of which may be a refusal."""
    found = list(items)
    assert [item for item in found if isinstance(item, Refusal)] == []
    return [item.text for item in found if isinstance(item, Document)]


def split(items: Iterable[Item]) -> tuple[list[Document], list[Refusal]]:
    """Documents and refusals."""
    found = list(items)
    return [i for i in found if isinstance(i, Document)], [i for i in found if isinstance(i, Refusal)]


def archive(kind: str, name: str, data: bytes) -> bytes:
    """An archive of one file."""
    buffer = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(buffer, "w") as packed:
            packed.writestr(name, data)
    else:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        with tarfile.open(fileobj=buffer, mode="w") as packed:
            packed.addfile(info, io.BytesIO(data))
    return buffer.getvalue()
