"""PLOVER's quad classes and intensities (`data/plover.tsv`), and what it makes of deeds that are only planned."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from communique.knowledge.tables import rows

#: What a deed becomes that is planned (PLOVER manual, future tense and intent): a friendly one an agreement to it,
#: a hostile one a threat. Others stay what they are.
PLANNED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE"),
        **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "THREATEN"),
        "RETREAT": "CONCEDE",
    }
)


class Weight(NamedTuple):
    """How PLOVER weighs a type of event.

    Attributes:
        quad: `verbal cooperation`, `material cooperation`, `verbal conflict` or `material conflict`.
        intensity: On the scale of Goldstein, -10 (most hostile) to +10 (most friendly).
    """

    quad: str
    intensity: float


def weight(type: str, mode: str = "") -> Weight:
    """The weight of a root type in a mode; that of the type where the manual has none for the mode.

    Raises:
        KeyError: There is no such type.
    """
    table = _weights()
    return table.get((type, mode)) or table[type, ""]


@cache
def _weights() -> Mapping[tuple[str, str], Weight]:
    return MappingProxyType(
        {(row["type"], row["mode"]): Weight(row["quad"], float(row["intensity"])) for row in rows("plover.tsv")}
    )
