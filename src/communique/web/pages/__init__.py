"""The pages of the desk: a module a page or two, each a router; the templates and what they load lie beside.

Every page is a GET with its whole question in the address, and works without JavaScript. `mount` puts them into an
application.
"""

from fastapi import FastAPI

from communique.web.pages import (
    actors,
    comparing,
    correcting,
    events,
    exporting,
    inbox,
    issues,
    ledger,
    meetings,
    places,
    search,
    static,
    story,
    ties,
    timeline,
    upkeep,
)
from communique.web.pages.problems import problem_page

__all__ = ["mount"]

_PAGES = (
    *(static, inbox, story, correcting, exporting, search, actors, meetings, events, issues, ledger, timeline),
    *(places, ties, comparing, upkeep),
)


def mount(app: FastAPI) -> None:
    """Put the pages into an application, and have it show problems as a page."""
    for page in _PAGES:
        app.include_router(page.router, include_in_schema=False)
    app.state.problem_page = problem_page
