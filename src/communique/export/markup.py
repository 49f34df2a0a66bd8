"""XML written piece by piece: always well-formed, whatever the text holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from communique.export.plain import clean

#: Parsers make these of line ends otherwise (XML 1.0, 2.11 and 3.3.3).
_KEPT = {"\r": "&#13;"}
_KEPT_IN_ATTRIBUTES = {**_KEPT, "\n": "&#10;", "\t": "&#9;"}


class Xml:
    """Writes an XML document to a binary file, in UTF-8.

    Characters that XML does not allow become U+FFFD; all others come back from a parser as they were.
    """

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._put('<?xml version="1.0" encoding="UTF-8"?>\n')

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element around what is written within."""
        self._put(f"<{name}{_listed(attributes or {})}>")
        yield
        self._put(f"</{name}>")

    def leaf(self, name: str, attributes: Mapping[str, str] | None = None, text: str = "") -> None:
        """An element with nothing but text in it."""
        with self.element(name, attributes):
            self.text(text)

    def text(self, text: str) -> None:
        """Text."""
        self._put(escape(clean(text), _KEPT))

    def newline(self) -> None:
        """A line end where white space means nothing."""
        self._put("\n")

    def _put(self, data: str) -> None:
        self._out.write(data.encode())


def _listed(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(clean(value), _KEPT_IN_ATTRIBUTES)}" for name, value in attributes.items())
