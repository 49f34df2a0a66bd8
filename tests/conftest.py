"""What tests of several rooms share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from postgresql import programs, server

from communique import Reader

ROOT = Path(__file__).resolve().parents[1]

# A reader takes longer on a machine that is busy; a slow example is no wrong one. The same examples in each run.
settings.register_profile("communique", deadline=None, derandomize=True)
settings.load_profile("communique")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One reader for all tests: loading it takes a second or two."""
    return Reader()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data sets beside the repository; a test that needs it is skipped without, and fails in CI."""
    path = ROOT.parent / "shared"
    if (path / "bench").is_dir():
        return path
    reason = f"the data sets are not there: no folder {path.name}/bench beside the repository"
    if os.environ.get("COMMUNIQUE_CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server; a test that needs it is skipped where there is none, and fails in CI."""
    folder = programs()
    if folder is None:
        reason = "PostgreSQL is not installed: no initdb (Debian: apt-get install postgresql)"
        if os.environ.get("COMMUNIQUE_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with server(folder) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store can be made: each test that asks for it runs on both databases."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    url = f"{request.getfixturevalue('postgresql')}/postgres"
    with psycopg.connect(url, options="-c lock_timeout=10s") as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return str(url)
