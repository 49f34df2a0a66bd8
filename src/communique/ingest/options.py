"""What an ingest may do and how far it may go: every limit a named setting with its default."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much is taken in before an input is refused. Real reports stay far below; hostile input does not.

    Attributes:
        characters: Longest text of a document, in characters; the reader takes no more.
        bytes: Most bytes of one page, feed, text or line, unpacked; a file of many documents may be longer.
        fetched: Most bytes of one answer from the web, as they are sent.
        seconds: Longest time for one request: name, connection, all redirects and the whole answer.
        redirects: Most redirects that are followed for one request.
        depth: Most layers of archive, list and feed within each other.
        entries: Most files in one archive.
        unpacked: Most bytes that one archive may unpack to, all its files and the archives within it together.
        directory: Most bytes of a ZIP file's directory and of a header in a TAR or WARC file.
        feed_items: Most items of a feed and most feeds of a list.
        xml_depth: Deepest nesting of elements in a feed or a list.
        markdown: Longest Markdown file, in characters; heaps of brackets take time with their square.
        html_elements: Most elements of a page; the extraction of text takes time with their square.
        retries: How often a request is tried again after an answer that says "later" or none at all.
        failures: After how many requests without an answer, one after the other, a host is left in peace for the
            time of `Options.interval`.
        wait: Longest time to wait for a host, in seconds, whatever its answer or its robots.txt asks for.
    """

    characters: int = 1_000_000
    bytes: int = 20_000_000
    fetched: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5
    depth: int = 4
    entries: int = 10_000
    unpacked: int = 8_000_000_000
    directory: int = 4_000_000
    feed_items: int = 5_000
    xml_depth: int = 100
    markdown: int = 200_000
    html_elements: int = 20_000
    retries: int = 2
    failures: int = 5
    wait: float = 60.0


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns of JSON Lines and Parquet that hold a document's fields; only the text's must be there."""

    id: str = "id"
    text: str = "text"
    published: str = "published"
    url: str = "url"
    outlet: str = "outlet"
    title: str = "title"


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to ingest.

    Attributes:
        limits: How much is taken in.
        columns: Names of columns in JSON Lines and Parquet.
        languages: The languages that are read, as ISO 639-1 codes; documents in others are kept with a reason.
            Empty: languages are not looked at.
        follow: Whether the pages that a feed's items link to are fetched; if not, the items' own text is taken.
        robots: Whether robots.txt is obeyed.
        agent: What requests call themselves; robots.txt is read for the part before the slash.
        delay: Least time between two requests to a host, in seconds.
        interval: Time between two looks at a feed that is watched, in seconds; twice as long after each failure …
        longest: … but never longer than this.
        networks: Networks to which requests may go though they are not public, such as `127.0.0.0/8`.
    """

    limits: Limits = field(default_factory=Limits)
    columns: Columns = field(default_factory=Columns)
    languages: tuple[str, ...] = ("en",)
    follow: bool = True
    robots: bool = True
    agent: str = "communique"
    delay: float = 2.0
    interval: float = 900.0
    longest: float = 86_400.0
    networks: tuple[IPv4Network | IPv6Network, ...] = ()
