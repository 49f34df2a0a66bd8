"""What a model in training finds in annotated documents."""

from __future__ import annotations

import torch

from communique.pipeline.attribution.tagger import Tagged, Tagger
from communique.pipeline.encoder import Encoded, Pieces, windows
from training.attribution.batches import batch
from training.attribution.corpus import Example
from training.attribution.model import Model


def predict(model: Model, examples: list[Example], pieces: Pieces) -> dict[str, tuple[Tagged, ...]]:
    """The tagger's attributions by document id."""
    model.eval()
    tagger = Tagger(model.weights())
    return {one.id: tagger(encode(model, one, pieces)).attributions for one in examples}


def encode(model: Model, one: Example, pieces: Pieces) -> Encoded:
    """What the torch encoder makes of a document."""
    ranges = list(windows([one.words.size(p) for p in one.words.paragraphs]))
    rows = []
    with torch.inference_mode():
        for window in ranges:
            made = batch([(one, window)], pieces)
            vectors = model.vectors(made.pieces, made.mask)
            rows.append(torch.cat([vectors[r[k >= 0]] for r, k in zip(made.rows, made.labels, strict=True)]))
    return Encoded(one.words, torch.cat(rows).numpy(), ranges)
