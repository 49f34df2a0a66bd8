"""A store with a few documents that a fake reader read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from fake_reader import record_of

from communique.record import Document
from communique.store import Store

DAY = datetime.date(2022, 6, 7)
TEXTS = ("Wang promised a ceasefire in Geneva.", "Blinken rejected the ceasefires that Wang had offered.")


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store(place, create=True) as opened:
        yield opened


@pytest.fixture
def documents() -> list[Document]:
    return [Document(id=f"d{n}", text=text, published=DAY, outlet="TASS") for n, text in enumerate(TEXTS, 1)]


@pytest.fixture
def keys(store: Store, documents: list[Document]) -> list[str]:
    """The keys of the documents, which are kept and read."""
    keys = store.keep(documents)
    for key, document in zip(keys, documents, strict=True):
        store.put(key, record_of(document))
    return keys
