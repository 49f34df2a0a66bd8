"""Quotations signed with a name: `“…” — Ursula von der Leyen`, as in press releases."""

from __future__ import annotations

from collections.abc import Iterator

from communique.knowledge import Cue
from communique.pipeline.attribution.draft import Draft
from communique.pipeline.grammar import trim
from communique.pipeline.language import Text, token_range

_DASHES = frozenset({"—", "–", "―", "-", "--", "---", "~"})
#: The longest signature, in tokens: a name with an office, and a place.
_LONGEST = 30
_SIGNATURE = Cue("—", "noun", "assert", ("quote",), "", None)


def signed(text: Text) -> Iterator[Draft]:
    """A draft for each quotation behind which nothing stands in its paragraph but a dash and a name.

    The signature may also be the paragraph below.
    """
    for quote in text.quotes:
        start, end = token_range(text.doc, quote)
        number = text.block(start)
        if number is None or start >= end:
            continue
        rest = _after(text, end, number)
        if rest is None or text.doc[rest[0]].text not in _DASHES:
            continue
        first, last = trim(text.doc, rest[0] + 1, rest[1], ",;:–—--.")
        words = text.doc[first:last]
        if (
            not 0 < len(words) <= _LONGEST
            or not words[0].is_title
            or any(t.pos_ in {"VERB", "AUX"} for t in words)
        ):
            continue
        name = next((t.i for t in words if t.text in {",", "("}), last)
        yield Draft(
            text.doc[rest[0]],
            [(rest[0], rest[0] + 1)],
            _SIGNATURE,
            "assert",
            None,
            speaker=text.doc[first:name].root,
            source=[(first, name)],
            content=[(start, end)],
            quoted=True,
        )


def _after(text: Text, end: int, number: int) -> tuple[int, int] | None:
    """What stands behind a quotation in its paragraph, or the whole next paragraph if nothing does."""
    here = trim(text.doc, end, text.blocks[number][1], "")
    if here[0] < here[1]:
        return here
    return text.blocks[number + 1] if number + 1 < len(text.blocks) else None
