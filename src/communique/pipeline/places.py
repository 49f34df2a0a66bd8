"""The stage Places: where. Every toponym with its entry in the tables and the gazetteer, and its point.

Toponyms are the known names (states, peoples, capitals, regions) and what the name recogniser calls a place. One
that may mean several places is settled by what stands behind it (`Paris, Texas`), by the other places of the
document, and by size, in this order of weight; the same name means the same place throughout a document.
The weighing follows the usual heuristics of toponym resolution (Leidner 2007: population, containment, minimality).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from spacy.tokens import Doc, Token

from communique.knowledge import (
    GazetteerEntry,
    Name,
    Region,
    gazetteer,
    names,
    postal_codes,
    region,
    regions,
    state,
    states,
)
from communique.pipeline.language import NameMatch, Text, token_range
from communique.record import Place, PlaceMention

Kind = Literal["country", "region", "division", "city", "site", "water", "unknown"]

#: Labels of the recogniser for places, and for what a toponym within it is only a part of the name of.
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMED_AFTER = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "LAW"})
#: Words before a seat of government that make it a place rather than a government.
_AT = frozenset({"at", "in", "inside", "outside", "near", "into", "from", "to"})
#: Sizes as weights: a state, a region, a capital's advantage over other towns (towns weigh the log of their people).
_STATE, _REGION, _CAPITAL = 9.0, 8.0, 2.0
#: What it weighs that a document names the state, or the division of the United States, that a place lies in.
_SAME_STATE, _SAME_DIVISION = 2.0, 3.0
#: How far, in kilometres, a place may lie from the point of the division that the text says it is in.
_REACH = 1_000.0


class _Candidate(NamedTuple):
    """A place that a toponym may mean."""

    key: str
    name: str
    kind: Kind
    country: str
    latitude: float
    longitude: float
    geonameid: int | None
    weight: float
    division: str = ""


class _Toponym(NamedTuple):
    """Words that name a place: tokens `[start, end)`, what they may mean, and what is said to contain it."""

    start: int
    end: int
    words: str
    candidates: tuple[_Candidate, ...]
    container: _Candidate | None = None
    associative: bool = False


class Places:
    """The stage."""

    def __call__(self, text: Text) -> tuple[Place, ...]:
        """Find the places of a text, one entry for each with all its mentions, in the order of the first."""
        toponyms = sorted(_Reading(text).toponyms())
        chosen = _resolve(toponyms)
        found: dict[str, tuple[_Candidate | None, list[_Toponym]]] = {}
        for toponym in toponyms:
            place = chosen[toponym.words]
            key = place.key if place else toponym.words
            found.setdefault(key, (place, []))[1].append(toponym)
        return tuple(_place(text, n, *entry) for n, entry in enumerate(found.values(), start=1))


def _place(text: Text, number: int, place: _Candidate | None, toponyms: list[_Toponym]) -> Place:
    mentions = tuple(PlaceMention(span=text.span(t.start, t.end), associative=t.associative) for t in toponyms)
    if place is None:
        within = next((t.container for t in toponyms if t.container), None)
        return Place(
            id=f"p{number}",
            name=toponyms[0].words,
            kind="unknown",
            mentions=mentions,
            country=within.country if within else "",
            reason=f"no place of this name in {within.name} is in the gazetteer"
            if within
            else "not in the gazetteer",
        )
    return Place(
        id=f"p{number}",
        name=place.name,
        kind=place.kind,
        mentions=mentions,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        geonameid=place.geonameid,
    )


# ------------------------------------------------------------------ finding toponyms


class _Reading:
    """One pass over one text for its toponyms."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doc: Doc = text.doc
        self.taken: set[int] = set()
        self.entity = {i: (e.start, e.end, e.label_) for e in self.doc.ents for i in range(e.start, e.end)}

    def toponyms(self) -> Iterator[_Toponym]:
        """All toponyms of the parts that are read and of the dateline."""
        yield from self._dateline()
        yield from self._entities(longer_than_names=True)
        for match in self.text.names:
            yield from self._known(match)
        yield from self._entities(longer_than_names=False)

    def _dateline(self) -> Iterator[_Toponym]:
        span = self.text.layout.dateline_place
        if span is None:
            return
        start, end = token_range(self.doc, span)
        if start < end:
            yield from self._toponym(start, end, _candidates(_words(self.doc, start, end)))

    def _known(self, match: NameMatch) -> Iterator[_Toponym]:
        if self.text.block(match.start) is None or self._part_of_name(match):
            return
        kinds = {name.kind for name in match.names}
        if kinds <= {"organisation", "grouping"}:
            return
        if "seat" in kinds and not _located(self.doc[match.start]):
            return
        yield from self._toponym(match.start, match.end, _candidates(_words(self.doc, match.start, match.end)))

    def _entities(self, longer_than_names: bool) -> Iterator[_Toponym]:
        """What the recogniser calls a place: first what the gazetteer has, longer than the known names in it."""
        for entity in self.doc.ents:
            if entity.label_ not in _PLACES or self.text.block(entity.start) is None:
                continue
            start, end = self._trimmed(entity.start, entity.end)
            if start >= end or any(i in self.taken for i in range(start, end)):
                continue
            words = _words(self.doc, start, end)
            candidates = _candidates(words)
            if candidates if longer_than_names else True:
                yield from self._toponym(start, end, candidates)

    def _toponym(self, start: int, end: int, candidates: tuple[_Candidate, ...]) -> Iterator[_Toponym]:
        if any(i in self.taken for i in range(start, end)):
            return
        self.taken.update(range(start, end))
        words = _words(self.doc, start, end)
        associative = any(name.kind in {"adjective", "demonym"} for name in names().get(words, ())[:1]) or (
            words in _region_adjectives()
        )
        container = None if associative else self._container(end)
        yield _Toponym(start, end, words, candidates, container, associative)

    def _part_of_name(self, match: NameMatch) -> bool:
        """Whether a match stands within a longer name of a person, an organisation or a work."""
        start, end, label = self.entity.get(match.start, (match.start, match.end, ""))
        start, end = self._trimmed(start, end)
        return label in _NAMED_AFTER and end - start > match.end - match.start

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """An entity without articles, lower-case words and marks around it."""
        while (
            start < end
            and not self.doc[start].text[:1].isupper()
            or start < end
            and self.doc[start].lower_ == "the"
        ):
            if self.doc[start].lower_ == "the" and end - start == 2 and self.doc[start + 1].text == "Hague":
                break
            start += 1
        while start < end and not self.doc[end - 1].text[:1].isalnum():
            end -= 1
        return start, end

    def _container(self, end: int) -> _Candidate | None:
        """The state or division that stands behind a comma or in brackets after a toponym: `Paris, Texas`."""
        if end + 1 >= len(self.doc) or self.doc[end].text not in {",", "("}:
            return None
        for length in range(min(4, len(self.doc) - end - 1), 0, -1):
            words = _words(self.doc, end + 1, end + 1 + length)
            if found := _containers().get(words):
                return found
        return None


