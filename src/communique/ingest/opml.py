"""OPML, the form in which feed readers hand on their lists of feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from communique.ingest.items import Blob, Facts, Find, Kind, Link

#: What a list leads to; a list of lists could go on for ever.
FEEDS: frozenset[Kind] = frozenset({"feed"})


def finds(outlines: Iterable[Mapping[str, str]], blob: Blob) -> Iterator[Find]:
    """A link for each feed, once.

    Args:
        outlines: The attributes of the outlines that have an `xmlUrl`.
        blob: The list.
    """
    seen: set[str] = set()
    for outline in outlines:
        url = outline["xmlUrl"].strip()
        if url not in seen:
            seen.add(url)
            outlet = outline.get("title") or outline.get("text")
            yield Link(url=url, kinds=FEEDS, facts=Facts(outlet=outlet), depth=blob.depth + 1)
