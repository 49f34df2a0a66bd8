"""The inbox: what came in, and a form by which a text comes in and is read at once."""

from __future__ import annotations

import datetime
import io
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.analysis import copied, inbox
from communique.export.words import shorten
from communique.ingest import Item, Options, Refusal
from communique.ingest.items import Blob, Facts
from communique.ingest.kinds import PAGES, by_name
from communique.ingest.sources import Ingest
from communique.record import Document
from communique.store import Status, Store, document_key
from communique.web.desk import Desk, desk
from communique.web.pages.addresses import story_address
from communique.web.pages.asked import Trouble, choice, days, mark, tried, words
from communique.web.pages.drawing import following, own_address, page
from communique.web.pages.forms import Given, word

router = APIRouter()

STATUSES: tuple[Status, ...] = ("read", "waiting", "unread", "quarantined")
#: How many arrivals a page has: each with its doubts and meetings.
_ROWS = 25
#: The fields of the form besides the file.
_FIELDS = ("text", "title", "outlet", "url", "published")


@router.get("/")
def show(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """What came in, newest first."""
    return _page(request, desk)


@router.post("/read")
async def read(request: Request, desk: Annotated[Desk, Depends(desk)], given: Given) -> Response:
    """Keep a text or a file and read it, then lead to its story."""
    try:
        facts = _facts(given)
    except ValueError:
        refusal = Trouble("The day of publication is a day such as 2023-03-10.")
        return await run_in_threadpool(_page, request, desk, given, refusal)
    item = await run_in_threadpool(_item, given, facts)
    if isinstance(item, Document):
        outcome = await desk.read(item)
        if outcome.kind != "refused":
            return RedirectResponse(story_address(document_key(item)), 303)
        item = Refusal(outcome.name, outcome.reason)
    return await run_in_threadpool(_page, request, desk, given, Trouble(f"{item.source}: {item.reason}"))


def _facts(given: FormData) -> Facts:
    published = word(given, "published")
    return Facts(
        title=word(given, "title") or None,
        outlet=word(given, "outlet") or None,
        url=word(given, "url") or None,
        published=datetime.date.fromisoformat(published) if published else None,
    )


def _item(given: FormData, facts: Facts) -> Item:
    """The document that a form gives: of the file if there is one, otherwise of the text."""
    file = given.get("file")
    if isinstance(file, UploadFile) and file.filename:
        # A name and no path, whatever the browser says: nothing is ever opened by it.
        name = PurePosixPath(file.filename.replace("\\", "/")).name[:200] or "file"
        kind, data = by_name(name), file.file.read()
        kind = "text" if kind == "unknown" else kind
        if kind not in PAGES:
            return Refusal(name, "only a file with one text is read here; 'communique ingest' reads others.")
    else:
        text = word(given, "text").replace("\r\n", "\n")
        name, kind, data = (
            facts.title or shorten(text[:200], 80) or "text",
            "text",
            text.encode("utf-8", "replace"),
        )
    blob = Blob(name=name, kind=kind, stream=io.BytesIO(data), facts=facts, depth=1)
    return next(Ingest(Options()).expand(blob), Refusal(name, "there is no text in it."))


def _page(request: Request, desk: Desk, given: FormData | None = None, refused: Trouble | None = None) -> Response:
    arrivals, trouble = tried(
        lambda: inbox(
            desk.store,
            status=choice(request, "status", STATUSES),
            outlet=words(request, "outlet"),
            days=days(request),
            limit=_ROWS,
            after=mark(request),
        )
    )
    return page(
        request,
        "inbox",
        status=422 if trouble or refused else 200,
        arrivals=arrivals or [],
        copies=copied(desk.store, [one.key for one in arrivals or ()])
        if "copies" in request.query_params
        else None,
        asked=own_address(request),
        next=following(request, arrivals),
        trouble=trouble,
        refused=refused,
        given={name: word(given, name) for name in _FIELDS} if given else {},
        statuses=STATUSES,
        counts=desk.memory.ask(Store.counts),
    )
