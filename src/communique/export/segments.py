"""A text cut at every edge of its evidence, so that overlapping and nested spans can be shown side by side."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from communique.record import Layout, Span

#: What ends a line.
_BREAKS = frozenset("\n\r\v\f\u2028\u2029")


class Segment(NamedTuple):
    """A stretch of text that the same entries cover from end to end.

    Attributes:
        span: The stretch, in code points.
        entries: Ids of the entries that cover it, the one with the shortest span first.
        opens: Those of which this is the first segment.
    """

    span: Span
    entries: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


def blocks(text: str, layout: Layout) -> list[Span]:
    """The paragraphs and lines of a text, without the white space around them.

    A line ends a block, except inside a part of the layout: paragraphs may be wrapped by hand.
    """
    parts = sorted(filter(None, (*layout.paragraphs, layout.header, layout.headline, layout.byline)))
    starts = [part.start for part in parts]
    found, start = [], 0
    for end in [*(i for i, c in enumerate(text) if c in _BREAKS), len(text)]:
        part = parts[at] if (at := bisect_right(starts, end) - 1) >= 0 else None
        if part is not None and part.start < end < min(part.end, len(text)):
            continue
        line = text[start:end]
        if words := line.strip():
            left = start + len(line) - len(line.lstrip())
            found.append(Span(left, left + len(words)))
        start = end + 1
    return found


def cut(evidence: Mapping[str, Sequence[Span]], within: Sequence[Span]) -> list[list[Segment]]:
    """The segments of each block.

    Args:
        evidence: The spans of every entry, by its id. Of entries with equally short spans the earlier one is
            taken for the inner one.
        within: The blocks, in text order; what lies outside of them is left out.
    """
    opening, closing = _edges(evidence)
    rank = {id: n for n, id in enumerate(evidence)}
    points = sorted({*opening, *closing, *(edge for block in within for edge in (block.start, block.end))})
    pieces: list[list[Segment]] = [[] for _ in within]
    active: dict[tuple[str, Span], None] = {}
    seen: set[str] = set()
    at = 0
    for start, end in pairwise(points):
        for key in closing.get(start, ()):
            active.pop(key, None)
        active.update(dict.fromkeys(opening.get(start, ())))
        while at < len(within) and within[at].end <= start:
            at += 1
        if at < len(within) and within[at].start <= start:
            inner = sorted(active, key=lambda key: (key[1].end - key[1].start, rank[key[0]]))
            entries = tuple(dict.fromkeys(id for id, _ in inner))
            opens = tuple(id for id in entries if id not in seen)
            seen.update(opens)
            pieces[at].append(Segment(Span(start, end), entries, opens))
    return pieces


def _edges(
    evidence: Mapping[str, Sequence[Span]],
) -> tuple[dict[int, list[tuple[str, Span]]], dict[int, list[tuple[str, Span]]]]:
    opening, closing = defaultdict(list), defaultdict(list)
    for id, spans in evidence.items():
        for span in spans:
            if span.start < span.end:
                opening[span.start].append((id, span))
                closing[span.end].append((id, span))
    return opening, closing
