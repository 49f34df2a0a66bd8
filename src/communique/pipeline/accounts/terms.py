"""Terms of what is promised or asked: how strongly, on what condition, by when."""

from __future__ import annotations

from spacy.tokens import Token

from communique.knowledge import strengths
from communique.pipeline.grammar import auxiliaries, children
from communique.pipeline.language import Text
from communique.record import Span, Strength, TimeExpression

_CONDITIONS = frozenset({"if", "unless", "until", "provided", "providing", "once", "till"})
#: Words before the condition in `as long as …`, `on condition that …`, `on the premise that …`.
_ON = frozenset({"condition", "premise", "understanding", "assumption"})
_BY = frozenset({"by", "before", "within", "until", "till"})


class Terms:
    """Reads the terms of the commitments and requests of one text."""

    def __init__(self, text: Text, times: tuple[TimeExpression, ...]) -> None:
        self.text = text
        self._times: dict[int, TimeExpression] = {}
        for time in times:
            if (found := text.tokens(time.span)) is not None:
                self._times[found[0]] = time

    def strength(self, cue: Token | None, start: int, end: int) -> Strength:
        """How strongly words bind: by the cue, the noun under it, or the modal verb; `plain` where none says more.

        Args:
            cue: Head of the cue; None of a quotation without one.
            start: First token of what is promised or asked, or of the clause that says so.
            end: The token after its last.
        """
        words = [cue.lemma_.lower(), *(c.lemma_.lower() for c in children(cue, "dobj", "acomp"))] if cue else []
        inside = self.text.doc[start:end]
        words += [a.lower_ for token in inside if token.pos_ == "VERB" for a in auxiliaries(token)][:2]
        return next((strengths()[word] for word in words if word in strengths()), "plain")

    def condition(self, start: int, end: int) -> Span | None:
        """The clause in a token range that the rest depends on."""
        for token in self.text.doc[start:end]:
            clause = token.head if token.dep_ == "mark" and token.lower_ in _CONDITIONS else None
            if token.lower_ in _ON and children(token, "acl", "ccomp"):
                clause = token
            if token.lower_ == "long" and token.dep_ == "advmod" and children(token, "advcl"):
                clause = token
            if clause is not None:
                first, last = max(int(clause.left_edge.i), start), min(int(clause.right_edge.i) + 1, end)
                return self.text.span(first, last) if first < last else None
        return None

    def deadline(self, start: int, end: int) -> str | None:
        """Id of the time expression in a token range by which something is to be done."""
        for i in range(max(start, 1), end):
            time = self._times.get(i)
            if time is not None and self._bounded(i):
                return time.id
        return None

    def _bounded(self, i: int) -> bool:
        """Whether `by`, `before` or `within` stands before a time, or before `the end of` it."""
        before = [self.text.doc[j].lower_ for j in range(max(i - 4, 0), i)]
        return before[-1] in _BY or (before[-1] in {"of", "the"} and bool(_BY & set(before)))
