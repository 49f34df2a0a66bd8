"""What words may mean as a place: the states and regions of our tables and the entries of the gazetteer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

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
from communique.pipeline.geoparsing.toponyms import Candidate

#: Importance: of a state, of a region, and a capital's advantage; a town's is the decimal logarithm of its people.
_STATE, _REGION, _CAPITAL = 12.0, 10.5, 3.0
#: The importance of a town that the press calls by a name of its own.
_PRESS = 7.5
#: Geneva, where most of the world's conferences are and which is no capital (GeoNames' id): named like one.
_CONFERENCES = 2660646
#: The importance of a division by a name that mostly means something else (`Washington`).
_BY_MARK = 7.5
_FAME = 1.0
#: What a division's people count less than a town's, and a place by a name that is not its main one; and by one
#: that is the main one of a better known place (`Pittsburgh` for Pittsburg in California).
_DIVISION, _ALIAS, _BORROWED = 1.0, 0.5, 1.5
#: By how much a place must be better known than another for the name to be its alone.
_MUCH = 1.0
#: So few capitals are mostly an abbreviation; the importance from which a town is meant by them (`LIMA`).
_LETTERS, _OF_LETTERS = 4, 6.8


def associative(words: str) -> bool:
    """Whether words are first of all an adjective or a demonym."""
    return words in _region_adjectives() or any(
        n.kind in {"adjective", "demonym"} for n in names().get(words, ())[:1]
    )


def of_organisations(meanings: Iterable[Name]) -> bool:
    """Whether names of the tables are all of organisations or groupings, which are no places."""
    return all(name.kind in {"organisation", "grouping"} for name in meanings)


def of_names(meanings: Iterable[Name]) -> tuple[Candidate, ...]:
    """The places that names of the tables stand for, whatever the words."""
    return tuple(candidate for name in meanings for candidate in _of_name(name, ""))


@lru_cache(maxsize=4_096)
def candidates(words: str) -> tuple[Candidate, ...]:
    """All places that words may name, each once; words in capitals also as they are usually written."""
    if words.isupper() and words not in names() and (len(words) > _LETTERS or words.title() in names()):
        words = words.title()
    meanings = names().get(words, ())
    if meanings and of_organisations(meanings):
        return ()
    known = [candidate for name in meanings for candidate in _of_name(name, words)]
    if associative(words) or any(name.kind == "seat" for name in meanings):
        return tuple(dict.fromkeys(known))
    known += (c for c in _by_mark(words) if c.key not in {k.key for k in known})
    # `Mexico` is no other name of Mexico City, whatever the gazetteer says.
    bearers = {candidate.country for candidate in known if candidate.kind == "country"}
    ids = {candidate.geonameid for candidate in known if candidate.geonameid}
    towns = (
        _of_town(entry, words)
        for entry in gazetteer().lookup(words)
        if entry.country not in bearers and entry.geonameid not in ids
    )
    if words.isupper() and len(words) <= _LETTERS:
        towns = (town for town in towns if town.importance >= _OF_LETTERS)
    unique: dict[str, Candidate] = {}
    for candidate in (*known, *towns):
        unique.setdefault(candidate.key, candidate)
    return tuple(_without_borrowed(tuple(unique.values())))


def _without_borrowed(places: Sequence[Candidate]) -> Iterator[Candidate]:
    """The places of a name without those of another name that only share it with a much better known one.

    Nor is one meant by another name in a state where a better known one has it for its own.
    """
    bearers: dict[str, float] = {}
    for place in places:
        if place.own:
            bearers[place.country] = max(place.importance, bearers.get(place.country, 0.0))
    most = max((place.importance for place in places), default=0.0)
    best = max(bearers.values(), default=0.0)
    for place in places:
        if place.own:
            yield place
        elif place.importance > max(most - _MUCH, bearers.get(place.country, 0.0)):
            borrowed = place.importance <= best + _MUCH
            yield place._replace(importance=place.importance - _BORROWED * borrowed)


def _by_mark(words: str) -> list[Candidate]:
    """The division that words name where they stand behind a comma, and now and then elsewhere (`D.C.`)."""
    if len(words) < 3 or (words.isupper() and "." not in words):
        return []
    found = (one for one in _known_containers().get(words, ()) if one.kind != "country")
    return [one._replace(importance=_BY_MARK) for one in found]


@lru_cache(maxsize=4_096)
def containers(words: str) -> tuple[Candidate, ...]:
    """The states and divisions that words may name behind a place and a comma."""
    if not words[:1].isupper():
        return ()
    known = _known_containers().get(words, ())
    return known or tuple(
        _of_town(entry, words) for entry in gazetteer().lookup(words) if entry.kind == "division"
    )


@cache
def _known_containers() -> Mapping[str, tuple[Candidate, ...]]:
    """States and divisions of the tables by their names, and by the short forms that stand behind a comma only."""
    found: dict[str, list[Candidate]] = {}
    for one in states():
        for form in (one.name, *one.aliases):
            found.setdefault(form, []).append(_of_state(one.code))
    for area in regions():
        if area.kind == "division" or area.division:
            for form in {area.name, *area.aliases, *area.marks, *(mark.rstrip(".") for mark in area.marks)}:
                found.setdefault(form, []).append(_of_region(area))
    return {form: tuple(holders) for form, holders in found.items()}


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
        _importance(one),
        one.division,
        one.district,
    )


def _importance(one: Region) -> float:
    """A sea keeps company with no state, and every state's texts name it; a town is one that is widely known."""
    if one.kind == "water" and not one.country:
        return _STATE
    return _PRESS if one.kind == "city" else _REGION


def _of_capital(name: Name, words: str) -> Iterator[Candidate]:
    """The town of a capital's name; for a seat of government a site in the capital."""
    one = state(name.key)
    forms = (words, one.capital) if name.kind == "capital" else (one.capital,)
    towns = [e for form in forms for e in gazetteer().lookup(form) if (e.country, e.kind) == (one.code, "city")]
    if not towns:
        return
    town = _of_town(towns[0], words)
    if name.kind == "capital":
        yield town._replace(importance=town.importance + _CAPITAL)
    else:
        yield town._replace(key=f"seat:{words}", name=words, kind="site", geonameid=None)


def _of_town(entry: GazetteerEntry, words: str) -> Candidate:
    # `Frankfurt` is as much the name of Frankfurt am Main as the whole.
    behind = entry.name.removeprefix(words)
    own = entry.own or (behind != entry.name and behind[:1] in {" ", "-"} and behind[1:2].islower())
    return Candidate(
        f"town:{entry.geonameid}",
        entry.name,
        entry.kind,
        entry.country,
        entry.latitude,
        entry.longitude,
        entry.geonameid,
        math.log10(entry.population + 1)
        + _FAME * math.log10(entry.fame + 1)
        + _CAPITAL * (entry.geonameid == _CONFERENCES)
        - _DIVISION * (entry.kind == "division")
        - _ALIAS * (not own),
        entry.division,
        entry.district,
        entry.start,
        entry.end,
        own,
    )
