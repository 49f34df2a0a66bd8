"""The name of an actor to its country and sector, as far as tables can say it.

A name that stands alone has no document to be read in, so this task does not go through the pipeline: known names
give the country, titles and plain words (`police`, `rebels`) the sector. Who somebody is that the words do not
tell, a table of the world's politicians would have to say; there is none, and the answer stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from benchmarks.files import Input
from benchmarks.tasks.codes import of_name, table
from communique.knowledge import Name, holders, names, titles

_WORD = re.compile(r"\w+(?:[-.]\w+)*\.?|[^\w\s]")
#: The most words that a name or a title is sought in.
_LONGEST = 8
#: Sectors that somebody who held an office before has instead: PLOVER counts them among the elites.
_FORMER = re.compile(r"\b(?:former|ex-)", re.IGNORECASE)


def prediction(one: Input) -> dict[str, Any]:
    """Country and sector of one name; empty where they are not known."""
    country, sector = resolve(one.text, one.context)
    return {"id": one.id, "country": country, "code": sector}


def resolve(text: str, context: str | None = None) -> tuple[str, str]:
    """Country code and PLOVER sector of a name; where it says neither, of what stands with it."""
    holder = _holder(text)
    country = holder or _country(text) or (_country(context) if context else "")
    sector = _sector(text) or ("GOV" if holder else "")
    return country, sector or (_sector(context) if context else "")


def _country(text: str) -> str:
    """The code of the first known name that has one; the longest where several begin at a word."""
    known, exact = _caseless(), names()
    for words in _stretches(text):
        found = exact.get(words) or known.get(words.casefold(), ())
        for code in (code for name in found for code in of_name(name)):
            return code
    return ""


def _sector(text: str) -> str:
    """The sector of the first title, or of the last plain word, which is the head of most phrases."""
    known = titles()
    for words in _stretches(text):
        if (title := known.get(words.casefold())) is not None:
            return "ELI" if _FORMER.search(text) and title.sector == "GOV" else title.sector
    plain = table("sectors.tsv")
    return next((plain[w] for w in reversed(_WORD.findall(text.casefold())) if w in plain), "")


def _holder(text: str) -> str:
    """The state whose high office somebody of this name is listed to have held; empty where there is none."""
    name = text.strip().casefold()
    return next((h.state for h in holders() if name in {n.casefold() for n in (h.name, *h.aliases)}), "")


def _stretches(text: str) -> Iterator[str]:
    """Runs of words, from each word on, the longest first."""
    words = list(_WORD.finditer(text))
    for i, first in enumerate(words):
        for last in reversed(words[i : i + _LONGEST]):
            yield text[first.start() : last.end()]


@cache
def _caseless() -> Mapping[str, tuple[Name, ...]]:
    """Known names in any case, but for abbreviations: `us` is not `US`."""
    return {surface.casefold(): found for surface, found in names().items() if not surface.isupper()}
