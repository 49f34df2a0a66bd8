"""`communique token`: who may ask and write through a desk."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from communique.cli.corpus import DEFAULT_STORE, StoreOption, leaving

app = typer.Typer(
    help="Make, list and take back the tokens by which programs and people use a desk.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Programs send a token as 'Authorization: Bearer TOKEN'; a browser asks for it at /sign-in.",
)


class TokenScope(StrEnum):
    """What a token may be for."""

    READ = "read"
    WRITE = "write"


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Who or what gets it.")],
    store: StoreOption = DEFAULT_STORE,
    scope: Annotated[
        list[TokenScope] | None,
        typer.Option(help="What it is for; can be given twice.", show_default="read"),
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=3660, help="How many days it holds.")] = 90,
) -> None:
    """Make a token and show it, this once: the store keeps only its hash."""
    from communique.store import SCOPES, Store, make_token

    with leaving() as voice, Store(store) as opened:
        wanted = {one.value for one in scope or [TokenScope.READ]}
        token, secret = make_token(opened, name, [one for one in SCOPES if one in wanted], days=days)
        voice.note(f"token {token.number} of {name}, for {' and '.join(token.scopes)}, until {token.expires}:")
        typer.echo(secret)


@app.command("list")
def list_(store: StoreOption = DEFAULT_STORE) -> None:
    """List the tokens, without their secrets."""
    from communique.export.words import visible
    from communique.store import Store, list_tokens

    with leaving(), Store(store) as opened:
        for one in list_tokens(opened):
            line = f"{one.number}  {one.name}  {' '.join(one.scopes)}  from {one.created} until {one.expires}"
            typer.echo(visible(line).replace("\n", " "))


@app.command()
def revoke(number: int, store: StoreOption = DEFAULT_STORE) -> None:
    """Take a token back, by its number in 'communique token list'."""
    from communique.store import Store, TokenError, revoke_token

    with leaving() as voice, Store(store) as opened:
        try:
            revoke_token(opened, number)
        except TokenError as error:
            voice.complain(str(error))
        else:
            typer.echo(f"{opened.name}: token {number} is taken back")
