"""PolNeAR as word labels and links: what the tagger learns from."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from communique.pipeline.attribution.tagger import BEGIN, INSIDE, LINKED, ROLES
from communique.pipeline.encoder import Pieces, Words
from communique.record import Span

NO_CUE = -1


class Example(NamedTuple):
    """An annotated document.

    Attributes:
        id: Its id in the corpus.
        text: Its text.
        words: Its words.
        labels: One label a word, see `tagger.LABELS`.
        cues: For each word of a source or content the first word of its cue; elsewhere `NO_CUE`.
    """

    id: str
    text: str
    words: Words
    labels: list[int]
    cues: list[int]


def read(path: Path, pieces: Pieces) -> Iterator[Example]:
    """The documents of a file of `shared/bench/attribution`.

    Raises:
        FileNotFoundError: There is none.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield example(row, pieces)


def paragraphs(text: str) -> list[Span]:
    """The lines of a text that hold anything."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def example(row: dict[str, Any], pieces: Pieces) -> Example:
    """A row of the corpus with its attributions as labels of words."""
    words = pieces(row["text"], paragraphs(row["text"]))
    labels, cues = [0] * len(words.starts), [NO_CUE] * len(words.starts)
    begins = {start for start, _ in words.paragraphs}
    for attribution in row["attributions"]:
        roles = {role: _touched(words, attribution.get(role, [])) for role in ROLES}
        cue = roles["cue"][0] if roles["cue"] else NO_CUE
        for role, indices in roles.items():
            previous = None
            for i in indices:
                inside = previous == i - 1 and i not in begins
                labels[i] = (INSIDE if inside else BEGIN)[role]
                cues[i] = cue if role in LINKED else NO_CUE
                previous = i
    return Example(row["id"], row["text"], words, labels, cues)


def _touched(words: Words, spans: list[list[int]]) -> list[int]:
    return [
        i
        for i, (start, end) in enumerate(zip(words.starts, words.ends, strict=True))
        if any(s < end and start < e for s, e in spans)
    ]
