"""The benchmark's own scorer, and its figures for what a tagger found."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from communique.pipeline.attribution.tagger import Tagged

FIGURES = ("cue", "full", "source_exact", "cue_exact", "content_exact")


def score(bench: Path, gold: str, predicted: dict[str, tuple[Tagged, ...]]) -> dict[str, Any]:
    """The report of the scorer in `bench` on a file there."""
    module = scorer(bench)
    documents = module.read_gold(bench / gold)
    found = {
        id: module.read_attributions(
            {"attributions": [shown(t) for t in predicted.get(id, ())]}, d.starts, d.ends, len(d.text), id
        )
        for id, d in documents.items()
    }
    report: dict[str, Any] = module.score(documents, found)
    return report


def shown(tagged: Tagged) -> dict[str, list[list[int]]]:
    """An attribution in the scorer's form."""
    roles = {"source": (tagged.source,) if tagged.source else (), "cue": (tagged.cue,), "content": tagged.content}
    return {role: [[s.start, s.end] for s in spans] for role, spans in roles.items()}


def line(report: dict[str, Any]) -> str:
    """The figures that matter, in one line."""
    shares = [f"{name} {100 * report[name]['f1']:.1f}" for name in FIGURES]
    direct = report["direct"]
    return " · ".join([*shares, f"direct {100 * direct['recall']:.1f} / {100 * direct['speaker']:.1f}"])


def scorer(bench: Path) -> ModuleType:
    """The scorer that lies with the data, as a module."""
    if "attribution_scorer" not in sys.modules:
        spec = importlib.util.spec_from_file_location("attribution_scorer", bench / "score.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["attribution_scorer"] = module
        spec.loader.exec_module(module)
    return sys.modules["attribution_scorer"]
