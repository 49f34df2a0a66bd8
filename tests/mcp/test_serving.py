"""`communique mcp` as assistants run it: a program at the other end of a pipe, or a server on this machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from typer.testing import CliRunner

from communique.cli import Exit, app
from communique.store import Store, make_token

from .conftest import asked

COMMAND = [sys.executable, "-m", "communique", "mcp"]
HELLO = {
    **{"jsonrpc": "2.0", "id": 1, "method": "initialize"},
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"},
    },
}


@pytest.fixture
def path(store: Store) -> str:
    """Where the store is; it is open here all the while."""
    return store.name


@contextmanager
def served(path: str, *options: str) -> Iterator[str]:
    """The address of a server of its own."""
    process = subprocess.Popen(
        [*COMMAND, "--http", "--port", "0", "--store", path, *options], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip().replace("0.0.0.0", "127.0.0.1")
    finally:
        process.terminate()
        process.communicate(timeout=20)


async def question(client: Client) -> Any:
    await client.list_tools()
    return await client.call_tool("search", {"words": "railway"})


def test_over_a_pipe(path: str, mode: str) -> None:
    server = StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], "--store", path])
    found = asked(Client(server, mode=mode), question)
    assert [row["label"] for row in found.structured_content["rows"]] == ["assert", "commit", "commit"]


def test_nothing_but_messages_goes_through_the_pipe(path: str) -> None:
    initialized = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    call = {
        **{"jsonrpc": "2.0", "id": 2, "method": "tools/call"},
        "params": {"name": "story", "arguments": {"document": "june"}},
    }
    sent = "".join(json.dumps(one) + "\n" for one in (HELLO, initialized, call))
    done = subprocess.run(
        [*COMMAND, "--store", path], input=sent + "no message\n", capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, "Traceback" in done.stderr) == (Exit.READ, False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"2.0"} == {one["jsonrpc"] for one in answers}
    assert "untrusted" in next(one for one in answers if one.get("id") == 1)["result"]["instructions"]


def test_over_http(path: str, mode: str) -> None:
    with served(path) as address:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/mcp", address)
        assert not asked(Client(address, mode=mode), question).is_error


def test_other_names_and_origins_are_refused_over_http(path: str) -> None:
    head = {"Accept": "application/json, text/event-stream"}
    with served(path) as address, httpx.Client(headers=head) as client:
        port = address.split(":")[2].partition("/")[0]
        for headers, status in (
            ({}, 200),
            ({"Origin": f"http://127.0.0.1:{port}"}, 200),
            ({"Host": f"localhost:{port}"}, 200),
            ({"Host": "evil.example"}, 421),
            ({"Host": f"evil.example:{port}"}, 421),
            ({"Host": f"127.0.0.1.evil.example:{port}"}, 421),
            ({"Origin": "https://evil.example"}, 403),
            ({"Origin": "null"}, 403),
            ({"Content-Type": "text/plain"}, 400),
        ):
            assert client.post(address, json=HELLO, headers=headers).status_code == status, headers
        large = HELLO | {"padding": "x" * 300_000}
        assert client.post(address, json=large).status_code == 413
        assert client.get(address.replace("/mcp", "/")).status_code == 404


def test_others_need_a_token(path: str, store: Store) -> None:
    _, secret = make_token(store, "assistant", ["read"])
    _, writer = make_token(store, "writer", ["write"])
    _, old = make_token(store, "old", ["read"], days=0)
    options = ("--host", "0.0.0.0", "--allow-remote", "--allow-host", "reports.example.org")
    with served(path, *options) as address:
        for given in (None, "", f"Bearer {writer}", f"Bearer {old}", f"Bearer {secret}x", f"Basic {secret}"):
            headers = {"Authorization": given} if given is not None else {}
            assert httpx.post(address, json=HELLO, headers=headers).status_code == 401, given
        port = address.split(":")[2].partition("/")[0]
        headers = {"Authorization": f"Bearer {secret}", "Accept": "application/json, text/event-stream"}
        for host, status in (
            (f"reports.example.org:{port}", 200),
            ("reports.example.org", 200),
            ("evil.example", 421),
        ):
            assert httpx.post(address, json=HELLO, headers=headers | {"Host": host}).status_code == status

        async def with_token() -> Any:
            async with (
                create_mcp_http_client(headers={"Authorization": f"Bearer {secret}"}) as http,
                Client(streamable_http_client(address, http_client=http)) as client,
            ):
                return await question(client)

        assert not anyio.run(with_token).is_error


@pytest.mark.parametrize(
    ("options", "said", "code"),
    [
        (["--http", "--host", "0.0.0.0"], "--allow-remote", Exit.USAGE),
        (["--http", "--allow-host", "a.example"], "--allow-remote", Exit.USAGE),
        (["--http", "--host", "0.0.0.0", "--allow-remote"], "communique token create", Exit.USAGE),
        (["--host", "127.0.0.2"], "--http", Exit.USAGE),
        (["--http", "--host", "192.0.2.1", "--allow-remote"], "token", Exit.USAGE),
    ],
)
def test_what_would_open_the_store_to_others_is_refused(
    path: str, options: list[str], said: str, code: Exit
) -> None:
    done = CliRunner().invoke(app, ["mcp", "--store", path, *options])
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in " ".join(done.stderr.replace("│", " ").split())


def test_a_store_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["mcp", "--store", str(tmp_path / "none.db")])
    assert (done.exit_code, done.stdout, (tmp_path / "none.db").exists()) == (Exit.UNREAD, "", False)
    assert "does not exist" in done.stderr


def test_without_the_package_it_says_what_to_install(path: str) -> None:
    code = "import sys; sys.modules['mcp'] = None; sys.argv[1:] = ['mcp', '--store', sys.argv[1]]; "
    code += "from communique.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, timeout=60)
    assert (done.returncode, "pip install 'communique[mcp]'" in done.stderr) == (Exit.USAGE, True)
