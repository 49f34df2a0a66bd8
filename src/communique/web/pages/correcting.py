"""Corrections: an entry put right in its place, by somebody, for a reason; and taken back."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, HTTPException
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique import store as stores
from communique.export.digest import Digest
from communique.record import Record
from communique.store import Change, Correction, CorrectionError, Drop, Mend, Merge, Rename, Split, Store
from communique.store.corrections import evidence
from communique.web.desk import Desk, desk
from communique.web.pages.addresses import story_address
from communique.web.pages.asked import Trouble, sentence
from communique.web.pages.drawing import page
from communique.web.pages.fields import Field, entry_of, fields
from communique.web.pages.forms import Given, word
from communique.web.signing import own_path

router = APIRouter()

#: The cookie that keeps who corrected last.
AUTHOR = "communique_author"
_YEAR = 365 * 86_400
_OF_ACTORS = ("rename", "merge", "split")


@router.get("/correct/{key}/{entry}")
def form(request: Request, key: str, entry: str, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """The form for an entry."""
    return _form(request, desk.store, key, entry)


@router.post("/correct/{key}/{entry}")
def write(request: Request, key: str, entry: str, desk: Annotated[Desk, Depends(desk)], given: Given) -> Response:
    """Write a correction, and lead back to the story."""
    author, reason, day = word(given, "author"), word(given, "reason"), datetime.date.today()
    try:
        if not author or not reason:
            raise CorrectionError("a correction needs who says so, and why")
        changes = list(_changes(given, desk.store, key, entry))
        if not changes:
            raise CorrectionError("nothing was changed")
        stores.correct(
            desk.store, [Correction(author=author, day=day, reason=reason, change=one) for one in changes]
        )
    except KeyError:
        raise HTTPException(404, "there is no such story") from None
    except CorrectionError as error:
        return _form(request, desk.store, key, entry, given, Trouble(sentence(str(error))))
    gone = isinstance(changes[0], Drop)
    response = RedirectResponse(story_address(key, None if gone else entry), 303)
    response.set_cookie(AUTHOR, quote(author[:100]), max_age=_YEAR, httponly=True, samesite="strict")
    return response


@router.get("/corrections")
def listed(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """All corrections, the latest first."""
    return page(request, "corrections", corrections=stores.made(desk.store)[::-1])


@router.post("/corrections/{number}/withdraw")
def withdraw(number: int, desk: Annotated[Desk, Depends(desk)], given: Given) -> Response:
    """Take a correction back."""
    try:
        stores.withdraw(desk.store, number)
    except CorrectionError as error:
        raise HTTPException(404, str(error)) from None
    return RedirectResponse(own_path(word(given, "back") or "/corrections"), 303)


def _changes(given: FormData, store: Store, key: str, entry: str) -> Iterator[Change]:
    """What a form says is to be changed."""
    aim, record = stores.target(store, key, entry), stores.corrected(store, key).record
    kind, one = entry_of(record, entry)
    change = word(given, "change")
    if change in _OF_ACTORS and kind != "actor":
        raise CorrectionError(f"a {kind} has no name of its own to {change}")
    match change:
        case "drop":
            yield Drop(target=aim)
        case "rename":
            yield Rename(identity=one.identity, name=_needed(given, "name"))
        case "merge":
            yield Merge(identity=one.identity, into=_needed(given, "into"))
        case "split":
            yield Split(identity=one.identity, into=_needed(given, "into"), documents=(key,))
        case _:
            for field in fields(kind, one, record):
                if (value := _value(given, field)) != field.value:
                    yield Mend(target=aim, field=field.name, value=field.typed(value))


def _names(record: Record) -> dict[str, str]:
    """Names of the actors by identity; where two have one name, the identity stands beside it."""
    names = {actor.identity: actor.name for actor in record.actors}
    often = Counter(names.values())
    return {one: name if often[name] == 1 else f"{name} ({one})" for one, name in names.items()}


def _value(given: FormData, field: Field) -> str | tuple[str, ...]:
    """What a form has in a field."""
    if field.kind == "actors":
        return tuple(str(one) for one in given.getlist(field.name))
    return word(given, field.name)


def _needed(given: FormData, name: str) -> str:
    if not (value := word(given, name)):
        raise CorrectionError(f"the field '{name}' is empty")
    return value


def _form(
    request: Request,
    store: Store,
    key: str,
    entry: str,
    given: FormData | None = None,
    trouble: Trouble | None = None,
) -> Response:
    try:
        record = stores.corrected(store, key).record
        kind, one = entry_of(record, entry)
    except (KeyError, CorrectionError):
        raise HTTPException(404, "there is no such entry that could be corrected") from None
    return page(
        request,
        "correct",
        status=422 if trouble else 200,
        key=key,
        kind=kind,
        entry=one,
        actors=_names(record),
        fields=list(fields(kind, one, record)),
        quote=Digest(record).quote(spans, 300) if (spans := evidence(kind, one)) else "",
        trouble=trouble,
        author=word(given, "author") if given else unquote(request.cookies.get(AUTHOR, "")),
        reason=word(given, "reason") if given else "",
    )
