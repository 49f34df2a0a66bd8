"""Positions: where a side stands on an issue, by the act, by its own words, or by what it wants done."""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from communique.knowledge import cues
from communique.pipeline.accounts.issues import Issues, met, theme
from communique.pipeline.accounts.requests import Requests
from communique.pipeline.accounts.sayings import LEADS, Sayings
from communique.pipeline.attribution.acts import PREVENTS
from communique.pipeline.grammar import child, negated
from communique.pipeline.statements import Said
from communique.record import Position, Stance

_STANCES: dict[str, Stance] = {
    "praise": "support",
    "agree": "support",
    "criticize": "oppose",
    "concern": "concern",
    "deny": "oppose",
    "refuse": "oppose",
    "commit": "support",
}
Range = tuple[int, int]


class Positions:
    """The positions of one text."""

    def __init__(self, sayings: Sayings, issues: Issues, requests: Requests) -> None:
        self.sayings = sayings
        self.issues = issues
        self.requests = requests
        self.doc = sayings.text.doc
        self.entries: list[Position] = []

    def enter(self, said: Said) -> None:
        """The stance that a statement takes, if it takes one."""
        act = said.statement.act
        if act in _STANCES and (said.draft is None or self._takes_stance(said)):
            self._by_act(said, _STANCES[act])
        elif said.head is not None and said.head.lemma_ == "insist" and self.sayings.opens(said) == "on":
            self._add(said, said.statement.actors, self.sayings.lead(*said.content[0]), "support")
        elif act in {"request", "agree"}:
            self._by_wish(said)

    def met(self) -> tuple[Position, ...]:
        """All positions, each dispute under the fullest name that the text has for it."""
        fuller = met(entry.name for entry in self.entries)
        return tuple(msgspec.structs.replace(e, name=fuller.get(e.name, e.name)) for e in self.entries)

    def _add(self, said: Said, holder: tuple[str, ...], issue: Range, stance: Stance) -> None:
        if issue[0] < issue[1]:
            self.entries.append(
                Position(
                    id=f"i{len(self.entries) + 1}",
                    holder=holder,
                    issue=self.sayings.span(*issue),
                    stance=stance,
                    statement=said.statement.id,
                    name=self.issues.name(*issue, self.doc),
                )
            )

    def _by_act(self, said: Said, stance: Stance) -> None:
        start, end = self.sayings.lead(*said.content[0])
        act, holder = said.statement.act, said.statement.actors
        if act == "commit":
            prevented = next((v for v in self.doc[start:end] if v.lemma_ in PREVENTS and negated(v)), None)
            if prevented is None and not (self.sayings.opens(said) == "to" and self.sayings.verbs(said)):
                return
            if prevented is not None:
                stance, start = "oppose", prevented.i + 1
        if act == "concern" and self.sayings.opens(said) == "against":
            stance = "oppose"
        if act in {"agree", "praise", "criticize", "concern"}:
            start = self._past_attitude(said, start, end)
            holder, (start, end) = self._own_words(said, start, end)
        self._add(said, holder, (start, end), stance)

    def _by_wish(self, said: Said) -> None:
        """What a side wants done tells its stance on what it is done to: `sanctions must be lifted`."""
        asked = self.requests.asked(said)
        verbs = [asked[1]] if asked is not None else self.sayings.verbs(said)
        for verb in verbs:
            if (wanted := theme(verb)) is not None:
                issue = (
                    wanted.noun.left_edge.i,
                    min(wanted.noun.right_edge.i + 1, self.sayings.end(said, wanted.noun)),
                )
                self._add(said, said.statement.actors, issue, wanted.stance)
                return

    def _takes_stance(self, said: Said) -> bool:
        """Whether an act is a stance on what is said, and not on doing or foretelling it.

        A warning is one only `against` something; who agrees or refuses to do something, or says that he will,
        takes none on a thing, nor does who would not comment on it.
        """
        draft, act, first = said.draft, said.statement.act, self.sayings.opens(said)
        assert draft is not None
        if draft.entry.event == "THREATEN":
            return first == "against"
        if act == "refuse" and draft.entry.act == "assert":
            return False
        if act in {"agree", "refuse"} and draft.entry.act != "assert":
            return first not in {"to", "that"} and not self.sayings.verbs(said)
        start, end = said.content[0]
        return end - start > 1 or self.doc[start].pos_ != "PRON"

    def _own_words(self, said: Said, start: int, end: int) -> tuple[tuple[str, ...], Range]:
        """Who takes a stance on what, where the words themselves say so: `"Oman welcomes the plan," he said`."""
        if said.draft is not None and said.draft.entry.act == "assert":
            for verb in self.sayings.verbs(said):
                if (issue := self._object_of_same_act(said, verb)) is not None:
                    doer = child(verb, "nsubj")
                    assert doer is not None
                    holder = self.sayings.who(said, doer) or said.statement.actors
                    return holder, (issue.left_edge.i, issue.right_edge.i + 1)
        return said.statement.actors, (start, end)

    def _object_of_same_act(self, said: Said, verb: Token) -> Token | None:
        cue = cues().get((verb.lemma_.lower(), "verb"))
        same = cue is not None and cue.act == said.statement.act and child(verb, "nsubj") is not None
        return child(verb, "dobj") if same else None

    def _past_attitude(self, said: Said, start: int, end: int) -> int:
        """`deep concern about the war`: the issue is what stands behind the preposition."""
        if said.draft is None or said.draft.entry.act != "-":
            return start
        for token in self.doc[start:end]:
            if token.dep_ == "prep" and token.lower_ in LEADS | {"over"}:
                return token.i + 1
        return start
