"""Ray reads what one process reads, byte for byte; it can be killed and goes on; nothing reaches the network."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow
import pytest
from fake_reader import FakeReader, maker
from pyarrow import parquet
from runs.program import documents

from communique import Document, Reader
from communique.runs import Workers
from communique.runs.parts import newest
from communique.store import Store, document_key

TESTS = Path(__file__).resolve().parents[1]
EXAMPLES = TESTS.parent / "examples"
#: 127.0.0.1 as IPv4, and within IPv6, as Linux writes them.
LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F"}


@pytest.fixture(scope="module", autouse=True)
def _ray() -> None:
    """Tests that need Ray are skipped where it is missing, and fail in CI."""
    if find_spec("ray") is None:
        reason = "Ray is not installed: pip install 'communique[ray]'"
        if os.environ.get("COMMUNIQUE_CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def start(*command: str, cwd: Path) -> subprocess.Popen[str]:
    """A program that finds what the tests import."""
    return subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )


def records(folder: Path) -> dict[str, bytes]:
    rows = [row for part in newest(folder) for row in part]
    assert len({row.key for row in rows}) == len(rows)
    return {str(row.key): row.record for row in rows if row.record is not None}


def test_killed_and_run_again_it_has_what_one_process_reads(tmp_path: Path) -> None:
    program, count = str(TESTS / "runs" / "ray_program.py"), 60
    killed = start(program, "records", str(count), "0.1", cwd=tmp_path)
    assert killed.stdout is not None
    said = [next(line for line in killed.stdout if line.startswith("read "))]
    killed.send_signal(signal.SIGKILL)
    said += killed.communicate()[0].splitlines()
    before = {row.id: row for part in newest(tmp_path / "records") for row in part}
    assert {line.split()[1] for line in said if line.startswith("read ")} <= before.keys()
    assert len(before) < count

    out, error = start(program, "records", str(count), "0", cwd=tmp_path).communicate()
    assert error == ""
    *lines, listened = out.splitlines()
    told = {line.split()[1]: line.split()[0] for line in lines}
    assert {name: told[name] for name in before} == dict.fromkeys(before, "known")
    assert told["copy"] == "known"
    assert set(listened.split()[1:]) <= LOOPBACK

    given = [(document_key(one), one) for one in documents(count)]
    alone = {key: FakeReader().read(one).to_json() for key, one in given}
    with Workers(maker(), count=2) as workers:
        assert {one.key: one.record and one.record.to_json() for one in workers.read(given)} == alone
    assert records(tmp_path / "records") == alone
    reasons = {row.id: row.reason for part in newest(tmp_path / "records") for row in part if row.reason}
    assert reasons == {
        "deadly": "the reader's process ended over it (exit code 3)",
        "failing": "the reader failed: ValueError: the text says so",
        "endless": "reading took longer than 2 seconds",
    }


def test_the_command_reads_parquet_and_its_records_go_into_a_store(reader: Reader, tmp_path: Path) -> None:
    stories = [
        Document(id=path.stem, text=path.read_text("utf-8"), outlet="An outlet")
        for path in sorted(EXAMPLES.glob("*.txt"))
    ]
    rows = [{"id": one.id, "text": one.text, "outlet": one.outlet} for one in stories] + [
        {"id": "empty", "text": ""}
    ]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "stories.parquet")
    command = ("-m", "communique", "ingest", "stories.parquet", "--engine", "ray", "--out", "records")
    out, error = start(*command, cwd=tmp_path).communicate()
    assert error == "communique: empty: empty: there is nothing to read.\n"
    assert out == f"records: {len(stories)} read, 1 refused\n"
    read = {document_key(one): reader.read(one).to_json() for one in stories}
    assert records(tmp_path / "records") == read
    out, error = start("-m", "communique", "load", "records", "--store", "a.db", cwd=tmp_path).communicate()
    assert (out, error) == (f"a.db: {len(stories)} read\n", "")
    with Store(tmp_path / "a.db") as store:
        assert {key: record.to_json() for key, record in store.records()} == read
