"""Descriptions: nouns that stand for somebody without a name."""

from __future__ import annotations

from spacy.tokens import Token

from communique.knowledge import descriptions
from communique.pipeline.coref.bodies import Bodies
from communique.pipeline.coref.discourse import Entity
from communique.pipeline.coref.reading import Reading
from communique.pipeline.grammar import children, noun_phrase

_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
#: `the parties` of talks are whoever was told to take part.
_PARTIES = frozenset({"parties", "participants"})
#: Words that make another office of one.
_RANKS = frozenset({"former", "ex", "deputy", "vice", "assistant", "under", "acting"})


class Describing:
    """Resolves the describing nouns of one text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.bodies = Bodies(reading, self.describe)

    def describes(self, token: Token) -> bool:
        """Whether a noun describes somebody, and is no title before a name."""
        word = token.lemma_.lower()
        if word not in descriptions() and self.reading.title(token) is None:
            return False
        return token.dep_ != "compound" and not self._names_somebody(token)

    def _names_somebody(self, token: Token) -> bool:
        """Whether a noun is only said of a name beside it: `spokesman Li`, `his Thai counterpart, Prachuab`."""
        if self.reading.taken.get(token.i + 1) == "person" and token.tag_ not in {"NNS", "NNPS"}:
            return True
        beside = [c for c in token.children if c.dep_ == "appos"] + ([token.head] if token.dep_ == "appos" else [])
        named = {"person"}
        if descriptions().get(token.lemma_.lower()) == "outlet":
            named |= {"organisation"}  # `the news agency TASS`
            beside += [self.reading.doc[token.i + 1]] if token.i + 1 < len(self.reading.doc) else []
        return any(self.reading.taken.get(other.i) in named for other in beside)

    def describe(self, token: Token) -> None:
        """Resolve a noun that `describes`: to a state, a ministry, a document, or somebody named or unnamed."""
        sort = descriptions().get(token.lemma_.lower(), "person")
        start, _ = noun_phrase(token, frozenset({"relcl", "appos", "acl", "prep", "conj", "cc"}))
        start = min(start, token.i)
        side = self._side_of(token, start)
        definite = self._definite(start, token)
        if sort == "states":
            number = self._number(start, token)
            if number and not side:
                self.several(token, number)
            elif token.lower_ in _PARTIES and definite and self.reading.discourse.lists and not side:
                keys = self.reading.discourse.lists[-1]
                self.reading.add(keys, start, token.i + 1, token.i, "description")
            elif side and token.tag_ == "NN":
                self.reading.add((self.reading.side(side),), start, token.i + 1, token.i, "description")
            return
        if sort == "government":
            if token.lower_ in {"authority"} or (not side and not definite):
                return
            side = side or self.reading.discourse.speaking_state(self.reading.sentence(token.i), token.i)
            if side:
                self.reading.add((self.reading.side(side),), start, token.i + 1, token.i, "description")
        elif sort == "ministry":
            self.bodies.ministry(token, start, side)
        elif sort in {"document", "outlet"}:
            self.bodies.document(token, start, side, definite)
        else:
            self._unnamed(token, start, side, definite)

    def _side_of(self, token: Token, start: int) -> str:
        """Whose a noun is: a state or organisation before it in its phrase, or behind `of`."""
        for i in range(token.i - 1, start - 1, -1):
            if side := self.reading.finder.side_at(i):
                return side
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is not None:
            for mention in reversed(self.reading.mentions[-12:]):
                if mention.head == owner.i and mention.keys:
                    return self.reading.discourse.entities[mention.keys[0]].side
        for preposition in children(token, "prep"):
            if preposition.lower_ in {"of", "in", "from"}:
                for noun in children(preposition, "pobj"):
                    if side := self.reading.finder.side_at(noun.i):
                        return side
        return ""

    def _definite(self, start: int, token: Token) -> bool:
        first = self.reading.doc[start]
        return (
            first.lower_ in {"the", "this", "that", "these", "those"}
            or first.dep_ == "poss"
            or first.tag_ == "PRP$"
            or (
                token.i > start
                and self.reading.finder.side_at(start) != ""
                and token.tag_ != "NNS"
                and first.dep_ != "det"
            )
        )

    def _number(self, start: int, token: Token) -> int:
        """How many states a phrase speaks of (`all six states`); 2 for `the sides`; 0 where it does not say."""
        for i in range(start, token.i):
            if self.reading.doc[i].lower_ in _NUMBERS:
                return _NUMBERS[self.reading.doc[i].lower_]
        plain = {"sides", "neighbours", "neighbors"}
        return (
            2 if token.lower_ in plain and token.i - start == 1 and self.reading.doc[start].lower_ == "the" else 0
        )

    def several(self, token: Token, number: int) -> None:
        """`both sides`, `the two countries`, `all six states`."""
        start = min(noun_phrase(token)[0], token.i)
        keys: tuple[str, ...] = next((k for k in reversed(self.reading.discourse.lists) if len(k) == number), ())
        if number == 2 and not self.reading.discourse.prominent(keys):
            keys = ()
        if not keys and number == 2:
            keys = self.reading.discourse.two_sides()
        if not keys:
            for entity in self.reading.discourse.recent():
                if entity.kind == "grouping" and len(entity.members) == number and entity.mentions:
                    keys = (entity.key,)
        if keys:
            self.reading.add(keys, start, token.i + 1, token.i, "description")

    def _pair(self) -> tuple[str, ...]:
        """Whom `the two leaders`, `both delegations` stand for: two people named together, or the two sides."""
        group = self.reading.discourse.group
        if group is not None and len(group[1]) == 2 and all(key.startswith("person:") for key in group[1]):
            return group[1]
        return self.reading.discourse.two_sides()

    def _unnamed(self, token: Token, start: int, side: str, definite: bool) -> None:
        """A role or an unnamed person: somebody already named, or an actor of its own."""
        sentence = self.reading.sentence(token.i)
        title = self.reading.title(token)
        plural = token.tag_ in {"NNS", "NNPS"}
        if plural and title and self.reading.is_grouping(side):
            # `C5 foreign ministers`, `Baltic presidents`: the states themselves.
            self.reading.add((self.reading.body(side),), start, token.i + 1, token.i, "role")
            return
        if plural and side == "" and self._number(start, token) == 2:
            pair = self._pair()
            if pair:
                self.reading.add(pair, start, token.i + 1, token.i, "role")
                return
        if not plural and title and (definite or side or token.dep_ == "appos" or self._bare(start, token)):
            person = self._role_holder(title, side, sentence, token)
            if person is not None:
                self.reading.add((person.key,), start, token.i + 1, token.i, "role")
                return
        known = [
            e
            for e in self.reading.discourse.entities.values()
            if e.head == token.lemma_.lower() and e.key.startswith("unnamed")
        ]
        if definite or plural:
            fitting = [e for e in known if e.plural == plural and (not side or e.side in ("", side))]
            same = self.reading.discourse.most_present(fitting, sentence, token.i, reach=12)
            if same is not None:
                self.reading.add((same.key,), start, token.i + 1, token.i, "description")
                return
        first = token
        while first.dep_ == "conj":
            first = first.head
        if first.dep_ in {"attr", "appos", "compound", "oprd"} or (definite and not side and not title):
            return
        self._introduce(token, start, side, plural)

    def _bare(self, start: int, token: Token) -> bool:
        return self.reading.doc[start].i == token.i or self.reading.doc[start].dep_ != "det"

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
            self.reading.doc[first].lower_ in skip
            or self.reading.doc[first].is_punct
            or self.reading.doc[first].pos_ not in {"NOUN", "PROPN", "ADJ", "VERB"}
            or (self.reading.doc[first].tag_ in {"VBG", "VBN"} and self.reading.finder.side_at(first + 1))
        ):
            first += 1
        words = self.reading.doc[first : token.i + 1].text
        key = f"unnamed:{token.i}"
        if not side and any(w in words.lower() for w in ("ministry", "government", "presidential", "foreign")):
            side = self.reading.discourse.speaking_state(self.reading.sentence(token.i), token.i)
        entity = Entity(key, " ".join(words.split()), "group" if plural else "person", side=side, plural=plural)
        entity.head = token.lemma_.lower()
        entity.definite = self.reading.doc[start].lower_ == "the"
        title = self.reading.title(token)
        if title:
            entity.offices.append((title, side))
        self.reading.discourse.entity(key, lambda: entity)
        self.reading.add((key,), start, token.i + 1, token.i, "description")

    def _role_holder(self, title: str, side: str, sentence: int, token: Token) -> Entity | None:
        """The person whom the text gives this office: nearest before, otherwise the only one named later."""
        words = _words(title)
        fitting = []
        candidates = [e for e in self.reading.discourse.recent() if e.kind == "person"]
        candidates += [e for e in self.reading.office_holders.get(title.split()[-1], ()) if not e.mentions]
        for entity in candidates:
            for office, of in entity.offices:
                named = _words(office)
                fits = words <= named and not _RANKS & (named ^ words)
                if fits and (side in ("", of) or (not of and entity.side in ("", side))):
                    fitting.append(entity)
                    break
        before = [e for e in fitting if self.reading.discourse.used(e) >= 0]
        if before:
            return self.reading.discourse.most_present(before, sentence, token.i, reach=60)
        return fitting[0] if len(fitting) == 1 else None


def _words(title: str) -> set[str]:
    """The words of an office, with one word for what newspapers use two for."""
    plain = title.lower().replace("-", " ").replace("premier", "prime minister")
    return set(plain.split())
