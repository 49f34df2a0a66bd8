"""What tests of several rooms share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

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
