"""Bodies that are no international organisations: parties, armed groups, services, companies, media, universities.

They are many, and their names mean other things too; so they are no `names`, and are looked up only where
words are known to name somebody (`data/bodies.tsv`, `data/parties.tsv`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from communique.knowledge.gazetteer import fold
from communique.knowledge.organisations import BODIES
from communique.knowledge.sectors import SECTORS
from communique.knowledge.slugs import slug
from communique.knowledge.states import known_state
from communique.knowledge.tables import listed, remembered, rows


class Body(NamedTuple):
    """A body.

    Attributes:
        name: Usual full name.
        aliases: Abbreviations and variants.
        country: Alpha-3 code of its home, or `IMG`, `NGO`, `IGO`, `EUR`, `UNO`; empty where several bear the name.
        sector: PLOVER sector; empty where none fits.
        table: The table that it stands in.
    """

    name: str
    aliases: tuple[str, ...]
    country: str
    sector: str
    table: str = ""

    @property
    def identity(self) -> str:
        """What it is called across documents."""
        return slug(self.name)


@remembered
def bodies() -> tuple[Body, ...]:
    """All bodies; those with a sector of their own table before parties."""
    return (
        *(
            Body(
                row.filled("name"),
                listed(row["aliases"]),
                known_state(row, "country", "", *BODIES),
                row.one_of("sector", SECTORS | {""}),
                "bodies.tsv",
            )
            for row in rows("bodies.tsv")
        ),
        *(
            Body(row.filled("name"), listed(row["aliases"]), known_state(row, "country"), "PTY", "parties.tsv")
            for row in rows("parties.tsv")
        ),
    )


def bodies_named(name: str) -> tuple[Body, ...]:
    """The bodies of a name, without `the`; abbreviations in capitals only, other names in any case."""
    found = _by_name()
    key = name.strip()
    key = key[4:] if key[:4].casefold() == "the " else key
    return found.get(key if key.isupper() or key.islower() else fold(key), ())


@remembered
def _by_name() -> Mapping[str, tuple[Body, ...]]:
    found: dict[str, dict[Body, None]] = {}
    for body in bodies():
        for name in (body.name, *body.aliases):
            for form in _forms(name):
                found.setdefault(form, {})[body] = None
    return {name: tuple(those) for name, those in found.items()}


def _forms(name: str) -> Iterator[str]:
    """A name as it is looked up: an abbreviation as it is, others also folded."""
    name = name[4:] if name.startswith("The ") else name
    yield name
    if not name.isupper():
        yield from dict.fromkeys(
            (fold(name), fold(name).replace("labour", "labor"), fold(name).replace("labor ", "labour "))
        )
