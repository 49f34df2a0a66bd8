"""A program that serves in two processes: what it answers names the process that does, and its client.

It says its port, and when it is ready. `/slow` takes a second. With the word `fails`, processes end before they
serve.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import Callable
from typing import Any

import uvicorn

from communique.web.processes import Processes


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["path"] == "/slow":
        await asyncio.sleep(1)
    body = f"{os.getpid()} {scope['client'][1]}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


def target(listener: socket.socket, ready: Callable[[], None]) -> None:
    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    if "fails" in sys.argv:
        sys.exit(3)
    config = uvicorn.Config(app, lifespan="off", log_level="warning", timeout_graceful_shutdown=5)
    Server(config).run(sockets=[listener])


if __name__ == "__main__":
    address = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(address.getsockname()[1], flush=True)
    Processes(target, address, 2).run(lambda: print("ready", flush=True))
