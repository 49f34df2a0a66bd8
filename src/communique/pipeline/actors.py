"""The stage Actors: every mention of somebody who can speak, meet or act, resolved to an actor of the document.

Named mentions come first (people, states, organisations), then what describes (`the Dutch government`, `a Thai
official`, `both sides`), then pronouns; see `persons` for people and `coreference` for what a reader has in mind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from spacy.tokens import Token

from communique.knowledge import names
from communique.pipeline.coref.codes import countries, identity, sector
from communique.pipeline.coref.describing import Describing
from communique.pipeline.coref.discourse import Entity
from communique.pipeline.coref.naming import Naming
from communique.pipeline.coref.pronouns import Pronouns
from communique.pipeline.coref.reading import Reading
from communique.pipeline.grammar import children, conjuncts
from communique.pipeline.language import Text
from communique.record import Actor, Mention, MentionForm, Place

#: A name in full: capitalised words, and more than an abbreviation (`US`) or a byname (`the Jewish state`).
_FULL = re.compile(
    r"(?=.*[a-z]{2})(?:[A-Z][\w.'’-]*|of|and|the|for|'s|’s)(?: (?:[A-Z][\w.'’-]*|of|and|the|for|'s|’s))*"
)


_DOTTED = re.compile(r"\b(?:[A-Z]\.){2}")


class ActorMention(NamedTuple):
    """Words that stand for actors: tokens `[start, end)`, their head, and the ids of whom they mean."""

    start: int
    end: int
    head: int
    form: MentionForm
    actors: tuple[str, ...]


class Cast:
    """The actors of a document, and who is meant where.

    Attributes:
        actors: In the order of their first mentions.
        mentions: All that stands for somebody, in text order.
    """

    def __init__(self, actors: tuple[Actor, ...], mentions: tuple[ActorMention, ...]) -> None:
        self.actors = actors
        self.mentions = mentions
        self.by_id = {actor.id: actor for actor in actors}
        self._states = {actor.identity: actor.id for actor in actors if actor.kind == "state"}
        self._by_head = sorted(mentions, key=lambda m: m.head)
        self._heads = [m.head for m in self._by_head]
        self._at: dict[int, ActorMention] = {}
        for mention in sorted(mentions, key=lambda m: m.start - m.end):
            for i in range(mention.start, mention.end):
                self._at[i] = mention
        for mention in mentions:
            self._at[mention.head] = mention

    def at(self, token: int) -> ActorMention | None:
        """The mention that a token belongs to, the shortest where several do."""
        return self._at.get(token)

    def meant(self, noun: Token) -> tuple[str, ...]:
        """Ids of all whom a phrase means, by its head: `France, Germany and the EU` three."""
        found: dict[str, None] = {}
        for token in conjuncts(noun):
            mention = self.at(token.i)
            if mention is None:
                # `the talks' chief delegate, Kim Kye-Gwan`: the name is in apposition.
                named = (self.at(other.i) for other in children(token, "appos"))
                mention = next((m for m in named if m is not None), None)
            if mention is not None:
                found.update(dict.fromkeys(mention.actors))
        return tuple(found)

    def within(self, start: int, end: int) -> list[ActorMention]:
        """The mentions whose heads lie in a token range."""
        return self._by_head[bisect_left(self._heads, start) : bisect_left(self._heads, end)]

    def countries(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        """The states that these actors are or speak for, each once."""
        return tuple(dict.fromkeys(c for id in actors for c in self.by_id[id].countries))

    def state(self, code: str) -> str | None:
        """The id of a state; None where the document does not name it."""
        return self._states.get(code)


#: Something to resolve: where it stands (of several at one place the rank decides), and how.
Step = tuple[tuple[int, int], Callable[[], None]]


class Actors:
    """The stage."""

    def __call__(self, text: Text, places: tuple[Place, ...]) -> Cast:
        """Find the actors of a text.

        Args:
            text: The document after the language pipeline.
            places: Its places; a name that the gazetteer holds is not taken for an organisation's.
        """
        reading = Reading(text)
        for _, step in sorted(_steps(reading, _starts(places)), key=lambda step: step[0]):
            step()
        return _cast(reading)


def _starts(places: tuple[Place, ...]) -> frozenset[int]:
    """The characters at which toponyms start whose place is known."""
    known = (place for place in places if place.kind not in {"unknown", "country"})
    return frozenset(mention.span.start for place in known for mention in place.mentions)


def _steps(reading: Reading, toponyms: frozenset[int]) -> Iterator[Step]:
    """All that may mean somebody, with its place in the text."""
    yield from _named(reading, toponyms)
    yield from _described(reading)


def _named(reading: Reading, toponyms: frozenset[int]) -> Iterator[Step]:
    """Names: of people before those that the tables know, and these before what only the recogniser finds."""
    naming, taken, text = Naming(reading), reading.taken, reading.text
    for n, person in enumerate(reading.people):
        for start, end in person.spans:
            taken.update(dict.fromkeys(range(start, end), "person"))
            yield (start, 0), partial(naming.person, n, start, end)
    for match in text.names:
        if match.start not in taken and text.block(match.start) is not None:
            taken.update(dict.fromkeys(range(match.start, match.end), match.names[0].kind))
            yield (match.start, 1), partial(naming.known, match)
    past = 0
    for start, end in _organisations(reading, toponyms):
        names = {taken.get(i) for i in range(start, end)}
        if start >= past and text.block(start) is not None and not names & {"person", "organisation", "grouping"}:
            past = end
            yield (start, 2), partial(naming.organisation, start, end)


def _organisations(reading: Reading, toponyms: frozenset[int]) -> list[tuple[int, int]]:
    """Where organisations stand that are no names of the tables: known bodies, and what the recogniser finds."""
    found = set(reading.finder.bodies.items())
    ents = (e for e in reading.doc.ents if e.label_ == "ORG" and e.start_char not in toponyms)
    found.update((ent.start, ent.end) for ent in ents)
    return sorted(found, key=lambda bounds: (bounds[0], -bounds[1]))


def _described(reading: Reading) -> Iterator[Step]:
    """Nouns that describe somebody, and pronouns."""
    describing, pronouns = Describing(reading), Pronouns(reading)
    for token in reading.doc:
        if reading.text.block(token.i) is None:
            continue
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            yield (token.i, 4), partial(pronouns.pronoun, token)
        elif token.pos_ in {"NOUN", "PROPN"} and token.i not in reading.taken and describing.describes(token):
            yield (token.i, 3), partial(describing.describe, token)
        elif token.lower_ == "both" and token.pos_ != "CCONJ" and token.dep_ in {"nsubj", "nsubjpass"}:
            yield (token.i, 3), partial(describing.several, token, 2)


def _cast(reading: Reading) -> Cast:
    """The layer: every entity that was named, as an actor."""
    used = [e for e in reading.discourse.entities.values() if e.mentions]
    used.sort(key=lambda e: (min(m[:2] for m in e.mentions), e.key))
    ids = {entity.key: f"a{n}" for n, entity in enumerate(used, 1)}
    actors = tuple(_actor(reading, entity, ids) for entity in used)
    meant = {entity.key: _meant(entity, ids) for entity in used}
    mentions = sorted(
        ActorMention(m.start, m.end, m.head, m.form, tuple(dict.fromkeys(id for k in m.keys for id in meant[k])))
        for m in reading.mentions
    )
    return Cast(actors, tuple(mentions))


def _meant(entity: Entity, ids: dict[str, str]) -> tuple[str, ...]:
    """Whom an entity stands for: of a grouping the members, where the text names every one of them."""
    members = tuple(f"state:{code}" for code in entity.members)
    if entity.kind == "grouping" and members and all(key in ids for key in members):
        return tuple(ids[key] for key in members)
    return (ids[entity.key],)


def _fullest(reading: Reading, entity: Entity) -> str:
    """The fullest name that the text has, unless that is an abbreviation, a capital's or a side's (`North`)."""
    forms = {reading.doc[start:end].text for start, end, _, form in entity.mentions if form == "name"}
    spelt = [f for f in forms if _FULL.fullmatch(f) and not _DOTTED.search(f) and (" " in f or f in names())]
    return max(spelt, key=lambda f: (len(f), f), default=entity.name)


def _actor(reading: Reading, entity: Entity, ids: dict[str, str]) -> Actor:
    members = tuple(ids[k] for code in entity.members if (k := f"state:{code}") in ids)
    return Actor(
        id=ids[entity.key],
        name=_fullest(reading, entity) if entity.kind in {"state", "organisation"} else entity.name,
        kind=entity.kind,
        mentions=tuple(
            Mention(span=reading.text.span(start, end), form=form)
            for start, end, _, form in sorted(set(entity.mentions))
        ),
        identity=identity(entity),
        countries=countries(entity),
        sector=sector(entity),
        roles=tuple(dict.fromkeys(entity.roles)),
        members=members,
        issuer=ids.get(entity.issuer) if entity.issuer else None,
    )
