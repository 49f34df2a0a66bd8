"""Issues: what positions are taken on, and who stands where."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.analysis import issues, matrix, positions
from communique.web.desk import Desk, desk
from communique.web.pages.asked import days, mark, tried, words
from communique.web.pages.charts import stances
from communique.web.pages.drawing import following, page

router = APIRouter()

_ROWS, _HOLDERS = 40, 25


@router.get("/issues")
def listed(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """The issues on which most positions are taken, and a matrix of the first of them."""
    actor = words(request, "actor")
    rows, trouble = tried(
        lambda: desk.memory.ask(issues, actor, days=days(request), limit=_ROWS, after=mark(request))
    )
    about = tuple(one.issue for one in (rows or [])[:8])
    grid, _ = tried(
        lambda: desk.memory.ask(matrix, about, (actor,) if actor else (), days=days(request), limit=_HOLDERS)
    )
    return page(
        request,
        "issues",
        status=422 if trouble else 200,
        rows=rows or [],
        matrix=grid if about else None,
        next=following(request, rows),
        trouble=trouble,
    )


@router.get("/issue")
def show(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """One issue: every position on it by day, and where each holder stands now."""
    name = words(request, "name")
    if name is None:
        return RedirectResponse("/issues", 303)
    rows, trouble = tried(
        lambda: positions(
            desk.store, words(request, "actor"), name, days=days(request), limit=100, after=mark(request)
        )
    )
    grid, _ = tried(lambda: desk.memory.ask(matrix, (name,), days=days(request), limit=_HOLDERS))
    return page(
        request,
        "issue",
        status=422 if trouble else 200,
        name=name,
        rows=rows or [],
        matrix=grid,
        chart=stances(rows or []),
        next=following(request, rows),
        trouble=trouble,
    )
