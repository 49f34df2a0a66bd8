"""The weights of `confidence`: a logistic regression on whether statements are right, and its calibration.

A statement is right if its cue shares a token with a gold one, its source too (or neither has one), and its
content has a Jaccard index of at least 0.5 with the gold content: the scorer's `full`. Statements inside others'
contents are judged on the records of diplomatic news, since PolNeAR has none.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import torch

from benchmarks.tasks.attribution import attributions, outermost, shown
from communique import Document, Reader, Record
from communique.pipeline.attribution.confidence import Confidence, features
from communique.pipeline.attribution.draft import Attribution
from communique.record import Statement
from training.attribution.scoring import scorer

FOLDS = 5
BINS = 10
#: Weight of the squares of the regression's weights, which keeps rare features small.
RIDGE = 1e-3


class Case(NamedTuple):
    """A statement with what it is judged by, and whether it is right."""

    document: str
    features: dict[str, float]
    right: bool


class _Recorder(Confidence):
    """Notes the features of every statement, in their order."""

    def __init__(self) -> None:
        self.seen: list[dict[str, float]] = []

    def __call__(self, one: Attribution) -> float:
        self.seen.append(features(one))
        return 0.0


def cases(rows: Sequence[dict[str, Any]], module: ModuleType, nested: bool) -> Iterator[Case]:
    """The statements that the reader finds in annotated documents: the nested ones, or the others."""
    reader, recorder = Reader(), _Recorder()
    reader.statements.confidence = recorder
    for row in rows:
        recorder.seen = []
        record = reader.read(Document(id=row["id"], text=row["text"]))
        found = list(zip(record.statements, recorder.seen, strict=True))
        chosen = [(s, f) for s, f in found if bool(f["nested"]) == nested]
        if not nested:
            outer = {a.cue or a.content for a in outermost([_own(record, s) for s, _ in chosen])}
            chosen = [(s, f) for s, f in chosen if (_own(record, s).cue or _own(record, s).content) in outer]
        right = _right(module, row, [shown(record.document.text, _own(record, s)) for s, _ in chosen])
        yield from (Case(row["id"], f, n in right) for n, (_, f) in enumerate(chosen))


def _own(record: Record, statement: Statement) -> Any:
    return attributions(record.document.text, statement)[0]


def _right(module: ModuleType, row: dict[str, Any], predicted: list[dict[str, Any]]) -> set[int]:
    """The numbers of the predicted attributions that the scorer calls fully right."""
    tokens = [match.span() for match in module.TOKEN.finditer(row["text"])]
    sides = [[s for s, _ in tokens], [e for _, e in tokens], len(row["text"]), row["id"]]
    gold = module.read_attributions(row, *sides)
    found = [module.read_attributions({"attributions": [p]}, *sides) for p in predicted]
    flat = [(n, a) for n, some in enumerate(found) for a in some]
    return {flat[p][0] for _, p in module.pair(gold, [a for _, a in flat], module.is_fully_right)}


def fit(some: Sequence[Case]) -> dict[str, float]:
    """The regression's weights by feature."""
    names = list(some[0].features)
    seen = torch.tensor([[case.features[name] for name in names] for case in some])
    right = torch.tensor([float(case.right) for case in some])
    weights = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(seen @ weights, right)
        value = value + RIDGE * weights.square().sum()
        value.backward()
        return value

    optimizer.step(loss)
    return {name: round(w, 3) for name, w in zip(names, weights.tolist(), strict=True)}


def chance(weights: dict[str, float], case: Case) -> float:
    """What the regression says of a statement."""
    return float(torch.sigmoid(torch.tensor(sum(weights[n] * v for n, v in case.features.items()))))


def crossed(some: Sequence[Case]) -> list[tuple[float, bool]]:
    """Chance and truth of every statement, each judged by weights fitted on other documents."""
    documents = sorted({case.document for case in some})
    random.Random(7).shuffle(documents)
    fold = {document: n % FOLDS for n, document in enumerate(documents)}
    judged = []
    for n in range(FOLDS):
        weights = fit([c for c in some if fold[c.document] != n])
        judged += [(chance(weights, c), c.right) for c in some if fold[c.document] == n]
    return judged


def error(judged: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error: the mean distance of chance and truth over ten bins of equal width."""
    total = 0.0
    for n in range(BINS):
        own = [(p, r) for p, r in judged if n / BINS <= p < (n + 1) / BINS or (n == BINS - 1 and p == 1)]
        if own:
            total += abs(sum(p for p, _ in own) - sum(r for _, r in own))
    return total / len(judged)


def table(judged: Sequence[tuple[float, bool]]) -> str:
    """What a threshold keeps, and how much of it is right."""
    lines = [f"{'threshold':>9} {'kept':>6} {'right':>6}"]
    for threshold in (0.0, 0.3, 0.5, 0.7, 0.8, 0.9):
        kept = [r for p, r in judged if p >= threshold]
        if kept:
            lines.append(f"{threshold:9.1f} {len(kept) / len(judged):6.1%} {sum(kept) / len(kept):6.1%}")
    return "\n".join(lines)


def calibrate(bench: Path, rows: Sequence[dict[str, Any]], path: Path) -> None:
    """Fit on the development sets, print the calibration on documents left out, and write the weights."""
    records = (bench.parent / "record" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    module = scorer(bench)
    told = [{**r, "attributions": r["statements"]} for r in map(json.loads, records)]
    some = [*cases(rows, module, nested=False), *cases(told, module, nested=True)]
    judged = crossed(some)
    inside = sum(bool(c.features["nested"]) for c in some)
    share = sum(c.right for c in some) / len(some)
    print(f"{len(some)} statements, {inside} of them inside others; {share:.1%} right")
    print(f"expected calibration error {error(judged):.3f} (weights of other documents, {FOLDS} folds)")
    print(table(judged))
    path.write_text(json.dumps(fit(some), indent=1) + "\n", encoding="utf-8")
