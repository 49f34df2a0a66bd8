"""Search: every hit with its sentence, and what the hits are made of as links that narrow them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import Filters, Page, QuestionError, Told, facets, search
from communique.export.words import ACTS
from communique.record.entries import EventType
from communique.store import Store
from communique.web.desk import Desk, desk
from communique.web.pages.asked import choice, days, mark, tried, words
from communique.web.pages.drawing import following, page
from communique.web.pages.marking import marker

router = APIRouter()

KINDS = ("statement", "meeting", "event", "commitment", "request", "refusal", "position", "finding")
TYPES: tuple[str, ...] = EventType.__args__  # type: ignore[attr-defined]
_ROWS = 30
#: Fields that ask for a part of the page and not for other entries. Facets take longer than the entries: they are
#: asked for apart, by a link that is followed once the page is there.
_PAGING = ("after", "facets")
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
    rows, trouble = tried(lambda: _found(request, desk.store)) if request.query_params else (None, None)
    wanted = rows is not None and "facets" in request.query_params
    counted = desk.memory.ask(facets, words(request, "q"), filters(request)) if wanted else None
    return page(
        request,
        "search",
        status=422 if trouble else 200,
        rows=rows,
        facets=counted,
        next=following(request, rows),
        trouble=trouble,
        marked=marker(request.query_params.get("q")),
        chosen={name: value for name, value in request.query_params.items() if value and name not in _PAGING},
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


def _found(request: Request, store: Store) -> Page[Told]:
    query, asked = words(request, "q"), filters(request)
    if query is None and asked == Filters():
        raise QuestionError("write words to look for, or choose a filter")
    return search(store, query, asked, limit=_ROWS, after=mark(request))
