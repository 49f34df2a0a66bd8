"""The words of a search marked in a sentence: in any form, as the search finds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from communique.analysis.alike import gist
from communique.export.words import shorten

#: Characters of a sentence that are shown: what is longer is a list or a table.
LONGEST = 700
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
#: A term that must not occur, and one that is a beginning.
_TERM = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>\S+))')


def marker(query: str | None) -> Callable[[str], list[tuple[str, bool]]] | None:
    """What cuts a sentence into words that a query asks for and others; None where it asks for no words."""
    asked = [match for match in _TERM.finditer(query or "") if not match["minus"]]
    words = [word for match in asked for word in _WORD.findall(match["phrase"] or match["word"] or "")]
    starts = tuple(match["word"].rstrip("*").casefold() for match in asked if (match["word"] or "").endswith("*"))
    forms = {_form(word) for word in words}
    if not forms:
        return None

    def cut(sentence: str) -> Iterator[tuple[str, bool]]:
        sentence, end = shorten(sentence, LONGEST), 0
        for match in _WORD.finditer(sentence):
            word = match.group()
            if _form(word) in forms or (starts and word.casefold().startswith(starts)):
                yield sentence[end : match.start()], False
                yield word, True
                end = match.end()
        yield sentence[end:], False

    return lambda sentence: [piece for piece in cut(sentence) if piece[0]]


@lru_cache(maxsize=50_000)
def _form(word: str) -> str:
    """A word without its ending; one that carries no meaning as it is."""
    return next(iter(gist(word)), word.casefold())
