"""A record in another tool's format, to be downloaded: one file, or a folder as a ZIP archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, NamedTuple

from starlette.responses import Response

from communique.export.formats import FORMATS
from communique.export.html import render
from communique.export.naming import FileNames
from communique.record import Record
from communique.web.problems import ProblemError


class Download(NamedTuple):
    """How a format is downloaded: its media type, and how the names of its files end."""

    media_type: str
    suffix: str


ZIP = Download("application/zip", "zip")
#: By format; a format of several files is an archive.
DOWNLOADS = {
    **{name: ZIP for name, format in FORMATS.items() if format.folder},
    "jsonl": Download("application/x-ndjson", "jsonl"),
    "ftm": Download("application/x-ndjson", "ftm.jsonl"),
    "webannotation": Download("application/ld+json", "annotations.jsonld"),
    "schemaorg": Download("application/ld+json", "schemaorg.jsonld"),
    "graphml": Download("application/graphml+xml", "graphml"),
    "gexf": Download("application/gexf+xml", "gexf"),
    "geojson": Download("application/geo+json", "geojson"),
    "ics": Download("text/calendar", "ics"),
    "html": Download("text/html", "html"),
}
#: The day that files of an archive bear: the same record gives the same bytes.
_NEVER = (1980, 1, 1, 0, 0, 0)


def download(record: Record, format: str) -> Response:
    """A record in a format; `html` is the page of the record by itself.

    Raises:
        ProblemError: There is no such format.
        MissingPackageError: The format needs a package that is not installed.
    """
    if format not in DOWNLOADS:
        raise ProblemError(404, f"there is no format '{format}'", suggestions=DOWNLOADS)
    media_type, suffix = DOWNLOADS[format]
    name = FileNames().of(record.document.id).encode("ascii", "replace").decode().replace("?", "_")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return Response(exported(record, format), media_type=media_type, headers=headers)


def exported(record: Record, format: str) -> bytes:
    """The bytes of it."""
    if format == "html":
        return render(record).encode()
    whole = BytesIO()
    if not FORMATS[format].folder:
        FORMATS[format].export([record], whole)
        return whole.getvalue()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:

        @contextmanager
        def opened(name: str) -> Iterator[IO[bytes]]:
            file = BytesIO()
            yield file
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.getvalue())

        FORMATS[format].export([record], opened)
    return whole.getvalue()
