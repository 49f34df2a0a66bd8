"""Events across reports: how many independent sources each has, and what they contradict each other on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import joined, reprints
from communique.web.desk import Desk, desk
from communique.web.pages.asked import choice, days, mark, number, tried, words
from communique.web.pages.drawing import following, page
from communique.web.pages.recent import recent

router = APIRouter()

_ROWS = 30
KINDS = ("meeting", "event")


@router.get("/events")
def events(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """Meetings and events, those with most sources first."""
    since = recent(desk.store, request)
    rows, trouble = tried(
        lambda: desk.memory.ask(
            joined,
            words(request, "actor"),
            kinds=(kind,) if (kind := choice(request, "kind", KINDS)) else KINDS,
            days=since or days(request),
            sources=number(request, "sources", 1, 100),
            disputed=choice(request, "disputed", ("yes",)) is not None,
            limit=_ROWS,
            after=mark(request),
        )
    )
    return page(
        request,
        "events",
        status=422 if trouble else 200,
        rows=rows or [],
        next=following(request, rows),
        trouble=trouble,
        since=since,
        kinds=KINDS,
    )


@router.get("/reprints")
def listed(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """Stories that several documents have."""
    since = recent(desk.store, request)
    rows, trouble = tried(
        lambda: desk.memory.ask(reprints, days=since or days(request), limit=_ROWS, after=mark(request))
    )
    return page(
        request,
        "reprints",
        status=422 if trouble else 200,
        rows=rows or [],
        next=following(request, rows),
        trouble=trouble,
        since=since,
    )
