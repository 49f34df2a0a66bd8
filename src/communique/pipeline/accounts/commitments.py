"""Commitments: what a side says that it will do."""

from __future__ import annotations

from spacy.tokens import Token

from communique.pipeline.accounts.sayings import Sayings
from communique.pipeline.accounts.terms import Terms
from communique.pipeline.attribution.acts import CALENDAR, PREVENTS
from communique.pipeline.grammar import auxiliaries, negated, subject
from communique.pipeline.statements import Said
from communique.record import Commitment

_WILLING = frozenset(
    {"willingness", "readiness", "intention", "determination", "commitment", "interest", "desire"}
)
_PARTNERS = frozenset({"with", "to", "for", "toward", "towards", "between"})
_MODALS = frozenset({"will", "would", "wo", "shall", "'ll", "’ll"})


class Commitments:
    """The commitments of one text."""

    def __init__(self, sayings: Sayings, terms: Terms) -> None:
        self.sayings = sayings
        self.terms = terms
        self.doc = sayings.text.doc
        self.cast = sayings.cast
        self.entries: list[Commitment] = []

    def enter(self, said: Said) -> None:
        """A promise: what stands under `to`, or under the `will` of one's own side."""
        if said.statement.act not in {"commit", "announce", "agree"}:
            return
        what, doer = self._promised(said)
        if what is None or what[0] >= what[1]:
            return
        who = (self.sayings.who(said, doer) if doer is not None else None) or said.statement.actors
        self.entries.append(
            Commitment(
                id=f"c{len(self.entries) + 1}",
                who=who,
                what=self.sayings.span(*what),
                statement=said.statement.id,
                to=said.statement.to or self._others(what, who),
                strength=self.terms.strength(said.head, *what),
                condition=self.terms.condition(said.content[0][0], self.sayings.reach(said)),
                deadline=self.terms.deadline(what[0], self.sayings.reach(said)),
            )
        )

    def _promised(self, said: Said) -> tuple[tuple[int, int] | None, Token | None]:
        """What is promised, and who is to do it where the words say so."""
        start, end = said.content[-1]
        if self.doc[start].lower_ == "to" and said.statement.act != "announce":
            return (start + 1, end), None
        if self._noun_of_will(start, end):
            return self._under_noun(start, end), None
        for verb in self.sayings.verbs(said):
            modal = any(a.lower_ in _MODALS for a in auxiliaries(verb))
            if not modal and not (verb.lemma_ in PREVENTS and negated(verb)):
                continue
            doer = subject(verb)
            own = doer is not None and self.sayings.who(said, doer) is not None
            if said.statement.act == "announce" and (not own or verb.lemma_ in CALENDAR):
                continue
            return self._from(verb, end), doer
        return None, None

    def _noun_of_will(self, start: int, end: int) -> bool:
        return any(t.lemma_.lower() in _WILLING for t in self.doc[start : min(end, start + 4)])

    def _under_noun(self, start: int, end: int) -> tuple[int, int] | None:
        for token in self.doc[start:end]:
            if token.lower_ == "to" and token.dep_ == "aux":
                return token.i + 1, end
        return None

    def _from(self, verb: Token, end: int) -> tuple[int, int]:
        """From a `never` or the verb on to the end of its clause."""
        start = verb.i
        for other in verb.lefts:
            if other.dep_ == "neg" or other.lower_ == "never":
                start = min(start, other.i)
        return start, min(end, max(verb.right_edge.i + 1, verb.i + 1))

    def _others(self, what: tuple[int, int], who: tuple[str, ...]) -> tuple[str, ...]:
        """The side that a promise names as its object or behind `with`, `to`, `for`."""
        own = set(self.cast.countries(who))
        for mention in self.cast.within(*what):
            if mention.form in {"demonym", "pronoun"}:
                continue
            others = tuple(
                a for a in mention.actors if a not in who and not set(self.cast.by_id[a].countries) & own
            )
            noun = self.doc[mention.head]
            if others and (noun.dep_ in {"dobj", "dative"} or noun.head.lower_ in _PARTNERS):
                return others
        return ()
