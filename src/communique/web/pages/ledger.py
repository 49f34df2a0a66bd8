"""The ledger: what was promised, asked and refused, and where later reports come back to it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import ledger
from communique.web.desk import Desk, desk
from communique.web.pages.asked import choice, days, mark, tried, words
from communique.web.pages.drawing import ORDERS, following, page

router = APIRouter()

KINDS = ("commitment", "request", "refusal")
#: Few rows: each is looked for in what came later.
_ROWS = 25


@router.get("/ledger")
def show(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """Commitments, requests and refusals in the order of their days."""
    rows, trouble = tried(
        lambda: ledger(
            desk.store,
            words(request, "actor"),
            days=days(request),
            kinds=(kind,) if (kind := choice(request, "kind", KINDS)) else KINDS,
            limit=_ROWS,
            after=mark(request),
            mentions=choice(request, "mentions", ("yes",)) is not None,
            latest=choice(request, "order", ORDERS) == ORDERS[1],
        )
    )
    return page(
        request,
        "ledger",
        status=422 if trouble else 200,
        rows=rows or [],
        next=following(request, rows),
        trouble=trouble,
        kinds=KINDS,
    )
