"""The curve of what it costs to leave places open, and the oracle beside it."""

import gzip
import json
import shutil

import pytest

from benchmarks.abstention import THRESHOLDS, curve, leave, told
from communique.pipeline.geoparsing.choices import LEAST
from communique.record import Place, PlaceCandidate, PlaceMention, Span


def place(*scores, latitude=None):
    candidates = tuple(
        PlaceCandidate(name="Springfield", kind="city", latitude=latitude_of, longitude=-90.0, score=score)
        for latitude_of, score in zip((40.0, 37.0, 42.0), scores, strict=False)
    )
    return Place(
        id="p1",
        name="Springfield",
        kind="city",
        mentions=(PlaceMention(span=Span(0, 11)),),
        latitude=latitude,
        longitude=None if latitude is None else -90.0,
        candidates=candidates,
        reason=None if latitude is not None else "open",
    )


def test_a_place_is_left_open_below_the_threshold_and_told_above_it():
    assert leave(place(0.7, 0.3, latitude=40.0), 0.8).latitude is None
    assert leave(place(0.7, 0.3, latitude=40.0), 0.6).latitude == 40.0
    assert leave(place(0.4, 0.3, 0.3), 0.0).latitude == 40.0


def test_what_is_open_for_another_reason_stays_so():
    assert LEAST < 0.9
    assert leave(place(0.9, 0.1), 0.0).latitude is None
    assert leave(place(), 0.0).latitude is None


def test_the_oracle_takes_the_meaning_nearest_to_the_truth():
    guess = {"id": "a", "toponyms": [{"span": [3, 8], "lat": 48.85, "lon": 2.35}]}
    truth = [{"span": [3, 8], "lat": 33.7, "lon": -95.6}]
    (one,) = told(guess, "In Paris", truth)["toponyms"]
    assert (one["lat"], one["lon"]) == (pytest.approx(33.7, abs=0.2), pytest.approx(-95.6, abs=0.2))


def test_a_curve_of_a_set(shared, tmp_path, reader):
    shutil.copy(shared / "bench" / "places" / "score.py", tmp_path)
    row = {
        "id": "a",
        "text": "The road to Springfield is closed, officials in Vienna said.",
        "toponyms": [
            {"span": [12, 23], "lat": 37.2, "lon": -93.3},
            {"span": [48, 54], "lat": 48.2, "lon": 16.4},
        ],
    }
    with gzip.open(tmp_path / "set.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps(row) + "\n")
    rows = dict(curve(tmp_path / "set.jsonl.gz", reader))
    assert list(rows) == [*map(str, THRESHOLDS), "oracle"]
    kept = [row["resolved"] for row in rows.values()][:-1]
    assert kept == sorted(kept, reverse=True)
    assert (kept[0], kept[-1]) == (1.0, 0.5)
    assert rows["oracle"]["within 161 km"] == 1.0
