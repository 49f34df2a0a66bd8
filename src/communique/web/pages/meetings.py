"""Meetings: who met whom; and one meeting with all its readouts side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import compare, entries_in, meetings, others, story
from communique.record.entries import MeetingStatus
from communique.web.desk import Desk, desk
from communique.web.pages.asked import choice, days, mark, tried, words
from communique.web.pages.charts import strip
from communique.web.pages.drawing import ORDERS, following, page

router = APIRouter()

STATUSES: tuple[str, ...] = MeetingStatus.__args__  # type: ignore[attr-defined]
_ROWS = 40


@router.get("/meetings")
def listed(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """Meetings in the order of their days."""
    rows, trouble = tried(
        lambda: meetings(
            desk.store,
            tuple(one for one in (words(request, "actor"), words(request, "with")) if one),
            place=words(request, "place"),
            status=choice(request, "status", STATUSES),
            days=days(request),
            limit=_ROWS,
            after=mark(request),
            latest=choice(request, "order", ORDERS) == ORDERS[1],
        )
    )
    return page(
        request,
        "meetings",
        status=422 if trouble else 200,
        rows=rows or [],
        chart=strip(rows or []),
        next=following(request, rows),
        trouble=trouble,
        statuses=STATUSES,
    )


@router.get("/meeting")
def show(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """A meeting as one document has it, what others have of it, and the two side by side."""
    called, entry = words(request, "story"), words(request, "entry")
    if called is None or entry is None:
        raise HTTPException(404, "a meeting is named by a story and an entry of its record")
    found, lost = tried(lambda: story(desk.store, called))
    if found is None:
        return page(request, "nostory", status=404, trouble=lost)
    entries = entries_in(desk.store, found.number)
    meeting = next((one for one in entries if one.entry == entry and one.kind == "meeting"), None)
    if meeting is None:
        raise HTTPException(404, f"the story has no meeting '{entry}'")
    around = others(desk.store, found)
    readouts = [one for one in around.readouts if one.entry == entry]
    chosen = words(request, "with") or next((one.told.key for one in readouts), None)
    compared, trouble = tried(lambda: compare(desk.store, meeting.key, chosen)) if chosen else (None, None)
    return page(
        request,
        "meeting",
        meeting=meeting,
        readouts=readouts,
        twins=around.twins,
        compared=compared,
        chosen=chosen,
        chosen_name=next((one.told.document for one in readouts if one.told.key == chosen), chosen),
        trouble=trouble,
    )
