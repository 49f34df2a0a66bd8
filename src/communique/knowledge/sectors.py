"""PLOVER's sectors, and the plain words that tell them (`data/sectors.tsv`, `data/peoples.tsv`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from communique.knowledge.tables import remembered, rows

#: Sectors after the PLOVER manual (Open Event Data Alliance), and UNK for somebody of whom nothing more is said.
Sector = Literal[
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "JRN", "JUD", "LAB", "LEG",
    "MED", "MIL", "NGO", "OPP", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
]  # fmt: skip
SECTORS = frozenset(get_args(Sector))


class People(NamedTuple):
    """What a people's name says: the alpha-3 code of its one home, and a sector; either may be empty."""

    country: str
    sector: str


@remembered
def plain_words() -> Mapping[str, str]:
    """Sectors by plain words for those who belong to them, in lower case (`police`, `trade union`)."""
    return {row.filled("word"): row.one_of("sector", SECTORS) for row in rows("sectors.tsv")}


@remembered
def peoples() -> Mapping[str, People]:
    """Peoples that are no nations, by their names and adjectives in lower case."""
    return {
        row.filled("word"): People(row["country"], row.one_of("sector", SECTORS | {""}))
        for row in rows("peoples.tsv")
    }


def sector_of(words: str) -> str:
    """The sector that plain words tell, in the singular or the plural; empty where they tell none."""
    known = plain_words()
    return next((known[form] for form in singulars(words.casefold()) if form in known), "")


def singulars(words: str) -> Iterator[str]:
    """Words as they are, and with what may be the singular of the last one."""
    yield words
    if words.endswith("men"):
        yield f"{words[:-3]}man"
    if words.endswith("women"):
        yield f"{words[:-5]}woman"
    if words.endswith("ves"):
        yield f"{words[:-3]}f"
    if words.endswith("ies"):
        yield f"{words[:-3]}y"
    if words.endswith("es"):
        yield words[:-2]
    if words.endswith("s"):
        yield words[:-1]
