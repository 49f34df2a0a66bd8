"""When and where something happens: the time expression and the place that belong to a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import msgspec
from spacy.tokens import Token

from communique.pipeline.language import Text
from communique.record import Interval, Place, Span, TimeExpression

_IN = frozenset({"in", "at", "near", "outside"})
#: Between the first day of a run and the last, and what makes one of days with `and`.
_TO, _BETWEEN = re.compile(r"\s*(?:[-–—]|to|through|until|(?P<and>and))\s*"), re.compile(r"\b[Bb]etween\s+$")


class Circumstances:
    """The times and places of one text, to be asked what dates or locates a word of it."""

    def __init__(self, text: Text, times: tuple[TimeExpression, ...], places: tuple[Place, ...]) -> None:
        self.text = text
        self._times: dict[int, TimeExpression] = {}
        for time in _runs(text.text, times):
            dates = time.type in {"DATE", "TIME"} or time.interval is not None
            if dates and (head := self._head(time.span)) is not None:
                self._times[head.i] = time
        self._places: dict[int, Place] = {}
        for place in places:
            for mention in place.mentions:
                if not mention.associative and (head := self._head(mention.span)) is not None:
                    self._places[head.i] = place
        self._times_in = self._by_sentence(self._times)
        self._places_in = self._by_sentence(self._places)

    def _by_sentence(self, tokens: Iterable[int]) -> dict[int, list[int]]:
        """Tokens by the start of their sentence."""
        found: dict[int, list[int]] = {}
        for i in sorted(tokens):
            found.setdefault(self.text.doc[i].sent.start, []).append(i)
        return found

    def _head(self, span: Span) -> Token | None:
        found = self.text.tokens(span)
        return None if found is None else self.text.doc[found[0] : found[1]].root

    def time(self, token: Token, with_verb: bool = True) -> TimeExpression | None:
        """The time expression that dates a word: the nearest that hangs on it or, `with_verb`, on its verb."""
        best: tuple[int, int, TimeExpression] | None = None
        line = _line(token) if with_verb else {token.i: 0}
        for i in self._times_in.get(token.sent.start, ()):
            time = self._times[i]
            if time.value == "PRESENT_REF":
                continue
            holder = _holder(self.text.doc[i])
            if holder.i not in line:
                continue
            rank = (line[holder.i], abs(i - token.i), time)
            if best is None or rank[:2] < best[:2]:
                best = rank
        return best[2] if best is not None else None

    def place(self, token: Token) -> Place | None:
        """The place that a word is located at: behind `in` or `at`, on it, on its verb or on what that governs.

        The nearest behind the word, where several are.
        """
        line = {token.i, *(other.i for other in _governors(token))}
        best: tuple[tuple[bool, int], Place] | None = None
        for i in self._places_in.get(token.sent.start, ()):
            preposition = self.text.doc[i].head
            if preposition.dep_ != "prep" or preposition.lower_ not in _IN:
                continue
            if preposition.head.i in line or any(other.i in line for other in _governors(preposition)):
                rank = (i < token.i, abs(i - token.i))
                if best is None or rank < best[0]:
                    best = rank, self._places[i]
        return best[1] if best is not None else self._where(token)

    def _where(self, token: Token) -> Place | None:
        """The place that a `where` before the word stands for: `in Astana, the capital, where he will …`."""
        for clause in (token, *_governors(token)):
            where = next((other for other in clause.children if other.lower_ == "where"), None)
            if clause.dep_ == "relcl" and where is not None:
                before = [i for i in self._places_in.get(token.sent.start, ()) if i < where.i]
                return self._places[before[-1]] if before else None
        return None

    def place_at(self, token: Token) -> Place | None:
        """The place that a word names."""
        return self._places.get(token.i)


def _runs(text: str, times: tuple[TimeExpression, ...]) -> list[TimeExpression]:
    """The expressions; the two ends of a run (`from 3 to 5 May`) each with the days of the whole."""
    found = list(times)
    for n, (first, last) in enumerate(pairwise(times)):
        if (run := _run(text, first, last)) is not None:
            found[n : n + 2] = (msgspec.structs.replace(time, interval=run) for time in (first, last))
    return found


def _run(text: str, first: TimeExpression, last: TimeExpression) -> Interval | None:
    """The days from the first of two neighbours to the last; with `and` only where no day lies between."""
    joint = _TO.fullmatch(text, first.span.end, last.span.start)
    start, end = first.interval, last.interval
    if joint is None or start is None or end is None or end.end <= start.end:
        return None
    if not start.granularity == end.granularity == "day":
        return None
    apart = (end.start - start.end).days > 1
    if joint["and"] and apart and not _BETWEEN.search(text, max(first.span.start - 12, 0), first.span.start):
        return None
    return Interval(start=start.start, end=end.end, granularity="span")


def _line(token: Token) -> dict[int, int]:
    """A word and what governs it up to its clause's verb, each with its distance."""
    return {other.i: n for n, other in enumerate((token, *_governors(token)))}


def _governors(token: Token) -> list[Token]:
    found, here = [], token
    for _ in range(5):
        if here.head == here or (here.pos_ in {"VERB", "AUX"} and here.dep_ not in {"xcomp", "conj", "pcomp"}):
            break
        here = here.head
        found.append(here)
        if here.pos_ in {"VERB", "AUX"} and here.dep_ not in {"xcomp", "conj", "pcomp", "relcl"}:
            break
    return found


def _holder(token: Token) -> Token:
    """The word that a time hangs on, past its preposition."""
    holder = token.head
    if holder.dep_ in {"prep", "pcomp"} and holder.head != holder:
        holder = holder.head
    return holder