def _words(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())


def _located(token: Token) -> bool:
    """Whether a preposition of place stands before a word, with or without an article between."""
    before = token.i - 1
    if before >= 0 and token.doc[before].lower_ == "the":
        before -= 1
    return before >= 0 and token.doc[before].lower_ in _AT


# ---------------------------------------------------------------- what a name may mean


@cache
def _region_adjectives() -> frozenset[str]:
    return frozenset(form for one in regions() for form in one.adjectives)


@cache
def _containers() -> dict[str, _Candidate]:
    """States and divisions by their names, and by the short forms that stand behind a comma only."""
    found = {form: _of_state(one.code) for one in states() for form in (one.name, *one.aliases)}
    for one in regions():
        if one.kind in {"division", "region"} and one.country:
            forms = (one.name, *one.aliases, *one.marks, *(mark.rstrip(".") for mark in one.marks))
            found |= dict.fromkeys(forms, _of_region(one))
    return found


def _candidates(words: str) -> tuple[_Candidate, ...]:
    """All places that words may name, each once."""
    known = (c for name in names().get(words, ()) for c in _of_name(name, words))
    titled = words.title() if words.isupper() and len(words) > 4 else words
    if titled != words and titled in names():
        return _candidates(titled)
    associative = any(name.kind in {"adjective", "demonym"} for name in names().get(words, ()))
    towns = () if associative else (_of_town(entry) for entry in gazetteer().lookup(words))
    unique: dict[str, _Candidate] = {}
    for candidate in (*known, *towns):
        unique.setdefault(candidate.key, candidate)
    return tuple(unique.values())


