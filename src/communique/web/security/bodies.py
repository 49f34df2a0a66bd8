"""The bodies of requests: not too large, and here in time."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.problems import ProblemError
from communique.web.settings import Settings


class Bodies:
    """Refuses a body that says it is too large, becomes so while it comes, or takes too long to come."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.most, self.seconds = app, settings.body_bytes, settings.receive_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "")
        if said.isdecimal() and int(said[:20]) > self.most:
            raise self._too_large()
        await self.app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        until = asyncio.get_running_loop().time() + self.seconds
        seen, whole = 0, False

        async def counted() -> Message:
            nonlocal seen, whole
            if whole:  # what is waited for now is the client's leaving
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise ProblemError(408, f"the request did not come within {self.seconds:g} s", _CLOSE) from None
            seen += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if seen > self.most:
                raise self._too_large()
            return message

        return counted

    def _too_large(self) -> ProblemError:
        return ProblemError(413, f"a request has at most {self.most} bytes", _CLOSE)


#: The rest of such a body is not waited for.
_CLOSE = {"Connection": "close"}
