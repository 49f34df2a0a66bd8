"""From sources to documents: one way through for every kind, on which one bad part never stops the rest."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from communique.ingest import archives, files, html, jsonl, language, markdown, parquet, text, warc, xml
from communique.ingest.items import STDIN, Blob, Find, Item, Kind, Link, Refusal, Unreadable, extra, printable
from communique.ingest.kinds import TYPES, by_type, charset_of
from communique.ingest.options import Options
from communique.record import Document

if TYPE_CHECKING:
    from communique.ingest.web.polite import Polite

#: What reads each kind of blob.
READERS: Mapping[Kind, Callable[[Blob, Options], Iterator[Find]]] = {
    "text": text.read,
    "markdown": markdown.read,
    "html": html.read,
    "jsonl": jsonl.read,
    "parquet": parquet.read,
    "xml": xml.read,
    "feed": xml.read_feed,
    "warc": warc.read,
    "zip": archives.read_zip,
    "tar": archives.read_tar,
    "gzip": archives.read_gzip,
}


def documents(
    sources: Iterable[str], options: Options | None = None, *, web: Polite | None = None
) -> Iterator[Item]:
    """The documents behind sources, as they come, and what is refused.

    Args:
        sources: Paths of files and folders, URLs (http, https), or `-` for a text on standard input.
        options: How to ingest.
        web: What fetches URLs; one that is made for the options if it is needed and not given.

    Returns:
        Documents, and refusals for what gives none. Nothing in a source ends the iteration.
    """
    return Ingest(options or Options(), web).items(sources)


def plain_text(path: str, options: Options | None = None) -> Item:
    """The text file at a path, or `-` for standard input, read as plain text whatever its name says.

    Args:
        path: The path of a file, or `-`.
        options: How to ingest.

    Returns:
        The document, whose id is the path or `stdin`, or why there is none.
    """

    def finds() -> Iterator[Find]:
        if path != STDIN and files.is_folder(path):
            raise Unreadable(f"a folder: name the files in it, for example {printable(path).rstrip('/')}/*.txt")
        for find in files.finds(path):
            yield replace(find, kind="text") if isinstance(find, Blob) else find

    (item,) = Ingest(options or Options()).all_in(printable(path), finds)
    return item


class Ingest:
    """One run over sources.

    Args:
        options: How to ingest.
        web: What fetches URLs.
    """

    def __init__(self, options: Options, web: Polite | None = None) -> None:
        self.options = options
        self._web = web

    @property
    def web(self) -> Polite:
        """What fetches URLs.

        Raises:
            MissingExtraError: The extra that it needs is not installed.
        """
        if self._web is None:
            self._web = web_of(self.options)
        return self._web

    def items(self, sources: Iterable[str]) -> Iterator[Item]:
        """The documents behind sources, and what is refused."""
        for source in sources:
            if source.lower().startswith(("http://", "https://")):
                yield from self.expand(Link(url=source, kinds=frozenset(TYPES.values())))
            else:
                yield from self.all_in(printable(source), partial(files.finds, source))

    def expand(self, find: Find) -> Iterator[Item]:
        """What a find comes to in the end: itself, or what is in it."""
        if isinstance(find, Document):
            yield self._judged(find)
        elif isinstance(find, Refusal):
            yield find
        elif isinstance(find, Blob):
            yield from self.all_in(find.name, partial(self._read, find))
        else:
            yield from self.all_in(find.url, partial(self._fetched, find))

    def all_in(self, name: str, finds: Callable[[], Iterator[Find]]) -> Iterator[Item]:
        """Everything in a source. Whatever goes wrong in it is its refusal, a library's surprise at bytes too."""
        try:
            for find in finds():
                yield from self.expand(find)
        except Unreadable as error:
            yield Refusal(name, str(error))
        except Exception as error:
            yield Refusal(name, f"cannot be read: {type(error).__name__}: {str(error)[:300]}")

    def _read(self, blob: Blob) -> Iterator[Find]:
        if blob.depth > self.options.limits.depth:
            raise Unreadable(f"it lies more than {self.options.limits.depth} archives, lists and feeds deep.")
        if blob.kind == "unknown":
            raise Unreadable("of no kind that is read, by its name.")
        return READERS[blob.kind](blob, self.options)

    def _fetched(self, link: Link) -> Iterator[Find]:
        """The answer behind a link."""
        answer = self.web.get(link.url)
        yield blob_of(link, answer.url, answer.headers, answer.content)

    def _judged(self, document: Document) -> Item:
        """The document, or why it is not to be read."""
        most = self.options.limits.characters
        if len(document.text) > most:
            return Refusal(document.id, f"more than {most:,} characters: cut it into its parts.")
        if not document.text.strip():
            return Refusal(document.id, "empty: there is nothing to read.")
        if "\0" in document.text or not _unicode(document):
            return Refusal(document.id, "no text: it holds NUL characters or lone surrogates.")
        if (other := language.other(document.text, self.options.languages)) is not None:
            wanted = ", ".join(self.options.languages)
            return Refusal(document.id, f"in another language ('{other}') than {wanted}.", document)
        return document


def blob_of(link: Link, url: str, headers: Mapping[str, str], content: bytes) -> Blob:
    """An answer from the web as a blob.

    Args:
        link: What led to it.
        url: Where it came from in the end.
        headers: The answer's headers, names in lower case.
        content: Its bytes, unpacked.

    Raises:
        Unreadable: It is of a kind that does not belong behind the link.
    """
    media = headers.get("content-type", "")
    kind = next(iter(link.kinds)) if len(link.kinds) == 1 else by_type(media, url)
    if kind not in link.kinds:
        raise Unreadable(f"of a kind that is not read here ('{media[:60]}').")
    facts = replace(link.facts, url=url, charset=charset_of(media), retrieved=_day(headers.get("date", "")))
    return Blob(name=link.url, kind=kind, stream=io.BytesIO(content), facts=facts, depth=link.depth)


def web_of(options: Options) -> Polite:
    """What fetches URLs with politeness, by the system's resolver and clocks.

    Raises:
        MissingExtraError: The extra that it needs is not installed.
    """
    extra("httpx", "web")
    from communique.ingest.web.fetcher import Fetcher
    from communique.ingest.web.polite import Polite

    return Polite(Fetcher(options), options)


def _day(header: str) -> datetime.date | None:
    try:
        return parsedate_to_datetime(header).date()
    except ValueError:
        return None


def _unicode(document: Document) -> bool:
    try:
        msgspec.json.encode(document)
    except UnicodeEncodeError:
        return False
    return True
