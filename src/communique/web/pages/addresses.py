"""Addresses within the desk, and which ones outside of it become links."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlencode

from communique.export.naming import WEB_ADDRESS, encoded


def at(path: str, /, **query: object) -> str:
    """An address within the desk; what is None or empty is left out of the query, lists are repeated in it."""
    pairs = [(name.rstrip("_"), one) for name, value in query.items() for one in _each(value)]
    asked = urlencode([(name, str(one).encode("utf-8", "replace")) for name, one in pairs])
    return f"{path}?{asked}" if asked else path


@lru_cache(maxsize=10_000)
def actor_address(name: str) -> str:
    """The address of an actor's page; on pages of entries the same few actors stand again and again."""
    return at("/actor", name=name)


def story_address(key: str, entry: str | None = None) -> str:
    """The address of a document's story, at an entry of its record."""
    return f"/story/{encoded(key)}" + (f"#e-{encoded(entry)}" if entry else "")


def form_address(key: str, entry: str) -> str:
    """The address of the form that corrects an entry of a document's record."""
    return f"/correct/{encoded(key)}/{encoded(entry)}"


def web_address(url: str | None) -> str | None:
    """An address outside of the desk, if it is one of the web: nothing else becomes a link."""
    return url if url and WEB_ADDRESS.fullmatch(url) else None


def _each(value: object) -> Iterable[object]:
    if value is None or value == "":
        return ()
    return value if isinstance(value, list | tuple) else (value,)
