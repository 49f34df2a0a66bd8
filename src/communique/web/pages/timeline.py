"""Timelines: what an actor, a pair or an issue has to do with, day after day."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import Page, QuestionError, Told, timeline
from communique.analysis.timeline import KINDS
from communique.store import Store
from communique.web.desk import Desk, desk
from communique.web.pages.asked import choice, days, mark, tried, words
from communique.web.pages.charts import strip
from communique.web.pages.drawing import ORDERS, following, page

router = APIRouter()

_ROWS = 50


@router.get("/timeline")
def show(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """The timeline that the address asks for."""
    rows, trouble = tried(lambda: _rows(request, desk.store)) if request.query_params else (None, None)
    return page(
        request,
        "timeline",
        status=422 if trouble else 200,
        rows=rows,
        chart=strip(rows or []),
        next=following(request, rows),
        trouble=trouble,
        kinds=KINDS,
    )


def _rows(request: Request, store: Store) -> Page[Told]:
    actors = [one for one in (words(request, "actor"), words(request, "with")) if one]
    issue, kind = words(request, "issue"), choice(request, "kind", KINDS)
    if not actors and not issue:
        raise QuestionError("a timeline is of an actor, of two, or of an issue: write a name or words")
    return timeline(
        store,
        actors,
        issue,
        days=days(request),
        kinds=(kind,) if kind else KINDS,
        limit=_ROWS,
        after=mark(request),
        latest=choice(request, "order", ORDERS) == ORDERS[1],
    )
