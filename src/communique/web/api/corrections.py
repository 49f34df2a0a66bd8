"""Corrections: what an analyst says to the records; made, listed, taken back."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from communique import store as stores
from communique.analysis.paging import page
from communique.store import Change, Correction, CorrectionError, Drop, Mend, Merge, Rename, Split, Store
from communique.web.api.answers import answers, takes
from communique.web.api.bodies import Body, decoded
from communique.web.api.calls import Asked, Listed
from communique.web.api.queries import Nothing, Paged
from communique.web.problems import ProblemError

router = APIRouter(prefix="/corrections", tags=["corrections"])


class _Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a call takes."""


class DropEntry(_Body, frozen=True, kw_only=True, tag="drop", tag_field="change"):
    """The entry of a document is wrong, and with it what hangs on it.

    Attributes:
        document: The document's key.
        entry: The entry's id in the record, as corrected so far.
    """

    document: str
    entry: str


class MendEntry(_Body, frozen=True, kw_only=True, tag="mend", tag_field="change"):
    """A field of an entry has another value.

    Attributes:
        document: The document's key.
        entry: The entry's id in the record, as corrected so far.
        field: The field.
        value: Its value, as in the record's JSON; actors by their identities.
    """

    document: str
    entry: str
    field: str
    value: Any


class NewCorrection(_Body, frozen=True, kw_only=True):
    """A correction to be made.

    Attributes:
        change: What is to be changed.
        reason: Why; kept with the correction.
        author: Who says so; the name of the token where nobody is named.
    """

    change: Rename | Merge | Split | DropEntry | MendEntry
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]
    author: Annotated[str, msgspec.Meta(min_length=1, max_length=200)] | None = None


class MadeCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """A correction of the store.

    Attributes:
        number: Its number in this store.
        author: Who says so.
        day: When.
        reason: Why.
        change: What is changed; an entry by its evidence, for its id may be another one after the next reading.
    """

    number: int
    author: str
    day: datetime.date
    reason: str
    change: Change


Number = Annotated[int, Path(ge=1, le=2**53, description="The correction's number.")]


@router.get("", **answers(Listed[MadeCorrection]))
def listed(call: Asked, query: Annotated[Paged, Query()]) -> Response:
    """The corrections, in the order in which they were made."""
    made = [made_correction(*one) for one in stores.made(call.store)]
    return call.listed(query, lambda **where: page(made, **where))


@router.post("", **takes(NewCorrection), **answers(MadeCorrection, 201, 200))
def correct(call: Asked, body: Body, query: Nothing) -> Response:
    """Make a correction; 200 where it was there already. Needs a token with the scope `write`."""
    new = decoded(body, NewCorrection)
    author = new.author or call.request.state.token.name
    today = datetime.datetime.now(datetime.UTC).date()
    change = _change(call.store, new.change)
    correction = Correction(author=author, day=today, reason=new.reason, change=change)
    fresh = stores.correct(call.store, [correction])
    number = fresh[0] if fresh else _number(call.store, correction)
    made = msgspec.json.encode(made_correction(number, correction))
    headers = {"Location": f"{call.request.url.path}/{number}"}
    return Response(made, 201 if fresh else 200, headers, "application/json")


@router.get("/{number}", **answers(MadeCorrection))
def one(call: Asked, number: Number, query: Nothing) -> Response:
    """A correction."""
    for made in stores.made(call.store):
        if made.number == number:
            return call.reply(made_correction(*made))
    raise ProblemError(404, f"there is no correction {number}")


@router.delete("/{number}", **answers(MadeCorrection))
def withdraw(call: Asked, number: Number, query: Nothing) -> Response:
    """Take a correction back; answers with it. Needs a token with the scope `write`."""
    try:
        gone = stores.withdraw(call.store, number)
    except CorrectionError as error:
        raise ProblemError(404, str(error)) from None
    return call.reply(made_correction(number, gone))


def _change(store: Store, given: Rename | Merge | Split | DropEntry | MendEntry) -> Change:
    """The change as the store keeps it: an entry by its evidence.

    Raises:
        ProblemError: There is no such document.
        CorrectionError: The document has no such entry.
    """
    if isinstance(given, Rename | Merge | Split):
        return given
    try:
        target = stores.target(store, given.document, given.entry)
    except KeyError:
        raise ProblemError(422, f"there is no document {given.document} that was read") from None
    if isinstance(given, DropEntry):
        return Drop(target=target)
    return Mend(target=target, field=given.field, value=given.value)


def made_correction(number: int, correction: Correction) -> MadeCorrection:
    """A correction with its number."""
    return MadeCorrection(
        number=number,
        author=correction.author,
        day=correction.day,
        reason=correction.reason,
        change=correction.change,
    )


def _number(store: Store, correction: Correction) -> int:
    return next(number for number, made in stores.made(store) if made.key == correction.key)
