"""Problems as a page: what went wrong, in words."""

from __future__ import annotations

from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from communique.web.pages.asked import sentence
from communique.web.pages.drawing import page


class Problem(Protocol):
    """A problem as RFC 9457 has it."""

    @property
    def title(self) -> str:
        """What the status means."""

    @property
    def status(self) -> int:
        """The HTTP status."""

    @property
    def detail(self) -> str:
        """What is wrong here, and what to do."""

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What may have been meant."""


def problem_page(request: Request, problem: Problem) -> Response:
    """The page of a problem."""
    return page(request, "problem", status=problem.status, problem=problem, detail=sentence(problem.detail))
