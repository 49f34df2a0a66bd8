"""What the tagger was chosen over: (a) a head on the language pipeline's own vectors and syntax, (b) a CRF.

Both read what spaCy's pipeline makes of a text and label its tokens; both link by the nearest cue. They are here
to be measured, and ship nowhere.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pycrfsuite
import torch
from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Token
from torch import Tensor, nn

from communique.knowledge import cues
from communique.pipeline.attribution.quotes import quotations
from communique.pipeline.attribution.tagger import (
    BEGIN,
    INSIDE,
    LABELS,
    ROLES,
    Chain,
    Piece,
    Tagged,
    stretches,
)
from communique.record import Span
from training.attribution.corpus import paragraphs
from training.attribution.model import allowed, crf_loss, opening


class Parsed(NamedTuple):
    """A paragraph after the pipeline: its tokens, with labels, and the vectors that the pipeline itself made."""

    id: str
    offset: int
    doc: Doc
    labels: list[int]
    quoted: list[bool]


#: A model in use: the labels of a paragraph, and the chance of each (all 1 where the model has none).
Label = Callable[[Parsed], tuple[list[int], np.ndarray]]


def parse(rows: list[dict[str, Any]], pipeline: Pipeline) -> Iterator[Parsed]:
    """Every paragraph of the documents, with its attributions as labels."""
    pieces = [(row, span) for row in rows for span in paragraphs(str(row["text"]))]
    docs = pipeline.pipe((span.of(str(row["text"])) for row, span in pieces), batch_size=64)
    for (row, span), doc in zip(pieces, docs, strict=True):
        labels = [0] * len(doc)
        for attribution in row["attributions"]:
            for role in ROLES:
                previous = None
                for start, end in sorted(attribution.get(role, [])):
                    for token in doc:
                        at = span.start + token.idx
                        if at < end and start < at + len(token) and not token.is_space:
                            labels[token.i] = (INSIDE if previous == token.i - 1 else BEGIN)[role]
                            previous = token.i
        quotes = quotations(doc.text, [Span(0, len(doc.text))])
        quoted = [any(q.start <= t.idx < q.end for q in quotes) for t in doc]
        yield Parsed(str(row["id"]), span.start, doc, labels, quoted)


def link(parsed: Parsed, pieces: list[Piece]) -> list[Tagged]:
    """Attributions of pieces: each source and content goes to the nearest cue of its paragraph."""
    heads = [p for p in pieces if p.role == "cue"]

    def span(piece: Piece) -> Span:
        last = parsed.doc[piece.end - 1]
        return Span(parsed.offset + parsed.doc[piece.start].idx, parsed.offset + last.idx + len(last))

    parts: list[dict[str, list[Span]]] = [{"source": [], "content": []} for _ in heads]
    for piece in pieces:
        if piece.role != "cue" and heads:
            near = min(
                range(len(heads)), key=lambda n: max(heads[n].start - piece.end, piece.start - heads[n].end)
            )
            parts[near][piece.role].append(span(piece))
    return [
        Tagged(span(h), p["source"][0] if p["source"] else None, tuple(p["content"]), h.probability)
        for h, p in zip(heads, parts, strict=True)
    ]


def features(parsed: Parsed) -> list[list[str]]:
    """What the CRF sees of each token: its own form and syntax, its neighbours', its governor's, the lexicon's."""
    own = [_own(t, q) for t, q in zip(parsed.doc, parsed.quoted, strict=True)]
    found = []
    for token in parsed.doc:
        seen = list(own[token.i])
        for step in (-2, -1, 1, 2):
            if 0 <= token.i + step < len(own):
                seen += [f"{step}:{f}" for f in own[token.i + step][:5]]
            else:
                seen.append(f"{step}:edge")
        governor = token.head
        seen += [f"head:{governor.lemma_.lower()}", f"head:{governor.pos_}", f"path:{token.dep_}<{governor.dep_}"]
        above = next((a for a in token.ancestors if _reporting(a)), None)
        seen.append("under:" + (f"{above.lemma_.lower()}:{above.i < token.i}" if above is not None else "none"))
        found.append(seen)
    return found


def _own(token: Token, quoted: bool) -> list[str]:
    return [
        f"w:{token.lower_}",
        f"t:{token.tag_}",
        f"d:{token.dep_}",
        f"q:{quoted}",
        f"r:{_reporting(token)}",
        f"l:{token.lemma_.lower()}",
        f"e:{token.ent_type_}",
        f"s:{token.is_sent_start}",
        f"T:{token.is_title}",
    ]


def _reporting(token: Token) -> bool:
    return any((token.lemma_.lower(), pos) in cues() for pos in ("verb", "noun", "adjective"))


