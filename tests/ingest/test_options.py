"""The page on ingest has every option and limit with its default."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from communique.ingest import Limits, Options
from communique.ingest.kinds import SUFFIXES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ingest.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \| `?([^|`]+)`? \|", PAGE, re.MULTILINE))


def test_the_page_has_every_limit_with_its_default() -> None:
    defaults = {
        name: f"{value:,g}" if isinstance(value, float) else f"{value:,}"
        for name, value in dataclasses.asdict(Limits()).items()
    }
    assert {name: ROWS.get(name) for name in defaults} == defaults


def test_the_page_has_every_option_with_its_default() -> None:
    fields = {field.name: getattr(Options(), field.name) for field in dataclasses.fields(Options)}
    written = {
        name: f"{type(value).__name__}()" if dataclasses.is_dataclass(value) else repr(value).replace("'", '"')
        for name, value in fields.items()
    }
    assert {name: ROWS.get(name) for name in written} == written


def test_the_page_has_every_ending() -> None:
    assert [ending for ending in SUFFIXES if f"`{ending}`" not in PAGE] == []
