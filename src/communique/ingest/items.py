"""What goes through an ingest: sources, what is found in them, and what comes out."""

from __future__ import annotations

import datetime
import importlib
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Literal

from communique.record import Document

#: `xml` is a feed or a list of feeds (OPML), which only the content tells; `feed` must be a feed.
Kind = Literal[
    "text", "markdown", "html", "jsonl", "parquet", "xml", "feed", "warc", "zip", "tar", "gzip", "unknown"
]


#: The path that stands for standard input, and what it is called.
STDIN, STDIN_NAME = "-", "stdin"


class Unreadable(Exception):  # noqa: N818  # it is no fault of the program
    """A source cannot be read; the message says why, in words for whoever gave it."""


class MissingExtraError(Unreadable):
    """A kind of source needs an optional part of the package that is not installed."""


@dataclass(frozen=True)
class Refusal:
    """A source, or a part of one, that gives no document to read.

    Attributes:
        source: Its name: a path, a URL, or the name of a file in an archive or of a line in a file.
        reason: Why, as the end of a sentence about it, for people.
        document: What was found, where it is worth keeping though it is not to be read (another language).
    """

    source: str
    reason: str
    document: Document | None = None


Item = Document | Refusal


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a source from where it was found: the feed that links to it, the archive that holds it.

    Attributes:
        published: The day its giver says it was published.
        retrieved: The day it was fetched; nothing in it can have been published later.
        url: Where it was found.
        outlet: Who published it.
        title: Its title.
        charset: The character encoding that the server named.
    """

    published: datetime.date | None = None
    retrieved: datetime.date | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    charset: str | None = None


class Budget:
    """What an archive, and the archives within it, may still unpack to.

    Args:
        entries: How many files.
        size: How many bytes, all files together.
    """

    def __init__(self, entries: int, size: int) -> None:
        self.entries, self.size = entries, size

    def take(self, *, entries: int = 0, size: int = 0) -> None:
        """Use some of it.

        Raises:
            Unreadable: There is not so much left.
        """
        self.entries -= entries
        self.size -= size
        if self.entries < 0:
            raise Unreadable("the archive holds more files than are taken from one.")
        if self.size < 0:
            raise Unreadable("the archive unpacks to more bytes than are taken from one.")


@dataclass(frozen=True, kw_only=True)
class Blob:
    """Bytes to be read, with a name.

    Attributes:
        name: What its documents and refusals are called after.
        kind: What it is.
        stream: Its bytes from the beginning; to be used before the next one is asked for.
        facts: What is known of it.
        depth: In how many archives, lists and feeds it lies.
        budget: What may still be unpacked of the archive that it lies in.
    """

    name: str
    kind: Kind
    stream: BinaryIO
    facts: Facts = field(default_factory=Facts)
    depth: int = 0
    budget: Budget | None = None


@dataclass(frozen=True, kw_only=True)
class Link:
    """A URL that leads to more.

    Attributes:
        url: The address.
        kinds: What may lie behind it; anything else is refused. If there is one only, it is taken for that
            whatever the server calls it: many feeds are served as pages.
        facts: What is known of what lies behind it.
        depth: In how many archives, lists and feeds it lies.
    """

    url: str
    kinds: frozenset[Kind]
    facts: Facts = field(default_factory=Facts)
    depth: int = 0


#: What the reader of one kind finds in a blob: documents, what it refuses, and more to read.
Find = Document | Refusal | Blob | Link


def printable(name: str) -> str:
    """A name with whatever of it is no Unicode replaced: names of documents go into JSON."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def extra(module: str, name: str) -> Any:
    """An optional module.

    Args:
        module: What to import.
        name: The extra of this package that brings it.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise MissingExtraError(
            f"this kind of source needs {module.split('.')[0]}: pip install 'communique[{name}]'."
        ) from None
