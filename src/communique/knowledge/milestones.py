"""Names that came up on a known day (`data/milestones.tsv`)."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from communique.knowledge.tables import listed, remembered, rows


class Milestone(NamedTuple):
    """Something that there was not before a day.

    Attributes:
        names: Its names, as printed.
        day: The first day on which a text can speak of it.
        source: The act or the record.
    """

    names: tuple[str, ...]
    day: datetime.date
    source: str


@remembered
def milestones() -> tuple[Milestone, ...]:
    """All milestones, as the table has them."""
    return tuple(
        Milestone(listed(row["names"]), datetime.date.fromisoformat(row["day"]), row["source"])
        for row in rows("milestones.tsv")
    )
