"""What it costs to leave places open: `python -m benchmarks.abstention` prints a curve for each set of places.

A name stays open where the belief in its likeliest meaning is below a threshold (`communique.pipeline.choice.LEAST`).
For each threshold: the share of the recognised toponyms that are resolved, the share of these that lie within 161 km,
and F1 end to end, by the sets' own scorer. The documents are read once, for a place that stays open keeps what it may
mean; those that are open for another reason stay so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks import files, score
from benchmarks.commands import BENCH
from benchmarks.tasks.places import toponyms
from communique import Document, Reader
from communique.pipeline.choice import LEAST
from communique.record import Place

THRESHOLDS = (0.0, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 0.95)
#: Where the columns stand in the scorer's report.
_COLUMNS = {
    "resolved": "resolution.attempted",
    "within 161 km": "resolution.accuracy_161km",
    "end-to-end F1": "end_to_end.f1",
}


def curve(gold: Path, reader: Reader) -> Iterator[tuple[float, dict[str, float | None]]]:
    """Each threshold, and the shares that the scorer beside a set gives for it."""
    found = [(one.id, _places(reader, one.document())) for one in files.read_inputs(gold)]
    for threshold in THRESHOLDS:
        left = (toponyms(id, (leave(place, threshold) for place in places)) for id, places in found)
        report = score.judge(gold, left, gold.parent / "score.py")
        yield threshold, {name: score.at(report, path) for name, path in _COLUMNS.items()}


def leave(place: Place, threshold: float) -> Place:
    """A place as it were with another threshold."""
    first = place.candidates[0] if place.candidates else None
    if first is None or (place.latitude is None and first.score >= LEAST):
        return place
    open_ = first.score < threshold
    return msgspec.structs.replace(
        place,
        latitude=None if open_ else first.latitude,
        longitude=None if open_ else first.longitude,
        geonameid=None if open_ else first.geonameid,
    )


def _places(reader: Reader, document: Document) -> tuple[Place, ...]:
    """The stages that places need, and no more."""
    layout = reader.layout(document)
    dated = reader.dating(document, layout)
    return reader.places(reader.language(document, layout), dated.published)


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
