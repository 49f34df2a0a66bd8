"""XML from the world: which of its two kinds it is, with no entity expanded and nothing fetched.

expat fetches nothing by itself, and a declaration of an entity ends the parse here, so that none is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from communique.ingest import feeds, opml
from communique.ingest.items import Blob, Find, Unreadable
from communique.ingest.options import Limits, Options
from communique.ingest.streams import whole

_ITEMS = re.compile(rb"<(?:\w+:)?(?:item|entry)\b")
_ENTITY = re.compile(rb"<!ENTITY")


def read(blob: Blob, options: Options) -> Iterator[Find]:
    """What a feed or a list of feeds leads to."""
    data = whole(blob.stream, options.limits.bytes)
    survey = Survey(options.limits).of(data)
    if survey.root == "opml":
        if survey.broken:
            raise Unreadable(f"a list of feeds that is no XML: {survey.broken}.")
        return opml.finds(survey.outlines, blob)
    return feeds.finds(data, blob, options)


def read_feed(blob: Blob, options: Options) -> Iterator[Find]:
    """What a feed, which is no list of feeds, leads to."""
    data = whole(blob.stream, options.limits.bytes)
    Survey(options.limits).of(data)
    return feeds.finds(data, blob, options)


class Survey:
    """One pass over a document that finds its root and its outlines, and sees that it is bounded.

    Attributes:
        root: The local name of the root element, in lower case; empty if there is none.
        outlines: The attributes of each OPML outline that names a feed.
        broken: Why it is not well-formed; None if it is.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.root = ""
        self.outlines: list[Mapping[str, str]] = []
        self.broken: str | None = None
        self.depth = self.items = 0

    def of(self, data: bytes) -> Survey:
        """Survey the document.

        Raises:
            Unreadable: It declares entities, or is too deep or has too many items.
        """
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.EntityDeclHandler = _refuse
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:  # many feeds are not well-formed; feedparser reads them all the same
            self.broken = str(error)
            if _ENTITY.search(data):
                _refuse()
            self._count(len(_ITEMS.findall(data)))
        return self

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2].lower()
        self.root = self.root or local
        self.depth += 1
        if self.depth > self.limits.xml_depth:
            raise Unreadable(f"elements are nested more than {self.limits.xml_depth} deep.")
        if local == "outline" and attributes.get("xmlUrl"):
            self.outlines.append(attributes)
        if local in {"item", "entry"} or (local == "outline" and attributes.get("xmlUrl")):
            self._count(self.items + 1)

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _count(self, items: int) -> None:
        self.items = items
        if items > self.limits.feed_items:
            raise Unreadable(f"more than {self.limits.feed_items:,} items, which no feed has.")


def _refuse(*_: object) -> None:
    raise Unreadable("it declares XML entities, which are never expanded.")
