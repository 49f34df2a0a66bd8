"""XML from the world: which of its two kinds it is, with no entity expanded and nothing fetched.

expat fetches nothing by itself, and a declaration of an entity ends the parse here, so that none is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from xml.parsers import expat

from communique.ingest import feeds, opml
from communique.ingest.items import Blob, Find, Unreadable
from communique.ingest.options import Limits, Options
from communique.ingest.streams import whole

#: Most attributes of an element; feedparser takes time with the square of their number.
ATTRIBUTES = 200
_AMPERSAND = re.compile(rb"&(?!#\d{1,7};|#[xX][\da-fA-F]{1,6};)(?:([A-Za-z]\w{0,30});)?")


def read(blob: Blob, options: Options) -> Iterator[Find]:
    """What a feed or a list of feeds leads to."""
    data, survey = sound(whole(blob.stream, options.limits.bytes), options.limits)
    return opml.finds(survey.outlines, blob) if survey.root == "opml" else feeds.finds(data, blob, options)


def read_feed(blob: Blob, options: Options) -> Iterator[Find]:
    """What a feed, which is no list of feeds, leads to."""
    data, _ = sound(whole(blob.stream, options.limits.bytes), options.limits)
    return feeds.finds(data, blob, options)


def sound(data: bytes, limits: Limits) -> tuple[bytes, Survey]:
    """A document as well-formed XML, and what it holds.

    Two faults that many feeds have can be mended without a guess: ampersands that stand for themselves, and
    characters by the names that only HTML has. Others are not mended: feedparser would try, in a time that grows
    with the square of the length.

    Raises:
        Unreadable: It is no XML, declares entities, is too deep or has too many items.
    """
    survey = Survey(limits).of(data)
    if survey.broken:
        data = _AMPERSAND.sub(_numbered, data)
        survey = Survey(limits).of(data)
    if survey.broken:
        raise Unreadable(f"no sound XML: {survey.broken}.")
    return data, survey


def _numbered(found: re.Match[bytes]) -> bytes:
    """An ampersand, or a character by its name in HTML, by number; what is XML stays."""
    name = (found[1] or b"").decode("ascii", "replace")
    if name in {"amp", "lt", "gt", "quot", "apos"}:
        return found[0]
    if characters := html5.get(f"{name};"):
        return b"".join(b"&#%d;" % ord(character) for character in characters)
    return b"&#38;" + found[0][1:]


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
        except expat.ExpatError as error:
            self.broken = str(error)
        return self

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > ATTRIBUTES:
            raise Unreadable(f"an element with more than {ATTRIBUTES} attributes.")
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
