"""The names of a text: what the recogniser found, stretches of proper nouns, and who is named in full."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from communique.knowledge import place_words
from communique.pipeline.language import Text

#: Labels of the recogniser for what a toponym within is only a part of the name of.
_NAMED_AFTER = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "LAW", "EVENT"})
#: The longest name of a place, in words; bounds the work on runs of odd tokens.
LONGEST = 8


class Names:
    """The names of a text.

    Attributes:
        doc: The text's tokens.
        words: Words that tell of a name beside them, by role (`communique.knowledge.place_words`).
        entities: What the name recogniser found in the parts that are read: first token, token after it, label.
        entity: The entity that a token is in.
        runs: The stretches of proper nouns, in text order.
        run: The one that a token is in.
        people: Parts of full names of people.
        perhaps_people: The same, and what stands alone and passes for somebody.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doc: Doc = text.doc
        self.words = place_words()
        self._phrases: dict[tuple[int, int], str] = {}
        entities = [(*self._trimmed(e.start, e.end), e.label_) for e in self.doc.ents]
        self.entities = [e for e in entities if e[0] < e[1] and text.block(e[0]) is not None]
        self.entity = {i: e for e in self.entities for i in range(e[0], e[1])}
        self.runs = list(self._runs())
        self.run = {i: run for run in self.runs for i in range(*run)}
        persons = [e for e in self.entities if e[2] == "PERSON"]
        # A name that stands alone proves nothing: many a village passes for somebody.
        self.people = {self.doc[i].text for start, end, _ in persons if end - start > 1 for i in range(start, end)}
        self.perhaps_people = {self.doc[i].text for start, end, _ in persons for i in range(start, end)}

    def label(self, i: int) -> str:
        """The label of the entity that a token is in; empty where it is in none."""
        return self.entity[i][2] if i in self.entity else ""

    def bears_a_persons(self, start: int, end: int) -> bool:
        """Whether one of a name's words is part of somebody's full name."""
        return any(self.doc[i].text in self.people for i in range(start, end))

    def part_of_name(self, start: int, end: int) -> bool:
        """Whether a name stands within a longer one of a person, an organisation or a work, and in no list."""
        first, last, label = self.entity.get(start, (start, end, ""))
        within = label in _NAMED_AFTER and last - first > end - start
        return (
            within
            and not (self.lower(end) == "," and end < last)
            and not (self.lower(start - 1) == "," and first < start)
        )

    def generic(self, i: int) -> bool:
        """Whether a word is part of many names and no name by itself."""
        return any(self.lower(i) in self.words[role] for role in ("sort", "side", "generic"))

    def street(self, start: int, end: int) -> bool:
        """Whether a name is a street's or a road's."""
        last, first = self.lower(end - 1), self.lower(start)
        return end - start > 1 and (last in self.words["street"] or first in self.words["road"])

    def whole(self, end: int) -> int:
        """Where a name ends that goes on behind a linking word (`Rio Grande do Sul`); otherwise its own end."""
        links = end < len(self.doc) and self.doc[end].text in self.words["link"]
        return self.run[end + 1][1] if links and end + 1 in self.run else end

    def acts(self, i: int) -> bool:
        """Whether a verb follows: who acts behind a comma is somebody new (`in Paris, Brown said`)."""
        return i < len(self.doc) and self.doc[i].pos_ in {"VERB", "AUX"}

    def follows(self, i: int, words: frozenset[str]) -> bool:
        """Whether one of some words stands before a token, with or without an article between."""
        return self.lower(i - 2 if self.lower(i - 1) == "the" else i - 1) in words

    def lower(self, i: int) -> str:
        """A token in lower case; empty where there is none."""
        return self.doc[i].lower_ if 0 <= i < len(self.doc) else ""

    def phrase(self, start: int, end: int) -> str:
        """The words of tokens, single blanks between them."""
        if (start, end) not in self._phrases:
            self._phrases[start, end] = " ".join(str(self.doc[start:end].text).split())
        return self._phrases[start, end]

    def hyphenated(self) -> Iterator[tuple[int, int]]:
        """Names with hyphens that the tokens are parted at: `Rostov-on-Don`, `Ivano-Frankivsk`."""
        end = 0
        for start, _ in self.runs:
            if start < end:
                continue
            end = start + 1
            while end - start < LONGEST and self._goes_on(end):
                end += 2
            if end - start > 1 and self.doc[end - 1].text[:1].isupper():
                yield start, end

    def _goes_on(self, i: int) -> bool:
        """Whether a token is a hyphen within a word."""
        if i + 1 >= len(self.doc) or self.doc[i].text not in {"-", "‐", "‑"}:
            return False
        return not (self.doc[i - 1].whitespace_ or self.doc[i].whitespace_) and self.doc[i + 1].is_alpha

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Stretches of proper nouns."""
        start = 0
        for token in self.doc:
            if proper(token) and self.text.block(token.i) is not None:
                continue
            if start < token.i:
                yield start, token.i
            start = token.i + 1
        if start < len(self.doc):
            yield start, len(self.doc)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """An entity without article, lower-case words and marks around it."""
        while start < end and (not self.doc[start].text[:1].isupper() or self._article(start)):
            start += 1
        while start < end and not (self.doc[end - 1].text[:1].isupper() or self.doc[end - 1].text[:1].isdigit()):
            end -= 1
        return start, end

    def _article(self, i: int) -> bool:
        return self.doc[i].lower_ == "the" and self.doc[i + 1 : i + 2].text != "Hague"


def proper(token: Token) -> bool:
    """Whether a word is a name's; a name that the tagger does not know may pass for another open class."""
    if not token.text[:1].isupper():
        return False
    return token.pos_ == "PROPN" or (token.pos_ in {"ADJ", "NOUN"} and bool(token.ent_type_))
