"""Events by words: a statement whose act is itself one (`urged`, `condemned`, `vowed`)."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from communique.pipeline.actors import Cast
from communique.pipeline.attribution.acts import PREVENTS, main_verbs
from communique.pipeline.coding.frames import frame
from communique.pipeline.coding.sides import Sides
from communique.pipeline.coding.standing import avoided
from communique.pipeline.grammar import negated, reality
from communique.pipeline.language import Text
from communique.pipeline.statements import Said
from communique.record import EventStatus, EventType

_ACT_EVENTS: dict[str, EventType] = {
    "commit": "AGREE",
    "agree": "AGREE",
    "praise": "SUPPORT",
    "criticize": "ACCUSE",
    "request": "REQUEST",
    "refuse": "REJECT",
}
#: Deeds that harm somebody: who promises one threatens.
HOSTILE: frozenset[EventType] = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
#: What a promise is by whether its deed is hostile, and whether it is denied: `said it would not sign` refuses.
_PROMISED: dict[tuple[bool, bool], EventType] = {(True, False): "THREATEN", (False, True): "REJECT"}
#: A neutral cue (`said`) of a promise stands behind the deed that is promised.
_NEUTRAL = 2.0


class Act(NamedTuple):
    """An event by words: its word, the tokens `[first, last)`; `aside` is how far it stands behind its content."""

    head: Token
    first: int
    last: int
    type: EventType
    status: EventStatus
    recipients: tuple[str, ...]
    aside: float
    mode: str


class Verbal:
    """Finds the events that the statements of one text are."""

    def __init__(self, text: Text, cast: Cast, sides: Sides) -> None:
        self.text = text
        self.cast = cast
        self.sides = sides

    def event(self, said: Said) -> Act | None:
        """The event that a statement itself is; None where it only tells of some."""
        draft, statement = said.draft, said.statement
        if draft is None or said.head is None or not statement.actors:
            return None
        type = draft.event if draft.act == statement.act else None
        type = type or _ACT_EVENTS.get(statement.act)
        if type is None:
            return None
        named = frame(said.head)
        if named is not None and named.reading.needs:
            type = named.reading.type  # the words beside it decide: `vowed revenge`, `approved a loan`
        elif statement.act == "commit":
            type = self._promise(said, type)
        recipients = statement.to or self._recipients(said)
        if type == "REJECT" and statement.act in {"deny", "refuse"} and not recipients:
            return None
        first, last = draft.cue[0][0], draft.cue[-1][1]
        if last - first > 5:
            first, last = draft.cue[0]
        neutral = statement.act == "commit" and draft.entry.event is None and draft.entry.act != "-"
        mode = named.reading.mode if named is not None and named.reading.type == type else ""
        return Act(said.head, first, last, type, _standing(said.head), recipients, _NEUTRAL * neutral, mode)

    def _promise(self, said: Said, type: EventType) -> EventType:
        """A vow not to do something or let it happen (`will never allow`) rejects it; one to do harm threatens."""
        for start, end in said.content:
            for token in self.text.doc[start:end]:
                if token.lemma_ in PREVENTS and negated(token):
                    return "REJECT"
        verbs = [v for start, end in said.content for v in main_verbs(self.text, start, end)]
        coded = next(((f.reading.type in HOSTILE, negated(v)) for v in verbs if (f := frame(v)) is not None), None)
        return _PROMISED.get(coded, type) if coded is not None else type

    def _recipients(self, said: Said) -> tuple[str, ...]:
        """Whom an act is directed at, where no addressee is named: by grammar, in its content, or nearest."""
        assert said.head is not None
        actors, named = said.statement.actors, frame(said.head)
        by_grammar = self.sides.recipients(named, actors) if named is not None else ()
        return by_grammar or self._target(said) or self.sides.others(said.head, actors)

    def _target(self, said: Said) -> tuple[str, ...]:
        """Whoever else the content names first."""
        speakers = said.statement.actors
        countries = set(self.cast.countries(speakers))
        own = set(speakers) | {a for c in countries if (a := self.cast.state(c)) is not None}
        for start, end in said.content:
            for mention in self.cast.within(start, end):
                others = tuple(a for a in mention.actors if a not in own and self.cast.by_id[a].kind != "document")
                if others and not set(self.cast.countries(others)) <= countries:
                    return others
        return ()


def _standing(head: Token) -> EventStatus:
    real = reality(head) if head.pos_ == "VERB" else "happened"
    if real == "denied" and not avoided(head):
        return "happened"  # the cue's own negation is in its act: `did not accept` refuses
    return real
