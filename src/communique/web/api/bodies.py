"""The bodies of calls: JSON, decoded by the msgspec type of what is taken."""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec
from fastapi import Depends
from starlette.requests import Request

from communique.web.problems import Fault, ProblemError

_T = TypeVar("_T")


async def _body(request: Request) -> bytes:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise ProblemError(415, "a body is application/json", {"Accept-Post": "application/json"})
    return await request.body()


#: For the parameters of a route.
Body = Annotated[bytes, Depends(_body)]


def decoded(body: bytes, kind: type[_T]) -> _T:
    """What a body holds.

    Raises:
        ProblemError: It is no JSON, or not of this form; the message says where.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise ProblemError(422, str(error), errors=[Fault("body", str(error))]) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProblemError(400, f"the body is no JSON: {error}") from None
    except RecursionError:
        raise ProblemError(400, "the body is nested too deeply") from None
