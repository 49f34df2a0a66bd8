"""Answers: what the rooms to the left give, encoded by msgspec, and the schemas of it in the OpenAPI document.

FastAPI would have every type a second time, as a pydantic model. Instead a route says what it answers with
(`**answers(Told)`), and msgspec makes the schema of the very type that is encoded.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from communique.web.problems import MEDIA_TYPE, Problem

#: Every type that a route answers with or takes, for the OpenAPI document.
TYPES: list[Any] = [Problem]
#: Where the document keeps schemas.
REF = "#/components/schemas/{name}"


def answers(kind: Any, status: int = 200) -> dict[str, Any]:
    """What a route is declared with that answers with a type, as JSON."""
    return {
        "response_class": Response,
        "response_model": None,
        "status_code": status,
        "responses": {
            status: {"description": "The answer.", "content": {"application/json": {"schema": schema(kind)}}},
            "4XX": {"description": "Refused.", "content": {MEDIA_TYPE: {"schema": schema(Problem)}}},
            "5XX": {"description": "Failed.", "content": {MEDIA_TYPE: {"schema": schema(Problem)}}},
        },
    }


def schema(kind: Any) -> dict[str, Any]:
    """The schema of a type, by reference; the type is noted for the document."""
    TYPES.append(kind)
    (found,), _ = msgspec.json.schema_components([kind], ref_template=REF)
    return found


def reply(value: Any, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def unchanged(request: Request, response: Response) -> Response:
    """The response with an entity tag; only that it is unchanged, if the client has it (RFC 9110, 13.1.2)."""
    tag = f'W/"{hashlib.blake2b(response.body, digest_size=12).hexdigest()}"'
    had = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if tag in had or "*" in had:
        response = Response(status_code=304)
    response.headers["ETag"] = tag
    return response
