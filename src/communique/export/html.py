"""The page: one record as one HTML file that loads nothing from anywhere.

The text stands beside its record. Every entry links to the characters that it was read from (`#s3`), and these
link back to it (`#e-s3`); both work without the small script, which lights up all evidence of an entry at once.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.export import words
from communique.export.digest import Digest
from communique.export.segments import Segment, blocks, cut
from communique.export.timeline import timeline
from communique.record import Layout, Record, Span

#: The kinds of entry with what the legend calls them. Of two entries with equally short evidence the kind that
#: stands first here is taken for the inner one: a doubt about a place before the place.
LAYERS = {
    "finding": "Doubts",
    "ledger": "Commitments, requests, positions",
    "meeting": "Meetings",
    "time": "Times",
    "place": "Places",
    "actor": "Actors",
    "statement": "Statements",
    "event": "Events",
}
#: Kinds whose entries are numbered in the text like footnotes.
_NUMBERED = frozenset({"finding", "ledger", "meeting", "statement"})


class Piece(NamedTuple):
    """A segment of the text as the page shows it.

    Attributes:
        words: Its characters.
        link: Id of the innermost entry; None where there is no entry.
        layers: The kinds of the entries that cover it.
        entries: Their ids.
        opens: Ids of entries whose evidence begins here, with whether a number is shown.
    """

    words: str
    link: str | None
    layers: tuple[str, ...]
    entries: tuple[str, ...]
    opens: tuple[tuple[str, bool], ...]


class Block(NamedTuple):
    """A paragraph or line of the text, and which part of the page it is: `headline`, `header` … or `story`."""

    part: str
    pieces: list[Piece]


def render(record: Record) -> str:
    """The page of a record, complete and in itself.

    Whatever the document holds is shown as text: markup is escaped, characters that control or reorder text are
    made visible, NUL and lone surrogates become U+FFFD. The same record gives the same page.
    """
    digest = Digest(record)
    layers, evidence = _evidence(record)
    within = blocks(record.document.text, record.layout)
    cut_blocks = cut(evidence, within)
    anchored = {id for pieces in cut_blocks for piece in pieces for id in piece.opens}
    linked = {piece.entries[0] for pieces in cut_blocks for piece in pieces if piece.entries}
    numbered = {id for id, layer in layers.items() if layer in _NUMBERED or id not in linked}
    shown = [
        Block(_part(block, record.layout), [_piece(digest.text, piece, layers, numbered) for piece in pieces])
        for block, pieces in zip(within, cut_blocks, strict=True)
    ]
    page = _environment().get_template("page.html.jinja")
    return page.render(record=record, digest=digest, blocks=shown, anchored=anchored, timeline=timeline(digest))


def _evidence(record: Record) -> tuple[dict[str, str], dict[str, tuple[Span, ...]]]:
    """The layer and the spans of every entry, by its id, in the order of `LAYERS`."""
    layers: dict[str, str] = {}
    evidence: dict[str, tuple[Span, ...]] = {}
    for layer, id, spans in sorted(_spans(record), key=lambda entry: list(LAYERS).index(entry[0])):
        layers[id], evidence[id] = layer, tuple(spans)
    return layers, evidence


def _spans(record: Record) -> Iterator[tuple[str, str, Iterable[Span]]]:
    for finding in record.findings:
        yield "finding", finding.id, finding.evidence
    for commitment in record.commitments:
        yield "ledger", commitment.id, (commitment.what,)
    for request in record.requests:
        yield "ledger", request.id, (request.what,)
    for position in record.positions:
        yield "ledger", position.id, (position.issue,)
    for meeting in record.meetings:
        yield "meeting", meeting.id, (meeting.trigger, *meeting.mentions)
    for event in record.events:
        yield "event", event.id, (event.trigger, *event.mentions)
    for time in record.times:
        yield "time", time.id, (time.span,)
    for place in record.places:
        yield "place", place.id, (mention.span for mention in place.mentions)
    for actor in record.actors:
        yield "actor", actor.id, (mention.span for mention in actor.mentions)
    for statement in record.statements:
        yield "statement", statement.id, (*statement.source, *statement.cue, *statement.content)


def _piece(text: str, segment: Segment, layers: dict[str, str], numbered: set[str]) -> Piece:
    return Piece(
        words=segment.span.of(text),
        link=segment.entries[0] if segment.entries else None,
        layers=tuple(dict.fromkeys(layers[id] for id in segment.entries)),
        entries=segment.entries,
        opens=tuple((id, id in numbered) for id in segment.opens),
    )


def _part(block: Span, layout: Layout) -> str:
    """Which part of the page a block is, if that part is all of it."""
    for part in ("headline", "header", "byline", "agency"):
        span: Span | None = getattr(layout, part)
        if span is not None and block.start <= span.end and span.start <= block.end:
            whole = block.end - block.start <= span.end - span.start + 4  # a bullet, brackets
            if whole:
                return part
    return "story"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique", "export"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = (
        files("communique.export").joinpath(name).read_text("utf-8") for name in ("page.css", "page.js")
    )
    environment.globals.update(
        style=Markup(style), script=Markup(script), policy=_policy(style, script), layers=LAYERS, words=words
    )
    environment.filters["fragment"] = lambda id: quote(id, errors="replace", safe="")
    return environment


def _finalize(value: Any) -> Any:
    """Every string that reaches the page, from the document or about it, goes through `visible`."""
    return words.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(style: str, script: str) -> str:
    """A Content Security Policy that allows the page's own style and script, and nothing else."""
    style_hash, script_hash = (
        base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() for source in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )
