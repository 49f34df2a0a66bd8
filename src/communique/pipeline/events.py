"""The stage Events: meetings, and what was done by words or deeds (PLOVER root types).

Three sources: meetings are CONSULT; a statement whose cue is itself a verbal event (`urged`, `condemned`, `vowed`)
has that type; other words name events by the lexicon of triggers.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from communique.knowledge import Trigger, descriptions, triggers
from communique.pipeline.actors import Cast
from communique.pipeline.attribution.acts import PREVENTS
from communique.pipeline.circumstances import Circumstances
from communique.pipeline.grammar import child, children, conjuncts, negated, objects, reality, subject
from communique.pipeline.language import Text
from communique.pipeline.meetings import Found, MeetingFinder, meeting
from communique.pipeline.statements import Said
from communique.record import Event, EventStatus, EventType, Meeting, Place, Span, TimeExpression

_ACT_EVENTS: dict[str, EventType] = {
    "commit": "AGREE",
    "agree": "AGREE",
    "praise": "SUPPORT",
    "criticize": "ACCUSE",
    "request": "REQUEST",
    "refuse": "REJECT",
}
_ENDS = frozenset({"end", "stop", "prevent", "avoid", "avert", "without", "against", "curb", "halt"})


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
        for said in self.statements:
            event = self._verbal(said)
            if event is not None and event.trigger.i not in taken:
                found.append(event)
            if said.draft is not None:
                taken.update(i for start, end in said.draft.cue for i in range(start, end))
        found += self._lexical(taken)
        found.sort(key=lambda f: (f.trigger.i, f.type))
        return Happenings(meetings, tuple(self._event(f, f"e{n}") for n, f in enumerate(self._joined(found), 1)))

    # -------------------------------------------------------------------- meetings

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
            entry.mentions,
            entry.id,
        )

    # ----------------------------------------------------------------- verbal acts

    def _verbal(self, said: Said) -> _Found | None:
        """The event that a statement itself is."""
        draft, statement = said.draft, said.statement
        if draft is None or said.head is None or not statement.actors:
            return None
        type = draft.event if draft.act == statement.act else None
        if type is None:
            type = _ACT_EVENTS.get(statement.act)
        if type is None:
            return None
        recipients = statement.to or self._target(said)
        if statement.act == "commit" and self._forbids(said):
            type = "REJECT"
        if type == "REJECT" and statement.act in {"deny", "refuse"} and not recipients:
            return None
        first, last = draft.cue[0][0], draft.cue[-1][1]
        if last - first > 5:
            first, last = draft.cue[0]
        status: EventStatus = "happened"
        if said.head.pos_ == "VERB" and reality(said.head) in {"planned", "hypothetical"}:
            status = reality(said.head)
        return _Found(
            said.head,
            first,
            last,
            type,
            status,
            statement.actors,
            recipients,
            self.circumstances.place(said.head),
            self.circumstances.time(said.head),
        )

    def _forbids(self, said: Said) -> bool:
        """A vow not to let something happen (`will never allow`) rejects it."""
        for start, end in said.content:
            for token in self.text.doc[start:end]:
                if token.lemma_ in PREVENTS and negated(token):
                    return True
        return False

    def _target(self, said: Said) -> tuple[str, ...]:
        """Whom an act is directed at, where no addressee is named: whoever else the content names first."""
        own = set(said.statement.actors) | {
            a for a in (self.cast.state(c) for c in self.cast.countries(said.statement.actors)) if a is not None
        }
        for start, end in said.content:
            for mention in self.cast.within(start, end):
                others = tuple(a for a in mention.actors if a not in own and self.cast.by_id[a].kind != "document")
                if others and not set(self.cast.countries(others)) <= set(
                    self.cast.countries(said.statement.actors)
                ):
                    return others
        return ()

    # --------------------------------------------------------------------- lexicon

    def _lexical(self, taken: set[int]) -> list[_Found]:
        found = []
        for sentence in self.text.sentences():
            for token in sentence:
                if token.i in taken or token.pos_ not in {"VERB", "NOUN", "PROPN"}:
                    continue
                first, last, trigger = self._trigger(token)
                if trigger is not None and (event := self._of(token, first, last, trigger)) is not None:
                    found.append(event)
        return found

    def _trigger(self, token: Token) -> tuple[int, int, Trigger | None]:
        """The lexicon's entry for a token, with the word before a noun or the particle behind a verb."""
        lemma, i = token.lemma_.lower(), token.i
        if token.pos_ == "VERB":
            for other in children(token, "prt", "advmod", "prep"):
                if other.i == i + 1 and (entry := triggers().get((f"{lemma} {other.lower_}", "verb"))) is not None:
                    return i, i + 2, entry
            return i, i + 1, triggers().get((lemma, "verb"))
        if i > 0:
            pair = f"{token.doc[i - 1].lower_} {lemma}"
            if (entry := triggers().get((pair, "noun"))) is not None:
                return i - 1, i + 1, entry
        return i, i + 1, triggers().get((lemma, "noun"))

    def _of(self, token: Token, first: int, last: int, trigger: Trigger) -> _Found | None:
        actors, recipients = (
            self._verb_sides(token, trigger) if trigger.pos == "verb" else self._noun_sides(token, trigger)
        )
        if not (actors or recipients) or self._of_paper(token):
            return None
        if trigger.pos == "verb" and token.dep_ in {"amod", "compound"}:
            return None
        status = reality(token)
        if trigger.pos == "noun" and self._averted(token):
            status = "hypothetical"
        return _Found(
            token,
            first,
            last,
            trigger.type,
            status,
            actors,
            recipients,
            self.circumstances.place(token),
            self.circumstances.time(token),
        )

    def _of_paper(self, token: Token) -> bool:
        """Whether it is a document that something is done to: a statement `released` frees nobody."""
        patients = [*children(token, "dobj", "nsubjpass"), *([token.head] if token.dep_ == "acl" else [])]
        return token.pos_ == "VERB" and any(
            descriptions().get(noun.lemma_.lower()) == "document" for noun in patients
        )

    def _averted(self, token: Token) -> bool:
        """Whether an event noun is only something to end or avoid."""
        head = token.head
        return head.lemma_.lower() in _ENDS or (head.dep_ == "prep" and head.lower_ in {"against", "without"})

    def _verb_sides(self, token: Token, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
        passive = child(token, "nsubjpass", "auxpass") is not None
        doer = child(child(token, "agent"), "pobj") if passive and child(token, "agent") is not None else None  # type: ignore[arg-type]
        patients = children(token, "nsubjpass") if passive else []
        if not passive:
            doer = subject(token)
            patients = self._objects(token, trigger.to)
        return self._meant([doer] if doer is not None else []), self._meant(patients)

    def _objects(self, token: Token, where: tuple[str, ...]) -> list[Token]:
        found: list[Token] = []
        for place in where:
            found += children(token, "dobj") if place == "object" else objects(token, place)
        return found

    def _noun_sides(self, token: Token, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
        doers: list[Token] = []
        owner = child(token, "poss")
        if owner is not None:
            doers = conjuncts(owner)
        else:
            doers = [c for c in children(token, "amod", "compound", "nmod") if self.cast.at(c.i) is not None]
        doers += objects(token, "by", "between")
        if not doers and token.dep_ == "dobj" and token.head.pos_ == "VERB":
            doer = subject(token.head)
            doers = [doer] if doer is not None else []
        patients = objects(token, *trigger.to)
        if token.dep_ == "dobj" and not patients:
            patients = objects(token.head, *trigger.to)
        return self._meant(doers), self._meant(patients)

    def _meant(self, nouns: list[Token]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for noun in nouns:
            ids = self.cast.meant(noun)
            if not ids and (place := self.circumstances.place_at(noun)) is not None:
                state = self.cast.state(place.country)
                ids = (state,) if state is not None else ()
            if not ids and (owner := child(noun, "poss")) is not None:
                ids = self.cast.meant(owner)
            found.update(dict.fromkeys(a for a in ids if self.cast.by_id[a].kind != "document"))
        return tuple(found)

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
                    actors=other.actors or one.actors,
                    recipients=other.recipients or one.recipients,
                )
        return kept

    def _same(self, other: _Found, one: _Found) -> bool:
        if (
            one.meeting
            or other.meeting
            or one.type != other.type
            or one.type in {"AGREE", "REQUEST", "ACCUSE", "SUPPORT", "REJECT"}
        ):
            return False
        if one.trigger.pos_ == "VERB" and other.trigger.pos_ == "VERB":
            return False
        mine, theirs = (set(one.actors), set(one.recipients)), (set(other.actors), set(other.recipients))
        return all(not a or not b or a & b for a, b in zip(mine, theirs, strict=True)) and any(
            a & b for a, b in zip(mine, theirs, strict=True)
        )

    def _event(self, found: _Found, id: str) -> Event:
        time = found.time
        return Event(
            id=id,
            trigger=self.text.span(found.first, found.last),
            type=found.type,
            status=found.status,
            actors=found.actors,
            recipients=tuple(r for r in found.recipients if r not in found.actors),
            mentions=found.mentions,
            place=found.place.id if found.place is not None else None,
            time=time.id if time is not None else None,
            interval=time.interval if time is not None else None,
            statement=self._told_in(found),
            meeting=found.meeting,
        )

    def _told_in(self, found: _Found) -> str | None:
        """The statement that an event is told in: the innermost whose content holds its word."""
        return self._telling.get(found.trigger.i)
