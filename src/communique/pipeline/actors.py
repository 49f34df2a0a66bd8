"""The stage Actors: every mention of somebody who can speak, meet or act, resolved to an actor of the document.

Named mentions come first (people, states, organisations), then what describes (`the Dutch government`, `a Thai
official`, `both sides`), then pronouns; see `persons` for people and `coreference` for what a reader has in mind.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from communique.knowledge import Holder, descriptions, holders, organisation, speaks, state, titles
from communique.pipeline.coreference import Discourse, Entity
from communique.pipeline.grammar import children, conjuncts, noun_phrase
from communique.pipeline.language import NameMatch, Text
from communique.pipeline.persons import SIDES, People, Person
from communique.record import Actor, ActorKind, Mention, MentionForm, Place, Role

_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_IT, _THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "themselves"})
#: How prominent a subject is in its own sentence (`_prominence`).
_SUBJECT = 3.0
#: Words that make another office of one.
_RANKS = frozenset({"former", "ex", "deputy", "vice", "assistant", "under", "acting"})
_FOREIGN = frozenset({"foreign", "foreign affairs"})


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


class Actors:
    """The stage."""

    def __call__(self, text: Text, places: tuple[Place, ...]) -> Cast:
        """Find the actors of a text.

        Args:
            text: The document after the language pipeline.
            places: Its places; what is a town there and nothing else is no actor here.
        """
        return _Reading(text).cast()


class _Reading:
    """One pass over one text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doc = text.doc
        self.finder = People(text)
        self.people = self.finder.find()
        self.discourse = Discourse()
        self.sentence_of: dict[int, int] = {}
        for n, sentence in enumerate(text.sentences()):
            for i in range(sentence.start, sentence.end):
                self.sentence_of[i] = n
        self.taken: dict[int, str] = {}
        self._office_holders: dict[str, list[Entity]] = {}
        self.mentions: list[ActorMention] = []

    def cast(self) -> Cast:
        for n, person in enumerate(self.people):
            entity = Entity(f"person:{n}", person.name, "person", gender=person.gender)
            self.discourse.entities[entity.key] = entity
            self._offices(entity, person)
            for title, _ in entity.offices:
                self._office_holders.setdefault(title.split()[-1], []).append(entity)
        for _, step in sorted(self._steps(), key=lambda s: s[0]):
            step()
        return self._result()

    # ------------------------------------------------------- what there is to read

    def _steps(self) -> Iterator[tuple[tuple[int, int], Callable[[], None]]]:
        """All that may mean somebody, with its place in the text."""
        for n, person in enumerate(self.people):
            for start, end in person.spans:
                for i in range(start, end):
                    self.taken[i] = "person"
                yield (start, 0), _bind(self._person, n, start, end)
        for match in self.text.names:
            if match.start not in self.taken and self.text.block(match.start) is not None:
                kind = match.names[0].kind
                for i in range(match.start, match.end):
                    self.taken[i] = kind
                yield (match.start, 1), _bind(self._known, match)
        for ent in self.doc.ents:
            if ent.label_ == "ORG" and self.text.block(ent.start) is not None:
                free = [i for i in range(ent.start, ent.end) if self.taken.get(i) != "person"]
                if len(free) == ent.end - ent.start and not any(
                    self.taken.get(i) in {"organisation", "grouping"} for i in free
                ):
                    yield (ent.start, 2), _bind(self._organisation, ent.start, ent.end)
        for token in self.doc:
            if self.text.block(token.i) is None:
                continue
            if token.pos_ == "PRON" or token.tag_ == "PRP$":
                yield (token.i, 4), _bind(self._pronoun, token)
            elif token.pos_ in {"NOUN", "PROPN"} and token.i not in self.taken and self._describes(token):
                yield (token.i, 3), _bind(self._description, token)
            elif token.lower_ == "both" and token.pos_ != "CCONJ" and token.dep_ in {"nsubj", "nsubjpass"}:
                yield (token.i, 3), _bind(self._several, token, 2)

    def _describes(self, token: Token) -> bool:
        """Whether a noun describes somebody, and is no title before a name."""
        word = token.lemma_.lower()
        if word not in descriptions() and self._title(token) is None:
            return False
        return token.dep_ != "compound" and not self._names_somebody(token)

    def _names_somebody(self, token: Token) -> bool:
        """Whether a noun is only said of a name beside it: `spokesman Li`, `his Thai counterpart, Prachuab`."""
        if self.taken.get(token.i + 1) == "person" and token.tag_ not in {"NNS", "NNPS"}:
            return True
        return any(c.dep_ == "appos" and self.taken.get(c.i) == "person" for c in token.children) or (
            token.dep_ == "appos" and self.taken.get(token.head.i) == "person"
        )

    def _title(self, token: Token) -> str | None:
        """The longest title that ends with a noun: `foreign minister` at `minister`, in the singular."""
        start = max(token.left_edge.i, token.i - 5)
        words = [t.lower_ for t in self.doc[start : token.i]] + [
            token.lower_ if token.tag_ != "NNS" else token.lemma_
        ]
        for i in range(len(words)):
            phrase = " ".join(words[i:]).replace(" - ", "-").replace(" 's", "'s").lower()
            if phrase in titles():
                return phrase
        return None

    # ----------------------------------------------------------------- one mention

    def _add(self, entity_keys: tuple[str, ...], start: int, end: int, head: int, form: MentionForm) -> None:
        position = head
        sentence = self.sentence_of.get(head, 0)
        weight = _prominence(self.doc[head])
        if form == "demonym":
            weight -= 2.0
        for key in entity_keys:
            entity = self.discourse.entities[key]
            entity.mentions.append((start, end, head, form))
            self.discourse.use(entity, position, sentence, weight)
        if len(entity_keys) > 1:
            self.discourse.group = (sentence, entity_keys)
        self.mentions.append(ActorMention(start, end, head, form, entity_keys))

    def _person(self, number: int, start: int, end: int) -> None:
        entity = self.discourse.entities[f"person:{number}"]
        root = self.doc[start:end].root
        if not entity.mentions and not entity.offices:
            self._explain(entity, root)
        if not entity.side:
            self._serve(entity, self.people[number], start)
        self._add((entity.key,), start, end, root.i, "name")
        self._joined(root)

    def _serve(self, entity: Entity, person: Person, start: int) -> None:
        """Settle whom somebody with an office serves, where the office does not say.

        The ministry or body that stands before it (`the ministry's spokeswoman`), for a spokesperson otherwise
        whoever was told of last.
        """
        office = next((o for o in person.offices if o.end == start), None)
        if office is None:
            return
        before = office.start - 1 if self.doc[office.start - 1].tag_ != "POS" else office.start - 2
        owner = next((m for m in reversed(self.mentions[-8:]) if m.head == before), None)
        if owner is not None and len(owner.actors) == 1:
            entity.side = self.discourse.entities[owner.actors[0]].side
        elif "spokes" in office.title.lower() or "ministry" in office.title.lower():
            entity.side = self.discourse.speaking_state(self.sentence_of.get(start, 0), start)

    def _explain(self, person: Entity, root: Token) -> None:
        """Give a lead's `the Polish foreign minister` its name.

        It is whoever the next sentences introduce as speaking, without an office: `Dariusz Rosati told reporters`.
        """
        sentence = self.sentence_of.get(root.i, 0)
        if root.dep_ != "nsubj" or root.head.lemma_.lower() not in speaks():
            return
        for entity in list(self.discourse.recent()):
            lead = entity.key.startswith("unnamed") and not entity.plural and entity.offices and entity.definite
            if not lead or not entity.mentions or sentence - self.sentence_of.get(entity.mentions[-1][2], 0) > 2:
                continue
            person.offices, person.side = entity.offices, entity.side
            start, end, _, _ = entity.mentions[0]
            person.roles.append(Role(title=entity.offices[0][0], of=entity.side, span=self.text.span(start, end)))
            self._merge(entity, person)
            return

    def _merge(self, old: Entity, new: Entity) -> None:
        """Make one entity of two: all mentions of the old one are the new one's."""
        new.mentions += [(start, end, head, "role") for start, end, head, _ in old.mentions]
        del self.discourse.entities[old.key]
        self.mentions = [
            m._replace(actors=tuple(new.key if k == old.key else k for k in m.actors)) for m in self.mentions
        ]

    def _offices(self, entity: Entity, person: Person) -> None:
        entity.side = next((h.state for h in _known_holders().get(entity.name, ())), "")
        for office in person.offices:
            entity.offices.append((office.title.lower(), office.side))
            entity.roles.append(
                Role(title=office.title, of=office.side, span=self.text.span(office.start, office.end))
            )
        entity.side = next((o.side for o in person.offices if o.side), entity.side)

    def _known(self, match: NameMatch) -> None:
        name = match.names[0]
        root = self.doc[match.start : match.end].root
        if name.kind == "region":
            return
        if name.kind in {"organisation", "grouping"}:
            self._add((self._body(name.key),), match.start, match.end, root.i, "name")
        elif name.kind in {"capital", "seat"}:
            if self._acts(root):
                self._add((self._state(name.key),), match.start, match.end, root.i, "metonym")
        else:
            form: MentionForm = "name" if name.kind == "state" else "demonym"
            if form == "demonym" and not self._stands_alone(root):
                form = "demonym"
            self._add((self._state(name.key),), match.start, match.end, root.i, form)
        self._joined(root)

    def _stands_alone(self, root: Token) -> bool:
        return root.dep_ not in {"amod", "compound", "nmod"}

    def _acts(self, root: Token) -> bool:
        """Whether a capital acts, speaks or is spoken to here, as a government does."""
        first = root
        while first.dep_ == "conj":
            first = first.head
        if first.dep_ in {"nsubj", "nsubjpass", "poss"}:
            return True
        if first.dep_ == "dobj":
            return True
        if first.dep_ == "pobj":
            return (
                first.head.lower_ in {"by", "with", "between", "against", "for", "of"}
                and first.head.dep_
                in {
                    "agent",
                    "prep",
                }
                and first.head.lower_ != "of"
            )
        return first.dep_ in {"compound", "nmod", "dative"} and first.head.pos_ in {"NOUN", "PROPN"}

    def _joined(self, root: Token) -> None:
        """Remember an enumeration of states, at its last member, and two or more people named together."""
        first = root
        while first.dep_ == "conj":
            first = first.head
        sides = conjuncts(first)
        if len(sides) < 2 or sides[-1].i != root.i:
            return
        by_head = {m.head: m for m in self.mentions[-3 * len(sides) - 6 :]}
        keys = tuple(dict.fromkeys(k for t in sides if t.i in by_head for k in by_head[t.i].actors))
        if len(keys) >= 2:
            self.discourse.group = (self.sentence_of.get(root.i, 0), keys)
            if all(k.startswith("state:") for k in keys):
                self.discourse.lists.append(keys)

    def _state(self, code: str) -> str:
        key = f"state:{code}"
        self.discourse.entity(key, lambda: Entity(key, state(code).name, "state", side=code))
        return key

    def _body(self, slug: str) -> str:
        key = f"org:{slug}"
        body = organisation(slug)
        kind: ActorKind = "grouping" if body.kind == "grouping" else "organisation"
        self.discourse.entity(
            key,
            lambda: Entity(
                key,
                body.name,
                kind,
                side=slug,
                members=body.members,
                plural=kind == "grouping",
            ),
        )
        return key

    def _organisation(self, start: int, end: int) -> None:
        """A name that only the recogniser calls an organisation."""
        doc = self.doc
        while start < end and (
            doc[start].lower_ in {"the", "a", "an"} or doc[start].is_punct or doc[start].is_space
        ):
            start += 1
        while end > start and (
            doc[end - 1].text in {"'s", "’s"} or doc[end - 1].is_space or doc[end - 1].is_punct
        ):
            end -= 1
        if start >= end or not doc[start:end].text.strip() or not doc[start].text[:1].isupper():
            return
        root = doc[start:end].root
        if (
            end - start > 6
            or doc[start].pos_ in {"ADV", "ADP", "NUM"}
            or any(t.tag_ == "NNS" for t in doc[start:end])
        ):
            return
        if (
            self._ministry_words(start, end)
            or root.lemma_.lower() in descriptions()
            or doc[start:end].text.lower() in titles()
        ):
            return
        name = " ".join(doc[start:end].text.split())
        key = f"org:{slug(name)}"
        self.discourse.entity(key, lambda: Entity(key, name, "organisation", head=root.lower_))
        self._add((key,), start, end, root.i, "name")

    def _ministry_words(self, start: int, end: int) -> bool:
        return any(self.doc[i].lower_ in {"ministry", "ministries"} for i in range(start, end))

    # ------------------------------------------------------------ descriptions

    def _description(self, token: Token) -> None:
        sort = descriptions().get(token.lemma_.lower(), "person")
        start, _ = noun_phrase(token, frozenset({"relcl", "appos", "acl", "prep", "conj", "cc"}))
        start = min(start, token.i)
        side = self._side_of(token, start)
        definite = self._definite(start, token)
        if sort == "states":
            number = self._number(start, token)
            if number and not side:
                self._several(token, number)
            elif side and token.tag_ == "NN":
                self._add((self._state_or_body(side),), start, token.i + 1, token.i, "description")
            return
        if sort == "government":
            if token.lower_ in {"authority"} or (not side and not definite):
                return
            side = side or self.discourse.speaking_state(self.sentence_of.get(token.i, 0), token.i)
            if side:
                self._add((self._state_or_body(side),), start, token.i + 1, token.i, "description")
        elif sort == "ministry":
            self._ministry(token, start, side)
        elif sort in {"document", "outlet"}:
            self._document(token, start, side, definite)
        else:
            self._unnamed(token, start, side, definite)

    def _state_or_body(self, side: str) -> str:
        return self._state(side) if _is_state(side) else self._body(side)

    def _side_of(self, token: Token, start: int) -> str:
        """Whose a noun is: a state or organisation before it in its phrase, or behind `of`."""
        for i in range(token.i - 1, start - 1, -1):
            if side := self.finder.side_at(i):
                return side
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is not None:
            for mention in reversed(self.mentions[-12:]):
                if mention.head == owner.i and mention.actors:
                    return self.discourse.entities[mention.actors[0]].side
        for preposition in children(token, "prep"):
            if preposition.lower_ in {"of", "in", "from"}:
                for noun in children(preposition, "pobj"):
                    if side := self.finder.side_at(noun.i):
                        return side
        return ""

    def _definite(self, start: int, token: Token) -> bool:
        first = self.doc[start]
        return (
            first.lower_ in {"the", "this", "that", "these", "those"}
            or first.dep_ == "poss"
            or first.tag_ == "PRP$"
            or (
                token.i > start
                and self.finder.side_at(start) != ""
                and token.tag_ != "NNS"
                and first.dep_ != "det"
            )
        )

    def _number(self, start: int, token: Token) -> int:
        """How many states a phrase speaks of (`all six states`); 2 for `the sides`; 0 where it does not say."""
        for i in range(start, token.i):
            if self.doc[i].lower_ in _NUMBERS:
                return _NUMBERS[self.doc[i].lower_]
        plain = {"sides", "neighbours", "neighbors"}
        return 2 if token.lower_ in plain and token.i - start == 1 and self.doc[start].lower_ == "the" else 0

    def _several(self, token: Token, number: int) -> None:
        """`both sides`, `the two countries`, `all six states`."""
        start = min(noun_phrase(token)[0], token.i)
        keys: tuple[str, ...] = next((k for k in reversed(self.discourse.lists) if len(k) == number), ())
        if number == 2 and not self.discourse.prominent(keys):
            keys = ()
        if not keys and number == 2:
            keys = self.discourse.two_sides()
        if not keys:
            for entity in self.discourse.recent():
                if entity.kind == "grouping" and len(entity.members) == number and entity.mentions:
                    keys = (entity.key,)
        if keys:
            self._add(keys, start, token.i + 1, token.i, "description")

    def _pair(self) -> tuple[str, ...]:
        """Whom `the two leaders`, `both delegations` stand for: two people named together, or the two sides."""
        group = self.discourse.group
        if group is not None and len(group[1]) == 2 and all(key.startswith("person:") for key in group[1]):
            return group[1]
        return self.discourse.two_sides()

    def _ministry(self, token: Token, start: int, side: str) -> None:
        domain = self._domain(token, start)
        sentence = self.sentence_of.get(token.i, 0)
        known = [e for e in self.discourse.recent() if e.kind == "ministry"]
        if not side and (not domain or not any(e.head == domain for e in known)):
            candidates = [e for e in known if not domain or e.head == domain]
            same = self.discourse.most_present(candidates, sentence, token.i, reach=30)
            if same is None and domain:
                side = self.discourse.speaking_state(sentence, token.i)
        else:
            same = None
        if same is None and not side:
            same = self.discourse.most_present(
                [e for e in known if not domain or e.head == domain], sentence, token.i, reach=30
            )
        if same is not None:
            self._add((same.key,), start, token.i + 1, token.i, "description")
        elif domain and side:
            key = f"ministry:{domain}:{side}"
            name = f"Ministry of {_of_domain(domain)} of {self._side_name(side)}"
            self.discourse.entity(key, lambda: Entity(key, name, "ministry", side=side, head=domain))
            end = token.i + 1
            if of := next((c for c in children(token, "prep") if c.lower_ == "of"), None):
                end = of.right_edge.i + 1 if self.doc[token.i].text[:1].isupper() else end
            self._add((key,), start, end, token.i, "name")

    def _domain(self, token: Token, start: int) -> str:
        """What a ministry is for: `foreign affairs`, `defence`; empty for `the ministry`."""
        words = []
        for i in range(start, token.i):
            word = self.doc[i]
            if word.pos_ in {"ADJ", "NOUN", "PROPN"} and i not in self.finder.known:
                words.append(word.lower_)
        if not words:
            for preposition in children(token, "prep"):
                if preposition.lower_ in {"of", "for"}:
                    for noun in children(preposition, "pobj"):
                        first, last = noun_phrase(noun, frozenset({"relcl", "appos", "acl", "prep"}))
                        words = [
                            t.lower_
                            for t in self.doc[first:last]
                            if t.i not in self.finder.known and t.lower_ != "the"
                        ]
        domain = " ".join(words)
        return "foreign affairs" if domain in _FOREIGN else domain

    def _side_name(self, side: str) -> str:
        return state(side).name if _is_state(side) else organisation(side).name

    def _document(self, token: Token, start: int, side: str, definite: bool) -> None:
        """A statement, a report …: a new one where the text tells whose it is, otherwise the last of its kind."""
        head = token.lemma_.lower()
        issuer = self._issuer(token, side)
        sentence = self.sentence_of.get(token.i, 0)
        known = [e for e in self.discourse.recent() if e.kind == "document" and e.head == head]
        if not issuer and definite:
            same = self.discourse.most_present(known, sentence, token.i, reach=40)
            if same is not None:
                self._add((same.key,), start, token.i + 1, token.i, "description")
                return
        if token.dep_ not in {"nsubj", "pobj", "nsubjpass", "agent", "dobj", "conj"} or (
            not issuer and not definite
        ):
            return
        key = f"document:{token.i}"
        name = f"{head} of {self.discourse.entities[issuer].name}" if issuer else head
        entity = Entity(key, name, "document", issuer=issuer, head=head)
        entity.side = self.discourse.entities[issuer].side if issuer else side
        self.discourse.entity(key, lambda: entity)
        self._add((key,), start, token.i + 1, token.i, "description")

    def _issuer(self, token: Token, side: str) -> str:
        """Key of who issued a document: `released by …`, `of …`, `from …`, `China's …`."""
        heads: list[Token] = []
        for clause in children(token, "acl", "relcl"):
            heads += [
                n for p in children(clause, "agent", "prep") if p.lower_ == "by" for n in children(p, "pobj")
            ]
        for preposition in children(token, "prep"):
            if preposition.lower_ in {"of", "from", "by"}:
                heads += children(preposition, "pobj")
        for head in heads:
            if head.lemma_.lower() in descriptions() and head.i not in self.taken and head.i > token.i:
                self._description(head)
                self.taken[head.i] = "described"
            for mention in reversed(self.mentions[-10:]):
                if mention.start <= head.i < mention.end or mention.head == head.i:
                    return mention.actors[0]
            if key := self._named_later(head):
                return key
        return self._state_or_body(side) if side else ""

    def _named_later(self, head: Token) -> str:
        match = self.finder.known.get(head.i)
        if match is not None and match.names[0].kind in SIDES | {"seat"}:
            return self._state_or_body(match.names[0].key)
        for n, person in enumerate(self.people):
            if any(start <= head.i < end for start, end in person.spans):
                return f"person:{n}"
        return ""

    def _unnamed(self, token: Token, start: int, side: str, definite: bool) -> None:
        """A role or an unnamed person: somebody already named, or an actor of its own."""
        sentence = self.sentence_of.get(token.i, 0)
        title = self._title(token)
        plural = token.tag_ in {"NNS", "NNPS"}
        if plural and side == "" and self._number(start, token) == 2:
            pair = self._pair()
            if pair:
                self._add(pair, start, token.i + 1, token.i, "role")
                return
        if not plural and title and (definite or side or token.dep_ == "appos" or self._bare(start, token)):
            person = self._role_holder(title, side, sentence, token)
            if person is not None:
                self._add((person.key,), start, token.i + 1, token.i, "role")
                return
        known = [
            e
            for e in self.discourse.entities.values()
            if e.head == token.lemma_.lower() and e.key.startswith("unnamed")
        ]
        if definite or plural:
            fitting = [e for e in known if e.plural == plural and (not side or e.side in ("", side))]
            same = self.discourse.most_present(fitting, sentence, token.i, reach=12)
            if same is not None:
                self._add((same.key,), start, token.i + 1, token.i, "description")
                return
        first = token
        while first.dep_ == "conj":
            first = first.head
        if first.dep_ in {"attr", "appos", "compound", "oprd"} or (definite and not side and not title):
            return
        self._introduce(token, start, side, plural)

    def _bare(self, start: int, token: Token) -> bool:
        return self.doc[start].i == token.i or self.doc[start].dep_ != "det"

    def _introduce(self, token: Token, start: int, side: str, plural: bool) -> None:
        skip = {
            "the",
            "a",
            "an",
            "one",
            "some",
            "several",
            "two",
            "three",
            "another",
            "many",
            "other",
            "both",
            "this",
        }
        first = start
        while first < token.i and (
            self.doc[first].lower_ in skip
            or self.doc[first].is_punct
            or self.doc[first].pos_ not in {"NOUN", "PROPN", "ADJ", "VERB"}
            or (self.doc[first].tag_ in {"VBG", "VBN"} and self.finder.side_at(first + 1))
        ):
            first += 1
        words = self.doc[first : token.i + 1].text
        key = f"unnamed:{token.i}"
        if not side and any(w in words.lower() for w in ("ministry", "government", "presidential", "foreign")):
            side = self.discourse.speaking_state(self.sentence_of.get(token.i, 0), token.i)
        entity = Entity(key, " ".join(words.split()), "group" if plural else "person", side=side, plural=plural)
        entity.head = token.lemma_.lower()
        entity.definite = self.doc[start].lower_ == "the"
        title = self._title(token)
        if title:
            entity.offices.append((title, side))
        self.discourse.entity(key, lambda: entity)
        self._add((key,), start, token.i + 1, token.i, "description")

    def _role_holder(self, title: str, side: str, sentence: int, token: Token) -> Entity | None:
        """The person whom the text gives this office: nearest before, otherwise the only one named later."""
        words = _words(title)
        fitting = []
        candidates = [e for e in self.discourse.recent() if e.kind == "person"]
        candidates += [e for e in self._office_holders.get(title.split()[-1], ()) if not e.mentions]
        for entity in candidates:
            for office, of in entity.offices:
                named = _words(office)
                fits = words <= named and not _RANKS & (named ^ words)
                if fits and (side in ("", of) or (not of and entity.side in ("", side))):
                    fitting.append(entity)
                    break
        before = [e for e in fitting if self.discourse.used(e) >= 0]
        if before:
            return self.discourse.most_present(before, sentence, token.i, reach=60)
        return fitting[0] if len(fitting) == 1 else None

    # ---------------------------------------------------------------- pronouns

    def _pronoun(self, token: Token) -> None:
        word = token.lower_
        sentence = self.sentence_of.get(token.i, 0)
        found: Entity | None = None
        if word in _HE | _SHE:
            found = self.discourse.person("man" if word in _HE else "woman", sentence, token.i)
            if found is not None and not found.gender:
                found.gender = "man" if word in _HE else "woman"
        elif word in _IT:
            if word == "it" and token.dep_ == "expl":
                return
            found = self._owner_beside(token) or self.discourse.most_present(
                self.discourse.bodies(), sentence, token.i, reach=2
            )
        elif word in _THEY:
            self._they(token, sentence)
            return
        if found is not None:
            self._add((found.key,), token.i, token.i + 1, token.i, "pronoun")

    def _owner_beside(self, token: Token) -> Entity | None:
        """`sanctions on Iran for its refusal`: who is named right before an `its`."""
        if token.tag_ != "PRP$":
            return None
        for mention in reversed(self.mentions[-3:]):
            if 0 < token.i - mention.end <= 2 and mention.form in {"name", "metonym"} and len(mention.actors) == 1:
                entity = self.discourse.entities[mention.actors[0]]
                if entity.kind in {"state", "organisation", "ministry"} and self.doc[mention.head].dep_ != "poss":
                    return entity
        return None

    def _they(self, token: Token, sentence: int) -> None:
        group = self.discourse.group
        found = self.discourse.most_present(
            [e for e in self.discourse.recent() if e.plural], sentence, token.i, reach=2
        )
        if found is None:
            # `The Pakistani government has said they carried out the raid`: only right after its subject.
            bodies = [e for e in self.discourse.recent() if e.kind in {"state", "organisation"}]
            found = self.discourse.most_present(bodies, sentence, token.i, reach=0)
            if found is not None and self.discourse.score(found, sentence, token.i) < _SUBJECT:
                found = None
        if group is not None and sentence - group[0] <= 1:
            present = max(self.discourse.score(self.discourse.entities[k], sentence, token.i) for k in group[1])
            if found is None or found.key in group[1] or present >= self.discourse.score(found, sentence, token.i):
                self._add(group[1], token.i, token.i + 1, token.i, "pronoun")
                return
        if found is not None:
            self._add((found.key,), token.i, token.i + 1, token.i, "pronoun")

    # ------------------------------------------------------------------- result

    def _result(self) -> Cast:
        used = [e for e in self.discourse.entities.values() if e.mentions]
        used.sort(key=lambda e: (min(m[:2] for m in e.mentions), e.key))
        ids = {entity.key: f"a{n}" for n, entity in enumerate(used, 1)}
        actors = tuple(self._actor(entity, ids) for entity in used)
        mentions = sorted(
            ActorMention(m.start, m.end, m.head, m.form, tuple(ids[k] for k in m.actors)) for m in self.mentions
        )
        return Cast(actors, tuple(mentions))

    def _fullest(self, entity: Entity) -> str:
        """A state by the fullest name that the text has, unless that is an abbreviation or a capital's."""
        forms = {self.doc[start:end].text for start, end, _, form in entity.mentions if form == "name"}
        spelt = [f for f in forms if not f.replace(".", "").isupper() and not f.islower()]
        return max(spelt, key=lambda f: (len(f), f), default=entity.name)

    def _actor(self, entity: Entity, ids: dict[str, str]) -> Actor:
        members = tuple(ids[k] for code in entity.members if (k := f"state:{code}") in ids)
        countries = (entity.side,) if entity.side and _is_state(entity.side) else ()
        roles = tuple(dict.fromkeys(Role(title=r.title, of=r.of, span=r.span) for r in entity.roles))
        return Actor(
            id=ids[entity.key],
            name=self._fullest(entity) if entity.kind == "state" else entity.name,
            kind=entity.kind,
            mentions=tuple(
                Mention(span=self.text.span(start, end), form=form)
                for start, end, _, form in sorted(set(entity.mentions))
            ),
            identity=_identity(entity),
            countries=countries,
            roles=roles,
            members=members,
            issuer=ids.get(entity.issuer) if entity.issuer else None,
        )


