"""What geoparsing hands on: words that name a place, the places that they may mean, and how places lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

Kind = Literal["country", "region", "division", "city", "site", "water", "unknown"]

#: How far, in kilometres, a place may lie from the point of a division that the text says it is in, where the
#: division has no code.
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
        start: First day, ISO 8601, on which it bore the name; empty where not known.
        end: First day on which it bore it no more; empty where not known, or it still does.
        own: Whether the name is its main one.
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
    start: str = ""
    end: str = ""
    own: bool = True

    @property
    def bounded(self) -> bool:
        """Whether it is a division of our tables, so that what lies in it is known: `Lapland` is none."""
        return self.kind == "division" and self.key.startswith("region:")


class Toponym(NamedTuple):
    """Words that name a place.

    Attributes:
        start: First token.
        end: Token after the last.
        words: The words, single blanks between them.
        candidates: What they may mean.
        holders: What the text says it lies in: one of these.
        associative: Whether it is an adjective or a demonym.
        narrowed: Whether the words beside it leave only these candidates (`Texas` in `Paris, Texas`).
        listed: Whether what it is said to lie in may be the next in a list instead.
        kinds: The kinds of place that a common noun beside it says it is one of; empty where none does.
    """

    start: int
    end: int
    words: str
    candidates: tuple[Candidate, ...]
    holders: tuple[Candidate, ...] = ()
    associative: bool = False
    narrowed: bool = False
    listed: bool = False
    kinds: frozenset[str] = frozenset()


def may_hold(container: Candidate, places: Sequence[Candidate]) -> bool:
    """Whether a name before a comma, by the places it may mean, can be said to lie in what stands behind it.

    A state before a state is a list, though a village somewhere bears its name (`China, Mexico and Peru`).
    """
    held = [place for place in places if inside(place, container)]
    if any(place.kind == "country" for place in places):
        if container.kind == "country":
            return any(place.bounded for place in held)
        return bool(held) and container.key.startswith("region:")
    return bool(held)


def inside(place: Candidate, container: Candidate) -> bool:
    """Whether a place can lie in a state or division."""
    if place.country != container.country or place.key == container.key or place.kind == "country":
        return False
    if container.kind == "country":
        return True
    if container.division and place.division:
        if container.district:
            return (container.division, container.district) == (place.division, place.district)
        return container.division == place.division
    return kilometres(place, container) < _REACH


def kilometres(one: Candidate, other: Candidate) -> float:
    """The great-circle distance, by the haversine formula."""
    phi, psi = math.radians(one.latitude), math.radians(other.latitude)
    half_phi, half_lambda = (psi - phi) / 2, math.radians(other.longitude - one.longitude) / 2
    chord = math.sin(half_phi) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(half_lambda) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(chord)))
