"""Downloads: a story's record in every format that `communique.export` writes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from starlette.responses import Response

from communique import store as stores
from communique.web.desk import Desk, desk
from communique.web.exports import download

router = APIRouter()


@router.get("/export/{key}/{format}")
def export(key: str, format: str, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """The record of a document, corrected, in a format; `html` is the page of the record."""
    try:
        record = stores.corrected(desk.store, key).record
    except KeyError:
        raise HTTPException(404, "there is no such story that was read") from None
    return download(record, format)
