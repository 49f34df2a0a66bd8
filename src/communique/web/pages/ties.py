"""The network: who meets whom, and who cites whom, drawn and as a table."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import network
from communique.web.desk import Desk, desk
from communique.web.pages.asked import choice, days, tried, words
from communique.web.pages.drawing import page
from communique.web.pages.layout import SIZE, drawn

router = APIRouter()

RELATIONS: tuple[Literal["meets", "cites"], ...] = ("meets", "cites")
ENDS: tuple[Literal["actors", "states"], ...] = ("actors", "states")
_EDGES = 80


@router.get("/network")
def show(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """Who has to do with whom."""

    def asked() -> Any:
        return desk.memory.ask(
            network,
            choice(request, "relation", RELATIONS) or "meets",
            of=choice(request, "of", ENDS) or "actors",
            days=days(request),
            actor=words(request, "actor"),
            limit=_EDGES,
        )

    found, trouble = tried(asked)
    return page(
        request,
        "network",
        status=422 if trouble else 200,
        found=found,
        drawing=drawn(found) if found and found.nodes else None,
        size=SIZE,
        trouble=trouble,
        relations=RELATIONS,
        ends=ENDS,
    )
