"""Finding meetings: visits, talks, calls, summits and the sides that meet.

Verbs (`met Aziz`, `will visit Kabul`), nouns with or without a light verb (`held talks with`, `a meeting between`)
and `visiting` before a name. Words that name a meeting told of before (`the talks`) are kept as its mentions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from communique.knowledge import meeting_names, meeting_words
from communique.pipeline.actors import Cast
from communique.pipeline.circumstances import Circumstances
from communique.pipeline.grammar import Reality, child, children, conjuncts, objects, reality, subject
from communique.pipeline.language import Text
from communique.record import Interval, Meeting, MeetingFormat, Place, TimeExpression

_DURING = frozenset(
    {"during", "after", "before", "at", "in", "following", "for", "on", "ahead", "to", "with", "through", "over"}
)
#: Nouns that only measure a meeting: `two days of talks`.
_MEASURES = frozenset({"day", "hour", "week", "round", "series", "end", "start", "beginning", "set", "session"})
_ONLY_CALLS = frozenset({"phone", "telephone", "video", "conference"})
_NTH = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_PARTNERS = ("with", "between", "among", "of", "by", "from")


@dataclass
class Found:
    """A meeting while the text is being read; actors by id."""

    trigger: Token
    format: MeetingFormat
    participants: list[str] = field(default_factory=list)
    guests: list[str] = field(default_factory=list)
    mentions: list[Token] = field(default_factory=list)
    reality: Reality = "happened"
    called_off: bool = False
    place: Place | None = None
    time: TimeExpression | None = None
    interval: Interval | None = None
    definite: bool = False
    number: int | None = None


class MeetingFinder:
    """Finds the meetings of one text."""

    def __init__(self, text: Text, cast: Cast, circumstances: Circumstances) -> None:
        self.text = text
        self.cast = cast
        self.circumstances = circumstances
        self.found: list[Found] = []

    def find(self) -> list[Found]:
        """The meetings, in the order of their first mentions, each with its further mentions."""
        for sentence in self.text.sentences():
            for token in sentence:
                one = self._at(token)
                if one is not None:
                    self._keep(one)
        return [one for one in self.found if one.participants]

    # -------------------------------------------------------------------- one word

    def _at(self, token: Token) -> Found | None:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" or token.tag_.startswith("VB"):
            if lemma == "visit" and token.tag_ == "VBG" and token.dep_ in {"amod", "compound"}:
                return self._visiting(token)
            format = meeting_names("verb").get(lemma)
            return self._verb(token, format) if format is not None else None
        if lemma == "visiting" and token.dep_ in {"amod", "compound"}:
            return self._visiting(token)
        format = meeting_names("noun").get(lemma)
        if token.pos_ in {"NOUN", "PROPN"} and format is not None and token.dep_ != "compound":
            return self._noun(token, format)
        return None

    def _verb(self, token: Token, format: MeetingFormat) -> Found | None:
        lemma = token.lemma_.lower()
        doer = subject(token)
        sides = self._sides(conjuncts(doer) if doer is not None else [])
        partners = objects(token, "with")
        if lemma in {"meet", "visit", "host", "receive", "phone", "telephone", "tour"}:
            partners += [n for o in children(token, "dobj") for n in conjuncts(o)]
        others = self._hosts(partners) if format == "visit" else self._sides(partners)
        if (
            lemma in {"host", "receive", "discuss", "negotiate", "confer", "speak"}
            and not self._people(others)
            and len(sides) < 2
        ):
            return None
        several = len(sides) > 1 or any(self.cast.by_id[a].kind == "group" for a in sides)
        if lemma == "meet" and not others and not several:
            return None
        if lemma in {"host", "receive"} and not any(self.cast.by_id[a].kind == "person" for a in others):
            return None
        if not sides and not others:
            return None
        if format == "visit" and not others:
            return None
        if lemma == "speak" and any(n.lower_ in _ONLY_CALLS for n in objects(token, "by", "on", "over")):
            format = "call"
        one = self._new(token, format, sides + others)
        one.guests = sides if format == "visit" else []
        return one

    def _visiting(self, token: Token) -> Found | None:
        """`the visiting US diplomat`: a visit to where the story is told, where that is told."""
        guests = self._sides([token.head])
        if not guests:
            return None
        one = self._new(token, "visit", guests)
        one.guests, one.reality = guests, "happened"
        own = set(self.cast.countries(tuple(guests)))
        beside = [a for m in self.cast.within(token.sent.start, token.sent.end) for a in m.actors]
        hosts = [s for c in self.cast.countries(tuple(beside)) if (s := self.cast.state(c)) is not None]
        host = next((a for a in (*hosts, *self._states()) if self.cast.by_id[a].identity not in own), None)
        if host is not None and own:
            one.participants.append(host)
        return one

    def _states(self) -> list[str]:
        """States by how often the text names them."""
        states = [a for a in self.cast.actors if a.kind == "state"]
        return [a.id for a in sorted(states, key=lambda a: -len(a.mentions))]

    def _noun(self, token: Token, format: MeetingFormat) -> Found | None:
        lemma = token.lemma_.lower()
        if lemma in {"call", "conversation"} and not self._by_phone(token):
            return None
        if lemma == "talk" and token.tag_ == "NN":
            return None
        sides: list[str] = []
        owner = child(token, "poss")
        if owner is not None:
            sides += self._sides(conjuncts(owner))
        for modifier in children(token, "compound", "amod", "nmod"):
            sides += [
                a for a in self._sides([modifier]) if self.cast.by_id[a].kind != "state" or "-" in modifier.text
            ]
        partners = objects(token, *_PARTNERS)
        if token.dep_ == "nsubjpass" and token.head.lemma_.lower() in meeting_words("holds"):
            partners += objects(token.head, *_PARTNERS)  # `a summit is to be held between …`
        sides += self._sides(partners)
        hosts = self._hosts(objects(token, "to", "in")) if format == "visit" else []
        guests = list(sides)
        governor, verb = self._governor(token)
        if token.dep_ == "nsubj" and token.head.lemma_ in meeting_words("brings"):
            sides += self._sides([n for o in children(token.head, "dobj") for n in conjuncts(o)])
        elif verb is not None and (governor or not sides or (partners and len({*sides, *hosts}) < 2)):
            doer = subject(verb)
            if doer is not None:
                more = self._sides(conjuncts(doer))
                guests = guests or more
                sides = more + sides
            if governor:
                sides += self._sides(objects(verb, "with"))
                hosts = hosts or (self._hosts(objects(verb, "to")) if format == "visit" else [])
        if partners and len(set(sides)) == 1:
            sides = self._first_named(token, sides) + sides
        one = self._new(token, format, sides + hosts)
        one.guests = [g for g in guests if g not in hosts] if format == "visit" else []
        one.definite = any(d.lower_ in {"the", "this", "that", "these"} for d in children(token, "det")) or (
            owner is not None
        )
        return one

    def _first_named(self, token: Token, sides: list[str]) -> list[str]:
        """Whoever the sentence starts with, where the parse leaves one side of a meeting open."""
        for mention in self.cast.within(token.sent.start, token.i):
            if mention.form in {"demonym"} or self.text.doc[mention.head].dep_ in {"poss", "amod", "compound"}:
                continue
            return [a for a in mention.actors if a not in sides and self.cast.by_id[a].kind != "document"]
        return []

    def _by_phone(self, token: Token) -> bool:
        """Whether a `call` is one to somebody, not for something: by phone, or with or between people."""
        if any(c.lower_ in _ONLY_CALLS for c in token.children if c.dep_ in {"compound", "amod"}):
            return True
        partners = self._sides(objects(token, "with", "between"))
        return any(self.cast.by_id[a].kind == "person" for a in partners)

    def _governor(self, token: Token) -> tuple[bool, Token | None]:
        """Whether a light verb holds the noun (`held talks`), and the verb whose subject takes part."""
        if token.dep_ in {"dobj", "nsubjpass"}:
            return token.head.lemma_.lower() in meeting_words(
                "holds"
            ), token.head if token.dep_ == "dobj" else None
        if token.dep_ == "conj":
            return self._governor(token.head)
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in _MEASURES:
            return self._governor(token.head.head)
        if token.dep_ == "pobj" and token.head.lower_ in _DURING:
            verb = token.head.head
            for _ in range(4):
                if verb.pos_ in {"VERB", "AUX"} or verb.head == verb:
                    break
                verb = verb.head
            return False, verb if verb.pos_ in {"VERB", "AUX"} else None
        return False, None

    def _dated_by_verb(self, token: Token) -> bool:
        """Whether a time told of the verb is the meeting's too: not in `pulled out of the talks in November`."""
        if token.pos_ in {"VERB", "AUX"} or token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "ROOT", "conj"}:
            return True
        return token.dep_ == "pobj" and token.head.lower_ in _DURING

    def _new(self, token: Token, format: MeetingFormat, sides: list[str]) -> Found:
        one = Found(token, format, list(dict.fromkeys(sides)))
        one.called_off = self._called_off(token)
        time = self.circumstances.time(token, with_verb=self._dated_by_verb(token))
        one.time, one.interval = time, time.interval if time is not None else None
        one.reality = self._reality(token, time)
        one.number = _number(token)
        one.place = self.circumstances.place(token)
        if one.place is None and format == "visit":
            for noun in [*children(token, "dobj"), *objects(token, "to")]:
                one.place = one.place or self.circumstances.place_at(noun)
        return one

    def _reality(self, token: Token, time: TimeExpression | None) -> Reality:
        """By its day where that is known; otherwise by what sets it for later, and by the verb."""
        day = time.anchor.day if time is not None and time.anchor is not None else None
        if time is not None and time.interval is not None and day is not None:
            if time.interval.start > day:
                return "planned"
            if time.interval.end < day:
                return "happened"
        governor = token.head.head if token.dep_ == "pobj" else token.head
        setting = [
            governor.lemma_.lower(),
            token.head.lemma_.lower(),
            *(c.lower_ for c in token.children if c.dep_ in {"amod", "acl"}),
        ]
        adjectives = (c for c in token.children if c.dep_ in {"acl", "amod", "relcl"})
        setting += [c.lemma_.lower() for c in adjectives if c.lower_ != "working"]
        return "planned" if meeting_words("sets") & set(setting) else reality(token)

    def _called_off(self, token: Token) -> bool:
        """Whether a verb or noun over a meeting's word calls it off."""
        here = token.head
        for _ in range(3):
            lemma = here.lemma_.lower()
            particle = child(here, "prt")
            if particle is not None:
                lemma += " " + particle.lower_
            if lemma in meeting_words("calls-off"):
                return True
            if here.pos_ == "VERB":
                return False
            here = here.head
        return False

    # ----------------------------------------------------------------------- sides

    def _sides(self, nouns: list[Token]) -> list[str]:
        """Ids of those who can take part among what these nouns mean."""
        found: list[str] = []
        for noun in nouns:
            mention = self.cast.at(noun.i)
            if mention is not None and (mention.head == noun.i or mention.start <= noun.i < mention.end):
                found += [a for a in mention.actors if self.cast.by_id[a].kind != "document"]
        return list(dict.fromkeys(found))

    def _hosts(self, nouns: list[Token]) -> list[str]:
        """Those who are visited, and states whose towns are."""
        found = self._sides([n for noun in nouns for n in conjuncts(noun)])
        for noun in nouns:
            place = self.circumstances.place_at(noun)
            if place is not None and (id := self.cast.state(place.country)) is not None:
                found.append(id)
        return list(dict.fromkeys(found))

    def _people(self, ids: list[str]) -> list[str]:
        return [
            a for a in ids if self.cast.by_id[a].kind in {"person", "state", "organisation", "ministry", "group"}
        ]

    # ---------------------------------------------------------------------- the same

    def _keep(self, one: Found) -> None:
        """Add a meeting, or its word to the one that it is."""
        same = next((other for other in reversed(self.found) if self._same(other, one)), None)
        if same is None:
            if one.participants and (len(one.participants) > 1 or self._body(one)):
                self.found.append(one)
            return
        same.mentions.append(one.trigger)
        for id in one.participants:
            if id not in same.participants and len(one.participants) > 1 and not self._covered(id, same):
                same.participants.append(id)
        same.place = same.place or one.place
        if one.format == "working meal" and same.format == "meeting":
            same.format = one.format
        same.number = same.number or one.number
        if same.interval is None or (one.interval is not None and _within(one.interval, same.interval)):
            same.time, same.interval = one.time or same.time, one.interval or same.interval

    def _body(self, one: Found) -> bool:
        """One participant is enough where it is a body that meets."""
        return all(self.cast.by_id[a].kind in {"organisation", "grouping", "group"} for a in one.participants)

    def _covered(self, id: str, same: Found) -> bool:
        """Whether a state takes part already through its people."""
        return self.cast.by_id[id].kind == "state" and bool(
            set(self.cast.by_id[id].countries) & set(self.cast.countries(tuple(same.participants)))
        )

    def _same(self, other: Found, one: Found) -> bool:
        if one.interval is not None and other.interval is not None and not _meet(one.interval, other.interval):
            return False
        if (one.format == "visit") != (other.format == "visit") and not self._visit_for_talks(other, one):
            return False
        if one.format == "call" != other.format:
            return False
        mine, theirs = set(one.participants), set(other.participants)
        if not mine:
            return one.definite
        if (one.reality == "planned") != (other.reality == "planned") and one.interval != other.interval:
            return False
        if mine <= theirs:
            return one.definite or mine == theirs or one.trigger.sent == other.trigger.sent
        states, others = set(self.cast.countries(tuple(mine))), set(self.cast.countries(tuple(theirs)))
        return len(mine & theirs) >= 2 or (bool(mine & theirs) and states == others and one.definite)

    def _visit_for_talks(self, other: Found, one: Found) -> bool:
        return (
            other.format == "visit"
            and one.trigger.sent == other.trigger.sent
            and one.trigger.dep_ == "pobj"
            and (one.trigger.head.lower_ == "for")
        )


