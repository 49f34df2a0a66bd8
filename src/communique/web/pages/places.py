"""The map: the places that documents name, and what took place there."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import PlaceOnMap, places
from communique.web.desk import Desk, desk
from communique.web.pages.asked import tried, words
from communique.web.pages.drawing import page
from communique.web.pages.projection import HEIGHT, WIDTH, projected
from communique.web.pages.search import KINDS, filters

router = APIRouter()

_POINTS = 100
#: Radius of a place that one document names, and of the one that most name, in units of the map.
_LEAST, _MOST = 3.0, 16.0
#: Names that are written on the map; how wide a letter of them and how high a line is.
_NAMED, _LETTER, _LINE = 16, 7.0, 13.0


class Dot(NamedTuple):
    """A place on the map.

    Attributes:
        place: The place.
        x: Units from the left.
        y: Units from the top.
        radius: Its circle's, whose area grows with the documents.
        named: Whether its name stands beside it.
    """

    place: PlaceOnMap
    x: float
    y: float
    radius: float
    named: bool


@router.get("/map")
def show(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """Places of all documents, or of those with what the address asks for."""
    found, trouble = tried(lambda: desk.memory.ask(places, words(request, "q"), filters(request), limit=_POINTS))
    return page(
        request,
        "map",
        status=422 if trouble else 200,
        found=found,
        dots=dots((*found.points, *found.states)) if found else [],
        width=WIDTH,
        height=HEIGHT,
        trouble=trouble,
        kinds=KINDS,
    )


def dots(found: Iterable[PlaceOnMap]) -> list[Dot]:
    """Circles for places, the larger ones first so that the smaller lie on them."""
    ordered = sorted(found, key=lambda one: (-one.documents, one.name))
    most = max((one.documents for one in ordered), default=1)
    shown: list[Dot] = []
    for one in ordered:
        x, y = projected(one.latitude, one.longitude)
        share = math.sqrt((one.documents - 1) / max(most - 1, 1))
        dot = Dot(one, round(x, 1), round(y, 1), round(_LEAST + (_MOST - _LEAST) * share, 1), named=True)
        named = [other for other in shown if other.named]
        shown.append(dot._replace(named=len(named) < _NAMED and not any(_over(dot, other) for other in named)))
    return shown


def _over(one: Dot, other: Dot) -> bool:
    """Whether the names of two would lie on each other."""
    apart = other.x + other.radius - one.x - one.radius
    reach = len((one if apart > 0 else other).place.name) * _LETTER
    return abs(one.y - other.y) < _LINE and abs(apart) < reach
