"""The name of an actor to its country and sector, as far as tables can say it.

A name that stands alone has no document to be read in, so this task does not go through the pipeline: it asks the
function that codes the actors of a document too (`knowledge.code_actor`).
"""

from __future__ import annotations

import datetime
from typing import Any

from benchmarks.files import Input
from communique.knowledge import code_actor

#: The day of a record without one: the data set's own "today", which its README puts at 2022 to early 2023.
_TODAY = datetime.date(2022, 12, 31)


def prediction(one: Input) -> dict[str, Any]:
    """Country and sector of one name; empty where they are not known."""
    day = datetime.date.fromisoformat(one.date) if one.date else _TODAY
    coding = code_actor(one.text, one.context or "", day)
    return {"id": one.id, "country": coding.country, "code": coding.sector}
