"""What goes wrong outside of a route: what a layer refuses, and what nobody expected."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.problems import answer


class Failures:
    """Turns an error that nothing else caught into an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:
            if scope["type"] != "http" or started:  # half an answer is out: only the connection can be ended
                raise
            await answer(scope, error)(scope, receive, send)
