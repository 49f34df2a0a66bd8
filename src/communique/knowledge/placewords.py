"""Words around and within names of places (`data/placewords.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from communique.knowledge.tables import listed, remembered, rows

PlaceWord = Literal[
    "sort",
    "called",
    "head",
    "native",
    "suffix",
    "within",
    "toward",
    "at",
    "party",
    "street",
    "road",
    "side",
    "generic",
    "link",
    "honorific",
    "division",
    "town",
]


@remembered
def place_words() -> Mapping[PlaceWord, frozenset[str]]:
    """The words, in lower case, by what they tell of a name beside them; the table's head explains each role."""
    return {cast("PlaceWord", row["role"]): frozenset(listed(row["words"])) for row in rows("placewords.tsv")}
