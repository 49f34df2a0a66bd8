"""Spans as the scorers want them: pairs without blanks at their ends, in order, none overlapping another."""

from __future__ import annotations

from collections.abc import Iterable

from communique.record import Span

Pair = list[int]


def pair(span: Span) -> Pair:
    """`[start, end)` as a list, as JSON has it."""
    return [span.start, span.end]


def trimmed(text: str, span: Span) -> Span | None:
    """The span without the blanks at its ends; None where nothing else is in it."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    return Span(start, end) if start < end else None


def pairs(text: str, spans: Iterable[Span]) -> list[Pair]:
    """Spans trimmed and in text order; those that overlap become one."""
    joined: list[Pair] = []
    for span in sorted(spans):
        if (words := trimmed(text, span)) is None:
            continue
        if joined and words.start < joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], words.end)
        else:
            joined.append(pair(words))
    return joined


def distance(one: Span, other: Span) -> int:
    """Characters between two spans; 0 where they touch or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)
