"""Bodies and papers without a name of their own: ministries of a state, documents of an issuer."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from communique.knowledge import descriptions, organisation, speaks, state
from communique.pipeline.coref.discourse import Entity
from communique.pipeline.coref.persons import SIDES
from communique.pipeline.coref.reading import Reading, is_state
from communique.pipeline.grammar import children, noun_phrase, subject

_FOREIGN = frozenset({"foreign", "foreign affairs"})


class Bodies:
    """Resolves the ministries and documents of one text.

    Args:
        reading: The text.
        describe: Resolves a noun that describes somebody; an issuer may stand behind its document.
    """

    def __init__(self, reading: Reading, describe: Callable[[Token], None]) -> None:
        self.reading = reading
        self._describe = describe

    def ministry(self, token: Token, start: int, side: str) -> None:
        """A ministry: by what it is for and whose it is, otherwise the last one of the kind."""
        domain = self._domain(token, start)
        sentence = self.reading.sentence(token.i)
        known = [e for e in self.reading.discourse.recent() if e.kind == "ministry"]
        if not side and (not domain or not any(e.head == domain for e in known)):
            candidates = [e for e in known if not domain or e.head == domain]
            same = self.reading.discourse.most_present(candidates, sentence, token.i, reach=30)
            if same is None and domain:
                side = self.reading.discourse.speaking_state(sentence, token.i)
        else:
            same = None
        if same is None and not side:
            same = self.reading.discourse.most_present(
                [e for e in known if not domain or e.head == domain], sentence, token.i, reach=30
            )
        if same is not None:
            self.reading.add((same.key,), start, token.i + 1, token.i, "description")
        elif domain and side:
            key = f"ministry:{domain}:{side}"
            name = f"Ministry of {_of_domain(domain)} of {self._side_name(side)}"
            self.reading.discourse.entity(key, lambda: Entity(key, name, "ministry", side=side, head=domain))
            end = token.i + 1
            if of := next((c for c in children(token, "prep") if c.lower_ == "of"), None):
                end = of.right_edge.i + 1 if self.reading.doc[token.i].text[:1].isupper() else end
            self.reading.add((key,), start, end, token.i, "name")

    def _domain(self, token: Token, start: int) -> str:
        """What a ministry is for: `foreign affairs`, `defence`; empty for `the ministry`."""
        words = []
        for i in range(start, token.i):
            word = self.reading.doc[i]
            if word.pos_ in {"ADJ", "NOUN", "PROPN"} and i not in self.reading.finder.known:
                words.append(word.lower_)
        if not words:
            for preposition in children(token, "prep"):
                if preposition.lower_ in {"of", "for"}:
                    for noun in children(preposition, "pobj"):
                        first, last = noun_phrase(noun, frozenset({"relcl", "appos", "acl", "prep"}))
                        words = [
                            t.lower_
                            for t in self.reading.doc[first:last]
                            if t.i not in self.reading.finder.known and t.lower_ != "the"
                        ]
        domain = " ".join(words)
        return "foreign affairs" if domain in _FOREIGN else domain

    def _side_name(self, side: str) -> str:
        return state(side).name if is_state(side) else organisation(side).name

    def document(self, token: Token, start: int, side: str, definite: bool) -> None:
        """A statement, a report …: a new one where the text tells whose it is, otherwise the last of its kind."""
        head = token.lemma_.lower()
        issuer = self._issuer(token, side) or self._speaker(token)
        sentence = self.reading.sentence(token.i)
        known = [e for e in self.reading.discourse.recent() if e.kind == "document" and e.head == head]
        if not issuer and definite:
            same = self.reading.discourse.most_present(known, sentence, token.i, reach=40)
            if same is not None:
                self.reading.add((same.key,), start, token.i + 1, token.i, "description")
                return
        if token.dep_ not in {"nsubj", "pobj", "nsubjpass", "agent", "dobj", "conj"} or (
            not issuer and not definite
        ):
            return
        key = f"document:{token.i}"
        name = f"{head} of {self.reading.discourse.entities[issuer].name}" if issuer else head
        entity = Entity(key, name, "document", issuer=issuer, head=head)
        entity.side = self.reading.discourse.entities[issuer].side if issuer else side
        self.reading.discourse.entity(key, lambda: entity)
        self.reading.add((key,), start, token.i + 1, token.i, "description")

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
            if head.lemma_.lower() in descriptions() and head.i not in self.reading.taken and head.i > token.i:
                self._describe(head)
                self.reading.taken[head.i] = "described"
            for mention in reversed(self.reading.mentions[-10:]):
                if mention.start <= head.i < mention.end or mention.head == head.i:
                    return mention.keys[0]
            if key := self._named_later(head):
                return key
        return self.reading.side(side) if side else ""

    def _speaker(self, token: Token) -> str:
        """Key of who says something `in a statement`: it is theirs."""
        verb = token.head.head
        if token.dep_ != "pobj" or token.head.lower_ != "in" or verb.lemma_.lower() not in speaks():
            return ""
        speaker = subject(verb)
        if speaker is None:
            return ""
        mention = next((m for m in reversed(self.reading.mentions[-10:]) if m.head == speaker.i), None)
        return mention.keys[0] if mention is not None and len(mention.keys) == 1 else ""

    def _named_later(self, head: Token) -> str:
        match = self.reading.finder.known.get(head.i)
        if match is not None and match.names[0].kind in SIDES | {"seat"}:
            return self.reading.side(match.names[0].key)
        for n, person in enumerate(self.reading.people):
            if any(start <= head.i < end for start, end in person.spans):
                return f"person:{n}"
        return ""


def _of_domain(domain: str) -> str:
    return " ".join(w if w in {"and", "of", "the", "for"} else w.capitalize() for w in domain.split())
