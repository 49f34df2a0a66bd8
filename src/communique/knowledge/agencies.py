"""News agencies and other outlets on whose word news is reported (`data/agencies.tsv`)."""

from __future__ import annotations

from typing import NamedTuple

from communique.knowledge.states import known_state
from communique.knowledge.tables import listed, remembered, rows


class Agency(NamedTuple):
    """A news agency, newspaper or broadcaster.

    Attributes:
        key: Stable slug, `agency-…`.
        name: Usual full name.
        aliases: Every short form that stands in datelines and bylines (`AA`).
        country: Alpha-3 code of its home; empty where it has none.
        plain: Those of the short forms that mean nothing else in running text (`Anadolu`).
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    country: str
    plain: tuple[str, ...] = ()


@remembered
def agencies() -> tuple[Agency, ...]:
    """All agencies and outlets."""
    return tuple(
        Agency(
            row.filled("key"),
            row.filled("name"),
            (*listed(row["plain"]), *listed(row["marks"])),
            known_state(row, "country", ""),
            listed(row["plain"]),
        )
        for row in rows("agencies.tsv")
    )
