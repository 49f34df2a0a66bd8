"""Training of the encoder and its attribution heads: fixed seed, checkpoints, resumable."""

from __future__ import annotations

import copy
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from torch.optim.lr_scheduler import LRScheduler
from transformers import BertModel

from communique.pipeline.encoder import Pieces
from training.attribution.batches import batches, cut
from training.attribution.corpus import Example
from training.attribution.evaluate import predict
from training.attribution.model import Model
from training.attribution.scoring import line, score


@dataclass(frozen=True)
class Settings:
    """How long and how fast to learn.

    Attributes:
        seed: Of weights, windows and their order.
        epochs: Passes over the training documents.
        rate: Peak learning rate of the encoder; `head_rate` of the heads. Both rise
            for the first tenth and then fall to 0.
        decay: Weight decay.
        pieces: Word pieces in a step.
        narrowest: Windows have from this many pieces to the runtime's, anew each epoch, so that cuts differ.
        link: Weight of the links' loss beside the labels'.
        layers: How many of the encoder's layers are kept.
        average: Decay of the running mean of the weights, which is what is kept in the end.
    """

    seed: int = 7
    epochs: int = 6
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    pieces: int = 4096
    narrowest: int = 128
    widest: int = 256
    link: float = 0.2
    layers: int = 6
    average: float = 0.998
    dropout: float = 0.1


def build(encoder: Path, settings: Settings) -> Model:
    """A fresh model on a folder of pretrained weights."""
    torch.manual_seed(settings.seed)
    # Dropout of attention costs as much as the rest of a step on a processor.
    bert = BertModel.from_pretrained(
        encoder, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
    )
    bert.encoder.layer = bert.encoder.layer[: settings.layers]
    bert.config.num_hidden_layers = settings.layers
    return Model(bert, settings.dropout)


def train(
    model: Model,
    examples: list[Example],
    dev: list[Example],
    bench: Path,
    pieces: Pieces,
    folder: Path,
    s: Settings,
) -> Model:
    """Train, and return the averaged model. An interrupted run goes on from its last finished epoch."""
    folder.mkdir(parents=True, exist_ok=True)
    steps = s.epochs * math.ceil(sum(len(e.words.pieces) for e in examples) / s.pieces * 1.12)
    optimizer = torch.optim.AdamW(_groups(model, s), weight_decay=s.decay, fused=True)
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(n / 0.1, max(0.0, steps - n) / 0.9) / steps)
    mean = copy.deepcopy(model).eval()
    done = _resume(folder, model, mean, optimizer, rates)
    for epoch in range(done, s.epochs):
        chance = random.Random(s.seed * 1000 + epoch)
        torch.manual_seed(s.seed * 1000 + epoch)
        model.train()
        began, sums, count = time.monotonic(), [0.0, 0.0], 0
        some = cut(examples, chance.randint(s.narrowest, s.widest))
        for made in batches(some, pieces, s.pieces, chance):
            labels, links = model(made)
            optimizer.zero_grad(set_to_none=True)
            (labels + s.link * links).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            rates.step()
            count += 1
            _average(mean, model, min(s.average, (rates.last_epoch + 1) / (rates.last_epoch + 10)))
            sums = [sums[0] + labels.item(), sums[1] + links.item()]
            if count % 50 == 0:
                print(f"  step {rates.last_epoch}/{steps}, {time.monotonic() - began:.0f} s", flush=True)
        print(
            f"epoch {epoch + 1}: labels {sums[0] / count:.3f}, links {sums[1] / count:.3f}, "
            f"{time.monotonic() - began:.0f} s",
            flush=True,
        )
        if dev:
            report = score(bench, "polnear-dev.jsonl.gz", predict(mean, dev, pieces))
            print("  dev:", line(report), flush=True)
        state = {"epoch": epoch + 1, "model": model.state_dict(), "mean": mean.state_dict()}
        state |= {"optimizer": optimizer.state_dict(), "rates": rates.state_dict()}
        torch.save(state, folder / "state.tmp")
        (folder / "state.tmp").replace(folder / "state.pt")
    return mean


def _groups(model: Model, s: Settings) -> list[dict[str, object]]:
    heads = {id(p) for p in model.heads()}
    return [
        {"params": [p for p in model.parameters() if id(p) not in heads], "lr": s.rate},
        {"params": model.heads(), "lr": s.head_rate},
    ]


def _average(mean: nn.Module, model: nn.Module, decay: float) -> None:
    with torch.no_grad():
        for kept, new in zip(mean.parameters(), model.parameters(), strict=True):
            kept.lerp_(new, 1 - decay)


def _resume(folder: Path, model: Model, mean: Model, optimizer: torch.optim.Optimizer, rates: LRScheduler) -> int:
    path = folder / "state.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    mean.load_state_dict(state["mean"])
    optimizer.load_state_dict(state["optimizer"])
    rates.load_state_dict(state["rates"])
    print(f"going on after epoch {state['epoch']}")
    return int(state["epoch"])
