"""`communique serve` and `communique token`, run as a user runs them."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.store import Store, list_tokens, verified

PROGRAM = [sys.executable, "-m", "communique"]


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "store.db"
    Store(path, create=True).close()
    return str(path)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_serves_until_it_is_interrupted(store: str, workers: str) -> None:
    command = [*PROGRAM, "serve", "--store", store, "--port", "0", "--workers", workers]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        address = desk.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        with urllib.request.urlopen(f"{address}api/v1/health", timeout=60) as answer:
            assert answer.status == 200
        desk.send_signal(signal.SIGINT)
        out, err = desk.communicate(timeout=60)
    assert (out, err, desk.returncode) == ("", "", 0)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--host", "0.0.0.0"], "0.0.0.0 lets others reach the store: add --allow-remote"),
        (["--allow-host", "desk.example"], "desk.example lets others reach the store"),
        (["--set", "rows"], "write NAME=VALUE, not 'rows'"),
        (["--set", "row=1"], "there is no setting 'row'; there are body_bytes"),
        (["--set", "rows=many"], "a setting cannot be so"),
        (["--certificate", __file__], "HTTPS needs both"),
    ],
)
def test_what_cannot_be_is_said_before_it_listens(store: str, given: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["serve", "--store", store, *given])
    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())


def test_an_address_that_is_taken_is_said(store: str) -> None:
    result = CliRunner().invoke(app, ["serve", "--store", store, "--host", "192.0.2.1", "--allow-remote"])
    assert result.exit_code == 1
    told = " ".join(result.output.split())
    assert "cannot listen at 192.0.2.1, port 8420" in told
    assert "nobody has a token yet" in told
    assert "without --certificate" in told


def test_a_token_is_made_shown_once_listed_and_taken_back(store: str) -> None:
    command = [*PROGRAM, "token", "create", "Ada's notebook", "--store", store, "--scope", "write", "--days", "2"]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    secret = made.stdout.strip()
    with Store(store) as opened:
        assert verified(opened, secret) == list_tokens(opened)[0]
        assert list_tokens(opened)[0].scopes == ("write",)
    assert "token 1 of Ada's notebook, for write, until" in made.stderr
    listed = CliRunner().invoke(app, ["token", "list", "--store", store])
    assert listed.output.startswith("1  Ada's notebook  write  from ")
    assert secret not in listed.output
    for code, said in ((0, "token 1 is taken back"), (1, "there is no token 1")):
        revoked = CliRunner().invoke(app, ["token", "revoke", "1", "--store", store])
        assert revoked.exit_code == code
        assert said in revoked.output
