"""Measures accuracy and speed, and writes the figures into the marked block of the README.

python -m tools.measured [--bench PATH]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import score, speed
from benchmarks.commands import BENCH
from benchmarks.tasks import TASKS

README = Path(__file__).resolve().parents[1] / "README.md"
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->"


def block(figures: score.Figures, measured: speed.Speed) -> str:
    """The figures in Markdown: a line for each set, and what the speed command prints."""
    lines = ["| set | figures in percent |", "| --- | --- |"]
    for name, rows in figures.items():
        shown = " · ".join(f"{what.strip()} {score.percent(value)}" for what, value in rows.items())
        lines.append(f"| {name} | {shown} |")
    return "\n".join([*lines, "", "```text", speed.table(measured), "```", ""])


def replaced(page: str, new: str) -> str:
    """The page with another block.

    Raises:
        ValueError: The page has no such block.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{README.name} has no block between {BEGIN.strip()} and {END}")
    return f"{before}{begin}{new}{end}{after}"


def main() -> None:
    """Measure, and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--bench", type=Path, default=BENCH, metavar="PATH", help="default: ../shared/bench")
    bench = parser.parse_args().bench
    new = block(score.measure(bench, TASKS), speed.measure(bench, speed.DOCUMENTS))
    README.write_text(replaced(README.read_text(encoding="utf-8"), new), encoding="utf-8")


if __name__ == "__main__":
    main()
