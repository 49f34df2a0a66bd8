"""Names for documents, actors and entries outside of their record: of files, and as IRIs."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import count
from pathlib import PurePath
from urllib.parse import quote

from communique.record import Actor, Record

#: Under this lies what has no address of its own. The top-level domain is reserved (RFC 6761): nothing is there.
BASE = "https://communique.invalid/"
_LONGEST = 100
#: Kinds of actor whose identity is that of one document: `officials` here and there are not the same.
_NAMELESS = frozenset({"group", "document"})
#: An absolute http address of characters that need no escape (RFC 3986).
WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\[\]]+")


class FileNames:
    """A file name for each document, different from all before whatever the case of their letters."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        #: The number that a namesake gets next: a thousand of them are not all tried again.
        self._next: defaultdict[str, int] = defaultdict(lambda: 1)

    def of(self, id: str) -> str:
        """The name without suffix: the stem of the id where that is a path, with `_` for what a path obeys."""
        stem = re.sub(r"[^\w.\-]+", "_", PurePath(id.replace("\0", "_")).stem).strip("._")[:_LONGEST] or "document"
        for number in count(self._next[stem.casefold()]):
            name = f"{stem}-{number}" if number > 1 else stem
            if name.casefold() not in self._taken:
                break
        self._taken.add(name.casefold())
        self._next[stem.casefold()] = number + 1
        return name


def address(record: Record) -> str | None:
    """Where the document was found, if that is a web address."""
    url = record.document.url
    return url if url and WEB_ADDRESS.fullmatch(url) else None


def document_iri(record: Record) -> str:
    """The document's web address, or an IRI made of its id."""
    return address(record) or f"{BASE}document/{encoded(record.document.id)}"


def entry_iri(record: Record, id: str) -> str:
    """The IRI of an entry: the one made of its document's id, and its own as the fragment."""
    return f"{BASE}document/{encoded(record.document.id)}#{encoded(id)}"


def actor_iri(record: Record, actor: Actor) -> str:
    """The IRI of an actor, the same in all documents that name it; of unnamed groups and documents an entry's."""
    if actor.kind in _NAMELESS or not actor.identity:
        return entry_iri(record, actor.id)
    return f"{BASE}{actor.kind}/{encoded(actor.identity)}"


def state_iri(code: str) -> str:
    """The IRI of a state as an actor, by its ISO 3166-1 alpha-3 code."""
    return f"{BASE}state/{encoded(code)}"


@lru_cache(maxsize=10_000)
def encoded(text: str) -> str:
    """A string as one part of an address, percent-encoded: nothing in it is left to escape."""
    return quote(text, safe="", errors="replace")
