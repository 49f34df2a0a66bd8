"""Names of places that were official on some days only, as clues to when a text was written.

Mentions that look back (`formerly`, `then called`, a year beside them) tell nothing.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from communique.knowledge import PlaceName, renamings
from communique.pipeline.timex.doubts import Clue, Doubt, Window, clause_years, mentions, spell, spell_window
from communique.record import Span

_BACK = re.compile(
    r"\b(?:formerly|renamed?|(?:old|former) name|name of|then[- ](?:called|known|named)|(?:previously|once) \w+"
    r"|(?:was|were|been|is|are|also|later|now|since|previously) (?:called|known|named)|so-called|now [A-Z]\w+)\b"
)


def place_names(
    text: str, parts: tuple[Span, ...], claimed: datetime.date | None, header: Span | None
) -> list[Clue]:
    """What the names of places tell: those out of use on the day that is claimed contradict it."""
    found = []
    for entry, terms in _names().values():
        window = _nearest(terms, claimed)
        spans = (m for part in parts for m in mentions(text, part, entry.name))
        named = tuple(m for m in spans if not _looks_back(text, m, window))
        if named:
            doubt = None
            if claimed is not None and not window.holds(claimed):
                today = f" (now {entry.now})" if entry.now != entry.name else ""
                message = (
                    f"The date is given as {spell(claimed)}, but the text speaks of {entry.name}{today}, "
                    f"a name in use {spell_window(window)}."
                )
                doubt = Doubt("header-place-name", message, (*((header,) if header else ()), *named))
            found.append(Clue(window, named, doubt))
    return found


@cache
def _names() -> dict[str, tuple[PlaceName, tuple[Window, ...]]]:
    """Of each name that is really not used at other times an entry, and the terms in which it was in use."""
    terms: dict[str, list[PlaceName]] = {}
    for entry in renamings():
        if entry.strict:
            terms.setdefault(entry.name, []).append(entry)
    day = datetime.timedelta(days=1)
    return {
        name: (entries[-1], tuple(Window(e.start, e.end - day if e.end else None) for e in entries))
        for name, entries in terms.items()
    }


def _nearest(terms: tuple[Window, ...], claimed: datetime.date | None) -> Window:
    """The term that holds the day claimed, or the last one before it; all of them where none is claimed."""
    if claimed is None:
        starts, ends = [t.start for t in terms], [t.end for t in terms]
        start = None if None in starts else min(s for s in starts if s)
        return Window(start, None if None in ends else max(e for e in ends if e))
    holding = [term for term in terms if term.holds(claimed)]
    before = [term for term in terms if term.end is not None and term.end < claimed]
    return (holding or sorted(before, key=lambda t: t.end or claimed)[-1:] or list(terms))[0]


def _looks_back(text: str, mention: Span, window: Window) -> bool:
    """Whether words around a name say that it is old, or the clause names a year in which it was in use."""
    near = text[max(mention.start - 45, 0) : mention.end + 45]
    first, last = window.start or datetime.date.min, window.end or datetime.date.max
    return bool(_BACK.search(near)) or any(first.year <= year <= last.year for year in clause_years(text, mention))
