"""Names: people, states, capitals that act, organisations."""

from __future__ import annotations

import re

from spacy.tokens import Token

from communique.knowledge import bodies_named, descriptions, slug, speaks, terms_of, titles
from communique.pipeline.coref.discourse import Entity
from communique.pipeline.coref.persons import Person
from communique.pipeline.coref.reading import Reading
from communique.pipeline.language import NameMatch
from communique.record import MentionForm, Role

#: The longest name of an organisation that the recogniser is believed, in tokens.
_LONGEST_NAME = 6
_ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,7}")
#: Prepositions behind which a capital is a government: `talks with Ankara`, never `a flight to Ankara`.
_TOWARDS = frozenset({"by", "with", "between", "against", "for"})


class Naming:
    """Resolves the names of one text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        for n, person in enumerate(reading.people):
            entity = Entity(f"person:{n}", person.name, "person", gender=person.gender)
            reading.discourse.entities[entity.key] = entity
            self._offices(entity, person)
            for title, _ in entity.offices:
                reading.office_holders.setdefault(title.split()[-1], []).append(entity)

    def person(self, number: int, start: int, end: int) -> None:
        """A name of the n-th person."""
        entity = self.reading.discourse.entities[f"person:{number}"]
        root = self.reading.doc[start:end].root
        if not entity.mentions and not entity.offices:
            self._explain(entity, root)
        if not entity.side:
            self._serve(entity, self.reading.people[number], start)
        self.reading.add((entity.key,), start, end, root.i, "name")
        self.reading.join(root)

    def _serve(self, entity: Entity, person: Person, start: int) -> None:
        """Settle whom somebody with an office serves, where the office does not say.

        The ministry or body that stands before it (`the ministry's spokeswoman`), for a spokesperson otherwise
        whoever was told of last.
        """
        office = next((o for o in person.offices if o.end == start), None)
        if office is None:
            return
        before = office.start - 1 if self.reading.doc[office.start - 1].tag_ != "POS" else office.start - 2
        owner = next((m for m in reversed(self.reading.mentions[-8:]) if m.head == before), None)
        if owner is not None and len(owner.keys) == 1:
            entity.side = self.reading.discourse.entities[owner.keys[0]].side
        elif "spokes" in office.title.lower() or "ministry" in office.title.lower():
            entity.side = self.reading.discourse.speaking_state(self.reading.sentence(start), start)

    def _explain(self, person: Entity, root: Token) -> None:
        """Give a lead's `the Polish foreign minister` its name.

        It is whoever the next sentences introduce as speaking, without an office: `Dariusz Rosati told reporters`.
        """
        sentence = self.reading.sentence(root.i)
        if root.dep_ != "nsubj" or root.head.lemma_.lower() not in speaks():
            return
        for entity in list(self.reading.discourse.recent()):
            lead = entity.key.startswith("unnamed") and not entity.plural and entity.offices and entity.definite
            if not lead or not entity.mentions or sentence - self.reading.sentence(entity.mentions[-1][2]) > 2:
                continue
            person.offices, person.side = entity.offices, entity.side
            start, end, _, _ = entity.mentions[0]
            person.roles.append(
                Role(title=entity.offices[0][0], of=entity.side, span=self.reading.text.span(start, end))
            )
            self._merge(entity, person)
            return

    def _merge(self, old: Entity, new: Entity) -> None:
        """Make one entity of two: all mentions of the old one are the new one's."""
        new.mentions += [(start, end, head, "role") for start, end, head, _ in old.mentions]
        del self.reading.discourse.entities[old.key]
        self.reading.mentions = [
            m._replace(keys=tuple(new.key if k == old.key else k for k in m.keys)) for m in self.reading.mentions
        ]

    def _offices(self, entity: Entity, person: Person) -> None:
        for office in person.offices:
            entity.offices.append((office.title.lower(), office.side))
            entity.roles.append(
                Role(title=office.title, of=office.side, span=self.reading.text.span(office.start, office.end))
            )
        known = (term.state for term in terms_of(entity.name, entity.scopes))
        entity.side = next((o.side for o in person.offices if o.side), next(known, ""))

    def known(self, match: NameMatch) -> None:
        """A name that the tables know: a state, a capital, an organisation."""
        name, reading = match.names[0], self.reading
        root = reading.doc[match.start : match.end].root
        if name.kind == "region" or (name.kind in {"capital", "seat"} and not self._acts(root)):
            return
        form: MentionForm = "metonym" if name.kind in {"capital", "seat"} else "demonym"
        if name.kind in {"state", "organisation", "grouping"}:
            form = "name"
        reading.add((reading.side(name.key),), match.start, match.end, root.i, form)
        reading.join(root)

    def _acts(self, root: Token) -> bool:
        """Whether a capital acts, speaks or is spoken to here, as a government does."""
        first = root
        while first.dep_ == "conj":
            first = first.head
        if first.dep_ == "pobj":
            return first.head.lower_ in _TOWARDS and first.head.dep_ in {"agent", "prep"}
        if first.dep_ in {"compound", "nmod", "dative"}:
            return first.head.pos_ in {"NOUN", "PROPN"}
        return first.dep_ in {"nsubj", "nsubjpass", "poss", "dobj"}

    def organisation(self, start: int, end: int) -> None:
        """A name that only the recogniser calls an organisation."""
        doc = self.reading.doc
        while start < end and (doc[start].lower_ in {"the", "a", "an"} or _is_mark(doc[start])):
            start += 1
        while end > start and (doc[end - 1].text in {"'s", "’s"} or _is_mark(doc[end - 1])):
            end -= 1
        if start >= end or not doc[start].text[:1].isupper() or self._no_name(start, end):
            return
        name = " ".join(doc[start:end].text.split())
        known = bodies_named(name)
        key = self._spelt_out(name) or f"org:{slug(known[0].name if len(known) == 1 else name)}"
        root = doc[start:end].root
        entity = self.reading.discourse.entity(key, lambda: Entity(key, name, "organisation", head=root.lower_))
        if not entity.side and not known:
            entity.side = self.reading.finder.side_before(start)  # `Kazakhstan's National Bank`
        self.reading.add((key,), start, end, root.i, "name")

    def _spelt_out(self, name: str) -> str:
        """Key of an organisation named in full before, whose first letters an abbreviation is; empty for none."""
        if not _ABBREVIATION.fullmatch(name):
            return ""
        before = [e for e in self.reading.discourse.recent() if e.kind == "organisation" and " " in e.name]
        letters = name.replace(".", "")
        return next((e.key for e in reversed(before) if _first_letters(e.name) == letters), "")

    def _no_name(self, start: int, end: int) -> bool:
        """Whether what the recogniser took for an organisation is a phrase, a title or a ministry."""
        doc = self.reading.doc
        words = doc[start:end]
        if len(words) > _LONGEST_NAME or words[0].pos_ in {"ADV", "ADP", "NUM"}:
            return True
        if any(t.tag_ == "NNS" or t.lower_ in {"ministry", "ministries"} for t in words):
            return True
        if (
            end < len(doc)
            and self.reading.title(doc[end]) is not None
            and self.reading.finder.title_before(end + 1)
        ):
            return True  # `External Affairs` of `External Affairs Minister Jaishankar`
        return words.root.lemma_.lower() in descriptions() or words.text.lower() in titles()


def _first_letters(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())


def _is_mark(token: Token) -> bool:
    return bool(token.is_punct or token.is_space)
