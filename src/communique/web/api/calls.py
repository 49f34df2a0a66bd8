"""One call: the desk that it is put to, and its answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from communique.analysis import CursorError, Cursors, Page
from communique.store import Store
from communique.web.api.queries import Paged
from communique.web.desk import Desk, desk
from communique.web.problems import Fault, ProblemError

Row = TypeVar("Row")


class Listed(msgspec.Struct, Generic[Row], frozen=True):
    """A page of a list.

    Attributes:
        items: The rows.
        next: What to give as `cursor`, and all else as before, to get the next page; null where this is the last.
    """

    items: list[Row]
    next: str | None


class Call:
    """A request to the API.

    Attributes:
        desk: The desk.
        store: Its store.
    """

    def __init__(self, request: Request, desk: Desk) -> None:
        self.request, self.desk = request, desk

    @property
    def store(self) -> Store:
        """The store of the desk."""
        return self.desk.store

    def listed(self, query: Paged, ask: Callable[..., Page[Any]]) -> Response:
        """A page of a question, which is given `limit` and `after`."""
        given = self.request.query_params.multi_items()
        asked = sorted(one for one in given if one[0] not in {"cursor", "limit"})
        cursors = Cursors((self.request.url.path, asked))
        try:
            after = cursors.mark(query.cursor)
        except CursorError as error:
            raise ProblemError(422, str(error), errors=[Fault("query.cursor", str(error))]) from None
        rows = ask(limit=min(query.limit, self.desk.settings.rows), after=after)
        return self.reply(Listed(list(rows), cursors.cursor(rows.next)))

    def reply(self, value: Any) -> Response:
        """A value as JSON."""
        return self.tagged(Response(msgspec.json.encode(value), media_type="application/json"))

    def tagged(self, response: Response) -> Response:
        """A response with an entity tag; only that it is unchanged, if the client has it (RFC 9110, 13.1.2)."""
        tag = f'W/"{hashlib.blake2b(response.body, digest_size=12).hexdigest()}"'
        had = {one.strip() for one in self.request.headers.get("if-none-match", "").split(",")}
        if tag in had or "*" in had:
            response = Response(status_code=304)
        response.headers["ETag"] = tag
        return response


async def _call(request: Request, desk: Annotated[Desk, Depends(desk)]) -> Call:
    return Call(request, desk)


#: For the parameters of a route.
Asked = Annotated[Call, Depends(_call)]
