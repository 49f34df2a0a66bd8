"""`communique knowledge show`, and the user's own tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from communique.cli import Exit
from communique.knowledge import use_tables

Run = Callable[..., Result]
COLUMNS = "name\taliases\tcountry\tsector\n"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """A folder for tables; the shipped ones alone are in use again afterwards."""
    yield tmp_path
    use_tables(None)


def test_a_table_for_a_person(run: Run) -> None:
    result = run("knowledge", "show", "North", "Atlantic", "Treaty", "Organization", "--all")
    assert result.exit_code == Exit.READ
    assert "Q7184" in result.stdout
    assert "SWE Sweden" in " ".join(result.stdout.split())
    assert "source" in result.stdout
    assert "\x1b" not in result.stdout


def test_json_for_a_program(run: Run) -> None:
    (answer,) = json.loads(run("knowledge", "show", "Q458", "--on", "2019-06-01", "-f", "json").stdout)
    assert answer["identity"] == "Q458"
    assert len(answer["facts"]["members"]) == 28


def test_what_is_not_known(run: Run) -> None:
    result = run("knowledge", "show", "Kazakstan")
    assert result.exit_code == Exit.UNREAD
    assert "the tables know nothing of 'Kazakstan'; do you mean Kazakhstan" in result.stderr
    assert json.loads(run("knowledge", "show", "Qwrtzpsd", "-f", "json").stdout) == []


def test_a_day_that_is_none(run: Run) -> None:
    assert run("knowledge", "show", "Q458", "--on", "June").exit_code == Exit.USAGE


def test_tables_of_the_users_by_option_and_by_the_environment(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "bodies.tsv").write_text(f"{COLUMNS}Ruritanian Rifles\tRRX\tCHE\tMIL\n")
    assert run("knowledge", "show", "RRX").exit_code == Exit.UNREAD
    assert "Ruritanian Rifles" in run("--tables", own, "knowledge", "show", "RRX").stdout
    use_tables(None)
    monkeypatch.setenv("COMMUNIQUE_TABLES", str(own))
    assert "Ruritanian Rifles" in run("knowledge", "show", "RRX").stdout


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "bodies.tsv",
            "name\taliases\tcountry\tsector\nAcme\t\tZZZ\tBUS\n",
            "bodies.tsv, line 2: country is 'ZZZ'",
        ),
        ("bodies.tsv", "name\taliases\tcountry\tsector\nAcme\n", "bodies.tsv, line 2: 1 fields, not 4"),
        ("companies.tsv", "name\nAcme\n", "no table has this name"),
    ],
)
def test_bad_tables_are_told_of_in_a_line(run: Run, own: Path, name: str, text: str, message: str) -> None:
    (own / name).write_text(text)
    result = run("--tables", own, "knowledge", "show", "NATO")
    assert result.exit_code == Exit.USAGE
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_a_folder_that_is_not_there(run: Run, own: Path) -> None:
    result = run("--tables", own / "nowhere", "knowledge", "show", "NATO")
    assert result.exit_code == Exit.USAGE
    assert "no folder" in result.stderr
