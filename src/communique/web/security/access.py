"""Who may do what.

- What a request needs follows from its method: `read` for GET, HEAD and OPTIONS, `write` for all others. No route
  can forget it. `OPEN` paths need nothing: to sign in, and the looks of that page.
- A desk that only this machine reaches is read by everybody there, without a token. Forms of its own pages may
  write; calls of the API need a bearer token with `write`.
- A desk that others reach (`Desk.remote`) asks for a token always: programs send it as a bearer's
  (`Authorization: Bearer …`, RFC 6750); a browser's comes from the page at `SIGN_IN` and is kept in the cookie
  `COOKIE` (HttpOnly, SameSite=Strict). A cookie never lets the API write.
- What changes anything and shows no bearer token has to come from a page of the desk itself, as the browser says
  (`Sec-Fetch-Site`, otherwise `Origin`); and a page of another site may load nothing, only lead here.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.store import Scope as Right
from communique.store import ScopeError, Token, TokenError, admitted, bearer
from communique.web.desk import Desk
from communique.web.problems import API, ProblemError, wants_page

#: The cookie that holds a browser's token.
COOKIE = "communique_token"
#: Where a browser signs in.
SIGN_IN = "/sign-in"
#: Where it signs out.
SIGN_OUT = "/sign-out"
#: Paths that need no token: to sign in and out, and what those pages look like.
OPEN = (SIGN_IN, SIGN_OUT, "/static/")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Access:
    """Refuses what a request has no right to; `scope["state"]["token"]` is the token that it has."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app, self.desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # there are none here
            return
        if scope["type"] == "http":
            request = Request(scope)
            shown = bearer(request.headers.get("authorization"))
            if shown is None:
                _verify_origin(request)
            if not _is_open(request):
                try:
                    scope.setdefault("state", {})["token"] = await self._admitted(request, shown)
                except ProblemError as error:
                    if error.status_code == 401 and request.method == "GET" and wants_page(scope):
                        await _to_sign_in(request)(scope, receive, send)
                        return
                    raise
        await self.app(scope, receive, send)

    async def _admitted(self, request: Request, shown: str | None) -> Token | None:
        """The token of a request that may go on; None where it needs none."""
        needed = right(request.method)
        is_call = request.scope["path"].startswith(API)
        given = shown
        if given is None and self.desk.remote and (needed == "read" or not is_call):
            given = request.cookies.get(COOKIE)
        if given is None:
            if self.desk.remote or (needed == "write" and is_call):
                raise _challenge(f"this needs a token with the scope '{needed}'", None)
            return None
        try:
            return await run_in_threadpool(admitted, self.desk.store, given, needed)
        except ScopeError as error:
            challenge = f'{_REALM}, error="insufficient_scope", scope="{needed}"'
            raise ProblemError(403, str(error), {"WWW-Authenticate": challenge}) from None
        except TokenError as error:
            raise _challenge(str(error), "invalid_token") from None


def right(method: str) -> Right:
    """What a method needs."""
    return "read" if method in _SAFE else "write"


_REALM = 'Bearer realm="communique"'


def _challenge(detail: str, error: str | None) -> ProblemError:
    challenge = _REALM if error is None else f'{_REALM}, error="{error}"'
    made = "'communique token create' makes one"
    return ProblemError(401, f"{detail}; {made}", {"WWW-Authenticate": challenge})


def _is_open(request: Request) -> bool:
    path = request.scope["path"]
    return any(path == one or (one.endswith("/") and path.startswith(one)) for one in OPEN)


def _verify_origin(request: Request) -> None:
    """Raise a `ProblemError` for what another site's page sends.

    Raises:
        ProblemError: It comes from elsewhere, or it changes something and does not say where it comes from.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if request.method in _SAFE:
        leads = request.headers.get("sec-fetch-mode") == "navigate" and request.method == "GET"
        if site in {"cross-site", "same-site"} and not leads:
            raise ProblemError(403, "another site's page may not load this")
    elif request.scope["path"].startswith(API):
        return  # only a bearer token helps there
    elif site is not None:
        if site != "same-origin":
            raise ProblemError(403, "this has to be sent by a page of the desk")
    elif origin is None or urlsplit(origin).netloc != request.headers.get("host"):
        raise ProblemError(403, "this has to be sent by a page of the desk: the browser does not say that it is")


def _to_sign_in(request: Request) -> RedirectResponse:
    wanted = request.scope["path"] + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{SIGN_IN}?next={quote(wanted)}", 303, {"Cache-Control": "no-store"})
