"""`python -m benchmarks`: files in, files out, and the scorers of the data sets on what was predicted."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from benchmarks import commands, files, score, texts
from benchmarks.fresh import growth, peak
from benchmarks.speed import Speed, table
from benchmarks.stages import STAGES, shares
from benchmarks.tasks import TASKS
from communique import Document
from tools import measured


def test_predict_reads_and_writes_gzip_by_name(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl.gz"
    row = {"id": "a", "text": "Malta spoke on 3 May 2021.", "published": None, "timexes": "must not be looked at"}
    with gzip.open(source, "wt", encoding="utf-8") as out:
        out.write(json.dumps(row) + "\n\n")
    assert commands.main(["predict", "time", str(source), str(target)]) == 0
    with gzip.open(target, "rt", encoding="utf-8") as lines:
        answers = [json.loads(line) for line in lines]
    assert [(answer["id"], answer["timexes"][0]["value"]) for answer in answers] == [("a", "2021-05-03")]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "b"}\n{"id": "c"}\n', encoding="utf-8")
    with pytest.raises(msgspec.DecodeError, match=r"in\.jsonl:2.*text"):
        list(files.read_inputs(source))


def test_an_unknown_task_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        commands.main(["score", "poetry"])
    assert "poetry" in capsys.readouterr().err


def test_figures_are_shown_in_percent() -> None:
    shown = score.table({"actors/x": {"country": 0.5, "sector": None}})
    assert "50.0" in shown
    assert shown.rstrip().endswith("-")


def test_every_task_has_a_set_and_figures() -> None:
    assert {one.task for one in score.SETS} == set(TASKS) == set(score.SHOWN)


def test_actors_are_scored_by_their_scorer(shared: Path) -> None:
    figures = score.measure(shared / "bench", ["actors"])["actors/ngec-dev"]
    assert set(figures) == set(score.SHOWN["actors"])
    assert all(value is not None and 0 < value < 1 for value in figures.values())


def test_records_have_the_form_of_the_guide(shared: Path, tmp_path: Path) -> None:
    folder, predicted = shared / "bench" / "record", tmp_path / "out.jsonl"
    files.write_lines(predicted, TASKS["record"](files.read_inputs(folder / "dev.jsonl")))
    done = subprocess.run(
        [sys.executable, str(folder / "check.py"), str(predicted)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


# Speed


def test_a_long_document_has_the_words_asked_for() -> None:
    stories = [Document(id="a", text="one two\n\nthree four five")]
    long = texts.long_document(stories, 12)
    assert 12 <= len(long.text.split()) <= 14


def test_without_data_sets_the_examples_are_varied(tmp_path: Path) -> None:
    drawn = texts.documents(tmp_path, 9)
    assert len({one.text for one in drawn}) == 9
    assert texts.count_words(drawn) > 9 * 100


def test_memory_and_growth_are_positive() -> None:
    stories = [Document(id=str(n), text="Malta spoke. " * 20 * n) for n in (1, 2)]
    assert peak(stories) > 50
    assert growth(stories) > 0


def test_speed_has_the_figures_that_versions_are_compared_by() -> None:
    speed = Speed(0.9, 3000, 3300, 2.0, 300, 10.0, 0.1)
    assert set(speed.figures()) == {
        "ratio",
        "words_per_second",
        "bare_words_per_second",
        "startup_seconds",
        "peak_mb",
        "growth",
    }
    assert "3,300 words/s" in table(speed)


# The README


def test_the_block_of_figures_is_replaced_and_nothing_else() -> None:
    page = f"before\n{measured.BEGIN}old\n{measured.END}\nafter"
    new = measured.block({"time/x": {"value F1": 0.5}}, Speed(0.9, 3000, 3300, 2.0, 300, 10.0, 0.1))
    written = measured.replaced(page, new)
    assert written.startswith("before\n")
    assert written.endswith("\nafter")
    assert "old" not in written
    assert "| time/x | value F1 50.0 |" in written
    assert measured.replaced(written, new) == written


def test_a_page_without_the_block_is_refused() -> None:
    with pytest.raises(ValueError, match="no block"):
        measured.replaced("a page", "new")


def test_the_shares_of_the_stages_add_up_to_most_of_the_time() -> None:
    found = shares([Document(id="d1", text="The ministers met in Vienna on Monday. Austria thanked them.")])
    assert set(found) == set(STAGES)
    assert 0.5 < sum(found.values()) <= 1
    assert found["language"] > found["layout"]  # by far, also on a machine that is busy
