"""Forms that write: their token, by which the desk knows a form for its own.

A browser keeps a secret in a cookie that no script reads and no other site sends (HttpOnly, SameSite=Strict); each
form bears a salt and the salt's HMAC under the secret. The salt is another one in each page, so that a page which
is compressed gives nothing of it away. Who shows a bearer token, as no other site's page can, needs none.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, HTTPException
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from communique.store import bearer

COOKIE = "communique_form"
FIELD = "form_token"
_BYTES = 32


class Forms:
    """The forms of one page.

    Args:
        request: What asked for the page.
    """

    def __init__(self, request: Request) -> None:
        known = request.cookies.get(COOKIE, "")
        self.secure = request.url.scheme == "https"
        self.fresh = len(known) < _BYTES
        self.secret = secrets.token_urlsafe(_BYTES) if self.fresh else known
        self.used = False

    def field(self) -> Markup:
        """The field that a form of this page must have."""
        self.used = True
        return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, sealed(self.secret))

    def keep(self, response: Response) -> None:
        """Give the browser the secret, if a form needs it and the browser has none."""
        if self.used and self.fresh:
            response.set_cookie(COOKIE, self.secret, httponly=True, samesite="strict", secure=self.secure)


async def own_form(request: Request) -> AsyncIterator[FormData]:
    """What a form of the desk has sent; files are closed once it is answered.

    Raises:
        HTTPException: 403, it is not from a form of the desk.
    """
    secret, most = request.cookies.get(COOKIE, ""), request.app.state.desk.settings.body_bytes
    async with request.form(max_files=1, max_part_size=most) as given:
        is_own = len(secret) >= _BYTES and _matches(secret, word(given, FIELD))
        if not is_own and bearer(request.headers.get("authorization")) is None:
            raise HTTPException(403, "this was not sent from a form of this page: open it again, and send it anew")
        yield given


#: What a form of the desk has sent, as a parameter of a route.
Given = Annotated[FormData, Depends(own_form)]


def word(given: FormData, name: str) -> str:
    """The words in a field, without blanks around them; empty where there are none."""
    value = given.get(name)
    return value.strip() if isinstance(value, str) else ""


def sealed(secret: str) -> str:
    """A new token under a secret."""
    salt = secrets.token_hex(16)
    return f"{salt}.{_seal(secret, salt)}"


def _matches(secret: str, token: str) -> bool:
    salt, _, seal = token.partition(".")
    return hmac.compare_digest(_seal(secret, salt).encode(), seal.encode("utf-8", "replace"))


def _seal(secret: str, salt: str) -> str:
    return hmac.new(secret.encode("utf-8", "replace"), salt.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
