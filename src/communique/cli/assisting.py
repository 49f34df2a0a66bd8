"""The command that serves an assistant."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.corpus import DEFAULT_STORE, CorpusVoice, StoreOption, leaving
from communique.cli.listening import (
    ANY,
    LOOPBACK,
    AllowHost,
    AllowRemote,
    Host,
    Port,
    address,
    bracketed,
    is_remote,
    listen,
)
from communique.cli.run import Exit

if TYPE_CHECKING:
    from communique.store import Store

#: How long one question may take, in seconds.
QUERY_SECONDS = 20.0


def mcp(
    store: StoreOption = DEFAULT_STORE,
    http: Annotated[
        bool, typer.Option("--http", help="Serve over HTTP, not over standard input and output.")
    ] = False,
    host: Host = LOOPBACK,
    port: Port = 8421,
    allow_remote: AllowRemote = False,
    allow_host: AllowHost = None,
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
        if not http and (host != LOOPBACK or names or allow_remote):
            raise typer.BadParameter("--host, --allow-host and --allow-remote are for --http.")
        remote = is_remote(host, names, allow_remote)
        with Store(store, query_seconds=QUERY_SECONDS) as opened, suppress(KeyboardInterrupt):
            if http:
                _listen(opened, voice, host, port, names, remote=remote)
            else:
                import anyio

                anyio.run(partial(server.serve_stdio, opened))


def _listen(
    store: Store, voice: CorpusVoice, host: str, port: int, names: tuple[str, ...], *, remote: bool
) -> None:
    """Serve over HTTP until the process is told to end."""
    import uvicorn

    from communique.mcp.http import LOCAL, PATH, create_app
    from communique.store import list_tokens

    if remote and not list_tokens(store):
        voice.complain(
            f"others need a token to reach {host}, and there is none: 'communique token create NAME' makes one",
            Exit.USAGE,
        )
        return
    try:
        listener = listen(host, port)
    except OSError as error:
        voice.complain(f"cannot listen at {host}, port {port}: {error.strerror}")
        return
    own = () if host in ANY else (bracketed(host),)
    app = create_app(store, (*LOCAL, *own, *names), remote=remote)
    typer.echo(f"{address(listener).rstrip('/')}{PATH}")
    config = uvicorn.Config(app, log_level="warning", server_header=False, limit_concurrency=100)
    uvicorn.Server(config).run(sockets=[listener])
