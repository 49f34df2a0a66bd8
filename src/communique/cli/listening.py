"""What the commands that listen have in common: where, by which names, and whether others reach them."""

from __future__ import annotations

import ipaddress
import socket
from typing import Annotated

import typer

#: The address that only this machine reaches.
LOOPBACK = "127.0.0.1"
#: Addresses that stand for all of a machine, and are no name to ask it by.
ANY = frozenset({"0.0.0.0", "::"})

Host = Annotated[str, typer.Option(help="The address to listen at; by default only this machine reaches it.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at; 0 for any that is free.")]
AllowRemote = Annotated[
    bool, typer.Option("--allow-remote", help="Let others reach it; every request needs a token then.")
]
AllowHost = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="A further name by which it may be asked.")
]


def is_remote(host: str, names: tuple[str, ...], allowed: bool) -> bool:
    """Whether others than this machine reach what listens at an address and has further names.

    Raises:
        typer.BadParameter: They do, and nobody said that they may.
    """
    remote = bool(names) or not is_loopback(host)
    if remote and not allowed:
        raise typer.BadParameter(
            f"{names[0] if names else host} lets others reach the store: add --allow-remote if that is meant."
        )
    return remote


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address or name."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def bracketed(host: str) -> str:
    """An address as URLs have it: of IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is any that is free.

    Raises:
        OSError: It cannot.
    """
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listener = socket.create_server(address[:2], family=family, backlog=2048)
    # asyncio sets TCP_NODELAY only where a socket says that it is TCP; without, answers take 40 ms more.
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, listener.detach())


def address(listener: socket.socket, *, secure: bool = False) -> str:
    """The address at which a client finds what listens."""
    host, port = listener.getsockname()[:2]
    return f"{'https' if secure else 'http'}://{bracketed(host)}:{port}/"