def _bind(step: Callable[..., None], *arguments: object) -> Callable[[], None]:
    return lambda: step(*arguments)


def _words(title: str) -> set[str]:
    """The words of an office, with one word for what newspapers use two for."""
    plain = title.lower().replace("-", " ").replace("premier", "prime minister")
    return set(plain.split())


@cache
def _known_holders() -> dict[str, list[Holder]]:
    """Holders of high offices by every form of their names."""
    found: dict[str, list[Holder]] = {}
    for holder in holders():
        for name in (holder.name, *holder.aliases):
            found.setdefault(name, []).append(holder)
    return found


def _is_state(side: str) -> bool:
    return len(side) == 3 and side.isupper()


def _identity(entity: Entity) -> str:
    if entity.kind == "state":
        return entity.side
    if entity.key.startswith("org:"):
        return entity.key[4:]
    return slug(entity.name)


def slug(name: str) -> str:
    """A stable name for a name: lower case, without diacritics, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"


def _of_domain(domain: str) -> str:
    return " ".join(w if w in {"and", "of", "the", "for"} else w.capitalize() for w in domain.split())


def _prominence(head: Token) -> float:
    """How much a use brings somebody to mind: a speaker most, then a subject, least what only modifies."""
    first = head
    for _ in range(4):
        if first.dep_ != "conj":
            break
        first = first.head
    if first.dep_ in {"nsubj", "nsubjpass", "agent"}:
        return 4.0 if first.head.lemma_.lower() in speaks() else 3.0
    if first.dep_ in {"pobj"} and first.head.dep_ == "agent":
        return 3.0
    return {"poss": 1.5, "dobj": 2.0, "pobj": 1.5, "appos": 2.5, "compound": 1.0}.get(first.dep_, 1.0)
