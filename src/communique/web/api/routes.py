"""All calls under `/api/v1`."""

from __future__ import annotations

from functools import cache

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from communique.web.api import about, actors, corrections, documents, questions
from communique.web.api.answers import answers_with
from communique.web.api.calls import Asked
from communique.web.api.openapi import document
from communique.web.api.queries import Nothing

router = APIRouter(prefix="/api/v1")
for part in (about, documents, corrections, questions, actors):
    router.include_router(part.router)


@router.get("/openapi.json", tags=["about"], **answers_with({"application/json": {"schema": {"type": "object"}}}))
def openapi(call: Asked, query: Nothing) -> Response:
    """This description of the API."""
    return call.tagged(Response(_described(), media_type="application/json"))


@cache
def _described() -> bytes:
    return msgspec.json.encode(document(router.routes))
