"""`communique gazetteer`: what is used, and one made of a dump."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

_LINE = "900001\tQyzyl Auyl\tQyzyl Auyl\t\t43.5\t68.25\tP\tPPL\tKZ\t\t10\t\t\t\t1200\t\t\t\t\n"


def test_it_is_built_and_then_used(run: Run, tmp_path: Path) -> None:
    dump, made = tmp_path / "KZ.txt", tmp_path / "made.sqlite"
    dump.write_text(_LINE)
    result = run("gazetteer", "build", dump, "--out", made)
    assert result.exit_code == 0
    assert "1 places" in result.stdout
    environment = {**os.environ, "COMMUNIQUE_GAZETTEER": str(made)}
    show = [sys.executable, "-m", "communique", "gazetteer", "show"]
    done = subprocess.run(show, env=environment, capture_output=True, text=True, check=True)
    assert str(made) in done.stdout
    assert "KZ.txt" in done.stdout


def test_show_names_the_source_and_its_licence(run: Run) -> None:
    result = run("gazetteer", "show")
    assert result.exit_code == 0
    assert "places" in result.stdout
    assert "CC BY 4.0" in result.stdout


def test_trouble_is_a_line_and_an_exit_code(run: Run, tmp_path: Path) -> None:
    missing = run("gazetteer", "build", "none.txt", "--out", "made.sqlite")
    assert (missing.exit_code, missing.stderr) == (1, "communique: none.txt: No such file or directory\n")
    (tmp_path / "letter.txt").write_text("Dear all,\n")
    wrong = run("gazetteer", "build", "letter.txt", "--out", "made.sqlite")
    assert wrong.exit_code == 1
    assert "letter.txt, line 1" in wrong.stderr
    (tmp_path / "KZ.txt").write_text(_LINE)
    nowhere = run("gazetteer", "build", "KZ.txt", "--out", "no/such/folder.sqlite")
    assert nowhere.exit_code == 1
    assert "No such file" in nowhere.stderr
    assert not (tmp_path / "made.sqlite").exists()


def test_reading_with_a_gazetteer_that_is_none_says_so(tmp_path: Path) -> None:
    environment = {**os.environ, "COMMUNIQUE_GAZETTEER": str(tmp_path / "none.sqlite")}
    read = [sys.executable, "-m", "communique", "read", "-"]
    done = subprocess.run(read, env=environment, input="Talks.", capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "there is no gazetteer" in done.stderr
    assert "Traceback" not in done.stderr
