"""What the desk is and how it stands: health and version."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from communique.store import Store, schema
from communique.version import __version__
from communique.web.api.answers import answers
from communique.web.api.calls import Asked
from communique.web.api.queries import Nothing

router = APIRouter(tags=["about"])


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How the desk stands.

    Attributes:
        version: The program's.
        store: The version of the store's schema.
        documents: How many documents there are in each status.
    """

    version: str
    store: str
    documents: dict[str, int]


@router.get("/health", **answers(Health))
def health(call: Asked, query: Nothing) -> Response:
    """The versions, and how many documents there are; 503 where the store does not answer."""
    counts = {str(status): number for status, number in call.desk.memory.ask(Store.counts).items()}
    return call.reply(Health(version=__version__, store=schema.HEAD, documents=counts))
