"""Tokens: who may ask a desk that others reach, and who may write to a store through it.

A token is shown once, when it is made. The store keeps only its SHA-256: a slower hash protects what can be
guessed, and 256 random bits cannot.
"""

from __future__ import annotations

import datetime
import hmac
import secrets
from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from sqlalchemy import Row, delete, insert, select

from communique.store.keys import digest
from communique.store.store import Store
from communique.store.tables import tokens

#: What a token may be for: asking, and changing the store.
Scope = Literal["read", "write"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
#: What every token begins with, so that scanners for leaked secrets can know it.
PREFIX = "cmq_"
#: How long a token holds unless told otherwise.
DAYS = 90


class TokenError(ValueError):
    """A token is none of this store's, or holds no longer; or there is none with a number."""


class ScopeError(TokenError):
    """A token is not for this."""


class Token(NamedTuple):
    """A token, without its secret.

    Attributes:
        number: In this store.
        name: Who or what has it.
        scopes: What it is for.
        created: The day (UTC) on which it was made.
        expires: The last day (UTC) on which it holds.
    """

    number: int
    name: str
    scopes: tuple[Scope, ...]
    created: datetime.date
    expires: datetime.date


def make_token(store: Store, name: str, scopes: Iterable[Scope], *, days: int = DAYS) -> tuple[Token, str]:
    """Make a token; with it its secret, which nothing can show again.

    Args:
        store: The store.
        name: Who or what gets it.
        scopes: What it is for.
        days: How many days it holds, today included.

    Raises:
        StoreError: The database fails.
    """
    secret, today = secrets.token_urlsafe(32), _today()
    row = {
        "name": name,
        "scopes": " ".join(scope for scope in SCOPES if scope in set(scopes)),
        "created": today,
        "expires": today + datetime.timedelta(days=days - 1),
        "sha256": digest(secret.encode()),
    }
    with store.writing() as connection:
        made = connection.execute(insert(tokens).returning(*_SHOWN), row).one()
    return _token(made), f"{PREFIX}{made.number}_{secret}"


def list_tokens(store: Store) -> list[Token]:
    """All tokens in their order, those too that hold no longer.

    Raises:
        StoreError: The database fails.
    """
    return [_token(row) for row in store.rows(select(*_SHOWN).order_by(tokens.c.number))]


def revoke_token(store: Store, number: int) -> None:
    """Take a token back; it holds no longer from now on.

    Raises:
        TokenError: There is none with this number.
        StoreError: The database fails.
    """
    with store.writing() as connection:
        if not connection.execute(delete(tokens).where(tokens.c.number == number)).rowcount:
            raise TokenError(f"there is no token {number}")


def verified(store: Store, given: str) -> Token:
    """The token that somebody shows.

    Raises:
        TokenError: It is none of this store's, was taken back, or holds no longer.
        StoreError: The database fails.
    """
    number, _, secret = given.removeprefix(PREFIX).partition("_")
    if not (given.startswith(PREFIX) and number.isascii() and number.isdigit() and len(number) < 10 and secret):
        raise TokenError("this is no token")
    found = store.rows(select(*_SHOWN, tokens.c.sha256).where(tokens.c.number == int(number)))
    # Whether the number or the secret is wrong is nobody's business.
    kept = found[0].sha256 if found else ""
    if not hmac.compare_digest(kept, digest(secret.encode(errors="surrogatepass"))):
        raise TokenError("this token is not known here, or was taken back")
    if found[0].expires < _today():
        raise TokenError(f"this token held until {found[0].expires}")
    return _token(found[0])


def admitted(store: Store, given: str, needed: Scope) -> Token:
    """The token that somebody shows, who wants to do what needs a scope. Every surface asks here.

    Raises:
        ScopeError: It is not for this.
        TokenError: It is none of this store's, was taken back, or holds no longer.
        StoreError: The database fails.
    """
    token = verified(store, given)
    if needed not in token.scopes:
        raise ScopeError(f"the token '{token.name}' has not the scope '{needed}'")
    return token


def bearer(header: str | None) -> str | None:
    """What an `Authorization` header shows, if it is a bearer's (RFC 6750); None otherwise."""
    scheme, _, given = (header or "").partition(" ")
    return given.strip() or None if scheme.lower() == "bearer" else None


_SHOWN = tuple(tokens.c[name] for name in Token._fields)


def _token(row: Row[tuple[int, str, str, datetime.date, datetime.date]]) -> Token:
    scopes = tuple(scope for scope in SCOPES if scope in row.scopes.split())
    return Token(row.number, row.name, scopes, row.created, row.expires)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
