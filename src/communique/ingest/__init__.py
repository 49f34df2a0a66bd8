"""Ingest: bytes from the world become documents. Nothing is interpreted here.

`documents` goes through files, folders, pages, feeds and archives; each kind has a module that finds documents
and further sources in its bytes, and knows nothing of the others. What cannot be read is a `Refusal` with a
reason, and the rest goes on. `web` fetches, within bounds and with politeness; `web.watch` looks at feeds again
and again.

>>> from communique.ingest import Refusal, documents
>>> for item in documents(["stories/", "https://example.org/feed.xml"]):  # doctest: +SKIP
...     print(item.reason if isinstance(item, Refusal) else item.title)
"""

from communique.ingest.items import Item, MissingExtraError, Refusal, Unreadable
from communique.ingest.options import Columns, Limits, Options
from communique.ingest.sources import documents, plain_text, web_of

__all__ = [
    "Columns",
    "Item",
    "Limits",
    "MissingExtraError",
    "Options",
    "Refusal",
    "Unreadable",
    "documents",
    "plain_text",
    "web_of",
]
