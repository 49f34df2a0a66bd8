"""What goes in: a text, and what its giver knows of it."""

from __future__ import annotations

import datetime

import msgspec


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One report as it came, before anything was read from it.

    Attributes:
        id: The document's name among others: a file's name, a URL, a key of a data set.
        text: Its text, unchanged. All offsets of a record count the Unicode code points of this string.
        published: The day it was published, as its giver knows it; None where only the text can tell.
        url: Where it was found.
        outlet: Who published it, as its giver knows it.
        title: Its title, as its giver knows it.
    """

    id: str
    text: str
    published: datetime.date | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
