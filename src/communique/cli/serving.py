"""The command that serves the desk."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.corpus import DEFAULT_STORE, CorpusVoice, StoreOption, leaving, make_reader
from communique.cli.listening import (
    ANY,
    LOOPBACK,
    AllowHost,
    AllowRemote,
    Host,
    Port,
    address,
    is_remote,
    listen,
)
from communique.cli.run import Exit

if TYPE_CHECKING:
    from communique.web.serving import Certificate
    from communique.web.settings import Settings


def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Host = LOOPBACK,
    port: Port = 8420,
    allow_remote: AllowRemote = False,
    allow_host: AllowHost = None,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes that serve.")] = 1,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A limit, as rows=100: docs/api.md has all."),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="For HTTPS: the certificate chain, in PEM.")
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="For HTTPS: its key, in PEM."),
    ] = None,
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline for English.")] = None,
) -> None:
    """Serve the desk, a web page and a REST API over a store.

    Only this machine reaches it, unless --allow-remote says otherwise: then every request needs a token, see
    'communique token'.
    """
    with leaving() as voice:
        try:
            from communique.web import processes
            from communique.web import serving as web
        except ImportError as error:
            voice.complain(f"the desk needs {error.name}: pip install 'communique[desk]'", Exit.USAGE)
            return
        if workers > 1 and not processes.SUPPORTED:
            raise typer.BadParameter("on this system one process serves.", param_hint="'--workers'")
        names = tuple(allow_host or ())
        remote = is_remote(host, names, allow_remote)
        limits, tls = _settings(setting or []), _certificate(certificate, key)
        _prepare(store, voice, remote=remote, secure=tls is not None)
        try:
            listener = listen(host, port)
        except OSError as error:
            voice.complain(f"cannot listen at {host}, port {port}: {error.strerror}")
            return
        own = () if remote and host in ANY else (host,)
        told = web.Serving(store, partial(make_reader, model), limits, (*own, *names), remote)
        where = address(listener, secure=tls is not None)
        try:
            web.serve(told, listener, workers=workers, certificate=tls, ready=lambda: typer.echo(where))
        except processes.ServingError as error:
            voice.complain(str(error))
        except KeyboardInterrupt:  # the usual way to end it
            return


def _settings(given: list[str]) -> Settings:
    from communique.web.settings import SettingError, Settings

    if malformed := [one for one in given if "=" not in one]:
        raise typer.BadParameter(f"write NAME=VALUE, not '{malformed[0]}'.", param_hint="'--set'")
    pairs = (one.partition("=") for one in given)
    try:
        return Settings.given(os.environ, {name.strip(): value.strip() for name, _, value in pairs})
    except SettingError as error:
        raise typer.BadParameter(f"{error}.", param_hint="'--set'") from None


def _certificate(chain: Path | None, key: Path | None) -> Certificate | None:
    from communique.web.serving import Certificate

    if (chain is None) != (key is None):
        raise typer.BadParameter("HTTPS needs both, a certificate and its key.", param_hint="'--certificate'")
    return Certificate(chain, key) if chain and key else None


def _prepare(store: str, voice: CorpusVoice, *, remote: bool, secure: bool) -> None:
    """Open the store once, for its troubles to be told before anything listens; warn of what may surprise."""
    from communique.store import Store, list_tokens

    with Store(store, create=True) as opened:
        if remote and not list_tokens(opened):
            voice.note(f"nobody has a token yet: communique token create NAME --store {store}")
    if remote and not secure:
        voice.note("without --certificate, tokens and answers can be read on their way; put HTTPS before it")
