"""Actors: who documents name, and what all of them together have of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import offices, profile, suggest
from communique.web.desk import Desk, desk
from communique.web.pages.asked import days, mark, tried, words
from communique.web.pages.charts import stances
from communique.web.pages.drawing import following, page

router = APIRouter()

_ROWS = 60


@router.get("/actors")
def listed(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """Who held which office, by the word of documents."""
    rows, trouble = tried(
        lambda: offices(
            desk.store,
            words(request, "actor"),
            title=words(request, "title"),
            days=days(request),
            limit=_ROWS,
            after=mark(request),
        )
    )
    return page(
        request,
        "actors",
        status=422 if trouble else 200,
        rows=rows or [],
        next=following(request, rows),
        trouble=trouble,
    )


@router.get("/actor")
def show(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """One actor, or a state with all who speak for it."""
    called = words(request, "name")
    found, trouble = tried(lambda: desk.memory.ask(profile, called)) if called else (None, None)
    if called and trouble:
        trouble = trouble._replace(suggestions=tuple(suggest(desk.store, called)))
    if found is None:
        return page(request, "noactor", status=422 if trouble else 200, trouble=trouble)
    return page(request, "actor", found=found, chart=stances(found.positions))
