"""What went wrong, as RFC 9457 has it: `application/problem+json` to programs, a page to people.

Everything that refuses a request raises a `ProblemError`; what other rooms raise is turned into one here. Nobody
is ever shown a traceback.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from communique.analysis import QuestionError
from communique.export.formats import MissingPackageError
from communique.runs import ReaderError
from communique.store import CorrectionError, DocumentError, QueryTimeError, StoreError, StoreLockedError

#: RFC 9457.
MEDIA_TYPE = "application/problem+json"
_LOG = logging.getLogger("communique.web")
#: What programs ask begins with this; all else are pages.
API = "/api/"


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is wrong with one part of a request.

    Attributes:
        where: The part: `query.kind`, `body.text`.
        detail: What is wrong with it, and what it may be.
    """

    where: str
    detail: str


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A problem (RFC 9457).

    Attributes:
        title: What the status means.
        status: The HTTP status.
        detail: What is wrong here, and what to do.
        errors: The parts of the request that are wrong.
        suggestions: What may have been meant.
        type: A URI of the kind of problem; `about:blank` where the status says it all.
    """

    title: str
    status: int
    detail: str
    errors: tuple[Fault, ...] = ()
    suggestions: tuple[str, ...] = ()
    type: str = "about:blank"


class ProblemError(HTTPException):
    """A request is refused.

    Args:
        status: The HTTP status.
        detail: What is wrong, and what to do.
        headers: Headers that go with the status.
        errors: The parts of the request that are wrong.
        suggestions: What may have been meant.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        headers: Mapping[str, str] | None = None,
        *,
        errors: Iterable[Fault] = (),
        suggestions: Iterable[str] = (),
    ) -> None:
        super().__init__(status, detail, headers)
        self.errors, self.suggestions = tuple(errors), tuple(suggestions)

    @property
    def problem(self) -> Problem:
        """What is told of it."""
        return Problem(
            title=HTTPStatus(self.status_code).phrase,
            status=self.status_code,
            detail=self.detail,
            errors=self.errors,
            suggestions=self.suggestions,
        )


#: Makes the page of a problem: the room of pages sets `app.state.problem_page`.
ProblemPage = Callable[[Request, Problem], Response]


def answer(scope: Scope, raised: Exception) -> Response:
    """The response to a request that fails: a page where a browser asks for one, otherwise JSON.

    What is not the asker's fault goes to the log.
    """
    error = problem_of(raised)
    # Where the store is on this machine, and who its user is, is nobody else's business.
    error.detail = error.detail.replace(scope["app"].state.desk.store.name, "the store")
    if error.status_code >= 500:
        _LOG.error("%s %s", scope["method"], scope["path"], exc_info=raised)
    page: ProblemPage | None = getattr(scope["app"].state, "problem_page", None)
    if page is None or not wants_page(scope):
        response = Response(msgspec.json.encode(error.problem), error.status_code, media_type=MEDIA_TYPE)
    else:
        response = page(Request(scope), error.problem)
        response.status_code = error.status_code
    response.headers.update(error.headers or {})
    if error.status_code == 405:  # the router knows of one route only
        response.headers["Allow"] = ", ".join(sorted(_methods(scope)))
    response.headers["Cache-Control"] = "no-store"
    return response


def _methods(scope: Scope) -> set[str]:
    """The methods that an address takes."""
    routes = iter_route_contexts(scope["app"].routes)
    here = (one.methods or set() for one in routes if one.methods and one.path_regex.fullmatch(scope["path"]))
    return set().union(*here)


def wants_page(scope: Scope) -> bool:
    """Whether a request is a browser's for a page."""
    accept = Request(scope).headers.get("accept", "")
    return not str(scope["path"]).startswith(API) and "text/html" in accept


def use_problems(app: FastAPI) -> None:
    """Have every error of an application answered so."""

    async def handle(request: Request, error: Exception) -> Response:
        return answer(request.scope, error)

    for kind in (HTTPException, RequestValidationError, *_MEANT):
        app.add_exception_handler(kind, handle)


def problem_of(error: Exception) -> ProblemError:
    """What is told of an error."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, HTTPException):
        plain = error.detail == HTTPStatus(error.status_code).phrase
        detail = _DETAILS.get(error.status_code, error.detail) if plain else error.detail
        return ProblemError(error.status_code, detail, error.headers)
    if isinstance(error, RequestValidationError):
        faults = [_fault(one) for one in error.errors()]
        return ProblemError(422, "; ".join(f"{one.where}: {one.detail}" for one in faults[:3]), errors=faults)
    for kind, meant in _MEANT.items():
        if isinstance(error, kind):
            detail = str(error) if meant.detail is None else meant.detail
            return ProblemError(
                meant.status, detail, meant.headers, suggestions=getattr(error, "suggestions", None) or ()
            )
    return ProblemError(500, "something went wrong here; the log of the desk says what")


class _Meaning(NamedTuple):
    """What an error of another room means to who asks; `detail` None is the error's own words."""

    status: int
    headers: Mapping[str, str] | None = None
    detail: str | None = None


_LATER = {"Retry-After": "5"}
#: The first that fits decides. What a database says names files of the machine: that is for the log.
_MEANT: dict[type[Exception], _Meaning] = {
    QuestionError: _Meaning(422),
    DocumentError: _Meaning(422),
    CorrectionError: _Meaning(422),
    MissingPackageError: _Meaning(501),
    StoreLockedError: _Meaning(503, _LATER, "another program is writing to the store: ask again soon"),
    QueryTimeError: _Meaning(503, None, "this takes longer than it may: ask for less, for example for fewer days"),
    StoreError: _Meaning(503, _LATER, "the store does not answer; the log of the desk says why"),
    ReaderError: _Meaning(503, None, "no reader can be had; the log of the desk says why"),
}
_DETAILS = {
    404: "there is nothing at this address",
    405: "this address does not take this method",
}


def _fault(error: Mapping[str, Any]) -> Fault:
    """One of pydantic's errors; what was given is not said again."""
    where = ".".join(str(part) for part in error["loc"])
    return Fault(where, str(error["msg"]))
