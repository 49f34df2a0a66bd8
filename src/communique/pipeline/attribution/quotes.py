"""Quotations: where quotation marks open and close.

Marks of every usual kind are paired within a paragraph; one that is never closed runs to the paragraph's end (so a
quotation over several paragraphs, opened anew in each, gives one span a paragraph), and never further: an odd mark
cannot spoil the rest of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.record import Span

#: Two apostrophes or backticks, curly, straight and angled double marks.
_DOUBLE = re.compile(r"''|``|[“”„\"«»]")
_CLOSERS = {"“": "”", "„": "”“", "«": "»", '"': '"', "''": "''", "``": "''"}
#: A single mark opens before a letter or digit and after a blank, bracket or dash, but not a decade (`the '90s`) …
_SINGLE_OPEN = re.compile(r"(?<![\w.,!?'’])[‘'](?=\w)(?!\d0s)")
#: … and closes after a letter or stop, before anything but a letter.
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])[’'](?!\w|')")
#: Single marks enclose words or short sentences; what is longer is an apostrophe's doing.
_SINGLE_LONGEST = 300


def quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The outermost quotations of `text`, marks included, in text order.

    Args:
        text: The document's text.
        paragraphs: Where to look, in text order; no quotation crosses their ends.

    Returns:
        Spans that do not overlap.
    """
    found: list[Span] = []
    for paragraph in paragraphs:
        double = _doubles(text, paragraph)
        found += double
        found += _singles(text, paragraph, double)
    return tuple(sorted(found))


def _doubles(text: str, paragraph: Span) -> list[Span]:
    spans: list[Span] = []
    opened: tuple[str, int] | None = None
    for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            # A lone closing mark opens nothing; a straight one may be either.
            if mark.group() in _CLOSERS and not _is_inches(text, mark):
                opened = mark.group(), mark.start()
        elif mark.group() in _CLOSERS[opened[0]]:
            spans.append(Span(opened[1], mark.end()))
            opened = None
    if opened is not None and opened[1] + 1 < paragraph.end:
        spans.append(Span(opened[1], paragraph.end))
    return spans


def _is_inches(text: str, mark: re.Match[str]) -> bool:
    """A straight mark after a digit and before no letter: `6'2"`."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.group() == '"' and before.isdigit() and not after.isalnum()


def _singles(text: str, paragraph: Span, doubles: list[Span]) -> list[Span]:
    spans: list[Span] = []
    covered = iter(doubles)
    outer = next(covered, None)
    position = paragraph.start
    while opener := _SINGLE_OPEN.search(text, position, paragraph.end):
        start = opener.start()
        while outer is not None and outer.end <= start:
            outer = next(covered, None)
        if outer is not None and outer.start <= start:
            position = outer.end
            continue
        closer = _SINGLE_CLOSE.search(text, start + 2, min(paragraph.end, start + _SINGLE_LONGEST))
        if closer is None or (outer is not None and closer.end() > outer.start):
            position = start + 1
            continue
        spans.append(Span(start, closer.end()))
        position = closer.end()
    return spans