def train_crf(train: list[Parsed], path: Path, rounds: int = 60) -> Label:
    """(b): a linear-chain CRF (python-crfsuite, L-BFGS)."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for parsed in train:
        if len(parsed.doc):
            trainer.append(features(parsed), [LABELS[label] for label in parsed.labels])
    trainer.set_params({"c1": 0.05, "c2": 0.01, "max_iterations": rounds, "feature.minfreq": 3})
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))

    def label(parsed: Parsed) -> tuple[list[int], np.ndarray]:
        labels = [LABELS.index(name) for name in tagger.tag(features(parsed))]
        return _repaired(labels), np.ones((len(labels), len(LABELS)), dtype=np.float32)

    return label


class Component(nn.Module):
    """(a): windows of three tokens, four times over, on the pipeline's vectors and syntax, with a CRF.

    Four residual layers, as spaCy's own components are built (`MaxoutWindowEncoder`): nine tokens see each other.
    """

    def __init__(self, width: int, sizes: list[int]) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(size, 24) for size in sizes)
        self.drop = nn.Dropout(0.3)
        self.enter = nn.Linear(width + 24 * len(sizes), 256)
        self.layers = nn.ModuleList(nn.Conv1d(256, 256, 3, padding=1) for _ in range(4))
        self.label = nn.Linear(256, len(LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.start, self.end = nn.Parameter(torch.zeros(len(LABELS))), nn.Parameter(torch.zeros(len(LABELS)))

    def chain(self) -> tuple[Tensor, Tensor, Tensor]:
        """Transition, start and end scores."""
        return self.transitions + allowed(), self.start + opening(), self.end

    def forward(self, vectors: Tensor, codes: Tensor) -> Tensor:
        """Emissions, `[paragraphs, tokens, labels]`."""
        seen = torch.cat([vectors, *(table(codes[..., n]) for n, table in enumerate(self.tables))], -1)
        states = self.enter(self.drop(seen)).transpose(1, 2)
        for layer in self.layers:
            states = states + nn.functional.gelu(layer(self.drop(states)))
        emissions: Tensor = self.label(states.transpose(1, 2))
        return emissions


def train_component(train: list[Parsed], epochs: int = 8, seed: int = 7) -> Label:
    """Train (a) and return its labeller."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    known = [{"": 0} for _ in range(6)]
    ready = [(_vectors(p), _codes(p, known, learn=True), p.labels) for p in train if len(p.doc)]
    model = Component(ready[0][0].shape[1], [len(k) + 1 for k in known])
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    for epoch in range(epochs):
        began, total = time.monotonic(), 0.0
        chance.shuffle(ready)
        groups = [sorted(ready[n : n + 1024], key=lambda r: len(r[2])) for n in range(0, len(ready), 1024)]
        some = [group[n : n + 64] for group in groups for n in range(0, len(group), 64)]
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * (1 - epoch / epochs)
        for part in some:
            lengths = torch.tensor([len(labels) for *_, labels in part])
            vectors = nn.utils.rnn.pad_sequence([torch.from_numpy(v) for v, _, _ in part], batch_first=True)
            codes = nn.utils.rnn.pad_sequence([torch.from_numpy(c) for _, c, _ in part], batch_first=True)
            labels = nn.utils.rnn.pad_sequence([torch.tensor(own) for *_, own in part], batch_first=True)
            mask = torch.arange(labels.shape[1])[None] < lengths[:, None]
            loss = crf_loss(model(vectors, codes), labels, mask, *model.chain()) / mask.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
        print(f"  epoch {epoch + 1}: {total / len(some):.3f}, {time.monotonic() - began:.0f} s", flush=True)
    model.eval()

    def label(parsed: Parsed) -> tuple[list[int], np.ndarray]:
        with torch.inference_mode():
            vectors, codes = _vectors(parsed), _codes(parsed, known, learn=False)
            emissions = model(torch.from_numpy(vectors)[None], torch.from_numpy(codes)[None])[0].numpy()
            chain = Chain(*(t.detach().numpy() for t in model.chain()))
        return chain.read(emissions, [(0, len(emissions))])

    return label


def _vectors(parsed: Parsed) -> np.ndarray:
    return np.asarray(parsed.doc.tensor, dtype=np.float32)


def _codes(parsed: Parsed, known: list[dict[str, int]], learn: bool) -> np.ndarray:
    rows = []
    for token, quoted in zip(parsed.doc, parsed.quoted, strict=True):
        steps = min(3, sum(1 for _ in token.ancestors))
        seen = [
            token.tag_,
            token.dep_,
            token.head.dep_,
            f"{quoted}",
            f"{_reporting(token)}{_reporting(token.head)}",
        ]
        seen.append(f"{steps}{token.head.i < token.i}")
        if learn:
            rows.append([k.setdefault(s, len(k)) for k, s in zip(known, seen, strict=True)])
        else:
            rows.append([k.get(s, 0) for k, s in zip(known, seen, strict=True)])
    return np.array(rows, dtype=np.int64)


def _repaired(labels: list[int]) -> list[int]:
    """A label that goes on with nothing begins something."""
    begins = {INSIDE[role]: BEGIN[role] for role in ROLES}
    previous, found = "", []
    for label in labels:
        role = LABELS[label][2:]
        found.append(begins.get(label, label) if role != previous else label)
        previous = role
    return found


def predict(dev: list[Parsed], label: Label) -> dict[str, tuple[Tagged, ...]]:
    """The attributions by document id."""
    found: dict[str, tuple[Tagged, ...]] = {}
    for parsed in dev:
        if len(parsed.doc):
            labels, chances = label(parsed)
            found[parsed.id] = (*found.get(parsed.id, ()), *link(parsed, list(stretches(labels, chances))))
    return found
