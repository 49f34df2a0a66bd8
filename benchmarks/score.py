"""Predict the development sets and score each with its own scorer.

The scorers lie with the data sets and run as programs of their own; what they print is read, never what they hold.
Predictions are made from a copy of the set that has nothing but the fields of `files.Input`.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import files
from benchmarks.tasks import TASKS


class DataSet(NamedTuple):
    """A development set.

    Attributes:
        task: What is predicted on it; also the folder that holds it and its scorer.
        file: Its name there.
        options: What its scorer is called with beside the two files.
    """

    task: str
    file: str
    options: tuple[str, ...] = ()


SETS = (
    DataSet("attribution", "polnear-dev.jsonl.gz"),
    DataSet("time", "tbaq.jsonl.gz"),
    DataSet("time", "meantime-dev.jsonl.gz"),
    DataSet("places", "lgl.jsonl.gz"),
    DataSet("places", "tr-news.jsonl.gz"),
    DataSet("places", "geovirus.jsonl.gz"),
    DataSet("actors", "ngec-dev.jsonl"),
    DataSet("events", "plover-gsr-dev.jsonl"),
    DataSet("events", "petrarch-dev.jsonl", ("--set", "gsr")),
    DataSet("record", "dev.jsonl"),
)

#: The figures that are shown: where each stands in the scorer's report, by its name in the table. All are shares.
SHOWN: Mapping[str, Mapping[str, str]] = {
    "attribution": {
        "source exact F1": "source_exact.f1",
        "cue exact F1": "cue_exact.f1",
        "content exact F1": "content_exact.f1",
        "cue F1": "cue.f1",
        "full F1": "full.f1",
        "direct passages found": "direct.recall",
        "direct speaker right": "direct.speaker",
    },
    "time": {
        "value F1": "value.f1",
        "type F1": "type.f1",
        "relaxed F1": "relaxed.f1",
        "strict F1": "strict.f1",
        "day interval right": "dates.all.accuracy",
    },
    "places": {
        "end-to-end F1": "end_to_end.f1",
        "recognition F1": "recognition_overlap.f1",
        "within 161 km": "resolution.accuracy_161km",
    },
    "actors": {"country": "country.accuracy", "sector": "code.accuracy", "country and sector": "both.accuracy"},
    "events": {"type F1": "type.f1", "type recall": "type.r", "first event": "top1", "full F1": "full.f1"},
    "record": {
        "statements F1": "statements.detection.f1",
        "  content F1": "statements.content.f1",
        "  source": "statements.source.accuracy",
        "  actor": "statements.actor.accuracy",
        "  country": "statements.country.accuracy",
        "  act": "statements.act.accuracy",
        "  mode": "statements.mode.accuracy",
        "  chain": "statements.chain.accuracy",
        "  chain, nested": "statements.chain_nested.accuracy",
        "meetings F1": "meetings.detection.f1",
        "  participants F1": "meetings.participants.f1",
        "  place": "meetings.place.accuracy",
        "  date": "meetings.date.accuracy",
        "commitments F1": "commitments.detection.f1",
        "requests F1": "requests.detection.f1",
        "positions F1": "positions.detection.f1",
        "events F1": "events.detection.f1",
        "  names F1": "events.names.f1",
    },
}

Figures = dict[str, dict[str, float | None]]


class ScorerError(RuntimeError):
    """A scorer refused the predictions; the message is its own."""


def measure(bench: Path, tasks: Iterable[str]) -> Figures:
    """The shown figures of every set of these tasks, by `task/file`, each from 0 to 1 (None: nothing to measure).

    Raises:
        FileNotFoundError: A set is not in `bench`.
        ScorerError: A scorer does not take what was predicted.
    """
    chosen = set(tasks)
    return {f"{s.task}/{s.file.split('.')[0]}": _measure_set(bench, s) for s in SETS if s.task in chosen}


def table(figures: Figures) -> str:
    """The figures for people, in percent."""
    lines = []
    for name, rows in figures.items():
        lines.append(name)
        lines += [f"  {figure:24}{percent(value):>7}" for figure, value in rows.items()]
    return "\n".join(lines)


def _measure_set(bench: Path, one: DataSet) -> dict[str, float | None]:
    report = score(bench / one.task / one.file, one.task, bench / one.task / "score.py", one.options)
    return {name: at(report, path) for name, path in SHOWN[one.task].items()}


def score(gold: Path, task: str, scorer: Path, options: Iterable[str] = ()) -> dict[str, Any]:
    """Predict a set and return its scorer's report.

    Raises:
        ScorerError: The scorer does not take what was predicted.
    """
    with tempfile.TemporaryDirectory() as folder:
        blind = Path(folder, "in.jsonl")
        files.write_lines(blind, _blind(gold))
        return judge(gold, TASKS[task](files.read_inputs(blind)), scorer, options)


def judge(
    gold: Path, predictions: Iterable[dict[str, Any]], scorer: Path, options: Iterable[str] = ()
) -> dict[str, Any]:
    """A scorer's report on predictions for a set.

    Raises:
        ScorerError: The scorer does not take them.
    """
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder, "out.jsonl")
        files.write_lines(predicted, predictions)
        command = [sys.executable, str(scorer), str(gold), str(predicted), "--json", *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ScorerError(f"{scorer}: {done.stderr.strip()}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _blind(gold: Path) -> Iterator[dict[str, Any]]:
    """The set without what is to be found; the events' sets call the day of publication `date`."""
    opener = gzip.open if gold.suffix == ".gz" else open
    with opener(gold, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            published = row.get("published") or row.get("date")
            yield {"id": row["id"], "text": row["text"], "published": published, "context": row.get("context")}


def at(report: Mapping[str, Any], path: str) -> float | None:
    """A share in a report, by the names on the way to it with dots between; None where nothing was measured."""
    value: Any = report
    for key in path.split("."):
        value = value[key]
    return None if value is None else round(float(value), 4)


def percent(value: float | None) -> str:
    """A share in percent, `-` where there was nothing to measure."""
    return "-" if value is None else f"{100 * value:.1f}"
