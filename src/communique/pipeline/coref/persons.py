"""Finding people: names by the name recogniser and by titles before them, their shorter forms, their offices.

A person's fullest name in the text makes a `Person`; surnames, found in the whole text wherever they stand alone,
are theirs. What the text says of an office (`China's Foreign Minister Wang Yi`, `Kim, North Korea's vice
foreign minister`) is kept with the words that say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from spacy.tokens import Doc, Token

from communique.knowledge import bodies_named, titles
from communique.pipeline.grammar import noun_phrase
from communique.pipeline.language import NameMatch, Text

#: Kinds of known name by which a phrase says whose office it is.
SIDES = frozenset({"state", "adjective", "demonym", "capital", "organisation", "grouping"})
#: Words that stand before a title and are no part of it.
_BEFORE_TITLE = frozenset(
    {"visiting", "the", "a", "an", "its", "his", "her", "their", "new", "late", "top", "then"}
)
_LONGEST_TITLE = 7
_INITIAL = re.compile(r"(?:[A-Z]\.)+|[A-Z]")
_WOMAN = re.compile(
    r"(?i)spokeswoman|chairwoman|queen|princess|\bmrs\b|\bms\b|\bmiss\b|congresswoman|baroness|dame"
)
_MAN = re.compile(r"(?i)spokesman\b|chairman|king\b|prince\b|\bmr\b|congressman|\bsir\b|sheikh|lord")

Gender = Literal["woman", "man", ""]


@dataclass
class Office:
    """An office that the text gives a person: tokens `[start, end)`, and whose it is (a known name's key)."""

    title: str
    start: int
    end: int
    side: str = ""


@dataclass
class Person:
    """A person while the text is being read: token ranges of the names, the offices, the gender as far as told."""

    name: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    gender: Gender = ""

    @property
    def words(self) -> list[str]:
        """The words of the fullest name."""
        return self.name.split()


class People:
    """The people of one text; `find` is the way in.

    Attributes:
        known: Tokens of names that the tables know, and what these may stand for.
        bodies: Where names of known bodies start and end, in tokens; they are nobody's.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doc = text.doc
        self.known = {i: match for match in text.names for i in range(match.start, match.end)}
        self.bodies = dict(_bodies(self.doc, self.known))
        self.people: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}

    def find(self) -> list[Person]:
        """All people, in the order of their first names in the text."""
        for start, end in self._candidates():
            self._add(start, end)
        self._shorter_forms()
        for person in self.people:
            person.spans.sort()
            for start, end in person.spans:
                person.offices += self._offices(start, end)
            person.gender = _gender(person)
        return sorted(self.people, key=lambda p: p.spans[0])

    # ------------------------------------------------------------------ names

    def _candidates(self) -> list[tuple[int, int]]:
        """Token ranges of names: fuller ones first, so that shorter ones find theirs."""
        found = {
            bounds
            for ent in self.doc.ents
            if (ent.label_ == "PERSON" and ent.start not in self.bodies)
            or (ent.label_ in {"ORG", "GPE"} and self._office_beside(ent.start, ent.end))
            if (bounds := self._name(ent.start, ent.end))
        }
        taken = {i for start, end in found for i in range(start, end)}
        for i, token in enumerate(self.doc):
            if not token.is_title or i in taken or i in self.known or not self.title_before(i):
                continue
            if bounds := self._name(i, self._name_end(i)):
                found.add(bounds)
                taken.update(range(*bounds))
        return sorted(found, key=lambda b: (-len(self._string(*b).split()), b))

    def _office_beside(self, start: int, end: int) -> bool:
        """Whether two or three capitalised words that no table knows stand in apposition with an office."""
        doc = self.doc
        if not 2 <= end - start <= 3 or any(i in self.known for i in range(start, end)) or end + 1 >= len(doc):
            return False
        if (
            doc[end].text != ","
            or doc[start].lower_ == "the"
            or not all(t.text[:1].isupper() for t in doc[start:end])
        ):
            return False
        office = self._after_comma(end + 1)
        return bool(office) and office[0].side != "" and office[0].start - end <= 4

    def _name_end(self, start: int) -> int:
        """Where the capitalised words from `start` on end."""
        end = start
        while end < len(self.doc) and end - start < 8:
            token = self.doc[end]
            inner = token.text in {"-", "al", "bin", "ibn", "de", "van", "von", "der", "el", "ul"} and end > start
            if not (inner or (token.text[:1].isupper() and end not in self.known and token.tag_ != "NNPS")):
                break
            end += 1
        while (
            end > start and not self.doc[end - 1].text[:1].isupper() and not self.doc[end - 1].text[:1].isalpha()
        ):
            end -= 1
        return end

    def _name(self, start: int, end: int) -> tuple[int, int] | None:
        """The range without titles before and possessives after; None where that leaves no person's name."""
        doc = self.doc
        while start < end and (doc[start].is_space or doc[start].is_punct or doc[start].lower_ in {"the", "a"}):
            start += 1
        for length in range(min(_LONGEST_TITLE, end - start - 1), 0, -1):
            if _key(doc, start, start + length) in titles():
                start += length
                break
        while start < end and start in self.known and end - self.known[start].end >= 1:
            start = self.known[start].end
        while end > start and (
            doc[end - 1].text in {"'s", "’s", "'", "’"} or doc[end - 1].is_punct or doc[end - 1].is_space
        ):
            end -= 1
        while end > start and doc[end - 1].text[:1].islower():
            end -= 1
        if start >= end or any("\n" in t.text for t in doc[start:end]):
            return None
        if all(i in self.known for i in range(start, end)) or self.text.block(start) is None:
            return None
        if not doc[start].text[:1].isupper() or _key(doc, start, end) in titles():
            return None
        if any(t.ent_type_ in {"DATE", "TIME"} for t in doc[start:end]):
            return None
        return (start, end) if end - start <= 8 else None

    def _string(self, start: int, end: int) -> str:
        return self.text.span(start, end).of(self.text.text)

    def _add(self, start: int, end: int) -> None:
        name = " ".join(self._string(start, end).split())
        person = self._same(name, start)
        if person is None:
            person = Person(name)
            self.people.append(person)
            for word in {person.words[0], person.words[-1]}:
                self._by_word.setdefault(word, []).append(person)
        person.spans.append((start, end))

    def _same(self, name: str, start: int) -> Person | None:
        """Whose name this is: the person whose name holds its words, the nearest before it where several do."""
        words = [w for w in name.split() if not _INITIAL.fullmatch(w)] or name.split()
        sharing = {id(p): p for word in {words[0], words[-1]} for p in self._by_word.get(word, ())}
        fitting = [p for p in sharing.values() if _holds(p.words, words)]
        if not fitting:
            return None
        return min(fitting, key=lambda p: min((abs(start - s) + (s > start) * 50) for s, _ in p.spans))

    def _shorter_forms(self) -> None:
        """Surnames (and family names that come first) wherever they stand alone and the recogniser missed them."""
        owner: dict[str, list[Person]] = {}
        for person in self.people:
            words = person.words
            for word in {words[-1], words[0]} if len(words) in (2, 3) and _family_first(words) else {words[-1]}:
                owner.setdefault(word, []).append(person)
        taken = {i for p in self.people for start, end in p.spans for i in range(start, end)}
        for i, token in enumerate(self.doc):
            people = owner.get(token.text)
            if people is None or i in taken or i in self.known or self.text.block(i) is None:
                continue
            if any(self._capitalised(j) for j in (i - 1, i + 1)):
                continue
            nearest = min(people, key=lambda p: min(abs(i - s) + (s > i) * 50 for s, _ in p.spans))
            nearest.spans.append((i, i + 1))

    def _capitalised(self, i: int) -> bool:
        """Whether a neighbouring token belongs to another, longer name."""
        if not 0 <= i < len(self.doc):
            return False
        token = self.doc[i]
        return (
            token.pos_ == "PROPN"
            and not token.is_sent_start
            and i not in self.known
            and (token.lower_ not in titles() and token.ent_type_ not in {"DATE", "TIME"})
        )

    # ---------------------------------------------------------------- offices

    def title_before(self, start: int) -> tuple[int, int] | None:
        """The title that ends where a name starts, as a token range with the words that belong to it."""
        for length in range(_LONGEST_TITLE, 0, -1):
            first = start - length
            if first >= 0 and _key(self.doc, first, start) in titles():
                while first > 0 and self._extends_title(first - 1):
                    first -= 1
                return first, start
        return None

    def _extends_title(self, i: int) -> bool:
        token = self.doc[i]
        if token.lower_ == "of":
            # `House of Representatives speaker`
            return bool(
                i > 0
                and self.doc[i - 1].pos_ == "PROPN"
                and self.doc[i + 1].pos_ == "PROPN"
                and i - 1 not in self.known
            )
        if i in self.known or token.lower_ in _BEFORE_TITLE or token.ent_type_ in {"PERSON", "DATE", "TIME"}:
            return False
        # At a sentence's start a capital letter tells nothing.
        return token.pos_ in ({"NOUN", "ADJ"} if token.is_sent_start else {"NOUN", "PROPN", "ADJ"})

    def _offices(self, start: int, end: int) -> list[Office]:
        found: list[Office] = []
        if bounds := self.title_before(start):
            found.append(self._office(*bounds, self.side_before(bounds[0])))
        head = self.doc[start:end].root
        nouns = [c for c in head.children if c.dep_ == "appos"] + ([head.head] if head.dep_ == "appos" else [])
        for noun in nouns:
            found += self._apposed(noun, start, end)
        if not found and end + 1 < len(self.doc) and self.doc[end].text == ",":
            found += self._after_comma(end + 1)
        return found

    def _office(self, first: int, last: int, side: str) -> Office:
        return Office(self._string(first, last), first, last, side)

    def _apposed(self, noun: Token, start: int, end: int) -> list[Office]:
        first, last = noun_phrase(noun)
        if noun.i > start:
            return self._phrase(max(first, end), last)
        return self._phrase(first, min(last, start))

    def _after_comma(self, first: int) -> list[Office]:
        last = first
        while last < len(self.doc) and last - first < 16 and self.doc[last].text not in {",", "."}:
            last += 1
        return self._phrase(first, last)

    def _phrase(self, first: int, last: int) -> list[Office]:
        """The office in an apposition, from its title to its end: `secretary of Iran's … Council`."""
        for i in range(first, last):
            for length in range(min(_LONGEST_TITLE, last - i), 0, -1):
                if _key(self.doc, i, i + length) in titles():
                    begin = i
                    while begin > first and self._extends_title(begin - 1):
                        begin -= 1
                    side = next((self.side_at(j) for j in range(first, last) if self.side_at(j)), "")
                    if not side:
                        side = self.side_before(begin)
                    return [self._office(begin, _without_tail(self.doc, begin, last), side)]
        return []

    def side_before(self, i: int) -> str:
        """The key of the state or organisation that stands before a title: `China's`, `Kazakh`."""
        for _ in range(3):
            i -= 1
            if i < 0 or (
                self.doc[i].is_sent_start is True
                and i not in self.known
                and self.doc[i].lower_ not in _BEFORE_TITLE
            ):
                return ""
            if side := self.side_at(i):
                return side
            if self.doc[i].text not in {"'s", "’s", "'", "’"} and self.doc[i].lower_ not in _BEFORE_TITLE | {
                "former"
            }:
                return ""
        return ""

    def side_at(self, i: int) -> str:
        """The key of the state or organisation that a token is part of the name of."""
        match = self.known.get(i)
        if match is None:
            return ""
        return next((name.key for name in match.names if name.kind in SIDES), "")


def _bodies(doc: Doc, known: Mapping[int, NameMatch]) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that are as a whole the name of a body with a home (`Gazprom`)."""
    for proper, run in groupby(doc, key=lambda token: token.pos_ == "PROPN" and token.i not in known):
        if proper:
            tokens = list(run)
            start, end = tokens[0].i, tokens[-1].i + 1
            if any(body.country for body in bodies_named(doc[start:end].text)):
                yield start, end


def _key(doc: Doc, start: int, end: int) -> str:
    return doc[start:end].text.lower()


def _without_tail(doc: Doc, start: int, end: int) -> int:
    """The end of an office without a clause, a blank or a mark after it."""
    for i in range(start + 1, end):
        if (
            doc[i].text in {",", ";", "–", "—", "--", "("}
            or doc[i].is_space
            or doc[i].lower_ in {"who", "said", "says", "told"}
        ):
            return i
    return end


def _holds(full: list[str], words: list[str]) -> bool:
    """Whether `words` can be a form of the name `full`: the same last word, or a first or last word alone."""
    if len(words) == 1:
        return words[0] in (full[-1], full[0]) if len(full) > 1 else words[0] == full[0]
    if len(full) == 1:
        return full[0] in (words[0], words[-1])
    return words[-1] == full[-1] and (words[0] == full[0] or set(words) <= set(full) or words[0][0] == full[0][0])


def _family_first(words: list[str]) -> bool:
    """Whether a name may open with the family name: two or three short words, as Chinese and Korean ones do."""
    return len(words[0]) <= 6 and all(len(w) <= 9 for w in words)


def _gender(person: Person) -> Gender:
    titles_of = " ".join(o.title for o in person.offices)
    if _WOMAN.search(titles_of):
        return "woman"
    return "man" if _MAN.search(titles_of) else ""
