"""Downloads: a story's record in every format that `communique.export` writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Annotated

from fastapi import APIRouter, Depends, HTTPException
from starlette.responses import Response

from communique import store as stores
from communique.export.formats import FORMATS, Folder, Format, MissingPackageError
from communique.export.html import render
from communique.export.naming import FileNames
from communique.record import Record
from communique.web.desk import Desk, desk

router = APIRouter()

#: Endings of the files that are no folders, and their media types; those of folders come as a ZIP file.
_ENDINGS = {
    "jsonl": ("jsonl", "application/jsonl"),
    "ftm": ("ftm.jsonl", "application/jsonl"),
    "webannotation": ("annotations.jsonld", "application/ld+json"),
    "schemaorg": ("schemaorg.jsonld", "application/ld+json"),
    "graphml": ("graphml", "application/graphml+xml"),
    "gexf": ("gexf", "application/gexf+xml"),
    "geojson": ("geojson", "application/geo+json"),
    "ics": ("ics", "text/calendar"),
}
#: The time of every file in an archive, so that the same record gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@router.get("/export/{key}/{format}")
def export(key: str, format: str, desk: Annotated[Desk, Depends(desk)]) -> Response:
    """The record of a document, corrected, in a format; `html` is the page of the record."""
    try:
        record = stores.corrected(desk.store, key).record
    except KeyError:
        raise HTTPException(404, "there is no such story that was read") from None
    name = FileNames().of(record.document.id).encode("ascii", "replace").decode().replace("?", "_")
    if format == "html":
        return _file(f"{name}.html", render(record).encode(), "application/octet-stream")
    if format not in FORMATS:
        raise HTTPException(404, f"there is no format '{format}'; there are {', '.join(FORMATS)}")
    try:
        return _exported(FORMATS[format], record, name)
    except MissingPackageError as error:
        raise HTTPException(501, str(error)) from None


def _exported(format: Format, record: Record, name: str) -> Response:
    out = io.BytesIO()
    if format.folder:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            format.export([record], _folder(archive))
        return _file(f"{name}.{format.name}.zip", out.getvalue(), "application/zip")
    format.export([record], out)
    ending, type = _ENDINGS.get(format.name, (format.name, "application/octet-stream"))
    return _file(f"{name}.{ending}", out.getvalue(), type)


def _folder(archive: zipfile.ZipFile) -> Folder:
    @contextmanager
    def opened(name: str) -> Iterator[IO[bytes]]:
        data = io.BytesIO()
        yield data
        archive.writestr(zipfile.ZipInfo(name, _EPOCH), data.getvalue(), zipfile.ZIP_DEFLATED)

    return opened


def _file(name: str, data: bytes, type: str) -> Response:
    return Response(data, media_type=type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
