"""`communique read`: what goes in, what comes out, and with which exit code it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from communique.cli import Exit, outputs
from communique.record import Record
from communique.version import __version__

Run = Callable[..., Result]


@pytest.fixture
def stories(tmp_path: Path) -> list[Path]:
    """Two stories of one name in two folders."""
    paths = [tmp_path / "a" / "story.txt", tmp_path / "b" / "story.txt"]
    for path, text in zip(paths, ("Paris said no.", "Berlin said yes."), strict=True):
        path.parent.mkdir()
        path.write_text(text)
    return paths


def test_one_input_gives_a_report(run: Run, stories: list[Path]) -> None:
    result = run("read", stories[0])
    assert result.exit_code == Exit.READ
    assert "STATEMENTS" in result.stdout
    assert "Paris says (paraphrased, 90% sure)" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_several_inputs_give_a_line_each(run: Run, stories: list[Path]) -> None:
    result = run("read", *stories)
    records = [Record.from_json(line) for line in result.stdout.splitlines()]
    assert [record.document.id for record in records] == [str(path) for path in stories]
    assert [record.names(record.statements[0].actors) for record in records] == [("Paris",), ("Berlin",)]


def test_standard_input_is_read_with_and_without_a_dash(run: Run) -> None:
    for args in ((), ("-",)):
        result = run("read", *args, "--format", "json", input="Paris said no.\r\nTwice.")
        document = json.loads(result.stdout)["document"]
        assert document == {"id": "stdin", "text": "Paris said no.\nTwice."}


def test_json_is_for_people_and_jsonl_for_pipes(run: Run, stories: list[Path]) -> None:
    pretty, line = run("read", stories[0], "-f", "json").stdout, run("read", stories[0], "-f", "jsonl").stdout
    assert json.loads(pretty) == json.loads(line)
    assert (line.count("\n"), pretty.count("\n") > 10) == (1, True)


def test_html_goes_to_a_file(run: Run, stories: list[Path], tmp_path: Path) -> None:
    assert run("read", stories[0], "--format", "html", "--out", "page.html").exit_code == Exit.READ
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_namesakes_do_not_overwrite_each_other(run: Run, stories: list[Path], tmp_path: Path) -> None:
    assert run("read", *stories, "-f", "html", "-o", "pages").exit_code == Exit.READ
    pages = {path.name: path.read_text("utf-8") for path in (tmp_path / "pages").iterdir()}
    assert set(pages) == {"story.html", "story-2.html"}
    assert ("Paris" in pages["story.html"], "Berlin" in pages["story-2.html"]) == (True, True)


def test_jsonl_of_several_goes_to_one_file(run: Run, stories: list[Path], tmp_path: Path) -> None:
    assert run("read", *stories, "-o", "all.jsonl").exit_code == Exit.READ
    assert len((tmp_path / "all.jsonl").read_text("utf-8").splitlines()) == 2


def test_a_file_is_written_whole_or_not_at_all(
    run: Run, stories: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "all.jsonl"
    out.write_text("yesterday's")

    def fail(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outputs, "rendered", fail)
    result = run("read", *stories, "-o", "all.jsonl")
    assert result.exit_code == Exit.UNREAD
    assert "communique: cannot write all.jsonl: No space left on device" in result.stderr
    assert out.read_text() == "yesterday's"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "all.jsonl", "b"]


def test_bad_inputs_are_named_and_the_others_read(run: Run, stories: list[Path], tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9 said no")
    (tmp_path / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("read", "gone.txt", "a", "latin.txt", "image.png", "empty.txt", stories[1])
    assert result.exit_code == Exit.UNREAD
    assert [Record.from_json(line).document.id for line in result.stdout.splitlines()] == [str(stories[1])]
    lines = result.stderr.splitlines()
    named = ["gone.txt", "a", "latin.txt", "image.png", "empty.txt"]
    assert [line.split()[1].removesuffix(":") for line in lines] == named
    assert all(line.startswith("communique: ") for line in lines)


def test_what_nothing_was_read_from_is_said(run: Run) -> None:
    result = run("read", input="Unreadable")
    assert result.exit_code == Exit.UNREAD
    assert result.stderr == "communique: stdin was not read: The text is not in English.\n"
    assert "Not read: The text is not in English." in result.stdout


def test_a_name_cannot_command_the_terminal(run: Run) -> None:
    result = run("read", "no\x1b[2Jsuch\nfile.txt")
    assert result.exit_code == Exit.UNREAD
    assert "\x1b" not in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("day", ["20220608", "8 June 2022", "2022-13-01", "2022-02-30", "today", ""])
def test_only_iso_days_are_taken(run: Run, day: str) -> None:
    result = run("read", "--published", day, input="Paris said no.")
    assert result.exit_code == Exit.USAGE
    assert "--published" in result.stderr


def test_the_day_of_publication_reaches_the_record(run: Run) -> None:
    result = run("read", "--published", "2022-06-08", "-f", "jsonl", input="Paris said no.")
    assert json.loads(result.stdout)["published"] == "2022-06-08"


def test_misuse_is_told_before_anything_is_read(run: Run, stories: list[Path]) -> None:
    for args, said in (
        ([*stories, "-f", "html"], "--out"),
        ([*stories, "-f", "json"], "jsonl"),
        ([*stories, "-f", "html", "-o", stories[0]], "is a file"),
        (["-", "-"], "once"),
        ([stories[0], "-f", "pdf"], "pdf"),
        ([stories[0], "--model", "missing"], "not installed"),
    ):
        result = run("read", *args)
        assert (result.exit_code, said in result.stderr, result.stdout) == (Exit.USAGE, True, "")


def test_interruption_leaves_nothing_half_written(run: Run, tmp_path: Path) -> None:
    result = run("read", "-f", "jsonl", "-o", "out.jsonl", input="INTERRUPT")
    assert result.exit_code == Exit.INTERRUPTED
    assert list(tmp_path.iterdir()) == []


def test_schema_and_version(run: Run) -> None:
    assert json.loads(run("schema").stdout)["title"] == "A Communiqué record"
    assert run("--version").stdout == f"communique {__version__}\n"


def test_help_tells_the_exit_codes(run: Run) -> None:
    for args in (["--help"], ["read", "--help"]):
        words = " ".join(run(*args).stdout.split())
        assert [code for code in Exit if f"{code} " not in words.partition("Exit codes:")[2]] == []


def test_a_pipe_that_closes_early_is_no_trouble(tmp_path: Path) -> None:
    code = "import sys; sys.path[:0] = [sys.argv.pop(1), sys.argv.pop(1)]; from conftest import *; \
communique.Reader = Reader; communique.ModelNotFoundError = ModelNotFoundError; \
from communique.cli import main; main()"
    (tmp_path / "story.txt").write_text("Paris said no. " * 2000)
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, Path(__file__).parents[:2]), "read", *["story.txt"] * 20],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", Exit.READ)
    process.stderr.close()
