"""The record's time expressions in the form of the time scorer: spans with TIMEX3 type, value and modifier."""

from __future__ import annotations

from typing import Any

from benchmarks.tasks.spans import pair
from communique import Record


def prediction(record: Record) -> dict[str, Any]:
    """The time expressions; `value` is null where nothing of it is known."""
    return {
        "id": record.document.id,
        "timexes": [
            {"span": pair(time.span), "type": time.type, "value": time.value or None, "mod": time.mod}
            for time in record.times
        ],
    }
