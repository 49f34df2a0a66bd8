"""WARC archives of the web, as Common Crawl's CC-NEWS has them: a page for each answer that succeeded.

Requests, metadata, answers that are no success and answers that are no page or text are passed over: a crawl is
full of them. A record whose length is wrong ends the file, for nobody knows where the next one begins.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

from communique.ingest.items import Blob, Facts, Find, Refusal, Unreadable, extra, printable
from communique.ingest.kinds import PAGES, by_type, charset_of
from communique.ingest.options import Limits, Options
from communique.ingest.streams import CHUNK, Counted

#: Kinds of record that hold what was found at an address: as the server sent it, bare, or as text (WET files).
HOLDING = frozenset({"response", "resource", "conversion"})


def read(blob: Blob, options: Options) -> Iterator[Find]:
    """A page or a refusal for each record that holds one."""
    stream = Counted(blob.stream)
    archive = _archive(stream)
    while (record := _next(archive, stream, options.limits)) is not None:
        name = printable(record.rec_headers.get_header("WARC-Target-URI") or f"{blob.name}@{archive.offset}")
        find = _find(record, name, blob, options.limits)
        try:
            _finish(archive, record)
        except Unreadable as error:
            yield Refusal(name, str(error))
            return
        if find is not None:
            yield find


def _archive(stream: Counted) -> Any:
    iterator: Any = extra("warcio.archiveiterator", "web").ArchiveIterator

    class Quiet(iterator):  # type: ignore[misc]
        INC_RECORD = ""  # it would go to standard error; `_finish` says it

    return Quiet(stream)


def _next(archive: Any, stream: Counted, limits: Limits) -> Any:
    failures = extra("warcio.exceptions", "web")
    with stream.at_most(limits.directory):
        try:
            record = next(archive, None)
        except (failures.ArchiveLoadFailed, ValueError) as error:
            raise Unreadable(f"a record of the archive is damaged: {str(error).strip()[:200]}") from None
    if record is not None and not hasattr(record.raw_stream, "limit"):
        raise Unreadable("a record of the archive does not say how long it is.")
    return record


def _find(record: Any, name: str, blob: Blob, limits: Limits) -> Find | None:
    headers = record.http_headers
    if record.rec_type not in HOLDING or (headers is not None and headers.get_statuscode() != "200"):
        return None
    media = (headers or record.rec_headers).get_header("Content-Type") or ""
    kind = by_type(media, name)
    if kind not in PAGES:
        return None
    data = _content(record.content_stream(), limits.bytes)
    if data is None:
        return Refusal(name, f"longer than {limits.bytes:,} bytes.")
    facts = Facts(url=name, charset=charset_of(media), retrieved=_retrieved(record))
    return Blob(name=name, kind=kind, stream=io.BytesIO(data), facts=facts, depth=blob.depth + 1)


def _content(stream: Any, most: int) -> bytes | None:
    data = bytearray()
    while piece := stream.read(CHUNK):
        data += piece
        if len(data) > most:
            return None
    return bytes(data)


def _finish(archive: Any, record: Any) -> None:
    """Go to the record's end, which must be where it says."""
    archive.read_to_end()
    if record.raw_stream.limit > 0:
        raise Unreadable(f"the record is {record.raw_stream.limit:,} bytes shorter than it says.")
    if archive.err_count:
        raise Unreadable("the record is longer than it says; the rest of the archive is left.")


def _retrieved(record: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((record.rec_headers.get_header("WARC-Date") or "")[:10])
    except ValueError:
        return None
