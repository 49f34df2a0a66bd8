"""Markdown: its text without the markup, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from communique.ingest.items import Blob, Find, Unreadable
from communique.ingest.options import Options
from communique.ingest.streams import whole
from communique.ingest.text import decode
from communique.record import Document

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def read(blob: Blob, options: Options) -> Iterator[Find]:
    """The one document of a Markdown file; its title is the first heading."""
    source = decode(whole(blob.stream, options.limits.bytes), blob.name)
    if len(source) > options.limits.markdown:
        raise Unreadable(f"Markdown of more than {options.limits.markdown:,} characters: cut it into its parts.")
    tokens = _PARSER.parse(_MATTER.sub("", source, count=1))
    titles = [plain(after) for token, after in pairwise(tokens) if token.type == "heading_open"]
    facts = blob.facts
    yield Document(
        id=blob.name,
        text="\n\n".join(filter(None, map(plain, tokens))),
        published=facts.published,
        url=facts.url,
        outlet=facts.outlet,
        title=facts.title or next(iter(titles), None),
    )


def plain(token: Token) -> str:
    """The words of a block, with the line breaks that the source has; empty for what holds no words."""
    if token.type in {"code_block", "fence"}:
        return token.content.strip("\n")
    return "".join("\n" if part.type.endswith("break") else part.content for part in token.children or ())
