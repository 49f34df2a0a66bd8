"""The stage Events: meetings, and what was done by words or deeds (PLOVER root types).

Three sources: meetings are CONSULT; a statement whose cue is itself a verbal event (`urged`, `condemned`, `vowed`)
has that type; other words name events by the lexicon of triggers (`coding`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.knowledge import contexts
from communique.pipeline.actors import Cast
from communique.pipeline.circumstances import Circumstances
from communique.pipeline.coding.frames import Frame, frame, verbal
from communique.pipeline.coding.sides import Sides
from communique.pipeline.coding.standing import conditioned, distance, status
from communique.pipeline.coding.verbal import HOSTILE, Verbal
from communique.pipeline.language import Text
from communique.pipeline.meetings import Found, MeetingFinder, meeting
from communique.pipeline.statements import Said
from communique.record import Event, EventStatus, EventType, Meeting, Place, Span, TimeExpression

#: Deeds that are done to somebody or something.
_DEEDS: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID", "RETREAT", "PROTEST"})
#: Those of them whose verbs without an object mean something else: `seized on the idea`.
_TO_SOMEBODY: frozenset[EventType] = frozenset({"COERCE", "AID"})
#: Acts by words: each time they are done they are another event, however like the last.
_BY_WORDS: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "ACCUSE", "SUPPORT", "REJECT"})


#: How far from a sentence's main statement a word still tells of an event whose doer or reality is open.
_NEAR = 1.0


class Happenings(NamedTuple):
    """The layer: meetings and events, each in text order."""

    meetings: tuple[Meeting, ...]
    events: tuple[Event, ...]


class _Found(NamedTuple):
    """An event while the text is being read."""

    trigger: Token
    first: int
    last: int
    type: EventType
    status: EventStatus
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: Place | None
    time: TimeExpression | None
    distance: float
    mode: str = ""
    main: bool = False
    mentions: tuple[Span, ...] = ()
    meeting: str | None = None


class Events:
    """The stage."""

    def __call__(
        self,
        text: Text,
        cast: Cast,
        times: tuple[TimeExpression, ...],
        places: tuple[Place, ...],
        statements: tuple[Said, ...],
    ) -> Happenings:
        """Find the meetings and events of a text."""
        return _Reading(text, cast, Circumstances(text, times, places), statements).happenings()


class _Reading:
    def __init__(self, text: Text, cast: Cast, circumstances: Circumstances, statements: tuple[Said, ...]) -> None:
        self.text = text
        self.cast = cast
        self.circumstances = circumstances
        self.statements = statements
        self.sides = Sides(cast, circumstances)
        self._topics: dict[int, tuple[str, ...]] = {}
        self._acts: dict[str, frozenset[EventType]] = {}
        self._telling: dict[int, str] = {}
        for said in sorted(statements, key=lambda said: -sum(end - start for start, end in said.content)):
            for start, end in said.content:
                self._telling.update(dict.fromkeys(range(start, end), said.statement.id))

    def happenings(self) -> Happenings:
        gatherings = MeetingFinder(self.text, self.cast, self.circumstances).find()
        gatherings.sort(key=lambda g: g.trigger.i)
        meetings = tuple(meeting(one, f"m{n}", self.text) for n, one in enumerate(gatherings, 1))
        taken = {t.i for one in gatherings for t in (one.trigger, *one.mentions)}
        found = [self._consult(one, entry) for one, entry in zip(gatherings, meetings, strict=True)]
        found += self._by_words(taken)
        found += self._lexical(taken)
        found.sort(key=lambda f: (f.trigger.i, f.type))
        joined = self._joined(_ranked(found))
        events = (self._event(f, f"e{n}") for n, f in enumerate(joined, 1))
        return Happenings(meetings, tuple(events))

    # ------------------------------------------------------------------ the three sources

    def _consult(self, one: Found, entry: Meeting) -> _Found:
        status: EventStatus = {"held": "happened", "planned": "planned", "cancelled": "denied"}[entry.status]  # type: ignore[assignment]
        guests = tuple(one.guests)
        hosts = tuple(a for a in one.participants if a not in guests)
        actors, recipients = (guests, hosts) if one.format == "visit" and guests else (tuple(one.participants), ())
        i = one.trigger.i
        return _Found(
            one.trigger,
            i,
            i + 1,
            "CONSULT",
            status,
            actors,
            recipients,
            one.place,
            one.time,
            distance(one.trigger),
            "visit" if one.format == "visit" else "phone" if one.format == "call" else "",
            mentions=entry.mentions,
            meeting=entry.id,
        )

    def _by_words(self, taken: set[int]) -> list[_Found]:
        """The events that statements are; their words are taken."""
        found = []
        verbal = Verbal(self.text, self.cast, self.sides)
        for said in self.statements:
            act = verbal.event(said)
            if act is not None and act.head.i not in taken:
                self._acts[said.statement.id] = frozenset({act.type} & _BY_WORDS)
                found.append(
                    _Found(
                        act.head,
                        act.first,
                        act.last,
                        act.type,
                        act.status,
                        said.statement.actors,
                        act.recipients,
                        self.circumstances.place(act.head),
                        self.circumstances.time(act.head),
                        distance(act.head) + act.aside,
                        act.mode,
                    )
                )
            if said.draft is not None and act is not None:
                taken.update(i for start, end in said.draft.cue for i in range(start, end))
        return found

    def _lexical(self, taken: set[int]) -> list[_Found]:
        found = []
        for sentence in self.text.sentences():
            for token in sentence:
                if token.i in taken or self._in_name(token) or (named := frame(token)) is None:
                    continue
                if (event := self._of(named)) is not None and not self._told_by_act(event):
                    found.append(event)
        return found

    def _told_by_act(self, event: _Found) -> bool:
        """Whether a word only sets the act of saying the words it stands in: `"We welcome this," he said`."""
        return event.type in self._acts.get(self._telling.get(event.trigger.i, ""), ())

    def _in_name(self, token: Token) -> bool:
        """Whether a word is part of somebody's name: `Cooperation` of an organisation."""
        mention = self.cast.at(token.i)
        return mention is not None and mention.form == "name" and token.pos_ == "PROPN"

    def _of(self, named: Frame) -> _Found | None:
        token = named.token
        if named.reading.type in _DEEDS and not self.sides.borne(named, named.reading.type in _TO_SOMEBODY):
            return None
        if named.reading.type in _BY_WORDS and not self.sides.spoken(named):
            return None
        actors, recipients = self.sides.of(named)
        far = distance(token)
        standing = status(token, named.reading.type in HOSTILE)
        if not actors and not recipients and not (verbal(token) and far <= _NEAR):
            return None
        if verbal(token) and standing == "hypothetical" and (far > _NEAR or not actors):
            return None
        threat = verbal(token) and conditioned(token)
        return _Found(
            token,
            named.first,
            named.last,
            "THREATEN" if threat else named.reading.type,
            "happened" if threat else standing,
            actors,
            recipients,
            self.circumstances.place(token),
            self.circumstances.time(token),
            far,
            "" if threat else named.reading.mode,
        )

    # --------------------------------------------------------------------- results

    def _joined(self, found: list[_Found]) -> list[_Found]:
        """Nouns that name what was told before (`the war`) become mentions of it."""
        kept: list[_Found] = []
        for one in found:
            same = next((n for n, other in enumerate(kept) if self._same(other, one)), None)
            if same is None:
                kept.append(one)
            else:
                other = kept[same]
                kept[same] = other._replace(
                    mentions=(*other.mentions, self.text.span(one.first, one.last)),
                    main=other.main or one.main,
                    actors=other.actors or one.actors,
                    recipients=other.recipients or one.recipients,
                )
        return kept

    def _same(self, other: _Found, one: _Found) -> bool:
        if one.meeting or other.meeting or one.type != other.type or one.type in _BY_WORDS:
            return False
        if one.trigger.pos_ == "VERB" and other.trigger.pos_ == "VERB":
            return False
        mine, theirs = (set(one.actors), set(one.recipients)), (set(other.actors), set(other.recipients))
        return all(not a or not b or a & b for a, b in zip(mine, theirs, strict=True)) and any(
            a & b for a, b in zip(mine, theirs, strict=True)
        )

    def _contexts(self, sentence: Tokens) -> tuple[str, ...]:
        if sentence.start not in self._topics:
            self._topics[sentence.start] = _topics(sentence)
        return self._topics[sentence.start]

    def _event(self, found: _Found, id: str) -> Event:
        time = found.time
        return Event(
            id=id,
            trigger=self.text.span(found.first, found.last),
            type=found.type,
            mode=found.mode,
            status=found.status,
            main=found.main,
            actors=found.actors,
            recipients=found.recipients,
            mentions=found.mentions,
            place=found.place.id if found.place is not None else None,
            time=time.id if time is not None else None,
            interval=time.interval if time is not None else None,
            statement=self._telling.get(found.trigger.i),
            meeting=found.meeting,
            contexts=self._contexts(found.trigger.sent),
            reason=None if found.actors else "no doer is named whom the text makes known",
        )


def _topics(sentence: Tokens) -> tuple[str, ...]:
    """The PLOVER contexts that the words of a sentence tell of, by name."""
    lemmas = [token.lemma_.lower() for token in sentence]
    words = {*lemmas, *(f"{a} {b}" for a, b in pairwise(lemmas))}
    return tuple(sorted({context for word in words for context in contexts().get(word, ())}))


def _ranked(found: list[_Found]) -> list[_Found]:
    """With each sentence's main event marked: what stands nearest to its main statement, the first of equals.

    What is only thought of is none.
    """
    best: dict[int, int] = {}
    for n, one in enumerate(found):
        start = one.trigger.sent.start
        if one.status != "hypothetical" and (start not in best or one.distance < found[best[start]].distance):
            best[start] = n
    main = set(best.values())
    return [one._replace(main=n in main) for n, one in enumerate(found)]
