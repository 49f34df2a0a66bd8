"""One document: its text with the evidence marked, its record beside it, and what can be done with each entry."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.analysis import others, story
from communique.export.formats import FORMATS
from communique.export.inline import shown
from communique.export.segments import blocks
from communique.export.view import View
from communique.record import Layout
from communique.store.corrections import ENTRIES
from communique.web.desk import Desk, desk
from communique.web.pages.addresses import at, form_address, story_address
from communique.web.pages.asked import tried, words
from communique.web.pages.drawing import page

router = APIRouter()


@router.get("/story/{called:path}")
def show(request: Request, called: str, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """A document by its key; by the beginning of it, a name or a URL it leads there."""
    found, trouble = tried(lambda: story(desk.store, called))
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
def elsewhere(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """What else is told of the same: copies of a story, and other readouts of its meetings."""
    found, trouble = tried(lambda: story(desk.store, words(request, "story") or ""))
    if found is None:
        return page(request, "nostory", status=404, trouble=trouble)
    return page(request, "others", told=found, others=others(desk.store, found))


class Tools:
    """What can be done with an entry: correct it, and see it among what other documents have.

    Args:
        key: The document's key.
    """

    def __init__(self, key: str) -> None:
        self.key = key

    def __call__(self, kind: str, entry: Any) -> Markup:
        """The links of an entry; made here, for a page has them by the dozen."""
        links = (self._elsewhere(kind, entry), self._form(entry.id) if kind in ENTRIES else "")
        return Markup(f'<p class="tools">{" ".join(filter(None, links))}</p>')

    def _elsewhere(self, kind: str, entry: Any) -> str:
        if kind == "actor":
            return _link(at("/actor", name=entry.identity or entry.name), "In all reports", f": {entry.name}")
        if kind == "meeting":
            return _link(at("/meeting", story=self.key, entry=entry.id), "All readouts", f" of {entry.id}")
        if kind == "position" and entry.name:
            return _link(at("/issue", name=entry.name), "Who stands where", f" on {entry.name}")
        return ""

    def _form(self, id: str) -> str:
        form = form_address(self.key, id)
        return (
            f'<a href="{form}" hx-get="{form}" hx-select="#correction" hx-trigger="click once"'
            f' hx-target="closest .body" hx-swap="beforeend">Correct<span class="unseen"> {shown(id)}</span></a>'
        )


def _link(address: str, words: str, unseen: str) -> str:
    return f'<a href="{escape(address)}">{words}<span class="unseen">{shown(unseen)}</span></a>'
