"""What stands around and within a name: whether the words there say that it is a place, and what holds it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from communique.knowledge import agencies, bodies_named, holders_named, names, peoples
from communique.pipeline.geoparsing.meanings import associative, candidates, containers, of_organisations
from communique.pipeline.geoparsing.names import LONGEST, Names, proper
from communique.pipeline.geoparsing.toponyms import Candidate, may_hold

#: Labels of the recogniser for places, and for what is no name.
PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_NAMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_DASHES = frozenset({"-", "--", "–", "—"})
#: The importance from which a city is known widely: that of a hundred thousand people whose city has ten names.
_CITY = 6.0
#: The importance from which it needs no word beside it, and from which even if the recogniser has it for somebody.
_CITY_BY_ITSELF, _CITY_OR_SOMEBODY = 6.5, 7.0


class Container(NamedTuple):
    """Words behind a name that say what it lies in.

    Attributes:
        start: Their first token.
        end: The token after their last.
        holders: The states or divisions that they may mean; where they fit, only those that hold such a place.
        fits: Whether one of them holds a place of the name.
    """

    start: int
    end: int
    holders: tuple[Candidate, ...]
    fits: bool


class Surroundings(Names):
    """The names of a text and the words around them."""

    def may_be_place(self, start: int, end: int) -> bool:
        """Whether a run of proper nouns is a name in the gazetteer and no part of another name."""
        words = self.phrase(start, end)
        return (
            len(words) > 3 and bool(candidates(words)) and self._by_itself(start, end) and not associative(words)
        )

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """Names of which the text says that they are places, and the recogniser nothing else."""
        found = set()
        for start, end in self.runs:
            if end - start > LONGEST:
                continue
            open_to_place = start not in self.entity or self.label(start) in PLACES
            if self._is_held(start, end) or (open_to_place and self.is_said_to_be_place(start, end)):
                found.add(self.phrase(start, end))
        return frozenset(found)

    def is_said_to_be_place(self, start: int, end: int) -> bool:
        """Whether the words around a name in the gazetteer say that it is a place."""
        return self._said_behind(end) or self._said_before(start, end) or self._is_held(start, end)

    def _is_held(self, start: int, end: int) -> bool:
        """Whether what stands behind a name holds a place of the name (`Paris, Texas`)."""
        container = self.container(start, end)
        return container is not None and container.fits

    def _said_behind(self, end: int) -> bool:
        """`X district`, `an X man`, `X-based`."""
        if self.lower(end) in self.words["sort"] | self.words["native"]:
            return True
        return self.lower(end) in _DASHES and self.lower(end + 1) in self.words["suffix"]

    def _said_before(self, start: int, end: int) -> bool:
        """`in X`, `the town of X`, `12 Main Street, X`, `R-X`, `41, of X`; `from X` where X is known widely."""
        one, two = self.lower(start - 1), self.lower(start - 2)
        return (
            (self.follows(start, self.words["within"]) and self.lower(end) not in _POSSESSIVE)
            or (self.follows(start, frozenset({"of"})) and two in self.words["sort"])
            or (one == "," and two in self.words["street"])
            or (one == "-" and two in self.words["party"])
            or (one in self.words["toward"] and (self.is_known_widely(start, end) or self._after_age(start - 1)))
        )

    def sort(self, start: int, end: int) -> frozenset[str]:
        """The kinds of place that a common noun beside a name says it is one of; empty where none says so."""
        beside = {self.lower(end)} | ({self.lower(start - 2)} if self.lower(start - 1) == "of" else set())
        if beside & self.words["division"]:
            return frozenset({"division", "region"})
        return frozenset({"city"}) if beside & self.words["town"] else frozenset()

    def is_known_widely(self, start: int, end: int) -> bool:
        """Whether a name is first of all that of a city, and nobody here bears it."""
        cities = (place for place in candidates(self.phrase(start, end)) if place.kind == "city" and place.own)
        largest = max((place.importance for place in cities), default=0.0)
        return largest >= _CITY and not self.bears_a_persons(start, end)

    def is_mostly_a_city(self, start: int, end: int) -> bool:
        """Whether a name is so well known as that of a city that it needs no word beside it (`Rostov-on-Don`)."""
        least = _CITY_OR_SOMEBODY if self.label(start) == "PERSON" else _CITY_BY_ITSELF
        places = candidates(self.phrase(start, end))
        known = any(place.kind == "city" and place.importance >= least for place in places)
        # What is taken for a full name itself proves nothing (`Nizhny Novgorod`).
        full = end - start > 1 and self.entity.get(start, ())[:2] == (start, end)
        return known and (full or not self.bears_a_persons(start, end))

    def _after_age(self, i: int) -> bool:
        """Whether a preposition follows somebody's age (`Maria Petrova, 41, of Plovdiv`)."""
        return self.lower(i - 1) == "," and self.lower(i - 3) == "," and self.doc[i - 2].like_num

    def container(self, start: int, end: int) -> Container | None:
        """What stands behind a comma or in brackets after a name and may hold it (`Paris, Texas`)."""
        if end + 1 >= len(self.doc) or self.doc[end].text not in {",", "("}:
            return None
        places = candidates(self.phrase(start, end))
        unfitting = None
        for last in range(min(end + 5, len(self.doc)), end + 1, -1):
            holders = containers(self.phrase(end + 1, last))
            if not holders or (last < len(self.doc) and proper(self.doc[last])):
                continue
            fitting = tuple(one for one in holders if may_hold(one, places))
            if fitting:
                return Container(end + 1, last, fitting, fits=True)
            if unfitting is None and (not places or all(one.bounded for one in holders)):
                unfitting = Container(end + 1, last, holders, fits=False)
        return unfitting

    def sharing_a_sort(self) -> Iterator[tuple[int, int, tuple[Candidate, ...]]]:
        """Names that share the word for what they are: `Kunar and Khost provinces`, `Clay and Platte counties`."""
        for token in self.doc:
            if token.lower_ not in self.words["sort"] or not token.lower_.endswith("s"):
                continue
            singular = _singular(token.text)
            names = list(self._listed_before(token.i))
            for start, end in names if len(names) > 1 else ():
                places = candidates(f"{self.phrase(start, end)} {singular.title()}")
                if places and not self.part_of_name(start, end):
                    yield start, end, places

    def called_a_sort(self) -> Iterator[tuple[int, int]]:
        """Names that the words beside them call a place of some sort, whether or not the gazetteer has them."""
        for start, end in self.runs:
            behind = end < len(self.doc) and self.doc[end].text in self.words["called"]
            sort = self.lower(start - 2) if self.lower(start - 1) == "of" else ""
            if (behind or sort in self.words["called"]) and self._may_be_called(start, end):
                yield start, end
            elif _singular(sort) in self.words["called"]:
                yield from (run for run in self._listed_from(start) if self._may_be_called(*run))

    def _may_be_called(self, start: int, end: int) -> bool:
        """Whether a name is one by itself, and not of those whose place it is (`a Kurdish village`)."""
        return self.phrase(start, end).casefold() not in peoples() and self._by_itself(start, end)

    def _by_itself(self, start: int, end: int) -> bool:
        """Whether words are a name, of no street, no part of another name, and not mostly something else."""
        return (
            end - start <= LONGEST
            and self.label(start) not in _NO_NAMES
            and not self.part_of_name(start, end)
            and not self.street(start, end)
            and not self.means_else(start, end)
        )

    def _listed_from(self, start: int) -> Iterator[tuple[int, int]]:
        """The names in a list that begins with a token (`the villages of Toretsk, Zalizne and Pivnichne`)."""
        while (run := self.run.get(start)) is not None:
            yield run
            start = run[1]
            while self.lower(start) in {",", "and"}:
                start += 1

    def with_a_head(self) -> Iterator[tuple[int, int]]:
        """Names of the gazetteer before the title of who is at their head: `Aleppo Mayor Brita Hagi Hasan`."""
        for start, end in self.runs:
            for i in range(start + 1, min(end, start + LONGEST)):
                head = self.lower(i) in self.words["head"]
                if head and candidates(self.phrase(start, i)) and not self.means_else(start, i):
                    yield start, i

    def _listed_before(self, end: int) -> Iterator[tuple[int, int]]:
        """The names in a list that ends before a token, the last first."""
        while (run := self.run.get(end - 1)) is not None and end - run[0] <= LONGEST:
            yield run[0], end
            end = run[0] - 1
            while self.lower(end - 1) in {",", "and"}:
                end -= 1

    def in_capitals(self) -> Iterator[tuple[int, int]]:
        """Words in capitals between the beginning of a sentence and a dash, as in a dateline."""
        for token in self.doc:
            if token.text not in _DASHES or self.text.block(token.i) is None:
                continue
            start = token.i
            while start and self.doc[start - 1].is_upper and token.i - start < LONGEST:
                start -= 1
            if start < token.i and (start == 0 or self.lower(start - 1)[-1:] in {".", "\n", ""}):
                yield start, token.i

    def means_else(self, start: int, end: int) -> bool:
        """Whether a name is mostly something else than a place: a word, a body, or somebody the text has named.

        Not where what stands behind it holds such a place (`Golden, Colorado`), nor, but for a word, where the
        text says anywhere that it is a place (`in Princeton`).
        """
        words = self.phrase(start, end)
        if self._is_held(start, end):
            return False
        if end - start == 1 and self.generic(start):
            return True
        if known := names().get(words):
            return of_organisations(known)
        person = (end - start == 1 and words in self.people) or bool(end - start > 1 and holders_named(words))
        body = bool(bodies_named(words)) or words in _outlets()
        return (person or body) and words not in self.spoken_of


def _singular(noun: str) -> str:
    """A noun in the plural without its ending; empty for one that has none."""
    if noun.endswith("ies"):
        return noun.removesuffix("ies") + "y"
    return noun.removesuffix("s") if noun.endswith("s") else ""


@cache
def _outlets() -> frozenset[str]:
    """Names of news agencies, newspapers and broadcasters."""
    return frozenset(form for one in agencies() for form in (one.name, *one.aliases))
