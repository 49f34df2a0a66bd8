"""The application: what is mounted where, and what holds for every request."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from communique.version import __version__
from communique.web import pages
from communique.web.desk import Desk


def create_app(desk: Desk) -> FastAPI:
    """The application over a desk; it closes the desk when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(title="Communiqué", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.desk = desk
    pages.mount(app)
    return app
