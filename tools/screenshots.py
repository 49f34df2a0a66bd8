"""Pictures of the desk for the docs: `python -m tools.screenshots`, with Debian's chromium.

A store is made of the stories in `examples`, served on a port of this machine, and the main pages are pictured, light
and dark. The pictures have 128 colours at most, to stay small.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from communique.cli.corpus import make_reader
from communique.ingest import Refusal, documents
from communique.record import Document
from communique.runs import Workers, ingest
from communique.store import Store
from communique.web import Desk, create_app

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/desk"
CHROMIUM = "/usr/bin/chromium"
#: Nothing of a browser that would reach for the network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Shot(NamedTuple):
    """A picture: of which address, as which file, how wide and high."""

    address: str
    name: str
    width: int = 1280
    height: int = 900
    dark: bool = False


def shots(keys: dict[str, str]) -> list[Shot]:
    """The pictures, with the keys of the stories by name."""
    astana, readout, tehran = (f"/story/{keys[name]}" for name in ("astana-talks", "readout-biden-xi-call", "tehran-riyadh-beijing"))
    pages = [("/", "inbox"), (astana, "story"), ("/search?q=support", "search"), ("/actor?name=CHN", "actor"), ("/map", "map"), ("/network", "network"), ("/issues", "issues")]
    return [Shot(address, f"{name}-{'dark' if dark else 'light'}", dark=dark) for address, name in pages for dark in (False, True)]
