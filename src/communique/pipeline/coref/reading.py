"""One reading of a text for its actors: what every part of it shares.

Entities are found by key, named by token ranges, and remembered in the `Discourse`; at the end of the text each
entity that was named becomes an actor.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from communique.knowledge import organisation, speaks, state, titles
from communique.pipeline.coref.discourse import Discourse, Entity
from communique.pipeline.coref.persons import People
from communique.pipeline.grammar import conjuncts
from communique.pipeline.language import Text
from communique.record import ActorKind, MentionForm


class Named(NamedTuple):
    """Words that stand for entities: tokens `[start, end)`, their head, and the entities' keys."""

    start: int
    end: int
    head: int
    form: MentionForm
    keys: tuple[str, ...]


class Reading:
    """The text, who was found in it so far, and what a reader has in mind.

    Attributes:
        people: The people of the text (`persons`); entity `person:n` is the n-th.
        discourse: What a reader has in mind.
        taken: Tokens that belong to a name, and what kind of name.
        office_holders: People by the last word of their offices.
        mentions: What was resolved so far, in the order of resolution.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doc = text.doc
        self.finder = People(text)
        self.people = self.finder.find()
        self.discourse = Discourse()
        self.taken: dict[int, str] = {}
        self.office_holders: dict[str, list[Entity]] = {}
        self.mentions: list[Named] = []
        self._sentence_of = {
            i: n for n, sentence in enumerate(text.sentences()) for i in range(sentence.start, sentence.end)
        }

    def sentence(self, token: int) -> int:
        """The number of a token's sentence."""
        return self._sentence_of.get(token, 0)

    def add(self, entity_keys: tuple[str, ...], start: int, end: int, head: int, form: MentionForm) -> None:
        """Note that tokens `[start, end)` with this head stand for these entities."""
        sentence = self.sentence(head)
        weight = _prominence(self.doc[head])
        if form == "demonym":
            weight -= 2.0
        for key in entity_keys:
            entity = self.discourse.entities[key]
            entity.mentions.append((start, end, head, form))
            self.discourse.use(entity, head, sentence, weight)
        if len(entity_keys) > 1:
            self.discourse.group = (sentence, entity_keys)
        self.mentions.append(Named(start, end, head, form, entity_keys))

    def join(self, root: Token) -> None:
        """Remember an enumeration of states, at its last member, and two or more people named together."""
        first = root
        while first.dep_ == "conj":
            first = first.head
        sides = conjuncts(first)
        if len(sides) < 2 or sides[-1].i != root.i:
            return
        by_head = {m.head: m for m in self.mentions[-3 * len(sides) - 6 :]}
        keys = tuple(dict.fromkeys(k for t in sides if t.i in by_head for k in by_head[t.i].keys))
        if len(keys) >= 2:
            self.discourse.group = (self.sentence(root.i), keys)
            if all(k.startswith("state:") for k in keys):
                self.discourse.lists.append(keys)

    def state(self, code: str) -> str:
        """The key of a state's entity."""
        key = f"state:{code}"
        self.discourse.entity(key, lambda: Entity(key, state(code).name, "state", side=code))
        return key

    def body(self, name: str) -> str:
        """The key of an organisation's or grouping's entity."""
        key = f"org:{name}"
        body = organisation(name)
        kind: ActorKind = "grouping" if body.kind == "grouping" else "organisation"
        self.discourse.entity(
            key,
            lambda: Entity(
                key,
                body.name,
                kind,
                side=name,
                members=body.members,
                plural=kind == "grouping",
            ),
        )
        return key

    def side(self, side: str) -> str:
        """The key of the entity for a side: a state by its code, otherwise an organisation."""
        return self.state(side) if is_state(side) else self.body(side)

    def is_grouping(self, side: str) -> bool:
        """Whether a side is states named together."""
        return bool(side) and not is_state(side) and organisation(side).kind == "grouping"

    def title(self, token: Token) -> str | None:
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


def is_state(side: str) -> bool:
    """Whether a side is a state: its key is an alpha-3 code."""
    return len(side) == 3 and side.isupper()


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
