"""`communique ingest`, `retry`, `check` and `correct`: what they say and with which code they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from fake_reader import FakeReader

from communique.cli import Exit, corpus
from communique.runs import BUDGET
from communique.store import Store, corrected

Run = Callable[..., Result]


def make_reader(model: str | None) -> FakeReader:
    return FakeReader(model or "1")


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, with a reader that a worker can make without a language pipeline."""
    monkeypatch.setattr(corpus, "make_reader", make_reader)
    monkeypatch.delenv("COMMUNIQUE_STORE", raising=False)
    return run


@pytest.fixture
def stories(tmp_path: Path) -> list[Path]:
    (tmp_path / "a.txt").write_text("Wang promised to attend.")
    lines = [{"id": "b", "text": "Blinken declined."}, {"id": "c", "text": "Lavrov agreed.", "outlet": "TASS"}]
    (tmp_path / "more.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return [tmp_path / "a.txt", tmp_path / "more.jsonl"]


def test_ingest_twice(run: Run, stories: list[Path]) -> None:
    first, second = run("ingest", *stories), run("ingest", *stories)
    assert (first.exit_code, first.stdout, first.stderr) == (Exit.READ, "communique.db: 3 read\n", "")
    assert (second.exit_code, second.stdout) == (Exit.READ, "communique.db: 3 known\n")


def test_what_cannot_be_read_is_said_and_the_rest_is_read(run: Run, stories: list[Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "d", "text": "Macron FAIL."}\n{"id": 7}\n')
    result = run("ingest", "missing.txt", *stories, bad)
    assert result.exit_code == Exit.UNREAD
    assert result.stdout == "communique.db: 1 quarantined, 3 read, 2 refused\n"
    assert "communique: missing.txt: does not exist: check the path." in result.stderr
    assert "bad.jsonl#2: no text in column 'text'" in result.stderr
    assert "communique: d: the reader failed: ValueError: the text says so" in result.stderr
    checked = run("check")
    assert checked.exit_code == Exit.READ
    assert checked.stdout.splitlines() == [
        "d: put aside: the reader failed: ValueError: the text says so",
        "communique.db: 4 documents checked, 1 quarantined, 3 read",
    ]


def test_retry_and_a_new_version_of_the_reader(run: Run, stories: list[Path]) -> None:
    run("ingest", *stories)
    assert run("retry").stdout == "communique.db: nothing to do\n"
    assert run("retry", "--outdated", "--model", "2", "--workers", "2").stdout == "communique.db: 3 read\n"


def test_a_reader_that_is_missing(run: Run, stories: list[Path]) -> None:
    result = run("ingest", *stories, "--model", "missing")
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert result.stderr == "communique: there is no such reader\n"


def test_a_store_that_is_not_there(run: Run) -> None:
    for command in (("check",), ("retry",), ("correct", "list")):
        result = run(*command)
        assert result.exit_code == Exit.UNREAD
        assert (
            "communique.db does not exist: 'communique ingest SOURCE --store communique.db' makes it"
            in result.stderr
        )


def test_check_finds_what_was_tampered_with(run: Run, stories: list[Path]) -> None:
    run("ingest", *stories)
    with Store("communique.db") as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE documents SET text = 'Wang declined to attend.' WHERE name = 'b'")
    result = run("check")
    assert result.exit_code == Exit.UNREAD
    assert "b: its text is not the one that was kept: the hash differs" in result.stdout


def test_corrections(run: Run, stories: list[Path]) -> None:
    run("ingest", *stories)
    because = ("--reason", "It is so.", "--author", "Ann", "--day", "2024-05-01")
    document = str(stories[0])
    assert run("correct", "rename", "wang", "Wang Yi", *because).stdout == "communique.db: correction 1\n"
    run("correct", "merge", "blinken", "antony-blinken", *because)
    run("correct", "split", "wang", "wang-huning", document, *because)
    run("correct", "mend", document, "s2", "act", "deny", *because)
    run("correct", "mend", document, "m1", "participants", '["wang-huning"]', *because)
    run("correct", "drop", document, "c1", *because)
    listed = run("correct", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["1", "2", "3", "4", "5", "6"]
    assert listed[0].startswith("1  2024-05-01  Ann: It is so.  ")
    with Store("communique.db") as store:
        record = corrected(store, store.find(document)[0]).record
    assert (record.actors[0].identity, record.actors[0].name) == ("wang-huning", "Wang Yi")
    assert (record.statements[1].act, record.commitments) == ("deny", ())
    assert record.meetings[0].participants == ("a1",)


def test_corrections_go_to_another_store(run: Run, stories: list[Path], tmp_path: Path) -> None:
    run("ingest", *stories)
    run("ingest", *stories, "--store", "other.db")
    run("correct", "rename", "wang", "Wang Yi", "--reason", "It is so.")
    (tmp_path / "corrections.jsonl").write_text(run("correct", "export").stdout)
    for count in (1, 0):
        result = run("correct", "import", "corrections.jsonl", "--store", "other.db")
        assert result.stdout == f"other.db: {count} corrections are new\n"
    assert run("correct", "withdraw", "1").stdout == "communique.db: correction 1 is taken back\n"
    assert run("correct", "list").stdout == ""


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("rename", "nobody", "Nobody"), "no document names an actor with the identity 'nobody'"),
        (("drop", "nowhere", "s1"), "no document is called nowhere"),
        (("drop", "b", "s9"), "the record has no entry 's9'"),
        (("mend", "b", "s1", "act", "shout"), "act cannot be 'shout'"),
    ],
)
def test_what_cannot_be_corrected(run: Run, stories: list[Path], args: tuple[str, ...], message: str) -> None:
    run("ingest", *stories)
    result = run("correct", *args, "--reason", "It is so.")
    assert result.exit_code == Exit.UNREAD
    assert message in result.stderr
    assert run("correct", "list").stdout == ""


def test_the_help_names_the_budget_that_holds(run: Run) -> None:
    assert f"default: ({BUDGET:g})" in run("ingest", "--help").stdout


def test_columns_of_other_names(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        '{"nr": "d", "body": "Macron met Scholz in Paris, and said that they had agreed on all of it."}\n'
    )
    assert "no text in column 'text'" in run("ingest", rows).stderr
    done = run("ingest", rows, "--column", "text=body", "--column", "id=nr")
    assert (done.exit_code, done.stdout) == (Exit.READ, "communique.db: 1 read\n")
    for wrong in ("words=body", "text", "text="):
        refused = run("ingest", rows, "--column", wrong)
        assert refused.exit_code == Exit.USAGE
        assert "write FIELD=NAME, with one of id, text," in " ".join(refused.stderr.replace("│", " ").split())
