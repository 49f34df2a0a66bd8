"""What a page shows of a record: the text cut at its evidence, the record in words, and the links between the two.

The page that `communique.export.html` writes and the desk draw a record from this, with the macros of
`record.html.jinja`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.export.digest import Digest
from communique.export.inline import Inline
from communique.export.segments import Segment, blocks, cut
from communique.export.timeline import timeline
from communique.record import Layout, Record, Span

#: The kinds of entry with what the legend calls them. Of two entries with equally short evidence the kind that
#: stands first here is taken for the inner one: a doubt about a place before the place.
LAYERS = {
    "finding": "Doubts",
    "ledger": "Commitments, requests, refusals, positions",
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
        link: Id of the innermost entry; None where there is no entry, and of blanks, which have no name to follow.
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


class View:
    """A record, ready to be drawn.

    Args:
        record: The record.

    Attributes:
        digest: The record in words.
        blocks: The text.
        anchored: Ids of the entries whose evidence the text shows.
        inline: Links, names and quotations.
        timeline: Its days.
    """

    def __init__(self, record: Record) -> None:
        self.record, self.digest = record, Digest(record)
        layers, evidence = _evidence(record)
        within = blocks(record.document.text, record.layout)
        cut_blocks = cut(evidence, within)
        self.anchored = {id for pieces in cut_blocks for piece in pieces for id in piece.opens}
        self.inline = Inline(self.digest, self.anchored)
        linked = {piece.entries[0] for pieces in cut_blocks for piece in pieces if piece.entries}
        numbered = {id for id, layer in layers.items() if layer in _NUMBERED or id not in linked}
        self.blocks = [
            Block(_part(block, record.layout), [_piece(self.digest.text, one, layers, numbered) for one in pieces])
            for block, pieces in zip(within, cut_blocks, strict=True)
        ]
        self.timeline = timeline(self.digest)


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
    for refusal in record.refusals:
        yield "ledger", refusal.id, (refusal.what,)
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
    words = segment.span.of(text)
    return Piece(
        words=words,
        link=segment.entries[0] if segment.entries and words.strip() else None,
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
