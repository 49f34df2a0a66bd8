"""Search: every hit with its sentence, and what the hits are made of as links that narrow them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import Facets, Filters, Page, QuestionError, Told, facets, search
from communique.export.words import ACTS
from communique.record.entries import EventType
from communique.web.desk import Desk, desk
from communique.web.pages.asked import choice, days, mark, tried, words
from communique.web.pages.drawing import following, page
from communique.web.pages.marking import marker

router = APIRouter()

KINDS = ("statement", "meeting", "event", "commitment", "request", "refusal", "position", "finding")
TYPES: tuple[str, ...] = EventType.__args__  # type: ignore[attr-defined]
_ROWS = 30
#: Facets in the order of the page: the field of `Facets` with the filter of the page.
FACETS = {
    "kind": "kind",
    "act": "act",
    "type": "type",
    "actor": "actor",
    "state": "state",
    "outlet": "outlet",
    "place": "place",
}


@router.get("/search")
def show(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """Entries that hold the words and have what the filters ask for."""
    found, trouble = tried(lambda: _found(request, desk)) if request.query_params else (None, None)
    rows, counted = found or (None, None)
    return page(
        request,
        "search",
        status=422 if trouble else 200,
        rows=rows,
        facets=counted,
        next=following(request, rows),
        trouble=trouble,
        marked=marker(request.query_params.get("q")),
        chosen={name: value for name, value in request.query_params.items() if value and name != "after"},
        kinds=KINDS,
        acts=tuple(ACTS),
        types=TYPES,
        facet_filters=FACETS,
    )


def filters(request: Request) -> Filters:
    """The filters of a page's address.

    Raises:
        QuestionError: One of them cannot be so.
    """
    return Filters(
        actor=words(request, "actor"),
        state=words(request, "state"),
        kind=choice(request, "kind", KINDS),
        act=choice(request, "act", tuple(ACTS)),
        type=choice(request, "type", TYPES),
        issue=words(request, "issue"),
        place=words(request, "place"),
        outlet=words(request, "outlet"),
        chain=words(request, "chain"),
        days=days(request),
    )


def _found(request: Request, desk: Desk) -> tuple[Page[Told], Facets]:
    query, asked = words(request, "q"), filters(request)
    if query is None and asked == Filters():
        raise QuestionError("write words to look for, or choose a filter")
    rows = search(desk.store, query, asked, limit=_ROWS, after=mark(request))
    return rows, desk.memory.ask(facets, query, asked)
