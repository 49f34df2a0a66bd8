"""What each scorer wants to see: one module a task, which turns records into its format.

Most tasks read documents and show another side of the same record; `actors` resolves names without a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from benchmarks.files import Input
from benchmarks.tasks import actors, attribution, events, places, record, time
from communique import Reader, Record

Prediction = dict[str, Any]
Predict = Callable[[Iterable[Input]], Iterator[Prediction]]


def _reading(view: Callable[[Record], Prediction]) -> Predict:
    def predict(inputs: Iterable[Input]) -> Iterator[Prediction]:
        return map(view, Reader().read_many(one.document() for one in inputs))

    return predict


#: How to answer a task, by its name.
TASKS: dict[str, Predict] = {
    "attribution": _reading(attribution.prediction),
    "time": _reading(time.prediction),
    "places": _reading(places.prediction),
    "actors": lambda inputs: map(actors.prediction, inputs),
    "events": _reading(events.prediction),
    "record": _reading(record.prediction),
}
