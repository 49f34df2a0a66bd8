"""The sentence around an entry, to be shown with it.

A record has no sentences, and a store does not read text: this only widens a stretch to the stops around it,
within its paragraph. A stop too many or too few shows a little less or more; no evidence depends on it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from communique.record import Span

#: A stop, closing marks, blanks, and an opening mark, capital or digit; `U.S.` and initials do not end a sentence.
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z]\.[A-Z])[.!?…][\"”’»)\]]*\s+(?=[\"“‘«(\[]?[A-Z0-9])")
#: Abbreviations before names and numbers, after which a sentence goes on.
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Amb|Hon|Rev|Sr|Jr|No|vs|Jan|Feb|Mar"
    r"|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)


class Sentences:
    """The sentences of a text.

    Args:
        text: The text.
        parts: Its headline and paragraphs, which end sentences.
    """

    def __init__(self, text: str, parts: Sequence[Span]) -> None:
        self.length = len(text)
        starts = {0} | {part.start for part in parts} | {part.end for part in parts}
        for line in re.finditer(r"\n\s*\n\s*", text):
            starts.add(line.end())
        for stop in _STOP.finditer(text):
            if not _ABBREVIATION.search(text, max(stop.start() - 6, 0), stop.start() + 1):
                starts.add(stop.end())
        self.starts = sorted(start for start in starts if start < self.length)
        self.text = text

    def around(self, start: int, end: int) -> Span:
        """The sentence or sentences that `[start, end)` stands in, without blanks at their end."""
        first = bisect_right(self.starts, start) - 1
        after = bisect_right(self.starts, max(end - 1, start))
        stop = self.starts[after] if after < len(self.starts) else self.length
        begin = self.starts[max(first, 0)] if self.starts else 0
        return Span(begin, max(begin + len(self.text[begin:stop].rstrip()), end))
