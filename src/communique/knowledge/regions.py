"""Regions, divisions, seas and sites that states do not cover (`data/regions.tsv`)."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast

from communique.knowledge.tables import Row, listed, remembered, rows


class Region(NamedTuple):
    """A place that is no state, and mostly no town.

    Attributes:
        key: Stable slug.
        name: Usual English name, without `the`.
        aliases: Further names.
        adjectives: Adjectives and nouns for its people (`European`).
        kind: A region, an administrative division, a water, a site, or a town by a name of the press.
        country: Alpha-3 code of the state that holds it; empty where several do or none does.
        latitude: Degrees north of a point in it, to a tenth or so.
        longitude: Degrees east of it.
        marks: Short forms that name it only behind a town and a comma (`Tex.`).
        division: GeoNames' code of the first-order division that it is or lies in (`TX`); empty where it is none.
        district: GeoNames' code of the second-order division that it is.
        geonameid: Its id in GeoNames, where it is a division there.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    kind: Literal["region", "division", "water", "site", "city"]
    country: str
    latitude: float
    longitude: float
    marks: tuple[str, ...] = ()
    division: str = ""
    district: str = ""
    geonameid: int | None = None


@remembered
def regions() -> tuple[Region, ...]:
    """All regions."""
    return tuple(map(_region, rows("regions.tsv")))


def region(key: str) -> Region:
    """The region of a slug.

    Raises:
        KeyError: There is none.
    """
    return _by_key()[key]


def _region(row: Row) -> Region:
    division, _, district = row["code"].partition(".")
    return Region(
        row["key"],
        row["name"],
        listed(row["aliases"]),
        listed(row["adjectives"]),
        cast("Literal['region', 'division', 'water', 'site', 'city']", row["kind"]),
        row["country"],
        float(row["lat"]),
        float(row["lon"]),
        listed(row["marks"]),
        division,
        district,
        int(row["geonameid"]) if row["geonameid"] else None,
    )


@remembered
def _by_key() -> dict[str, Region]:
    return {one.key: one for one in regions()}
