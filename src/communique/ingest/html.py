"""HTML pages: the text of the report without what surrounds it, and what the page says of itself.

The text, title and outlet are found by trafilatura; the day is the one that the page's own JSON-LD gives for the
article (schema.org `datePublished`), else the giver's, else what htmldate finds in the page's metadata and
address. Dates within the text are not taken for the page's.
"""

from __future__ import annotations

import datetime
import json
import logging
from collections.abc import Iterator
from html import unescape
from typing import Any

from communique.ingest.encodings import decode_page
from communique.ingest.items import Blob, Facts, Find, Unreadable, extra
from communique.ingest.options import Limits, Options
from communique.ingest.streams import whole
from communique.record import Document

#: schema.org's types of which a report is one; other things on a page, a video for instance, have dates too.
ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
            "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "Report", "BlogPosting",
            "LiveBlogPosting", "SpecialAnnouncement")  # fmt: skip
#: Elements that begin a new line.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table",
    "td", "th", "tr", "ul",
})  # fmt: skip

# Their warnings about single pages would go to standard error where the program has set up no logging.
for _logger in ("trafilatura", "htmldate"):
    logging.getLogger(_logger).addHandler(logging.NullHandler())


def read(blob: Blob, options: Options) -> Iterator[Find]:
    """The one document of a page."""
    page = parse(decode_page(whole(blob.stream, options.limits.bytes), blob.facts.charset), options.limits)
    article = _article(page)
    found = _extracted(page, blob.facts)
    if found is None or not found.text:
        raise Unreadable("no text was found on the page.")
    facts = blob.facts
    yield Document(
        id=blob.name,
        text="\n\n".join(found.text.splitlines()),  # trafilatura ends a paragraph with one line end
        published=_day(article.get("datePublished")) or facts.published or _day(found.date),
        url=facts.url or found.url,
        outlet=_name(article.get("publisher")) or found.sitename or facts.outlet,
        title=_name(article.get("headline")) or found.title or facts.title,
    )


def parse(text: str, limits: Limits) -> Any:
    """A page's tree.

    Raises:
        Unreadable: It is too large or too deep to be worked on in reasonable time.
    """
    html = extra("lxml.html", "web")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode(), parser=parser)
    except extra("lxml.etree", "web").ParserError:
        raise Unreadable("there is nothing on the page.") from None
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise Unreadable("elements are nested deeper than in any page that people read.")
    number = sum(1 for _ in tree.iter())
    if number > limits.html_elements:
        raise Unreadable(f"{number:,} elements on the page; at most {limits.html_elements:,} are worked on.")
    return tree


def fragment(markup: str, limits: Limits) -> str:
    """The text of a piece of HTML, such as a feed has, a line for each block; nothing is left out."""
    if not markup.strip():
        return ""
    parts: list[str] = []
    for event, element in extra("lxml.etree", "web").iterwalk(parse(markup, limits), events=("start", "end")):
        edge = "\n" if element.tag in BLOCKS else ""
        shown = element.tag not in {"script", "style"}
        parts += [edge, (element.text or "") * shown] if event == "start" else [edge, element.tail or ""]
    lines = (" ".join(line.split()) for line in "".join(_folded(parts)).split("\n"))
    return "\n\n".join(filter(None, lines))


def _folded(parts: list[str]) -> Iterator[str]:
    """Line ends of the source are spaces; those of blocks stay."""
    for part in parts:
        yield part if part == "\n" else part.replace("\n", " ")


def _extracted(page: Any, facts: Facts) -> Any:
    latest = facts.retrieved or datetime.date.max
    dates = {"extensive_search": False, "original_date": True, "max_date": latest.isoformat()}
    return extra("trafilatura", "web").bare_extraction(
        page, url=facts.url, include_comments=False, with_metadata=True, date_extraction_params=dates
    )


def _article(page: Any) -> dict[str, Any]:
    """The page's JSON-LD for its article, if it has one and only one; all JSON-LD is taken out of the tree."""
    found = []
    for script in [script for script in page.iter("script") if "ld+json" in script.get("type", "")]:
        found += [thing for thing in _things(script.text or "") if _is_article(thing)]
        script.drop_tree()  # htmldate would take the day of anything in it, a video or another story
    return found[0] if len(found) == 1 else {}


def _things(text: str) -> Iterator[dict[str, Any]]:
    """The things on top of a piece of JSON-LD; what they hold, related stories for instance, is not the page's."""
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for thing in value if isinstance(value, list) else [value]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (inner for inner in (graph if isinstance(graph, list) else ()) if isinstance(inner, dict))


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(
        kind in ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    )


def _name(thing: Any) -> str | None:
    name = thing.get("name") if isinstance(thing, dict) else thing
    return " ".join(unescape(name).split()) or None if isinstance(name, str) else None


def _day(value: Any) -> datetime.date | None:
    """The day that an ISO 8601 moment is written with, in the zone that it names."""
    try:
        return datetime.date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
