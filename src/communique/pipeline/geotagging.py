"""Which words of a text name a place: toponym recognition.

Toponyms are the dateline's place, the known names (states, peoples, capitals, regions), what the name recogniser
calls a place, and names of the gazetteer that the words around them say are places: a preposition, a common noun
(`the village of`, `district`), a state or division behind a comma, another place in the same list. A part of the
name of a person, an organisation or a work is none, nor is a street.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from communique.knowledge import place_words
from communique.pipeline.language import NameMatch, Text, token_range
from communique.pipeline.toponyms import Candidate, Toponym, associative, candidates, containers, may_hold

#: Labels of the recogniser for places; for what a toponym within is only a part of the name of; for no names.
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMED_AFTER = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "LAW", "EVENT"})
_NO_NAMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
_DASHES = frozenset({"-", "--", "–", "—"})
#: The importance from which a city is known widely: that of a hundred thousand people.
_CITY = 6.0
#: The longest name of a place, in words; bounds the work on runs of odd tokens.
_LONGEST = 8


class Container(NamedTuple):
    """Words behind a name that say what it lies in.

    Attributes:
        start: Their first token.
        end: The token after their last.
        holders: The states or divisions that they may mean; where they fit, only those that hold such a place.
        fits: Whether one of them holds a place of the name.
        listed: Whether all may be a list instead.
    """

    start: int
    end: int
    holders: tuple[Candidate, ...]
    fits: bool
    listed: bool = False


class Geotagger:
    """One pass over one text for its toponyms."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doc: Doc = text.doc
        self.words = place_words()
        self.found: dict[int, Toponym] = {}
        entities = [(*self._trimmed(e.start, e.end), e.label_) for e in self.doc.ents]
        self.entities = [e for e in entities if e[0] < e[1] and text.block(e[0]) is not None]
        self.entity = {i: e for e in self.entities for i in range(e[0], e[1])}
        self.run = {i: run for run in self._runs() for i in range(*run)}
        # The parts of names of people. One that stands alone proves nothing: many a village passes for somebody.
        persons = [e for e in self.entities if e[2] == "PERSON"]
        self.people = {self.doc[i].text for start, end, _ in persons if end - start > 1 for i in range(start, end)}
        self.perhaps_people = {self.doc[i].text for start, end, _ in persons for i in range(start, end)}

    def toponyms(self) -> list[Toponym]:
        """All toponyms of the parts that are read and of the dateline, in text order."""
        self._dateline()
        # Names in the gazetteer first, where they are longer than the known names within them (`Kansas City`).
        self._recognised(listed=True)
        for match in self.text.names:
            self._known(match)
        self._introduced()
        self._recognised(listed=False)
        return sorted({id(t): t for t in self.found.values()}.values())

    # ------------------------------------------------------------------------------ sources

    def _dateline(self) -> None:
        span = self.text.layout.dateline_place
        start, end = token_range(self.doc, span) if span else (0, 0)
        if start < end:
            self._add(start, end)

    def _known(self, match: NameMatch) -> None:
        if self.text.block(match.start) is None or self._part_of_name(match.start, match.end):
            return
        kinds = {name.kind for name in match.names}
        if kinds <= {"organisation", "grouping"} or (
            "seat" in kinds and not self._follows(match.start, self.words["at"])
        ):
            return
        start, end = self.run.get(match.start, (match.start, match.end))
        longer = end - start > match.end - match.start and _town(candidates(self._phrase(start, end)))
        self._add(*((start, end) if longer else (match.start, match.end)))

    def _recognised(self, *, listed: bool) -> None:
        """What the recogniser calls a place, and either the tables and the gazetteer have or they have not."""
        for start, end, label in self.entities:
            if (
                label not in _PLACES
                or self.doc[start].lower_ in self.words["honorific"]
                or self._street(start, end)
            ):
                continue
            known = bool(candidates(self._phrase(start, end)))
            if known != listed or (not known and self.doc[end - 1].text in self.perhaps_people):
                continue
            if end - start > 1 or not self._generic(start):
                self._add(start, end) if known else self._add_part(start, end, label)

    def _introduced(self) -> None:
        """Names of the gazetteer that the words around them say are places, and every further mention of them."""
        runs = [run for run in dict.fromkeys(self.run.values()) if self._may_be_place(*run)]
        self._counties()
        for start, end in self._in_capitals():
            if self._may_be_place(start, end):
                self._add(start, end)
        found = {self._phrase(*run) for run in runs if self._is_said_to_be_place(*run)}
        for start, end in runs:
            if self._phrase(start, end) in found:
                self._add(start, end)
        # A list is all places if one of it is: forwards, then backwards.
        for start, end in (*runs, *reversed(runs)):
            if self._in_list(start, end):
                self._add(start, end)

    def hints(self) -> list[tuple[str, tuple[Candidate, ...]]]:
        """Places that names of organisations begin or end with: no toponyms, but company for those that are."""
        found: dict[str, tuple[Candidate, ...]] = {}
        for start, end, label in self.entities:
            if label in {"ORG", "FAC"} and not any(i in self.found for i in range(start, end)):
                parts = [(start, last) for last in range(min(end - 1, start + _LONGEST), start, -1)]
                behind = range(max(start, end - _LONGEST), end - 1)
                parts += [(i + 1, end) for i in behind if self._lower(i) in {"of", "in"}]
                named = ((self._phrase(*part), candidates(self._phrase(*part))) for part in parts)
                found.update(next(([(w, places)] for w, places in named if len(w) > 3 and places), []))
        return list(found.items())

    def _counties(self) -> None:
        """Names that share the word for what they are: `Kunar and Khost provinces`, `Clay and Platte counties`."""
        for token in self.doc:
            sort = self.words["sort"] & {token.lower_}
            if not (sort and token.lower_.endswith("s")) or self.text.block(token.i) is None:
                continue
            singular = token.text.removesuffix("ies") + "y" if token.text.endswith("ies") else token.text[:-1]
            end = token.i
            while (run := self.run.get(end - 1)) is not None and end - run[0] <= _LONGEST:
                full = candidates(f"{self._phrase(run[0], end)} {singular.title()}")
                if full and not self._part_of_name(run[0], end):
                    self._add(run[0], end, full)
                end = run[0] - 1
                while self._lower(end - 1) in {",", "and"}:
                    end -= 1

    def _in_capitals(self) -> Iterator[tuple[int, int]]:
        """Words in capitals between the beginning of a sentence and a dash, as in a dateline."""
        for token in self.doc:
            if token.text not in _DASHES or self.text.block(token.i) is None:
                continue
            start = token.i
            while start and self.doc[start - 1].is_upper and token.i - start < _LONGEST:
                start -= 1
            if start < token.i and (start == 0 or self._lower(start - 1)[-1:] in {".", "\n", ""}):
                yield start, token.i

    # ---------------------------------------------------------------------------- evidence

    def _may_be_place(self, start: int, end: int) -> bool:
        """Whether a run of proper nouns is a name in the gazetteer and no part of another name."""
        words = self._phrase(start, end)
        return (
            len(words) > 3
            and end - start <= _LONGEST
            and not self._part_of_name(start, end)
            and self.entity.get(start, (0, 0, ""))[2] not in _NO_NAMES
            and not self._street(start, end)
            and not (end - start == 1 and self._generic(start))
            and bool(candidates(words))
            and not associative(words)
        )

    def _is_said_to_be_place(self, start: int, end: int) -> bool:
        after = self.doc[end] if end < len(self.doc) else None
        if after is not None and after.lower_ in self.words["sort"] | self.words["native"]:
            return True
        if after is not None and after.text in {"-", "–"} and self._lower(end + 1) in self.words["suffix"]:
            return True
        if self._follows(start, frozenset({"of"})) and self._lower(start - 2) in self.words["sort"]:
            return True
        if self._lower(start - 1) == "," and self._lower(start - 2) in self.words["street"]:
            return True
        if self._follows(start, self.words["toward"]) and (
            self._is_known_widely(start, end) or self._after_age(start - 1)
        ):
            return True
        if self._lower(start - 1) == "-" and self._lower(start - 2) in self.words["party"]:
            return True
        if self._follows(start, self.words["within"]) and not (after is not None and after.text in {"'s", "’s"}):
            return True
        container = self._container(start, end)
        return container is not None and container.fits

    def _is_known_widely(self, start: int, end: int) -> bool:
        """Whether a name is first of all that of a city, and nobody here bears it."""
        cities = (place for place in candidates(self._phrase(start, end)) if place.kind == "city")
        largest = max((place.importance for place in cities), default=0.0)
        return largest >= _CITY and not any(self.doc[i].text in self.people for i in range(start, end))

    def _after_age(self, i: int) -> bool:
        """Whether a preposition follows somebody's age (`Maria Petrova, 41, of Plovdiv`)."""
        return self._lower(i - 1) == "," and self._lower(i - 3) == "," and self.doc[i - 2].like_num

    def _in_list(self, start: int, end: int) -> bool:
        """Whether a toponym stands beside a run, and nothing but a comma or `and` between."""
        if start in self.found or self.doc[end - 1].text in self.people or self._acts(end):
            return False
        before, after = start - 1, end
        while self._lower(before) in {",", "and", "or"} and start - before < 3:
            before -= 1
        while self._lower(after) in {",", "and", "or"} and after - end < 2:
            after += 1
        neighbours = [self.found.get(before) if before < start - 1 else None]
        neighbours.append(self.found.get(after) if after > end else None)
        return any(n is not None and not n.associative and n.candidates for n in neighbours)

    def _acts(self, i: int) -> bool:
        """Whether a verb follows: who acts behind a comma is somebody new (`in Paris, Brown said`)."""
        return i < len(self.doc) and self.doc[i].pos_ in {"VERB", "AUX"}

    def _container(self, start: int, end: int) -> Container | None:
        """What stands behind a comma or in brackets after a name and may hold it (`Paris, Texas`)."""
        if end + 1 >= len(self.doc) or self.doc[end].text not in {",", "("}:
            return None
        places = candidates(self._phrase(start, end))
        unfitting = None
        for last in range(min(end + 5, len(self.doc)), end + 1, -1):
            holders = containers(self._phrase(end + 1, last))
            if not holders or (last < len(self.doc) and _proper(self.doc[last])):
                continue
            fitting = tuple(one for one in holders if may_hold(one, places))
            if fitting:
                return Container(end + 1, last, fitting, fits=True, listed=self._listed(start, last))
            if unfitting is None and (not places or all(one.key.startswith("region:") for one in holders)):
                unfitting = Container(end + 1, last, holders, fits=False)
        return unfitting

    def _listed(self, start: int, end: int) -> bool:
        """Whether a name and the state behind it may be two in a list (`London, France and Spain`)."""
        return self._lower(end) in {"and", "or"} or (
            self._lower(start - 1) in {",", "and"} and start - 2 in self.found
        )

    # ------------------------------------------------------------------------------- words

    def _add(self, start: int, end: int, meanings: tuple[Candidate, ...] | None = None) -> None:
        """Take words for a toponym; where meanings are given, it has no others, even if it was found before."""
        before = self.found.get(start)
        if meanings and before is not None and (before.start, before.end) == (start, end):
            self._put(before._replace(candidates=meanings, narrowed=True))
        if any(i in self.found for i in range(start, end)):
            return
        words = self._phrase(start, end)
        belongs = associative(words)
        container = None if belongs else self._container(start, end)
        self._put(
            Toponym(
                start,
                end,
                words,
                meanings or candidates(words),
                container.holders if container else (),
                belongs,
                bool(meanings),
                bool(container and container.listed),
            )
        )
        if container is not None and container.fits:
            self._add(container.start, container.end, container.holders)

    def _add_part(self, start: int, end: int, label: str) -> None:
        """What is in no gazetteer: a side of a place that is (`East Oxford`), a site named after one, or open."""
        if self._lower(start) in self.words["side"] and (sides := candidates(self._phrase(start + 1, end))):
            self._add(start, end, sides)
            return
        # A single word may be a surname (`Wang Yi`) unless what follows is a site or a sort of place.
        least = start if label == "FAC" or self._lower(end - 1) in self.words["sort"] else start + 1
        longest = min(end - 1, start + _LONGEST)
        ends = (last for last in range(longest, least, -1) if self.doc[last - 1].text[-1:].isalnum())
        part = next((last for last in ends if _town(candidates(self._phrase(start, last)))), end)
        self._add(start, part)

    def _put(self, toponym: Toponym) -> None:
        self.found.update(dict.fromkeys(range(toponym.start, toponym.end), toponym))

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Stretches of proper nouns."""
        start = 0
        for token in self.doc:
            if _proper(token) and self.text.block(token.i) is not None:
                continue
            if start < token.i:
                yield start, token.i
            start = token.i + 1
        if start < len(self.doc):
            yield start, len(self.doc)

    def _part_of_name(self, start: int, end: int) -> bool:
        """Whether a name stands within a longer one of a person, an organisation or a work."""
        first, last, label = self.entity.get(start, (start, end, ""))
        return label in _NAMED_AFTER and last - first > end - start

    def _generic(self, i: int) -> bool:
        """Whether a word is part of many names and no name by itself."""
        return any(self._lower(i) in self.words[role] for role in ("sort", "side", "generic"))

    def _street(self, start: int, end: int) -> bool:
        last, first = self._lower(end - 1), self._lower(start)
        return end - start > 1 and (last in self.words["street"] or first in self.words["road"])

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """An entity without article, lower-case words and marks around it."""
        while start < end and (not self.doc[start].text[:1].isupper() or self._article(start)):
            start += 1
        while start < end and not (self.doc[end - 1].text[:1].isupper() or self.doc[end - 1].text[:1].isdigit()):
            end -= 1
        return start, end

    def _article(self, i: int) -> bool:
        return self.doc[i].lower_ == "the" and self.doc[i + 1 : i + 2].text != "Hague"

    def _follows(self, i: int, words: frozenset[str]) -> bool:
        """Whether one of some words stands before a token, with or without an article between."""
        return self._lower(i - 2 if self._lower(i - 1) == "the" else i - 1) in words

    def _lower(self, i: int) -> str:
        return self.doc[i].lower_ if 0 <= i < len(self.doc) else ""

    def _phrase(self, start: int, end: int) -> str:
        return " ".join(str(self.doc[start:end].text).split())


def _town(places: tuple[Candidate, ...]) -> bool:
    return any(place.kind in {"city", "division"} for place in places)


def _proper(token: Token) -> bool:
    """Whether a word is a name's; a name that the tagger does not know may pass for another open class."""
    if not token.text[:1].isupper():
        return False
    return token.pos_ == "PROPN" or (token.pos_ in {"ADJ", "NOUN"} and bool(token.ent_type_))
