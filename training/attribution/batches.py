"""Windows of documents, as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator

import torch

from communique.pipeline.attribution.tagger import LABELS, LINKED
from communique.pipeline.encoder import Pieces, sequence, windows
from training.attribution.corpus import NO_CUE, Example
from training.attribution.model import Batch, WindowLinks

Window = tuple[Example, tuple[int, int]]


def cut(examples: list[Example], limit: int) -> list[Window]:
    """All windows of the documents."""
    return [
        (one, window)
        for one in examples
        for window in windows([one.words.size(p) for p in one.words.paragraphs], limit)
    ]


def batches(some: list[Window], pieces: Pieces, budget: int, chance: random.Random) -> Iterator[Batch]:
    """The windows in random batches of like lengths, at most `budget` pieces each, padding included."""
    sized = [(sum(e.words.size(p) for p in e.words.paragraphs[w[0] : w[1]]) + 1, (e, w)) for e, w in some]
    chance.shuffle(sized)
    groups: list[list[Window]] = []
    for n in range(0, len(sized), 400):
        group: list[Window] = []
        longest = 0
        for size, window in sorted(sized[n : n + 400], key=lambda s: s[0]):
            if group and max(longest, size) * (len(group) + 1) > budget:
                groups.append(group)
                group, longest = [], 0
            group.append(window)
            longest = max(longest, size)
        groups.append(group)
    chance.shuffle(groups)
    for group in groups:
        yield batch(group, pieces)


def batch(group: list[Window], pieces: Pieces) -> Batch:
    """These windows as tensors."""
    read = [sequence(e.words, w, pieces) for e, w in group]
    width = -(-max(len(ids) for ids, _ in read) // 32) * 32
    tensor = torch.zeros(len(group), width, dtype=torch.long)
    mask = torch.zeros(len(group), width, dtype=torch.long)
    rows: list[list[int]] = []
    labels: list[list[int]] = []
    links = []
    for n, ((one, window), (ids, places)) in enumerate(zip(group, read, strict=True)):
        tensor[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
        flat = [n * width + place for place in places]
        offset = one.words.paragraphs[window[0]][0]
        for start, end in one.words.paragraphs[window[0] : window[1]]:
            rows.append(flat[start - offset : end - offset])
            labels.append(one.labels[start:end])
        links.append(_links(one, flat, offset))
    longest = max(len(row) for row in rows)
    padded = torch.zeros(len(rows), longest, dtype=torch.long)
    wanted = torch.full((len(rows), longest), -1, dtype=torch.long)
    for n, (row, own) in enumerate(zip(rows, labels, strict=True)):
        padded[n, : len(row)] = torch.tensor(row)
        wanted[n, : len(own)] = torch.tensor(own)
    return Batch(tensor, mask, padded, wanted, links)


def _links(one: Example, flat: list[int], offset: int) -> WindowLinks:
    """What links to what in a window; a word whose cue stands outside of it teaches nothing."""
    inside = range(offset, offset + len(flat))
    cues = sorted({one.cues[i] for i in inside if one.cues[i] != NO_CUE and one.cues[i] in inside})
    number = {cue: n for n, cue in enumerate(cues)}
    words: list[list[int]] = [[] for _ in LINKED]
    for i in inside:
        if one.cues[i] in number:
            words[LINKED.index(LABELS[one.labels[i]][2:])].append(i)
    return WindowLinks(
        torch.tensor([flat[c - offset] for c in cues], dtype=torch.long),
        torch.tensor(cues, dtype=torch.long),
        [torch.tensor([flat[i - offset] for i in of], dtype=torch.long) for of in words],
        [torch.tensor(of, dtype=torch.long) for of in words],
        [torch.tensor([number[one.cues[i]] for i in of], dtype=torch.long) for of in words],
    )