def _of_name(name: Name, words: str) -> Iterator[_Candidate]:
    if name.kind in {"state", "adjective", "demonym"}:
        yield _of_state(name.key)
    elif name.kind == "region":
        yield _of_region(region(name.key))
    elif name.kind in {"capital", "seat"}:
        yield from _of_capital(name, words)


def _of_state(code: str) -> _Candidate:
    one = state(code)
    return _Candidate(
        f"state:{code}", one.name, "country", code, one.latitude, one.longitude, one.geonameid, _STATE - one.former
    )


def _of_region(one: Region) -> _Candidate:
    return _Candidate(
        f"region:{one.key}",
        one.name,
        one.kind,
        one.country,
        one.latitude,
        one.longitude,
        one.geonameid,
        _REGION,
        postal_codes().get(one.key, ""),
    )


def _of_capital(name: Name, words: str) -> Iterator[_Candidate]:
    """The town of a capital's name; for a seat of government a site in the capital."""
    one = state(name.key)
    forms = (words, one.capital) if name.kind == "capital" else (one.capital,)
    towns = [e for form in forms for e in gazetteer().lookup(form) if e.country in {one.code, ""}]
    if not towns:
        return
    town = _of_town(towns[0])
    if name.kind == "capital":
        yield town._replace(weight=town.weight + _CAPITAL)
    else:
        yield town._replace(key=f"seat:{words}", name=words, kind="site", geonameid=None)


def _of_town(entry: GazetteerEntry) -> _Candidate:
    return _Candidate(
        f"town:{entry.geonameid}",
        entry.name,
        entry.kind,
        entry.country,
        entry.latitude,
        entry.longitude,
        entry.geonameid,
        math.log10(entry.population + 1),
        entry.division if entry.country == "USA" else "",
    )


# ------------------------------------------------------------------------ resolution


class _Context(NamedTuple):
    """States and divisions that a document names without doubt."""

    countries: Counter[str]
    divisions: Counter[str]

    def weigh(self, candidate: _Candidate, own: str) -> float:
        """The weight of a candidate in this document; the name `own` is no evidence for itself."""
        weight = candidate.weight
        if candidate.kind != "country" and self.countries[candidate.country] > 0:
            weight += _SAME_STATE
        if candidate.division and self.divisions[candidate.division] > 0:
            weight += _SAME_DIVISION
        return weight


def _resolve(toponyms: list[_Toponym]) -> dict[str, _Candidate | None]:
    """The place that each name means, the same wherever it stands; None where it stays open."""
    by_words: dict[str, list[_Toponym]] = {}
    for toponym in toponyms:
        by_words.setdefault(toponym.words, []).append(toponym)
    context = _context(toponyms)
    return {words: _best(same, context) for words, same in by_words.items()}


def _context(toponyms: list[_Toponym]) -> _Context:
    countries: Counter[str] = Counter()
    divisions: Counter[str] = Counter()
    for toponym in toponyms:
        certain = [toponym.container] if toponym.container else []
        certain += toponym.candidates if len(toponym.candidates) == 1 else []
        for place in certain:
            countries[place.country] += 1
            divisions[place.division] += 1
    return _Context(countries, divisions)


def _best(same: list[_Toponym], context: _Context) -> _Candidate | None:
    candidates = same[0].candidates
    container = next((t.container for t in same if t.container is not None), None)
    if container is not None:
        candidates = tuple(c for c in candidates if _inside(c, container))
    return max(candidates, key=lambda c: context.weigh(c, same[0].words), default=None)


def _inside(place: _Candidate, container: _Candidate) -> bool:
    """Whether a place can lie in a state or division."""
    if place.country != container.country or place.key == container.key or place.kind == "country":
        return False
    if container.kind == "country":
        return True
    if container.division and place.division:
        return container.division == place.division
    return _kilometres(place, container) < _REACH


def _kilometres(one: _Candidate, other: _Candidate) -> float:
    """The great-circle distance, by the haversine formula."""
    phi, psi = math.radians(one.latitude), math.radians(other.latitude)
    half_phi, half_lambda = (psi - phi) / 2, math.radians(other.longitude - one.longitude) / 2
    chord = math.sin(half_phi) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(half_lambda) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(chord)))
