"""What it costs to leave places open: `python -m benchmarks.abstention` prints a curve for each set of places.

A name stays open where the belief in its likeliest meaning is below a threshold
(`communique.pipeline.geoparsing.choices.LEAST`). For each threshold: the share of the recognised toponyms that are
resolved, the shares of these that lie within 161 km and in the right state, and F1 end to end, by the sets' own
scorer. The documents are read once, for a place that stays open keeps what it may mean; those that are open for
another reason stay so. The last row is what an oracle would get that takes, of all that the gazetteer has by the
words of a toponym, what is nearest to the gold: the most that any choice can reach.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import files, score
from benchmarks.commands import BENCH
from benchmarks.tasks.places import read_for_places, toponyms
from communique import Reader
from communique.pipeline.geoparsing.choices import LEAST
from communique.pipeline.geoparsing.meanings import candidates
from communique.pipeline.geoparsing.toponyms import kilometres
from communique.record import Place

THRESHOLDS = (0.0, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 0.95)
#: Where the columns stand in the scorer's report.
_COLUMNS = {
    "resolved": "resolution.attempted",
    "within 161 km": "resolution.accuracy_161km",
    "state right": "resolution.country",
    "end-to-end F1": "end_to_end.f1",
}

Prediction = dict[str, Any]


def curve(gold: Path, reader: Reader) -> Iterator[tuple[str, dict[str, float | None]]]:
    """Each threshold and the oracle, with the shares that the scorer beside a set gives for it."""
    found = [(one, reader.places(*read_for_places(reader, one.document()))) for one in files.read_inputs(gold)]
    for threshold in THRESHOLDS:
        left = [toponyms(one.id, (leave(place, threshold) for place in places)) for one, places in found]
        yield str(threshold), _shares(gold, left)
    truths = _truths(gold)
    yield (
        "oracle",
        _shares(gold, [told(toponyms(one.id, places), one.text, truths[one.id]) for one, places in found]),
    )


def _shares(gold: Path, predictions: list[Prediction]) -> dict[str, float | None]:
    report = score.judge(gold, predictions, gold.parent / "score.py")
    return {name: score.at(report, path) for name, path in _COLUMNS.items()}


def _truths(gold: Path) -> dict[str, list[Prediction]]:
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        return {row["id"]: row["toponyms"] for row in map(json.loads, lines)}


def told(prediction: Prediction, text: str, truths: list[Prediction]) -> Prediction:
    """A prediction in which each toponym means what is nearest to the truth of those that its words may name."""
    for one in prediction["toponyms"]:
        start, end = one["span"]
        truth = next((t for t in truths if t["span"][0] < end and start < t["span"][1]), None)
        meanings = candidates(" ".join(text[start:end].split()))
        if truth is not None and meanings:
            there = meanings[0]._replace(latitude=truth["lat"], longitude=truth["lon"])
            best = min(meanings, key=lambda meaning: kilometres(meaning, there))
            one["lat"], one["lon"] = best.latitude, best.longitude
    return prediction


def leave(place: Place, threshold: float) -> Place:
    """A place as it were with another threshold."""
    first = place.candidates[0] if place.candidates else None
    if first is None or (place.latitude is None and first.score >= LEAST):
        return place
    doubtful = first.score < threshold
    return msgspec.structs.replace(
        place,
        latitude=None if doubtful else first.latitude,
        longitude=None if doubtful else first.longitude,
        geonameid=None if doubtful else first.geonameid,
    )


def main() -> None:
    """Print the curves."""
    bench = Path(sys.argv[1]) if len(sys.argv) > 1 else BENCH
    reader = Reader()
    for one in score.SETS:
        if one.task == "places":
            print(f"{one.file.split('.')[0]:12}" + "".join(f"{name:>16}" for name in _COLUMNS))
            for threshold, shares in curve(bench / one.task / one.file, reader):
                print(f"{threshold:>12}" + "".join(f"{score.percent(share):>16}" for share in shares.values()))


if __name__ == "__main__":
    main()
