"""A desk over a small store, and tokens for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web.served import asked, filled, token

from communique.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with filled(str(tmp_path / "store.db")) as store:
        yield store


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with asked(store) as client:
        yield client


@pytest.fixture
def writer(store: Store) -> dict[str, str]:
    """Headers of who may write."""
    return token(store, "read", "write")