def _number(token: Token) -> int | None:
    """Which of a series a meeting is: 3 of `the third ministerial meeting`, 12 of `the 12th round of talks`."""
    words = [token]
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in _MEASURES:
        words.append(token.head.head)
    before = (m for word in words for m in token.doc[word.left_edge.i : word.i])
    for modifier in before:
        if modifier.lower_ in _ORDINALS:
            return _ORDINALS.index(modifier.lower_) + 1
        if (found := _NTH.fullmatch(modifier.lower_)) is not None:
            return int(found[1])
    return None


def _within(a: Interval, b: Interval) -> bool:
    return b.start <= a.start and a.end <= b.end


def _meet(a: Interval, b: Interval) -> bool:
    return a.start <= b.end and b.start <= a.end


def meeting(one: Found, id: str, text: Text) -> Meeting:
    """The entry of the record."""
    status: Literal["held", "planned", "cancelled"] = "held"
    if one.called_off or one.reality == "denied":
        status = "cancelled"
    elif one.reality in {"planned", "hypothetical"}:
        status = "planned"
    return Meeting(
        id=id,
        trigger=text.span(one.trigger.i, one.trigger.i + 1),
        mentions=tuple(text.span(t.i, t.i + 1) for t in one.mentions),
        participants=tuple(one.participants),
        format=one.format,
        status=status,
        place=one.place.id if one.place is not None else None,
        time=one.time.id if one.time is not None else None,
        interval=one.interval,
        number=one.number,
    )
