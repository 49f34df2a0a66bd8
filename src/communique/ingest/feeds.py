"""RSS and Atom feeds: a link for each item, or its own text where links are not followed."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from communique.ingest.html import fragment
from communique.ingest.items import Blob, Facts, Find, Link, Refusal, Unreadable, extra, printable
from communique.ingest.kinds import PAGES
from communique.ingest.options import Limits, Options
from communique.record import Document


def finds(data: bytes, blob: Blob, options: Options) -> Iterator[Find]:
    """What the items of a feed give.

    Args:
        data: The feed, surveyed and sound (`xml.sound`): feedparser itself sets no bound.
        blob: Where it came from.
        options: Whether links are followed.
    """
    feed = _parsed(data, blob.facts)
    if not feed.version:
        raise Unreadable("neither a feed (RSS, Atom) nor a list of feeds (OPML).")
    outlet = _plain(feed.feed, "title", options.limits) or blob.facts.outlet
    for number, entry in enumerate(feed.entries, 1):
        facts = Facts(published=_day(entry), url=entry.get("link"), outlet=outlet,
                      title=_plain(entry, "title", options.limits))  # fmt: skip
        name = printable(entry.get("id") or facts.url or f"{blob.name}#{number}")
        if options.follow and facts.url:
            yield Link(url=facts.url, kinds=PAGES, facts=facts, depth=blob.depth + 1)
        else:
            yield _own(entry, name, facts, options.limits)


def _parsed(data: bytes, facts: Facts) -> Any:
    headers = {"content-location": facts.url} if facts.url else {}
    if facts.charset:
        headers["content-type"] = f"application/xml; charset={facts.charset}"
    # Without its passes over the items' HTML, which take time with the square of their length, it is a plain XML
    # reader; `fragment` drops what it would have dropped.
    parse = extra("feedparser", "web").parse
    return parse(io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)


def _own(entry: Mapping[str, Any], name: str, facts: Facts, limits: Limits) -> Find:
    """The document that an item is by itself: its longest content."""
    contents = [content.get("value", "") for content in entry.get("content", ())] or [entry.get("summary", "")]
    try:
        text = fragment(max(contents, key=len), limits)
    except Unreadable as error:
        return Refusal(name, str(error))
    return Document(
        id=name, text=text, published=facts.published, url=facts.url, outlet=facts.outlet, title=facts.title
    )


def _plain(thing: Mapping[str, Any], field: str, limits: Limits) -> str | None:
    value = thing.get(field)
    if value and "html" in thing.get(f"{field}_detail", {}).get("type", ""):
        value = fragment(value, limits).replace("\n\n", " ")
    return value or None


def _day(entry: Mapping[str, Any]) -> datetime.date | None:
    """The day of publication as it is written, in the feed's own time zone; feedparser would give that of UTC."""
    written = entry.get("published", "").strip()
    for parse in (parsedate_to_datetime, datetime.datetime.fromisoformat):
        try:
            return parse(written).date()
        except ValueError:
            continue
    parsed = entry.get("published_parsed")
    return datetime.date(*parsed[:3]) if parsed else None
