"""Requests: what a side asks of another; refusals: what it will not do or take."""

from __future__ import annotations

from spacy.tokens import Token

from communique.pipeline.accounts.sayings import Sayings
from communique.pipeline.accounts.terms import Terms
from communique.pipeline.attribution.acts import duty
from communique.pipeline.grammar import child, children, negated, subject
from communique.pipeline.statements import Said
from communique.record import Refusal, Request


class Requests:
    """The requests of one text."""

    def __init__(self, sayings: Sayings, terms: Terms) -> None:
        self.sayings = sayings
        self.terms = terms
        self.doc = sayings.text.doc
        self.cast = sayings.cast
        self.entries: list[Request] = []

    def enter(self, said: Said) -> None:
        """A request: what stands under `to`, under the `should` put to somebody, or all that is asked for."""
        if said.statement.act not in {"request", "agree"}:
            return
        start, end = said.content[-1]
        asking = said.statement.act == "request"
        if asking and self.doc[start].lower_ == "to":
            self._add(said, said.statement.to, (start + 1, end))
            return
        asked = self.asked(said)
        if asked is not None:
            doer, action = asked
            passive = doer is not None and doer.dep_ == "nsubjpass"
            first = doer.left_edge.i if doer is not None and passive else action.i
            meant = self.cast.meant(doer) if doer is not None and not passive else ()
            self._add(said, said.statement.to or meant, (first, self.sayings.end(said, action)))
        elif asking:
            self._add(said, said.statement.to, self.sayings.lead(start, end))

    def _add(self, said: Said, of: tuple[str, ...], what: tuple[int, int]) -> None:
        if what[0] >= what[1]:
            return
        self.entries.append(
            Request(
                id=f"r{len(self.entries) + 1}",
                who=said.statement.actors,
                what=self.sayings.span(*what),
                statement=said.statement.id,
                of=tuple(a for a in of if a not in said.statement.actors),
                strength=self.terms.strength(said.head, *what),
                condition=self.terms.condition(what[0], self.sayings.reach(said)),
                deadline=self.terms.deadline(what[0], self.sayings.reach(said)),
            )
        )

    def asked(self, said: Said) -> tuple[Token | None, Token] | None:
        """Who is to do what, in the words of what is said: `Iran must comply`, `insists that Iran comply`."""
        for start, end in said.content:
            for verb in self.doc[start:end]:
                if verb.pos_ not in {"VERB", "AUX"}:
                    continue
                doer = subject(verb)
                if doer is not None and doer.pos_ == "PRON" and self.sayings.who(said, doer) is not None:
                    continue
                if (action := duty(verb)) is not None and start <= action.i < end:
                    return doer, action
                hoped = verb.head.lemma_ in {"hope", "expect"} and verb.dep_ == "ccomp" and verb.tag_ == "VB"
                bare = verb.tag_ == "VB" and verb.dep_ == "ccomp" and not children(verb, "aux")
                if (hoped or bare) and child(verb, "nsubj") is not None:
                    return doer, verb
        return None


class Refusals:
    """The refusals of one text."""

    def __init__(self, sayings: Sayings) -> None:
        self.sayings = sayings
        self.entries: list[Refusal] = []

    def enter(self, said: Said) -> None:
        """A refusal: what is refused or rejected, or what a side says that it will not do."""
        what = self._refused(said)
        if what is not None and what[0] < what[1]:
            self.entries.append(
                Refusal(
                    id=f"n{len(self.entries) + 1}",
                    who=said.statement.actors,
                    what=self.sayings.span(*what),
                    statement=said.statement.id,
                    to=said.statement.to,
                )
            )

    def _refused(self, said: Said) -> tuple[int, int] | None:
        draft, act = said.draft, said.statement.act
        if draft is not None and (act == "refuse" or (act == "deny" and draft.entry.lemma in _REJECTING)):
            return self.sayings.lead(*said.content[0])
        for verb in self.sayings.verbs(said):
            doer = subject(verb)
            will = any(a.lower_ in {"will", "would", "wo", "shall"} for a in children(verb, "aux"))
            if will and negated(verb) and doer is not None and self.sayings.who(said, doer) is not None:
                return verb.i, self.sayings.end(said, verb)
        return None


#: Cues of denial by which something put to the speaker is not taken; others only say that it is not so.
_REJECTING = frozenset({"reject", "dismiss", "rule out"})
