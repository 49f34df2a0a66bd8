"""How sure a statement is: the chance that speaker, cue and content are all right.

A logistic regression on what the tagger and the grammar say of it, fitted by `training/attribution` on PolNeAR's
development set and, for attributions inside others' contents, which PolNeAR does not have, on the records there.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from communique.pipeline.attribution.draft import Attribution
from communique.pipeline.encoder import WEIGHTS

#: No chance is taken for nearer to 0 or 1 than this.
_EDGE = 1e-3


class Confidence:
    """The regression.

    Args:
        path: A JSON object of weights by feature; the shipped one where none is given.
    """

    def __init__(self, path: Path = WEIGHTS / "confidence.json") -> None:
        self.weights: Mapping[str, float] = json.loads(path.read_text(encoding="utf-8"))

    def __call__(self, one: Attribution) -> float:
        """The chance that an attribution is right, from 0 to 1, to two decimals."""
        score = sum(self.weights[name] * value for name, value in features(one).items())
        return round(1 / (1 + math.exp(-score)), 2)


def features(one: Attribution) -> dict[str, float]:
    """What an attribution is judged by; 0 or 1 but for `chance`, which is in log-odds."""
    draft = one.draft
    tagged = draft.tagged if draft is not None else None
    chance = min(max(tagged.probability, _EDGE), 1 - _EDGE) if tagged is not None else 0.5
    return {
        "always": 1.0,
        "tagged": float(tagged is not None),
        "chance": math.log(chance / (1 - chance)),
        "parsed": float(draft is not None and draft.parsed),
        "without cue": float(draft is None),
        "without speaker": float(not one.actors),
        "quoted": float(draft is not None and draft.quoted),
        "nested": float(one.above is not None),
    }
