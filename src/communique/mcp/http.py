"""The server over HTTP: asked by its own names only, and by others than this machine only with a token."""

from __future__ import annotations

from collections.abc import Sequence

from anyio import to_thread
from mcp.server.auth.provider import AccessToken
from mcp.server.auth.settings import AuthSettings
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import AnyHttpUrl
from starlette.applications import Starlette

from communique.mcp.server import create_server
from communique.store import Store, TokenError, admitted

#: Where it is asked.
PATH = "/mcp"
#: The largest request, in bytes: a question is short.
BODY_BYTES = 200_000
#: The names of this machine to itself, as a `Host` header has them.
LOCAL = ("127.0.0.1", "localhost", "[::1]")


def create_app(store: Store, names: Sequence[str] = LOCAL, *, remote: bool = False) -> Starlette:
    """The application over a store that is open.

    A page of another site can have its own name lead to this machine (DNS rebinding); so the names in `Host` and
    `Origin` must be the server's own. A request without an `Origin` is no page's.

    Args:
        store: The store.
        names: The names by which it may be asked, IPv6 addresses in brackets, without port.
        remote: Whether others than this machine reach it: every request needs a token then.
    """
    hosts = [host for name in names for host in (name, f"{name}:*")]
    origins = [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]
    auth = AuthSettings(
        issuer_url=AnyHttpUrl("https://communique.invalid"),  # nobody is sent there: tokens are the store's own
        resource_server_url=None,
        required_scopes=["read"],
    )
    return create_server(store).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=BODY_BYTES,
        transport_security=TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins),
        auth=auth if remote else None,
        token_verifier=_Verifier(store) if remote else None,
    )


class _Verifier:
    """Checks the tokens of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def verify_token(self, token: str) -> AccessToken | None:
        """What a token is for; None where it is none, or for something else than asking."""
        return await to_thread.run_sync(self._verified, token)

    def _verified(self, given: str) -> AccessToken | None:
        try:
            token = admitted(self.store, given, "read")
        except TokenError:
            return None
        return AccessToken(token=given, client_id=f"token {token.number}", scopes=list(token.scopes))
