"""What a route takes and answers with, declared by its msgspec types.

FastAPI would have every type a second time, as a pydantic model. Instead a route says what it answers with
(`**answers(Told)`), and msgspec makes the schema of the very type that is encoded.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from starlette.responses import Response

from communique.web.problems import MEDIA_TYPE, Problem

#: Every type that a route answers with or takes, for the OpenAPI document.
TYPES: list[Any] = [Problem]
#: Where the document keeps schemas.
REF = "#/components/schemas/{name}"
#: What any call may be refused with.
_REFUSED = (400, 401, 403, 404, 408, 413, 415, 421, 422, 429, 500, 501, 503)


def answers(kind: Any, *status: int) -> dict[str, Any]:
    """What a route is declared with that answers with a type, as JSON; with 200 unless told otherwise."""
    return answers_with({"application/json": {"schema": schema(kind)}}, *status)


def answers_with(content: dict[str, Any], *status: int) -> dict[str, Any]:
    """The same for what is no JSON: media types with their schemas."""
    problem = {MEDIA_TYPE: {"schema": schema(Problem)}}
    responses = {code: {"description": "The answer.", "content": content} for code in status or (200,)}
    refused = {code: {"description": HTTPStatus(code).phrase, "content": problem} for code in _REFUSED}
    return {
        "response_class": Response,
        "response_model": None,
        "status_code": (status or (200,))[0],
        "responses": {**responses, 304: {"description": "Not Modified"}, **refused},
    }


def takes(kind: Any) -> dict[str, Any]:
    """What a route is declared with that takes a type, as JSON."""
    content = {"application/json": {"schema": schema(kind)}}
    return {"openapi_extra": {"requestBody": {"required": True, "content": content}}}


def schema(kind: Any) -> dict[str, Any]:
    """The schema of a type, by reference; the type is noted for the document."""
    TYPES.append(kind)
    (found,), _ = msgspec.json.schema_components([kind], ref_template=REF)
    return found
