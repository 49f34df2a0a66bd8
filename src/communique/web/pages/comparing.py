"""Two documents side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import Compared, QuestionError, compare, inbox
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
    asked = any(words(request, name) for name in ("a", "b"))
    rows, trouble = tried(lambda: _compared(request, desk.store)) if asked else (None, None)
    return page(
        request,
        "compare",
        status=422 if trouble else 200,
        rows=rows,
        sides=_sides(request, desk.store) if rows is not None else [],
        trouble=trouble,
        known=inbox(desk.store, status="read", limit=_SUGGESTED),
    )


def _compared(request: Request, store: Store) -> list[Compared]:
    a, b = words(request, "a"), words(request, "b")
    if a is None or b is None:
        raise QuestionError("name two documents: by name, address or key")
    return list(compare(store, a, b))


def _sides(request: Request, store: Store) -> list[Kept]:
    """The two documents."""
    keys = [store.find(words(request, name) or "")[0] for name in ("a", "b")]
    return list(store.kept(keys))
