"""Documents: what was kept, its text, its record, and what can be made of that; and new ones."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from communique import analysis
from communique import store as stores
from communique.analysis import Arrival, Others, Told
from communique.record import Document, Record
from communique.store import Change, Kept, Status, document_key, text_hash
from communique.web.api import queries
from communique.web.api.answers import answers, answers_with, takes
from communique.web.api.bodies import Body, decoded
from communique.web.api.calls import Asked, Call, Listed
from communique.web.api.corrections import MadeCorrection, made_correction
from communique.web.exports import DOWNLOADS, download
from communique.web.problems import ProblemError

router = APIRouter(prefix="/documents", tags=["documents"])
Key = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="The document's key.")]


Name = Annotated[str, Path(description="The format.", json_schema_extra={"enum": list(DOWNLOADS)})]


class RecordQuery(queries.Query):
    """What a record is asked for with."""

    corrected: bool = Field(True, description="With the corrections applied; otherwise as it was read.")


class New(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document to be kept and read.

    Attributes:
        text: Its text.
        name: Its name; made of its text where none is given.
        published: The day on which it was published.
        url: Where it was found.
        outlet: Who published it.
        title: Its title.
    """

    text: Annotated[str, msgspec.Meta(min_length=1)]
    name: Annotated[str, msgspec.Meta(min_length=1)] | None = None
    published: datetime.date | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None


class WholeStory(msgspec.Struct, frozen=True, kw_only=True):
    """A document, and what is known of it; its record has an address of its own.

    Attributes:
        key: Its key.
        document: The document, with its text.
        sha256: Hash of the text, which all offsets are of.
        status: How it stands.
        reason: Why it was not read, where it was not.
        kept_on: The day on which it came in.
        names: All names under which it came, the first one first.
        entries: What was read in it, with the corrections applied, in the order of the text.
        corrections: Those that are of it or of actors in it.
        missed: Those of them that found nothing to change.
    """

    key: str
    document: Document
    sha256: str
    status: Status
    reason: str | None
    kept_on: datetime.date | None
    names: tuple[str, ...]
    entries: tuple[Told, ...]
    corrections: tuple[MadeCorrection, ...]
    missed: tuple[Change, ...]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a document.

    Attributes:
        key: Its key: it is at `/api/v1/documents/{key}`.
        kind: `read` now; `known`, it was there; `unread`, kept and not read; `quarantined`, the reader failed.
        reason: Why it was not read; empty where it was.
    """

    key: str
    kind: Literal["read", "known", "unread", "quarantined"]
    reason: str


@router.get("", **answers(Listed[Arrival]))
def inbox(call: Asked, query: Annotated[queries.InboxQuery, Query()]) -> Response:
    """The documents, the last to come first, with what is in them and what is doubtful about them."""
    return call.listed(
        query,
        lambda **page: analysis.inbox(
            call.store, status=query.status, outlet=query.outlet, days=query.days, **page
        ),
    )


@router.post("", **takes(New), **answers(Taken, 201, 200))
async def keep(call: Asked, body: Body, query: queries.Nothing) -> Response:
    """Keep a text and read it; 200 where it was there already. Needs a token with the scope `write`."""
    new = decoded(body, New)
    document = Document(
        id=new.name or f"text {text_hash(new.text)[:12]}",
        text=new.text,
        published=new.published,
        url=new.url,
        outlet=new.outlet,
        title=new.title,
    )
    outcome = await call.desk.read(document)
    if outcome.kind == "refused":
        raise ProblemError(422, f"this cannot be kept: {outcome.reason}")
    taken = Taken(key=document_key(document), kind=outcome.kind, reason=outcome.reason)
    headers = {"Location": f"{call.request.url.path}/{taken.key}"}
    status = 200 if outcome.kind == "known" else 201
    return Response(msgspec.json.encode(taken), status, headers, "application/json")


@router.get("/{key}", **answers(WholeStory))
def story(call: Asked, key: Key, query: queries.Nothing) -> Response:
    """A document with its entries and its corrections."""
    kept(call, key)
    found = analysis.story(call.store, key)
    return call.reply(
        WholeStory(
            key=key,
            document=found.kept.document,
            sha256=found.sha256,
            status=found.kept.status,
            reason=found.kept.reason,
            kept_on=found.kept_on,
            names=found.names,
            entries=tuple(analysis.entries_in(call.store, found.number)),
            corrections=tuple(made_correction(*one) for one in found.corrections),
            missed=found.missed,
        )
    )


@router.get("/{key}/others", **answers(Others))
def others(call: Asked, key: Key, query: queries.Nothing) -> Response:
    """The copies of a document, and what others have of its meetings."""
    kept(call, key)
    return call.reply(analysis.others(call.store, analysis.story(call.store, key)))


@router.get("/{key}/text", **answers_with({"text/plain": {"schema": {"type": "string"}}}))
def text(call: Asked, key: Key, query: queries.Nothing) -> Response:
    """The text, unchanged, in whose code points all offsets count."""
    return call.tagged(Response(kept(call, key).document.text, media_type="text/plain; charset=utf-8"))


@router.get("/{key}/record", **answers(Record))
def record(call: Asked, key: Key, query: Annotated[RecordQuery, Query()]) -> Response:
    """The record of a document."""
    found = read(call, key, corrected=query.corrected)
    return call.tagged(Response(found.to_json(), media_type="application/json"))


@router.get(
    "/{key}/exports/{format}", **answers_with({one.media_type: {"schema": {}} for one in DOWNLOADS.values()})
)
def export(call: Asked, key: Key, format: Name, query: queries.Nothing) -> Response:
    """The record, corrected, in another tool's format; a format of several files as a ZIP archive."""
    return call.tagged(download(read(call, key), format))


def kept(call: Call, key: str) -> Kept:
    """The document of a key.

    Raises:
        ProblemError: There is none.
    """
    for one in call.store.kept([key]):
        return one
    raise ProblemError(404, f"there is no document {key}")


def read(call: Call, key: str, *, corrected: bool = True) -> Record:
    """The record of a document.

    Raises:
        ProblemError: There is no document of this key, or it was not read.
    """
    try:
        return stores.corrected(call.store, key).record if corrected else call.store.record(key)
    except KeyError:
        one = kept(call, key)
        raise ProblemError(404, f"the document {key} was not read: {one.reason or one.status}") from None
