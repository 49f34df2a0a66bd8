"""TIMEX3 modifiers: which words narrow a period or weaken a quantity, and what TIMEX3 calls that."""

from __future__ import annotations

from typing import Literal

from communique.pipeline.timex.words import GAP, QUANTIFIERS

Mod = Literal[
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
    "EQUAL_OR_LESS", "EQUAL_OR_MORE",
]  # fmt: skip

#: What narrows a day or a week.
SHADE = rf"(?:(?P<shade>early|late|earlier|later|sometime|mid)(?:{GAP}on)?(?:-|{GAP}))"
#: What narrows a period to its beginning, middle or end.
EDGE = (
    rf"(?:(?P<part>early|late|mid|the{GAP}(?:beginning|start|end|middle){GAP}of(?:{GAP}the)?"
    rf"|(?:earlier|later){GAP}in)(?:[-‐‑]|{GAP}))"
)


def edge(words: str | None) -> Mod | None:
    """The TIMEX3 modifier of `early`, `the end of` and the like."""
    low = (words or "").lower()
    if any(w in low for w in ("earl", "begin", "start")):
        return "START"
    if any(w in low for w in ("late", "end")):
        return "END"
    return "MID" if "mid" in low else None


def weakening(words: str | None) -> Mod | None:
    """The TIMEX3 modifier of `more than`, `about` and the like."""
    return QUANTIFIERS[" ".join(words.lower().split())] if words else None  # type: ignore[return-value]
