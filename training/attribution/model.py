"""The tagger in torch: the encoder and the heads of `communique.pipeline.attribution.tagger`, with losses."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertModel

from communique.pipeline.attribution.tagger import BETWEEN, BUCKETS, LABELS, LINKED, between, bucket

LINK = 128
#: What a forbidden transition scores.
NEVER = -1e4
#: The share of cues that are hidden from the links while they learn.
HIDDEN = 0.15


class Batch(NamedTuple):
    """Windows of several documents.

    Attributes:
        pieces: Ids, `[windows, pieces]`; `mask` is 1 where there is one.
        rows: For each paragraph and word the index of its first piece in the flat `pieces`, `[paragraphs, words]`.
        labels: Same shape; -1 behind a paragraph's end.
        links: What links to what, one entry a window.
    """

    pieces: Tensor
    mask: Tensor
    rows: Tensor
    labels: Tensor
    links: list[WindowLinks]


class WindowLinks(NamedTuple):
    """What links to what in a window.

    Attributes:
        cue_rows: Flat index of each cue's first piece; `cue_words` its number among the document's words.
        rows: The same of the words that link to a cue, one tensor a role of `LINKED`; `words` their numbers.
        targets: For each of these its cue's place in `cue_rows`.
    """

    cue_rows: Tensor
    cue_words: Tensor
    rows: list[Tensor]
    words: list[Tensor]
    targets: list[Tensor]


class Model(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: BertModel, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.label = nn.Linear(width, len(LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.start = nn.Parameter(torch.zeros(len(LABELS)))
        self.end = nn.Parameter(torch.zeros(len(LABELS)))
        self.link_word = nn.ModuleList(nn.Linear(width, LINK) for _ in LINKED)
        self.link_cue = nn.ModuleList(nn.Linear(width, LINK) for _ in LINKED)
        self.link_distance = nn.Parameter(torch.zeros(len(LINKED), BUCKETS))
        self.link_between = nn.Parameter(torch.zeros(len(LINKED), BETWEEN + 1))
        self.link_none = nn.Parameter(torch.zeros(len(LINKED), LINK))
        self.link_none_bias = nn.Parameter(torch.zeros(len(LINKED)))
        self.register_buffer("allowed", allowed(), persistent=False)
        self.register_buffer("opening", opening(), persistent=False)

    def heads(self) -> list[nn.Parameter]:
        """The parameters that are not the encoder's."""
        return [p for name, p in self.named_parameters() if not name.startswith("encoder.")]

    def vectors(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """The encoder's last layer, one row a piece, flat."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states = self.encoder(pieces, attention_mask=mask).last_hidden_state
        return states.float().reshape(-1, states.shape[-1])

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The losses: of labels, a word's mean; of links, a linked word's mean."""
        vectors = self.dropout(self.vectors(batch.pieces, batch.mask))
        emissions = self.label(vectors[batch.rows])
        known = batch.labels >= 0
        labels = crf_loss(emissions, batch.labels.clamp(min=0), known, *self.chain()) / known.sum()
        return labels, self._link_loss(vectors, batch.links)

    def chain(self) -> tuple[Tensor, Tensor, Tensor]:
        """Transition, start and end scores with what is forbidden."""
        return self.transitions + self.allowed, self.start + self.opening, self.end

    def _link_loss(self, vectors: Tensor, links: list[WindowLinks]) -> Tensor:
        losses = []
        cues = torch.cat([w.cue_rows for w in links])
        sizes = [len(w.cue_rows) for w in links]
        for role in range(len(LINKED)):
            # One look-up for all windows: each look-up's gradient would be as large as the vectors.
            asked = self.link_word[role](vectors[torch.cat([w.rows[role] for w in links])])
            given = self.link_cue[role](vectors[cues])
            parts = zip(links, asked.split([len(w.rows[role]) for w in links]), given.split(sizes), strict=True)
            for window, words, heads in parts:
                if not len(words):
                    continue
                scores = words @ heads.T / LINK**0.5
                distance = window.words[role][:, None] - window.cue_words[None, :]
                scores = scores + self.link_distance[role][torch.from_numpy(bucket(distance.numpy()))]
                others = between(window.words[role].numpy(), window.cue_words.numpy())
                scores = scores + self.link_between[role][torch.from_numpy(others)]
                # Some cues are hidden: their words learn to link to none, as where a cue was not found.
                hidden = torch.rand(len(heads)) < HIDDEN
                scores = scores.masked_fill(hidden[None, :], NEVER)
                none = words @ self.link_none[role] / LINK**0.5 + self.link_none_bias[role]
                targets = window.targets[role].masked_fill(hidden[window.targets[role]], len(heads))
                scores = torch.cat([scores, none[:, None]], dim=1)
                losses.append(nn.functional.cross_entropy(scores, targets, reduction="none"))
        return torch.cat(losses).mean() if losses else vectors.sum() * 0

    def weights(self) -> dict[str, np.ndarray]:
        """The heads' arrays in the form of the runtime's `Tagger`."""
        transitions, start, end = self.chain()
        arrays = {
            "label": self.label.weight.T,
            "label_bias": self.label.bias,
            "transitions": transitions,
            "start": start,
            "end": end,
            "link_word": torch.stack([m.weight.T for m in self.link_word]),
            "link_word_bias": torch.stack([m.bias for m in self.link_word]),
            "link_cue": torch.stack([m.weight.T for m in self.link_cue]),
            "link_cue_bias": torch.stack([m.bias for m in self.link_cue]),
            "link_distance": self.link_distance,
            "link_between": self.link_between,
            "link_none": self.link_none,
            "link_none_bias": self.link_none_bias,
        }
        return {name: a.detach().numpy().astype(np.float32) for name, a in arrays.items()}


def allowed() -> Tensor:
    """0 where a label may follow another, `NEVER` where it would go on with what was not begun."""
    scores = torch.zeros(len(LABELS), len(LABELS))
    for j, label in enumerate(LABELS):
        if label.startswith("I-"):
            for i, before in enumerate(LABELS):
                if before[1:] != label[1:]:
                    scores[i, j] = NEVER
    return scores


def opening() -> Tensor:
    """The same at a paragraph's start."""
    return torch.tensor([NEVER if label.startswith("I-") else 0.0 for label in LABELS])


def crf_loss(
    emissions: Tensor, labels: Tensor, known: Tensor, transitions: Tensor, start: Tensor, end: Tensor
) -> Tensor:
    """Negative log likelihood of the labels of a linear-chain CRF, summed over the rows."""
    rows = torch.arange(len(labels))
    last = known.sum(1) - 1
    gold = emissions.gather(2, labels[:, :, None]).squeeze(2)
    moves = transitions[labels[:, :-1], labels[:, 1:]]
    score = (gold * known).sum(1) + (moves * known[:, 1:]).sum(1) + start[labels[:, 0]] + end[labels[rows, last]]
    alpha = start + emissions[:, 0]
    for n in range(1, emissions.shape[1]):
        step = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + emissions[:, n]
        alpha = torch.where(known[:, n, None], step, alpha)
    return (torch.logsumexp(alpha + end, dim=1) - score).sum()
