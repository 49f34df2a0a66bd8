"""How a browser signs in to a desk that others reach: its token goes into a cookie that no script reads.

The page at `GET /sign-in` is among the pages. It has a form that posts `token` and `next` (a path of the desk)
to the same address, and says so where the query has `failed`. Signing in and out need no token; that they come
from a page of the desk is seen to by `communique.web.security.access`.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse

from communique.store import TokenError, verified
from communique.web.desk import Desk, desk
from communique.web.security.access import COOKIE, SIGN_IN, SIGN_OUT

router = APIRouter(include_in_schema=False)


@router.post(SIGN_IN)
def sign_in(
    request: Request,
    desk: Annotated[Desk, Depends(desk)],
    token: Annotated[str, Form()],
    next: Annotated[str, Form()] = "/",
) -> RedirectResponse:
    """Keep a token in a cookie, and go on to where the browser wanted to go."""
    there = own_path(next)
    try:
        held = verified(desk.store, token.strip())
    except TokenError:
        return RedirectResponse(f"{SIGN_IN}?failed=1&next={quote(there)}", 303)
    response = RedirectResponse(there, 303)
    response.set_cookie(
        COOKIE,
        token.strip(),
        expires=datetime.combine(held.expires, time.max, UTC),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


@router.post(SIGN_OUT)
def sign_out() -> RedirectResponse:
    """Forget the token."""
    response = RedirectResponse(SIGN_IN, 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def own_path(wanted: str) -> str:
    """A path of the desk; the first page for an address of anywhere else."""
    plain = wanted.isprintable() and wanted.startswith("/") and wanted[1:2] not in {"/", "\\"}
    return wanted if plain else "/"
