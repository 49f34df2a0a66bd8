"""Two documents side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import compare, inbox
from communique.store import Kept, Store
from communique.web.desk import Desk, desk
from communique.web.pages.asked import tried, words
from communique.web.pages.drawing import page

router = APIRouter()

#: Documents that the form suggests.
_SUGGESTED = 50


@router.get("/compare")
def show(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """What two documents contradict each other on, what both have, what one has."""
    a, b = words(request, "a"), words(request, "b")
    rows, trouble = tried(lambda: compare(desk.store, a, b)) if a and b else (None, None)
    return page(
        request,
        "compare",
        status=422 if trouble else 200,
        rows=rows,
        sides=_sides(desk.store, a or "", b or "") if rows is not None else [],
        trouble=trouble,
        known=inbox(desk.store, status="read", limit=_SUGGESTED),
    )


def _sides(store: Store, *called: str) -> list[Kept]:
    """The documents that are called so."""
    return list(store.kept([store.find(one)[0] for one in called]))
