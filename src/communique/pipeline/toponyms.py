"""What a toponym may mean, and which of its meanings a document has in mind.

The weighing follows the usual heuristics of toponym resolution (Leidner, Toponym Resolution in Text, 2007): what
is said to contain the place, the other places of the document, the importance of the place; and one sense for a
name in one document. No weight was fitted to a corpus: they only order these heuristics.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from communique.knowledge import (
    GazetteerEntry,
    Name,
    Region,
    gazetteer,
    names,
    region,
    regions,
    state,
    states,
)

Kind = Literal["country", "region", "division", "city", "site", "water", "unknown"]

#: Importance: of a state, of a region, and a capital's advantage; a town's is the decimal logarithm of its people.
_STATE, _REGION, _CAPITAL = 11.0, 8.0, 2.0
#: The importance from which a place may stand in a list before states; and that of a division by a name that
#: mostly means something else (`Washington`).
_FAMOUS, _BY_MARK = 7.0, 6.0
#: What a division's people count less than a town's, and a place by a name that is not its main one.
_DIVISION, _ALIAS = 1.0, 0.5
#: What it weighs that a document names the state of a place; and that it names something close by.
_SAME_STATE, _CLOSE = 2.0, 3.0
#: The distance, in kilometres, at which closeness has lost two thirds of its weight.
_NEAR = 300.0
#: By how much a meaning must outweigh the next to be certain whatever else the document names.
_BEYOND_DOUBT = 2.0
#: How many of the places that are certain count as company; bounds the work on long documents.
_COMPANY = 40
#: How far, in kilometres, a place may lie from the point of the division that the text says it is in.
_REACH = 1_000.0


class Candidate(NamedTuple):
    """A place that a toponym may mean.

    Attributes:
        key: Unique among all candidates.
        name: Its name in the tables or in GeoNames.
        kind: What it is.
        country: Alpha-3 code of the state that holds it; empty where none or several do.
        latitude: Degrees north.
        longitude: Degrees east.
        geonameid: Its id in GeoNames, where it is known.
        importance: Its weight before the document is looked at.
        division: GeoNames' code of the first-order division that it is or lies in, where it is known.
        district: GeoNames' code of the second-order division that it is or lies in.
    """

    key: str
    name: str
    kind: Kind
    country: str
    latitude: float
    longitude: float
    geonameid: int | None
    importance: float
    division: str = ""
    district: str = ""


class Toponym(NamedTuple):
    """Words that name a place.

    Attributes:
        start: First token.
        end: Token after the last.
        words: The words, single blanks between them.
        candidates: What they may mean.
        container: What the text says it lies in.
        associative: Whether it is an adjective or a demonym.
    """

    start: int
    end: int
    words: str
    candidates: tuple[Candidate, ...]
    container: Candidate | None = None
    associative: bool = False


# ---------------------------------------------------------------- what a name may mean


def associative(words: str) -> bool:
    """Whether words are first of all an adjective or a demonym."""
    return words in _region_adjectives() or any(
        n.kind in {"adjective", "demonym"} for n in names().get(words, ())[:1]
    )


@lru_cache(maxsize=4_096)
def candidates(words: str) -> tuple[Candidate, ...]:
    """All places that words may name, each once; words in capitals also as they are usually written."""
    if words.isupper() and len(words) > 4 and words not in names():
        words = words.title()
    meanings = names().get(words, ())
    known = [candidate for name in meanings for candidate in _of_name(name, words)]
    if associative(words) or any(name.kind == "seat" for name in meanings):
        return tuple(dict.fromkeys(known))
    known += (c for c in _by_mark(words) if c.key not in {k.key for k in known})
    # `Mexico` is no other name of Mexico City, whatever the gazetteer says.
    bearers = {candidate.country for candidate in known if candidate.kind == "country"}
    ids = {candidate.geonameid for candidate in known if candidate.geonameid}
    towns = (
        _of_town(entry)
        for entry in gazetteer().lookup(words)
        if entry.country not in bearers and entry.geonameid not in ids
    )
    unique: dict[str, Candidate] = {}
    for candidate in (*known, *towns):
        unique.setdefault(candidate.key, candidate)
    return tuple(unique.values())


def _by_mark(words: str) -> list[Candidate]:
    """The division that words name where they stand behind a comma, and now and then elsewhere."""
    found = containers().get(words)
    if found is None or found.kind == "country" or (len(words) < 3 or words.isupper()):
        return []
    return [found._replace(importance=_BY_MARK)]


@cache
def containers() -> Mapping[str, Candidate]:
    """States and divisions by their names, and by the short forms that stand behind a comma only."""
    found = {form: _of_state(one.code) for one in states() for form in (one.name, *one.aliases)}
    for one in regions():
        if one.kind == "division":
            forms = (one.name, *one.aliases, *one.marks, *(mark.rstrip(".") for mark in one.marks))
            found |= dict.fromkeys(forms, _of_region(one))
    return found


@cache
def _region_adjectives() -> frozenset[str]:
    return frozenset(form for one in regions() for form in one.adjectives)


def _of_name(name: Name, words: str) -> Iterator[Candidate]:
    if name.kind in {"state", "adjective", "demonym"}:
        yield _of_state(name.key)
    elif name.kind == "region":
        yield _of_region(region(name.key))
    elif name.kind in {"capital", "seat"}:
        yield from _of_capital(name, words)


def _of_state(code: str) -> Candidate:
    one = state(code)
    return Candidate(
        f"state:{code}",
        one.name,
        "country",
        code,
        one.latitude,
        one.longitude,
        one.geonameid,
        _STATE - one.former,
    )


def _of_region(one: Region) -> Candidate:
    return Candidate(
        f"region:{one.key}",
        one.name,
        one.kind,
        one.country,
        one.latitude,
        one.longitude,
        one.geonameid,
        _REGION,
        one.division,
        one.district,
    )


def _of_capital(name: Name, words: str) -> Iterator[Candidate]:
    """The town of a capital's name; for a seat of government a site in the capital."""
    one = state(name.key)
    forms = (words, one.capital) if name.kind == "capital" else (one.capital,)
    towns = [e for form in forms for e in gazetteer().lookup(form) if (e.country, e.kind) == (one.code, "city")]
    if not towns:
        return
    town = _of_town(towns[0])
    if name.kind == "capital":
        yield town._replace(importance=town.importance + _CAPITAL)
    else:
        yield town._replace(key=f"seat:{words}", name=words, kind="site", geonameid=None)


