"""The command that serves the desk."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from communique.cli.corpus import DEFAULT_STORE, StoreOption, leaving, make_reader
from communique.cli.run import Exit

#: The address that only this machine reaches.
LOOPBACK = "127.0.0.1"


def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[
        str, typer.Option(help="The address to listen at; by default only this machine reaches it.")
    ] = (LOOPBACK),
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen at; 0 for any that is free.")
    ] = 8420,
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline for English.")] = None,
) -> None:
    """Serve the desk, a web page and a REST API over a store, to this machine."""
    with leaving() as voice:
        try:
            import uvicorn

            from communique.web import Desk, create_app
        except ImportError as error:
            voice.complain(f"the desk needs {error.name}: pip install 'communique[desk]'", Exit.USAGE)
            return
        from communique.store import Store

        with Store(store, create=True) as opened:
            app = create_app(Desk(opened, partial(make_reader, model)))
            uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
