"""The names by which the desk may be asked.

A page of another site can have its own name lead to this machine, and then read the answers as its own (DNS
rebinding): the `Host` header still has that name.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.web.problems import ProblemError


class Hosts:
    """Refuses other names. An address that the client has reached is no name, and nobody can rebind it."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self.app, self.names = app, frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and not self._is_ours(scope):
            raise ProblemError(
                421, "this desk is not asked by this name: 'communique serve --allow-host' allows one"
            )
        await self.app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        name = host_name(Headers(scope=scope).get("host", ""))
        return name in self.names or name == (scope.get("server") or ("",))[0]


def host_name(host: str) -> str:
    """The name in a `Host` header, without its port, in lower case."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()