def _of_town(entry: GazetteerEntry) -> Candidate:
    return Candidate(
        f"town:{entry.geonameid}",
        entry.name,
        entry.kind,
        entry.country,
        entry.latitude,
        entry.longitude,
        entry.geonameid,
        math.log10(entry.population + 1) - _DIVISION * (entry.kind == "division") - _ALIAS * (not entry.own),
        entry.division,
        entry.district,
    )


# ------------------------------------------------------------------------ resolution


class _Company(NamedTuple):
    """The places that a document names without doubt.

    Attributes:
        states: How many names of places lie in each state.
        near: The smaller places.
        own: The state that a name counts for itself.
    """

    states: Counter[str]
    near: tuple[Candidate, ...]
    own: Mapping[str, str]

    def weigh(self, candidate: Candidate, words: str) -> float:
        """The weight of a candidate in this document; a name is no company for itself."""
        weight = candidate.importance
        if candidate.country:
            rest = self.states[candidate.country] - (self.own.get(words) == candidate.country)
            weight += _SAME_STATE * rest / max(self.states.values(), default=1)
        if candidate.kind == "country":
            return weight
        others = (other for other in self.near if other.key != candidate.key)
        distance = min((_kilometres(candidate, other) for other in others), default=math.inf)
        return weight + _CLOSE * math.exp(-distance / _NEAR)


def resolve(toponyms: Sequence[Toponym]) -> dict[str, Candidate | None]:
    """The place that each name means, the same wherever it stands; None where it stays open."""
    by_words: dict[str, list[Toponym]] = {}
    for toponym in toponyms:
        by_words.setdefault(toponym.words, []).append(toponym)
    company = _company(toponyms)
    return {words: _best(same, company) for words, same in by_words.items()}


def _company(toponyms: Iterable[Toponym]) -> _Company:
    # Each name once, however often it stands: a place is no better company for being repeated.
    once = {(toponym.words, toponym.container): toponym for toponym in toponyms}.values()
    certain = [(toponym.words, place) for toponym in once if (place := _certain(toponym)) is not None]
    own = {words: place.country for words, place in certain if place.country}
    near = Counter(place for _, place in certain if place.kind in {"city", "division", "site"})
    return _Company(Counter(own.values()), tuple(place for place, _ in near.most_common(_COMPANY)), own)


def _certain(toponym: Toponym) -> Candidate | None:
    """What a toponym means whatever else the document names."""
    fitting = sorted(_fitting(toponym.candidates, toponym.container), key=lambda place: -place.importance)
    if not fitting:
        return toponym.container
    clear = len(fitting) == 1 or fitting[0].importance - fitting[1].importance >= _BEYOND_DOUBT
    return fitting[0] if clear else None


def _best(same: Sequence[Toponym], company: _Company) -> Candidate | None:
    """The heaviest candidate of those that lie in what any of the toponyms is said to lie in."""
    fitting = same[0].candidates
    for toponym in same:
        if toponym.container is not None:
            fitting = _fitting(toponym.candidates, toponym.container)
            break
    return max(fitting, key=lambda place: company.weigh(place, same[0].words), default=None)


def _fitting(places: tuple[Candidate, ...], container: Candidate | None) -> tuple[Candidate, ...]:
    """The places that lie in a container, or that may stand before it in a list (`Russia, China and India`)."""
    if container is None:
        return places
    inside = tuple(place for place in places if _inside(place, container))
    if inside:
        return inside
    if container.kind == "country":
        return tuple(place for place in places if place.importance >= _FAMOUS)
    return tuple(place for place in places if place.kind not in {"city", "site"})


def _inside(place: Candidate, container: Candidate) -> bool:
    """Whether a place can lie in a state or division."""
    if place.country != container.country or place.key == container.key or place.kind == "country":
        return False
    if container.kind == "country":
        return True
    if container.division and place.division:
        return container.division == place.division and container.district in {"", place.district}
    return _kilometres(place, container) < _REACH


def _kilometres(one: Candidate, other: Candidate) -> float:
    """The great-circle distance, by the haversine formula."""
    phi, psi = math.radians(one.latitude), math.radians(other.latitude)
    half_phi, half_lambda = (psi - phi) / 2, math.radians(other.longitude - one.longitude) / 2
    chord = math.sin(half_phi) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(half_lambda) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(chord)))
