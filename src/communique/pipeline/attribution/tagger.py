"""The learned tagger: sources, cues and contents, and which of them belong together.

Two small heads on the encoder's vectors (`encoder`). One gives every word a score for each label; the best
sequence of labels of a paragraph is found globally (Viterbi, with the transition scores of a linear-chain CRF),
because labels chosen one by one break contents into pieces. The other scores for each word of a source or content
the cues that it may belong to, and that it belongs to none. The labels follow PolNeAR (Newell, Margolin and Ruths,
LREC 2018): flat, a word is in at most one attribution.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from communique.pipeline.encoder import WEIGHTS, Encoded, Floats, Words
from communique.record import Span

ROLES = ("source", "cue", "content")
#: Label 0 is of words in no attribution.
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
BEGIN = {role: LABELS.index(f"B-{role}") for role in ROLES}
INSIDE = {role: LABELS.index(f"I-{role}") for role in ROLES}
#: Roles that are linked to a cue, each with scores of its own.
LINKED = ("source", "content")
#: Distances from a word to a cue, in words, up to which each has a score of its own; further ones share buckets.
NEAR = 8
BUCKETS = 2 * (NEAR + 6) + 1
#: Up to so many other cues between a word and a cue have a score of their own.
BETWEEN = 4


class Piece(NamedTuple):
    """A stretch of words `[start, end)` with one role, and how sure the tagger is of it, from 0 to 1."""

    role: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True)
class Tagged:
    """An attribution as the tagger has it.

    Attributes:
        cue: Its words that report, in characters.
        source: Who is said to have said it; None where the text leaves it open.
        content: What is said, in text order; empty where it was not found.
        probability: The tagger's own, of cue, content and link, from 0 to 1; not calibrated.
    """

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    probability: float


@dataclass(frozen=True)
class Tagging:
    """What the tagger says of a text.

    Attributes:
        attributions: In the order of their cues.
        words: The words that it judged.
        cue: For each the chance that it is part of a cue, from 0 to 1.
    """

    attributions: tuple[Tagged, ...]
    words: Words
    cue: Floats

    def cue_chance(self, span: Span) -> float:
        """The chance that a span of characters is part of a cue: its likeliest word's."""
        first, last = bisect_right(self.words.ends, span.start), bisect_left(self.words.starts, span.end)
        return float(self.cue[first:last].max(initial=0.0))


class Tagger:
    """Finds attributions in what the encoder made of a text.

    Args:
        weights: The heads' arrays by name; those that ship with the package where none are given.
    """

    def __init__(self, weights: Mapping[str, Floats] | None = None) -> None:
        self.weights = dict(weights if weights is not None else load(WEIGHTS / "attribution.npz"))
        self._threads = ThreadpoolController()

    def __call__(self, encoded: Encoded) -> Tagging:
        """The attributions of a text."""
        # The arrays are small: threads would only wait for each other, long where the processor is busy.
        with self._threads.limit(limits=1, user_api="blas"):
            return self._tagging(encoded)

    def _tagging(self, encoded: Encoded) -> Tagging:
        found: list[Tagged] = []
        words = encoded.words
        if not words.starts:
            return Tagging((), words, np.empty(0, dtype=np.float32))
        emissions = encoded.vectors @ self.weights["label"] + self.weights["label_bias"]
        chain = Chain(self.weights["transitions"], self.weights["start"], self.weights["end"])
        labels, chances = chain.read(emissions, words.paragraphs)
        cue = chances[:, [BEGIN["cue"], INSIDE["cue"]]].sum(axis=1)
        for first, last in encoded.windows:
            pieces = [
                piece
                for start, end in words.paragraphs[first:last]
                for piece in stretches(labels[start:end], chances[start:end], start)
            ]
            found += self._linked(encoded, pieces)
        return Tagging(tuple(found), words, cue)

    def _linked(self, encoded: Encoded, pieces: list[Piece]) -> Iterator[Tagged]:
        """The attributions of one window: each source and content with the cue that it most likely belongs to."""
        cues = [p for p in pieces if p.role == "cue"]
        if not cues:
            return
        sources: dict[int, tuple[float, Piece]] = {}
        contents: dict[int, list[tuple[float, Piece]]] = {}
        for role in LINKED:
            own = [p for p in pieces if p.role == role]
            for piece, chances in zip(own, self._links(encoded.vectors, own, cues, role), strict=True):
                best = int(chances.argmax())
                chance = float(chances[best])
                if best == len(cues):
                    continue
                if role == "content":
                    contents.setdefault(best, []).append((chance, piece))
                elif best not in sources or sources[best][0] < chance:
                    sources[best] = chance, piece
        words = encoded.words
        for n, cue in enumerate(cues):
            source, parts = sources.get(n), contents.get(n, [])
            yield Tagged(
                words.span(cue.start, cue.end),
                words.span(source[1].start, source[1].end) if source else None,
                tuple(words.span(p.start, p.end) for _, p in parts),
                cue.probability * min((c * p.probability for c, p in parts), default=0.0),
            )

    def _links(self, vectors: Floats, pieces: list[Piece], cues: list[Piece], role: str) -> Iterator[Floats]:
        """For each piece the chance that it belongs to each cue, and last to none: its words' on average."""
        if not pieces:
            return
        w, n = self.weights, LINKED.index(role)
        heads = np.array([c.start for c in cues])
        places = np.concatenate([np.arange(p.start, p.end) for p in pieces])
        asked = vectors[places] @ w["link_word"][n] + w["link_word_bias"][n]
        given = vectors[heads] @ w["link_cue"][n] + w["link_cue_bias"][n]
        scores = asked @ given.T / np.sqrt(np.float32(asked.shape[1]))
        scores += w["link_distance"][n][bucket(places[:, None] - heads[None, :])]
        scores += w["link_between"][n][between(places, heads)]
        none = asked @ w["link_none"][n] / np.sqrt(np.float32(asked.shape[1])) + w["link_none_bias"][n]
        scores = log_softmax(np.concatenate([scores, none[:, None]], axis=1))
        first = 0
        for piece in pieces:
            last = first + piece.end - piece.start
            yield np.exp(log_softmax(scores[first:last].mean(axis=0)))
            first = last


