"""Questions to what is said that all entries of the ledger ask: its verbs, first words, whose deeds it tells."""

from __future__ import annotations

from spacy.tokens import Token

from communique.pipeline.actors import Cast
from communique.pipeline.attribution.acts import main_verbs
from communique.pipeline.grammar import trim
from communique.pipeline.language import Text
from communique.pipeline.statements import Said
from communique.record import Span

LEADS = frozenset({"that", "to", "for", "of", "against", "about", "on", "with", "at", "by", "in"})
_CLOSING = "\"'”’»,. "


class Sayings:
    """What is said in one text; token ranges are `[start, end)`."""

    def __init__(self, text: Text, cast: Cast) -> None:
        self.text = text
        self.cast = cast

    def opens(self, said: Said) -> str:
        """The first word of what is said."""
        return self.text.doc[said.content[0][0]].lower_

    def verbs(self, said: Said) -> list[Token]:
        """The verbs of its main clauses."""
        return [v for start, end in said.content for v in main_verbs(self.text, start, end)]

    def who(self, said: Said, doer: Token) -> tuple[str, ...] | None:
        """The side that the words name: `we` of a government is its state; None where it is another's."""
        if doer.lower_ in {"we", "i"}:
            states = tuple(s for c in self.cast.countries(said.statement.actors) if (s := self.cast.state(c)))
            return states or said.statement.actors
        meant = self.cast.meant(doer)
        if not meant:
            return None
        own = set(self.cast.countries(said.statement.actors))
        theirs = set(self.cast.countries(meant))
        return meant if set(meant) & set(said.statement.actors) or (theirs and theirs <= own) else None

    def end(self, said: Said, verb: Token) -> int:
        """Where a word's clause or phrase ends within what is said."""
        last = int(verb.right_edge.i) + 1
        return min(next((end for start, end in said.content if start <= verb.i < end), last), last)

    def reach(self, said: Said) -> int:
        """Where terms of what is said may still stand: at the end of the cue's own clause, if that is further on.

        A content may end before `by the end of 2024` or `if parliament agrees`, which the parse hangs on the cue.
        """
        last = said.content[-1][1]
        return last if said.head is None else max(last, int(said.head.right_edge.i) + 1)

    def lead(self, start: int, end: int) -> tuple[int, int]:
        """Without the word that joins it to the cue: `that`, `to`, `for`."""
        if end - start > 1 and self.text.doc[start].lower_ in LEADS:
            start += 1
        return start, end

    def span(self, start: int, end: int) -> Span:
        """The characters of a token range, without stops at its ends, quotation marks both or neither."""
        start, end = trim(self.text.doc, start, end, ",;:–—--. ")
        span = self.text.span(start, max(end, start + 1))
        for quote in self.text.quotes_in(Span(max(span.start - 400, 0), span.end)):
            if quote.start < span.start <= quote.start + 2 < quote.end <= span.end:
                return Span(quote.start, span.end)
            if quote.start < span.start < quote.end <= span.end <= quote.end + 1:
                return Span(span.start, span.start + len(span.of(self.text.text).rstrip(_CLOSING)))
        return span
