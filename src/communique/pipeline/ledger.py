"""The stage Ledger: what sides promise, ask for, and where they stand, from the statements that carry it."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from communique.knowledge import cues
from communique.pipeline.actors import Cast
from communique.pipeline.attribution.acts import CALENDAR, PREVENTS, duty, main_verbs
from communique.pipeline.grammar import auxiliaries, child, children, negated, subject, trim
from communique.pipeline.language import Text
from communique.pipeline.statements import Said
from communique.record import Commitment, Position, Request, Span, Stance

_STANCES: dict[str, Stance] = {
    "praise": "support",
    "agree": "support",
    "criticize": "oppose",
    "concern": "concern",
    "deny": "oppose",
    "refuse": "oppose",
    "commit": "support",
}
_LEADS = frozenset({"that", "to", "for", "of", "against", "about", "on", "with", "at", "by", "in"})
_WILLING = frozenset(
    {"willingness", "readiness", "intention", "determination", "commitment", "interest", "desire"}
)
_CLOSING = "\"'”’»,. "
_PARTNERS = frozenset({"with", "to", "for", "toward", "towards", "between"})
_MODALS = frozenset({"will", "would", "wo", "shall", "'ll", "’ll"})


class Ledger(NamedTuple):
    """The layer: commitments, requests and positions, each in text order."""

    commitments: tuple[Commitment, ...]
    requests: tuple[Request, ...]
    positions: tuple[Position, ...]


class Ledgers:
    """The stage."""

    def __call__(self, text: Text, cast: Cast, statements: tuple[Said, ...]) -> Ledger:
        """Draw up the ledger of a text."""
        return _Reading(text, cast, statements).ledger()


class _Reading:
    def __init__(self, text: Text, cast: Cast, statements: tuple[Said, ...]) -> None:
        self.text = text
        self.cast = cast
        self.statements = statements
        self.commitments: list[Commitment] = []
        self.requests: list[Request] = []
        self.positions: list[Position] = []

    def ledger(self) -> Ledger:
        for said in self.statements:
            if not said.statement.actors or not said.content:
                continue
            act = said.statement.act
            if act in {"commit", "announce", "agree"}:
                self._commitment(said)
            if act in {"request", "agree"}:
                self._request(said)
            if act in _STANCES:
                self._position(said, _STANCES[act])
            elif said.head is not None and said.head.lemma_ == "insist" and self._opens(said) == "on":
                self._position(said, "support")
        return Ledger(tuple(self.commitments), tuple(self.requests), tuple(self.positions))

    def _opens(self, said: Said) -> str:
        """The first word of what is said."""
        return self.text.doc[said.content[0][0]].lower_

    # ----------------------------------------------------------------- commitments

    def _commitment(self, said: Said) -> None:
        """A promise: what stands under `to`, or under the `will` of one's own side."""
        start, end = said.content[-1]
        what: tuple[int, int] | None = None
        doer: Token | None = None
        if self.text.doc[start].lower_ == "to" and said.statement.act != "announce":
            what = start + 1, end
        elif self._noun_of_will(start, end):
            what = self._under_noun(start, end)
        else:
            for verb in self._verbs(said):
                modal = any(a.lower_ in _MODALS for a in auxiliaries(verb))
                if not modal and not (verb.lemma_ in PREVENTS and negated(verb)):
                    continue
                doer = subject(verb)
                own = doer is not None and self._who(said, doer) is not None
                if said.statement.act == "announce" and (not own or verb.lemma_ in CALENDAR):
                    continue
                what = self._from(verb, end)
                break
        if what is None or what[0] >= what[1]:
            return
        who = (self._who(said, doer) if doer is not None else None) or said.statement.actors
        to = said.statement.to or self._others(what, who)
        self.commitments.append(
            Commitment(
                id=f"c{len(self.commitments) + 1}",
                who=who,
                what=self._span(*what),
                statement=said.statement.id,
                to=to,
            )
        )

    def _verbs(self, said: Said) -> list[Token]:
        return [v for start, end in said.content for v in main_verbs(self.text, start, end)]

    def _noun_of_will(self, start: int, end: int) -> bool:
        return any(t.lemma_.lower() in _WILLING for t in self.text.doc[start : min(end, start + 4)])

    def _under_noun(self, start: int, end: int) -> tuple[int, int] | None:
        for token in self.text.doc[start:end]:
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

    def _who(self, said: Said, doer: Token) -> tuple[str, ...] | None:
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

    def _others(self, what: tuple[int, int], who: tuple[str, ...]) -> tuple[str, ...]:
        """The side that a promise names as its object or behind `with`, `to`, `for`."""
        own = set(self.cast.countries(who))
        for mention in self.cast.within(*what):
            if mention.form in {"demonym", "pronoun"}:
                continue
            others = tuple(
                a for a in mention.actors if a not in who and not set(self.cast.by_id[a].countries) & own
            )
            noun = self.text.doc[mention.head]
            if others and (noun.dep_ in {"dobj", "dative"} or noun.head.lower_ in _PARTNERS):
                return others
        return ()

    # -------------------------------------------------------------------- requests

    def _request(self, said: Said) -> None:
        """A request: what stands under `to`, under the `should` put to somebody, or all that is asked for."""
        start, end = said.content[-1]
        asking = said.statement.act == "request"
        if asking and self.text.doc[start].lower_ == "to":
            self._ask(said, said.statement.to, (start + 1, end))
            return
        asked = self._asked(said)
        if asked is not None:
            doer, action = asked
            passive = doer is not None and doer.dep_ == "nsubjpass"
            first = doer.left_edge.i if doer is not None and passive else action.i
            meant = self.cast.meant(doer) if doer is not None and not passive else ()
            self._ask(said, said.statement.to or meant, (first, self._end(said, action)))
        elif asking:
            self._ask(said, said.statement.to, self._lead(start, end))

    def _ask(self, said: Said, of: tuple[str, ...], what: tuple[int, int]) -> None:
        if what[0] >= what[1]:
            return
        self.requests.append(
            Request(
                id=f"r{len(self.requests) + 1}",
                who=said.statement.actors,
                what=self._span(*what),
                statement=said.statement.id,
                of=tuple(a for a in of if a not in said.statement.actors),
            )
        )

    def _asked(self, said: Said) -> tuple[Token | None, Token] | None:
        """Who is to do what, in the words of what is said: `Iran must comply`, `insists that Iran comply`."""
        for start, end in said.content:
            for verb in self.text.doc[start:end]:
                if verb.pos_ not in {"VERB", "AUX"}:
                    continue
                doer = subject(verb)
                if doer is not None and doer.pos_ == "PRON" and self._who(said, doer) is not None:
                    continue
                if (action := duty(verb)) is not None and start <= action.i < end:
                    return doer, action
                hoped = verb.head.lemma_ in {"hope", "expect"} and verb.dep_ == "ccomp" and verb.tag_ == "VB"
                bare = verb.tag_ == "VB" and verb.dep_ == "ccomp" and not children(verb, "aux")
                if (hoped or bare) and child(verb, "nsubj") is not None:
                    return doer, verb
        return None

    def _end(self, said: Said, verb: Token) -> int:
        """Where a verb's clause ends within what is said."""
        inside = next(end for start, end in said.content if start <= verb.i < end)
        return min(inside, int(verb.right_edge.i) + 1)

    # ------------------------------------------------------------------- positions

    def _position(self, said: Said, stance: Stance) -> None:
        if said.draft is not None and not self._takes_stance(said):
            return
        start, end = self._lead(*said.content[0])
        act = said.statement.act
        if act == "commit":
            verbs = self._verbs(said)
            prevented = next((v for v in self.text.doc[start:end] if v.lemma_ in PREVENTS and negated(v)), None)
            if prevented is None and not (self.text.doc[said.content[0][0]].lower_ == "to" and verbs):
                return
            if prevented is not None:
                stance, start = "oppose", prevented.i + 1
        holder = said.statement.actors
        if act == "concern" and self._opens(said) == "against":
            stance = "oppose"
        if act in {"agree", "praise", "criticize", "concern"}:
            start = self._past_attitude(said, start, end)
            holder, (start, end) = self._own_words(said, start, end)
        if start >= end:
            return
        self.positions.append(
            Position(
                id=f"i{len(self.positions) + 1}",
                holder=holder,
                issue=self._span(start, end),
                stance=stance,
                statement=said.statement.id,
            )
        )

    def _takes_stance(self, said: Said) -> bool:
        """Whether an act is a stance on what is said, and not on doing or foretelling it.

        A warning is one only `against` something; who agrees or refuses to do something, or says that he will,
        takes none on a thing.
        """
        draft, act, first = said.draft, said.statement.act, self._opens(said)
        assert draft is not None
        if draft.entry.event == "THREATEN":
            return first == "against"
        if act in {"agree", "refuse"} and draft.entry.act != "assert":
            return first not in {"to", "that"} and not self._verbs(said)
        start, end = said.content[0]
        return end - start > 1 or self.text.doc[start].pos_ != "PRON"

    def _own_words(self, said: Said, start: int, end: int) -> tuple[tuple[str, ...], tuple[int, int]]:
        """Who takes a stance on what, where the words themselves say so: `"Oman welcomes the plan," he said`."""
        if said.draft is not None and said.draft.entry.act == "assert":
            for verb in self._verbs(said):
                issue, doer = child(verb, "dobj"), child(verb, "nsubj")
                cue = cues().get((verb.lemma_.lower(), "verb"))
                if cue is not None and cue.act == said.statement.act and issue is not None and doer is not None:
                    return self._who(said, doer) or said.statement.actors, (
                        issue.left_edge.i,
                        issue.right_edge.i + 1,
                    )
        return said.statement.actors, (start, end)

    def _past_attitude(self, said: Said, start: int, end: int) -> int:
        """`deep concern about the war`: the issue is what stands behind the preposition."""
        if said.draft is None or said.draft.entry.act != "-":
            return start
        for token in self.text.doc[start:end]:
            if token.dep_ == "prep" and token.lower_ in _LEADS | {"over"}:
                return token.i + 1
        return start

    # ----------------------------------------------------------------------- spans

    def _lead(self, start: int, end: int) -> tuple[int, int]:
        """Without the word that joins it to the cue: `that`, `to`, `for`."""
        if end - start > 1 and self.text.doc[start].lower_ in _LEADS:
            start += 1
        return start, end

    def _span(self, start: int, end: int) -> Span:
        """The characters of a token range, without stops at its ends, quotation marks both or neither."""
        start, end = trim(self.text.doc, start, end, ",;:–—--. ")
        span = self.text.span(start, max(end, start + 1))
        for quote in self.text.quotes_in(Span(max(span.start - 400, 0), span.end)):
            if quote.start < span.start <= quote.start + 2 < quote.end <= span.end:
                return Span(quote.start, span.end)
            if quote.start < span.start < quote.end <= span.end <= quote.end + 1:
                return Span(span.start, span.start + len(span.of(self.text.text).rstrip(_CLOSING)))
        return span
