"""Templates to pages: what every page has."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import Matrix, Page
from communique.export import html
from communique.version import __version__
from communique.web.pages import inline, static
from communique.web.pages.addresses import actor_address, at, form_address, story_address, web_address
from communique.web.pages.asked import cursors
from communique.web.pages.forms import Forms
from communique.web.security.access import COOKIE as TOKEN
from communique.web.security.access import SIGN_OUT

#: The parts of the desk, as the head of every page lists them.
SECTIONS = (
    ("/", "Inbox"),
    ("/search", "Search"),
    ("/timeline", "Timeline"),
    ("/actors", "Actors"),
    ("/meetings", "Meetings"),
    ("/events", "Events"),
    ("/issues", "Issues"),
    ("/ledger", "Ledger"),
    ("/map", "Map"),
    ("/network", "Network"),
    ("/compare", "Compare"),
    ("/reprints", "Reprints"),
    ("/corrections", "Corrections"),
)
#: How rows by day can be ordered.
ORDERS = ("earliest first", "latest first")
#: The cookie that keeps the choice of light or dark.
THEME = "communique_theme"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page.

    Args:
        request: What asked for it.
        template: The name of the template, without its ending.
        status: The HTTP status.
        context: What the template takes besides what every page has.
    """
    forms = Forms(request)
    theme = request.cookies.get(THEME)
    text = (
        environment()
        .get_template(f"{template}.html.jinja")
        .render(
            path=request.url.path,
            here=own_address(request),
            query=request.query_params,
            theme=theme if theme in THEMES else None,
            form_token=forms.field,
            is_signed_in=TOKEN in request.cookies,
            **context,
        )
    )
    response = Response(text.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")
    forms.keep(response)
    return response


def own_address(request: Request) -> str:
    """The path and query of a request."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def following(request: Request, rows: Page[Any] | None) -> str | None:
    """The address of the rows after these; None where there are none."""
    if rows is None or rows.next is None:
        return None
    asked = {name: request.query_params.getlist(name) for name in request.query_params if name != "after"}
    return at(request.url.path, **asked, after=cursors(request).cursor(rows.next))


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the desk, compiled once."""
    made = html.environment(PackageLoader("communique.web", "templates"))
    made.globals.update(
        at=at,
        actor_of=actor_address,
        story_of=story_address,
        form_of=form_address,
        who=inline.who,
        day=inline.day,
        days=inline.days,
        label=inline.label,
        chain=inline.chain,
        asset=static.address,
        htmx=static.HTMX,
        htmx_integrity=static.integrity(static.HTMX_SHA256),
        sections=SECTIONS,
        themes=THEMES,
        version=__version__,
        sign_out=SIGN_OUT,
        cells_of=Cells,
        orders=ORDERS,
        without=lambda query, name: {key: value for key, value in query.items() if key != name},
        plus=lambda query, name, value: {**query, name: value},
    )
    made.filters["web_address"] = web_address
    return made


class Cells:
    """A matrix of positions, looked up by holder and issue.

    Attributes:
        at: The cells, by identity and issue.
        names: Names of the holders by identity.
    """

    def __init__(self, matrix: Matrix) -> None:
        self.at = {(cell.identity, cell.issue): cell for cell in matrix.cells}
        self.names = {cell.identity: cell.holder for cell in matrix.cells}
