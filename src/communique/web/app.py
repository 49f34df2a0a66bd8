"""The application: what is mounted where, and what holds for every request."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI

from communique.version import __version__
from communique.web import api, pages, signing
from communique.web.desk import Desk
from communique.web.problems import use_problems
from communique.web.security import layers


def create_app(desk: Desk) -> FastAPI:
    """The application over a desk; it closes the desk when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = desk.settings.questions
        yield
        desk.close()

    app = FastAPI(
        title="Communiqué",
        version=__version__,
        openapi_url=None,  # the API has its own, of the types that it answers with
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        middleware=layers(desk),
    )
    app.state.desk = desk
    use_problems(app)
    app.include_router(signing.router)
    app.include_router(api.router)
    pages.mount(app)
    return app
