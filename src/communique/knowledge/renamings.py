"""Places that changed their names, with the days on which each name was in use (`data/renamings.tsv`)."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from communique.knowledge.states import known_state
from communique.knowledge.tables import remembered, rows


class PlaceName(NamedTuple):
    """A name of a place, and when it was the official one.

    Attributes:
        name: The name.
        state: Alpha-3 code of the state that holds the place today.
        start: First day of the name; None where it is not known to the day, or older than news.
        end: First day on which it was the name no more; None where it still is.
        strict: Whether the name is really not used outside these days; false where the old name lingers in print
            and in speech.
        now: The place's name today.
        source: The act that changed the name, or a named public source.
    """

    name: str
    state: str
    start: datetime.date | None
    end: datetime.date | None
    strict: bool
    now: str
    source: str


@remembered
def renamings() -> tuple[PlaceName, ...]:
    """All names in the table, place by place in the order of time."""
    return tuple(
        PlaceName(
            row.filled("name"),
            known_state(row, "state"),
            row.day("start"),
            row.day("end"),
            row.one_of("strict", ("yes", "no")) == "yes",
            row["now"],
            row["source"],
        )
        for row in rows("renamings.tsv")
    )
