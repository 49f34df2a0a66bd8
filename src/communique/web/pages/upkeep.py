"""What pages need besides what they show: colours, signing in, and addresses that lead on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique import analysis
from communique.web.desk import Desk, desk
from communique.web.pages.addresses import story_address
from communique.web.pages.drawing import THEME, THEMES, page
from communique.web.signing import own_path

router = APIRouter()

_YEAR = 365 * 86_400


@router.get("/theme")
def theme(to: str = "system", back: str = "/") -> Response:
    """Keep the choice of light or dark, and lead back."""
    response = RedirectResponse(own_path(back), 303)
    if to in THEMES:
        response.set_cookie(THEME, to, max_age=_YEAR, httponly=True, samesite="strict")
    else:
        response.delete_cookie(THEME, httponly=True, samesite="strict")
    return response


@router.get("/sign-in")
def sign_in(request: Request) -> Response:
    """The form by which a browser shows its token to a desk that others reach."""
    return page(request, "signin")


@router.get("/entry/{number}")
def entry(number: int, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """Lead to an entry in its story, by its id in this store."""
    try:
        found = analysis.entry(desk.store, number)
    except analysis.QuestionError:
        raise HTTPException(404, "there is no such entry") from None
    return RedirectResponse(story_address(found.key, found.entry), 303)
