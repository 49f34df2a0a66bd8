"""The command that serves an assistant."""

from __future__ import annotations

import socket
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.corpus import DEFAULT_STORE, CorpusVoice, StoreOption, leaving
from communique.cli.run import Exit

if TYPE_CHECKING:
    from communique.store import Store

#: The address that only this machine reaches.
LOOPBACK = "127.0.0.1"
#: How long one question may take, in seconds.
QUERY_SECONDS = 20.0
#: Addresses that stand for all of a machine, and are no name to ask it by.
_ANY = frozenset({"0.0.0.0", "::"})


def mcp(
    store: StoreOption = DEFAULT_STORE,
    http: Annotated[
        bool, typer.Option("--http", help="Serve over HTTP, not over standard input and output.")
    ] = False,
    host: Annotated[
        str, typer.Option(help="The address to listen at; by default only this machine reaches it.")
    ] = LOOPBACK,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen at; 0 for any that is free.")
    ] = 8421,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Let others reach it; every request needs a token then.")
    ] = False,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A further name by which it may be asked.")
    ] = None,
) -> None:
    """Serve an assistant, by the Model Context Protocol: it may ask a store, and change nothing.

    An assistant starts this command itself, from its configuration, and speaks to it over standard input and
    output; with --http it listens. Others than this machine need a token, see 'communique token'.
    """
    with leaving() as voice:
        try:
            from communique.mcp import server
        except ImportError as error:
            voice.complain(f"the assistant server needs {error.name}: pip install 'communique[mcp]'", Exit.USAGE)
            return
        from communique.store import Store

        names = tuple(allow_host or ())
        _verify(http, host, names, allow_remote)
        with Store(store, query_seconds=QUERY_SECONDS) as opened, suppress(KeyboardInterrupt):
            if http:
                _listen(opened, voice, host, port, names)
            else:
                import anyio

                anyio.run(partial(server.serve_stdio, opened))


def _verify(http: bool, host: str, names: tuple[str, ...], allow_remote: bool) -> None:
    """Refuse what cannot be meant."""
    from communique.mcp.http import is_loopback

    if not http and (host != LOOPBACK or names or allow_remote):
        raise typer.BadParameter("--host, --allow-host and --allow-remote are for --http.")
    if not allow_remote and (names or not is_loopback(host)):
        raise typer.BadParameter(
            f"{names[0] if names else host} lets others reach the store: add --allow-remote if that is meant."
        )


def _listen(store: Store, voice: CorpusVoice, host: str, port: int, names: tuple[str, ...]) -> None:
    """Serve over HTTP until the process is told to end."""
    import uvicorn

    from communique.mcp.http import LOCAL, PATH, create_app, is_loopback
    from communique.store import list_tokens

    remote = bool(names) or not is_loopback(host)
    if remote and not list_tokens(store):
        voice.complain(
            f"others need a token to reach {host}, and there is none: 'communique token create NAME' makes one",
            Exit.USAGE,
        )
        return
    shown = f"[{host}]" if ":" in host else host
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        voice.complain(f"cannot listen at {host}, port {port}: {error.strerror}")
        return
    own = () if host in _ANY else (shown,)
    app = create_app(store, (*LOCAL, *own, *names), remote=remote)
    typer.echo(f"http://{shown}:{listener.getsockname()[1]}{PATH}")
    config = uvicorn.Config(app, log_level="warning", server_header=False, limit_concurrency=100)
    uvicorn.Server(config).run(sockets=[listener])