def load(path: Path) -> dict[str, Floats]:
    """The arrays of an `.npz` file, by name."""
    with np.load(path) as stored:
        return {name: stored[name] for name in stored.files}


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """The index of a distance's score: exact up to `NEAR` words, then doubling up to 32 times that."""
    size = np.abs(distance)
    far = NEAR + np.floor(np.log2(np.maximum(size, NEAR) / NEAR)).astype(int)
    near = np.where(size < NEAR, size, np.minimum(far, NEAR + 5))
    index: NDArray[np.int64] = BUCKETS // 2 + np.where(distance < 0, -near, near)
    return index


@dataclass(frozen=True)
class Chain:
    """A linear-chain CRF over the labels of a paragraph's words.

    Attributes:
        transitions: Score of each label (row) before each other (column).
        start: Score of each label at a paragraph's start; `end` at its end.
    """

    transitions: Floats
    start: Floats
    end: Floats

    def read(self, emissions: Floats, paragraphs: Sequence[tuple[int, int]]) -> tuple[list[int], Floats]:
        """The best labels of all words, each paragraph for itself, and the chance of each label for each word.

        The paragraphs go side by side, one word of each at a time: word by word would take as long as all else.

        Args:
            emissions: One row of label scores a word.
            paragraphs: Ranges of words `[start, end)` that together are all of them, in order.
        """
        longest = max(end - start for start, end in paragraphs)
        rows = np.zeros((len(paragraphs), longest, emissions.shape[1]), dtype=np.float32)
        inside = np.zeros((len(paragraphs), longest), dtype=bool)
        for n, (start, end) in enumerate(paragraphs):
            rows[n, : end - start] = emissions[start:end]
            inside[n, : end - start] = True
        return self._best(rows, inside)[inside].tolist(), self._chances(rows, inside)[inside]

    def _best(self, rows: Floats, inside: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Viterbi. Behind its end a row keeps its scores, so that the last step ends all of them."""
        score = self.start + rows[:, 0]
        stay = np.arange(rows.shape[2])
        back = np.empty(rows.shape, dtype=np.int64)
        for n in range(1, rows.shape[1]):
            every = score[:, :, None] + self.transitions
            on = inside[:, n, None]
            back[:, n] = np.where(on, every.argmax(axis=1), stay)
            score = np.where(on, every.max(axis=1) + rows[:, n], score)
        labels = np.empty(rows.shape[:2], dtype=np.int64)
        labels[:, -1] = (score + self.end).argmax(axis=1)
        every_row = np.arange(len(rows))
        for n in range(rows.shape[1] - 1, 0, -1):
            labels[:, n - 1] = back[every_row, n, labels[:, n]]
        return labels

    def _chances(self, rows: Floats, inside: NDArray[np.bool_]) -> Floats:
        """Forward and backward, scaled at every step."""
        weights = np.exp(self.transitions)
        scaled = np.exp(rows - rows.max(axis=2, keepdims=True))
        ahead = np.empty_like(scaled)
        ahead[:, 0] = scaled[:, 0] * np.exp(self.start)
        for n in range(1, rows.shape[1]):
            ahead[:, n] = (ahead[:, n - 1] @ weights) * scaled[:, n]
            ahead[:, n] /= ahead[:, n].sum(axis=1, keepdims=True)
        behind = np.broadcast_to(np.exp(self.end), rows[:, 0].shape)
        chances = np.empty_like(scaled)
        for n in range(rows.shape[1] - 1, -1, -1):
            chances[:, n] = ahead[:, n] * behind
            step = (scaled[:, n] * behind) @ weights.T
            behind = np.where(inside[:, n, None], step / step.max(axis=1, keepdims=True), behind)
        total: Floats = chances / chances.sum(axis=2, keepdims=True)
        return total


def between(places: NDArray[np.int64], heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many other cues stand between each place (row) and each cue (column, in order), `BETWEEN` at most."""
    before = np.searchsorted(heads, places)[:, None]
    order = np.arange(len(heads))[None, :]
    others: NDArray[np.int64] = np.minimum(np.where(order >= before, order - before, before - 1 - order), BETWEEN)
    return others


def stretches(labels: list[int], chances: Floats, offset: int = 0) -> Iterator[Piece]:
    """The pieces that a sequence of labels makes; a piece is as probable as the mean of its words."""
    n = 0
    while n < len(labels):
        role = LABELS[labels[n]][2:]
        if not role:
            n += 1
            continue
        end = n + 1
        while end < len(labels) and labels[end] == INSIDE[role]:
            end += 1
        own = chances[range(n, end), labels[n:end]]
        yield Piece(role, offset + n, offset + end, float(own.mean()))
        n = end


def log_softmax(scores: Floats) -> Floats:
    """Along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
