"""`communique serve` and `communique token`, run as a user runs them."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.cli.listening import listen
from communique.store import Store, list_tokens, verified
from communique.web import processes

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


def test_what_is_accepted_says_that_it_is_tcp() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        accepted.close()
    assert accepted.proto == socket.IPPROTO_TCP  # asyncio sends without delay then


@pytest.fixture
def certificate(tmp_path: Path) -> list[str]:
    """The options for one of this machine's own making."""
    chain, key = str(tmp_path / "chain.pem"), str(tmp_path / "key.pem")
    make = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    )
    subprocess.run([*make.split(), "-out", chain, "-keyout", key], check=True, capture_output=True)
    return ["--certificate", chain, "--key", key]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_several_processes_serve_https(store: str, certificate: list[str]) -> None:
    command = [*PROGRAM, "serve", "--store", store, "--port", "0", "--workers", "2", *certificate]
    trust = ssl.create_default_context(cafile=certificate[1])
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        address = desk.stdout.readline().strip()
        assert address.startswith("https://127.0.0.1:")
        for _ in range(4):  # two for each
            with urllib.request.urlopen(f"{address}api/v1/health", timeout=60, context=trust) as answer:
                assert answer.status == 200
        desk.terminate()
        out, err = desk.communicate(timeout=60)
    assert (out, err, desk.returncode) == ("", "", 0)


def test_processes_that_cannot_serve_end_it_with_a_line(store: str) -> None:
    broken = ["--certificate", __file__, "--key", __file__]
    command = [*PROGRAM, "serve", "--store", store, "--port", "0", "--workers", "2", *broken]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (ended.stdout, ended.returncode) == ("", 1)
    assert ended.stderr.endswith("communique: a process ended before it served (exit code 1)\n")


def test_several_processes_are_refused_where_they_cannot_be(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SUPPORTED", False)
    result = CliRunner().invoke(app, ["serve", "--store", store, "--workers", "2"])
    assert result.exit_code == 2
    assert "on this system one process serves" in result.output


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
