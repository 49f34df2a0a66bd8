"""What kind a source is of, by the server's word, its name or its content."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from communique.ingest.items import Kind

#: By the end of a name.
SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".rdf": "xml", ".opml": "xml",
    ".warc": "warc", ".zip": "zip", ".tar": "tar", ".gz": "gzip", ".tgz": "gzip",
}  # fmt: skip
#: By media type (IANA's registry, and those in use without being in it).
TYPES: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "markdown",
    "application/rss+xml": "xml", "application/atom+xml": "xml", "application/rdf+xml": "xml",
    "application/xml": "xml", "text/xml": "xml", "text/x-opml": "xml", "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl", "application/vnd.apache.parquet": "parquet", "application/warc": "warc",
    "application/zip": "zip", "application/x-tar": "tar", "application/gzip": "gzip",
    "application/x-gzip": "gzip",
}  # fmt: skip
#: What may hold one document.
PAGES: frozenset[Kind] = frozenset({"html", "text", "markdown"})


def by_name(name: str) -> Kind:
    """The kind of a file by the end of its name; `unknown` if that says nothing."""
    return SUFFIXES.get(PurePosixPath(name).suffix.lower(), "unknown")


def by_type(header: str, url: str) -> Kind:
    """The kind of an answer by its media type (`Content-Type`); by its address where that says nothing."""
    return TYPES.get(header.partition(";")[0].strip().lower()) or by_name(urlsplit(url).path)


def charset_of(media: str) -> str | None:
    """The character encoding that a `Content-Type` names."""
    for parameter in media.split(";")[1:]:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None
