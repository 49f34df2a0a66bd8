"""The commands of `python -m benchmarks`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks import files, score, speed
from benchmarks.tasks import TASKS

#: Where the data sets lie: beside the repository.
BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit status."""
    options = _parser().parse_args(arguments)
    run = {"predict": _predict, "score": _score, "speed": _speed}[options.command]
    return run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Accuracy and speed, measured.")
    commands = parser.add_subparsers(dest="command", required=True)

    predict = commands.add_parser("predict", help="write predictions in a scorer's format")
    predict.add_argument("task", choices=TASKS, metavar="TASK", help=", ".join(TASKS))
    predict.add_argument("input", type=Path, metavar="IN", help="JSON Lines: id, text, published, context")
    predict.add_argument("output", type=Path, metavar="OUT", help="JSON Lines; gzipped where the name ends in .gz")

    scoring = commands.add_parser("score", help="predict the development sets and score them")
    scoring.add_argument("tasks", nargs="*", type=_task, metavar="TASK", help="default: all")
    scoring.add_argument("--bench", type=Path, default=BENCH, metavar="PATH", help="default: ../shared/bench")
    scoring.add_argument("--json", action="store_true", help="print the figures as JSON")
    scoring.add_argument("--record", type=Path, metavar="FILE", help="write the figures there too, as JSON")

    timing = commands.add_parser("speed", help="time reading against the bare language pipeline")
    timing.add_argument("--documents", type=int, default=speed.DOCUMENTS, metavar="N", help="default: 40")
    timing.add_argument("--bench", type=Path, default=BENCH, metavar="PATH", help="default: ../shared/bench")
    timing.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def _task(name: str) -> str:
    if name not in TASKS:
        raise argparse.ArgumentTypeError(f"'{name}' is none of {', '.join(TASKS)}")
    return name


def _predict(options: argparse.Namespace) -> int:
    files.write_lines(options.output, TASKS[options.task](files.read_inputs(options.input)))
    return 0


def _score(options: argparse.Namespace) -> int:
    figures = score.measure(options.bench, options.tasks or list(TASKS))
    shown = json.dumps(figures, indent=2)
    if options.record is not None:
        options.record.write_text(shown + "\n", encoding="utf-8")
    print(shown if options.json else score.table(figures))
    return 0


def _speed(options: argparse.Namespace) -> int:
    measured = speed.measure(options.bench, options.documents)
    print(json.dumps(measured.figures()) if options.json else speed.table(measured))
    return 0
