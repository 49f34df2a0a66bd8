"""International organisations, movements, and groupings of states (`data/organisations.tsv`)."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, cast

from communique.knowledge.agencies import agencies
from communique.knowledge.tables import listed, rows


class Organisation(NamedTuple):
    """A body that acts by itself, or states that are named together.

    Attributes:
        key: Stable slug.
        name: Usual full name.
        aliases: Abbreviations and variants.
        kind: `grouping` where it is only its members named together.
        members: Alpha-3 codes, as of the end of 2024; empty where they are not needed or not agreed upon.
        seats: Places that stand for it (`Brussels`).
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    kind: Literal["organisation", "grouping"]
    members: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations and groupings; news agencies are among them, under their own keys (`agency-…`)."""
    table = (
        Organisation(
            key=row["key"],
            name=row["name"],
            aliases=listed(row["aliases"]),
            kind=cast("Literal['organisation', 'grouping']", row["kind"]),
            members=tuple(row["members"].split()),
            seats=listed(row["seats"]),
        )
        for row in rows("organisations.tsv")
    )
    return (*table, *(Organisation(one.key, one.name, one.plain, "organisation") for one in agencies()))


def organisation(key: str) -> Organisation:
    """The organisation of a slug.

    Raises:
        KeyError: There is none.
    """
    return _by_key()[key]


@cache
def _by_key() -> dict[str, Organisation]:
    return {one.key: one for one in organisations()}
