"""One document: its text with the evidence marked, its record beside it, and what can be done with each entry."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.analysis import story
from communique.export.formats import FORMATS
from communique.export.segments import blocks
from communique.export.view import View
from communique.record import Layout
from communique.store.corrections import ENTRIES
from communique.web.desk import Desk, desk
from communique.web.pages.asked import tried, words
from communique.web.pages.drawing import environment, page, story_address

router = APIRouter()


@router.get("/story/{called:path}")
def show(request: Request, called: str, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """A document by its key; by the beginning of it, a name or a URL it leads there."""
    found, trouble = tried(lambda: story(desk.store, called, siblings=False))
    if found is None:
        return page(request, "nostory", status=404, trouble=trouble)
    if found.kept.key != called:
        return RedirectResponse(story_address(found.kept.key), 303)
    if found.record is None:
        text = found.kept.document.text
        lines = [span.of(text) for span in blocks(text, Layout(paragraphs=()))]
        return page(request, "unread", told=found, lines=lines)
    return page(
        request,
        "story",
        told=found,
        record=found.record,
        view=View(found.record),
        tools=Tools(found.kept.key),
        formats=FORMATS,
    )


@router.get("/others")
def others(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """What else is told of the same: copies of a story, and other readouts of its meetings."""
    found, trouble = tried(lambda: story(desk.store, words(request, "story") or ""))
    if found is None:
        return page(request, "nostory", status=404, trouble=trouble)
    return page(request, "others", told=found)


class Tools:
    """What can be done with an entry: correct it, and see it among what other documents have.

    Args:
        key: The document's key.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.draw = environment().get_template("tools.html.jinja").module.tools  # type: ignore[attr-defined]

    def __call__(self, kind: str, entry: Any) -> Markup:
        """The links of an entry."""
        return Markup(self.draw(self.key, kind, entry, kind in ENTRIES))
