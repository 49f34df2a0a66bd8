"""The layer Encoder: a vector for every word, from a small transformer, run once a document.

Heads of later stages (attribution now) read these vectors and never the transformer itself. Words are those of the
BERT tokenizer: runs of letters and digits, and single marks. Paragraphs go through in windows: as many whole
paragraphs as fit, so that a word sees its neighbours across paragraphs; a longer paragraph is cut.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from communique.record import Span

#: The folder of the shipped weights.
WEIGHTS = Path(__file__).parent / "weights"
#: The most word pieces in one window, its marks included; BERT's positions would end at 512.
WINDOW = 256
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Words:
    """The words of a text, and the word pieces that the transformer reads for them.

    Attributes:
        starts: Where each word starts, in characters of the text.
        ends: Where it ends.
        pieces: Ids of word pieces of all words, one after the other.
        first: For each word the index in `pieces` of its first; one more entry at the end.
        paragraphs: Ranges of words `[start, end)`, in text order; a paragraph longer than a window is several.
    """

    starts: list[int]
    ends: list[int]
    pieces: list[int]
    first: list[int]
    paragraphs: list[tuple[int, int]]

    def span(self, start: int, end: int) -> Span:
        """The characters of the words `[start, end)`."""
        return Span(self.starts[start], self.ends[end - 1])

    def size(self, paragraph: tuple[int, int]) -> int:
        """Word pieces of a paragraph, the mark behind it included."""
        return self.first[paragraph[1]] - self.first[paragraph[0]] + 1


@dataclass(frozen=True)
class Encoded:
    """A text after the encoder.

    Attributes:
        words: Its words.
        vectors: One row a word: the transformer's last layer at the word's first piece.
        windows: Ranges of paragraphs `[start, end)` that were read together.
    """

    words: Words
    vectors: Floats
    windows: list[tuple[int, int]]


class Pieces:
    """Cuts texts into words and word pieces.

    Args:
        path: A `tokenizer.json` of the `tokenizers` library, with BERT's words.

    Raises:
        ValueError: It lacks BERT's marks.
    """

    def __init__(self, path: Path = WEIGHTS / "tokenizer.json") -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.start = self._mark("[CLS]")
        self.stop = self._mark("[SEP]")

    def _mark(self, name: str) -> int:
        id: int | None = self._tokenizer.token_to_id(name)
        if id is None:
            raise ValueError(f"the tokenizer has no {name}")
        return id

    def __call__(self, text: str, parts: Iterable[Span], limit: int = WINDOW) -> Words:
        """The words of the parts of a text; a part without a word is left out."""
        words = Words([], [], [], [], [])
        spans = list(parts)
        found = self._tokenizer.encode_batch([s.of(text) for s in spans], add_special_tokens=False)
        for span, piece in zip(spans, found, strict=True):
            begin, count, last = len(words.starts), 0, None
            for id, word, (start, end) in zip(piece.ids, piece.word_ids, piece.offsets, strict=True):
                if word == last:
                    words.ends[-1] = span.start + end
                else:
                    if count + 2 >= limit - 1:
                        words.paragraphs.append((begin, len(words.starts)))
                        begin, count = len(words.starts), 0
                    words.starts.append(span.start + start)
                    words.ends.append(span.start + end)
                    words.first.append(len(words.pieces))
                    last = word
                words.pieces.append(id)
                count += 1
            if begin < len(words.starts):
                words.paragraphs.append((begin, len(words.starts)))
        words.first.append(len(words.pieces))
        return words


def windows(sizes: Sequence[int], limit: int = WINDOW) -> Iterator[tuple[int, int]]:
    """Ranges of paragraphs `[start, end)` whose pieces together, with one mark before them, fit the limit."""
    start, total = 0, 1
    for n, size in enumerate(sizes):
        if n > start and total + size > limit:
            yield start, n
            start, total = n, 1
        total += size
    if start < len(sizes):
        yield start, len(sizes)


def sequence(words: Words, window: tuple[int, int], pieces: Pieces) -> tuple[list[int], list[int]]:
    """What the transformer reads for a window, and where in it each of its words begins."""
    ids, places = [pieces.start], []
    for begin, end in words.paragraphs[window[0] : window[1]]:
        first = words.first[begin]
        places += [len(ids) + words.first[w] - first for w in range(begin, end)]
        ids += words.pieces[first : words.first[end]]
        ids.append(pieces.stop)
    return ids, places


def version(folder: Path = WEIGHTS) -> str:
    """What the weights in a folder are known by: a hash of all its files, 12 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(folder.iterdir()):
        if path.suffix != ".md":
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


class Encoder:
    """The layer: texts in, word vectors out.

    Args:
        folder: Where `encoder.onnx` and `tokenizer.json` lie; where none is given, the one that the package has.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.pieces = Pieces(folder / "tokenizer.json")
        options = onnxruntime.SessionOptions()
        # Threads that spin while they wait would take the processor from the language pipeline.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Readers side by side share the processor: who starts them says so as for other libraries. 0: all cores.
        options.intra_op_num_threads = int(os.environ.get("OMP_NUM_THREADS", "").partition(",")[0] or 0)
        self._session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options)

    def __call__(self, text: str, parts: Iterable[Span]) -> Encoded:
        """Encode the parts of a text that are read as prose, in text order."""
        words = self.pieces(text, parts)
        ranges = list(windows([words.size(p) for p in words.paragraphs]))
        rows = [self._window(words, window) for window in ranges]
        return Encoded(words, np.concatenate(rows) if rows else np.empty((0, 0), np.float32), ranges)

    def _window(self, words: Words, window: tuple[int, int]) -> Floats:
        ids, places = sequence(words, window, self.pieces)
        vectors: Floats = self._session.run(None, {"ids": np.array([ids], dtype=np.int64)})[0][0]
        return vectors[places]
