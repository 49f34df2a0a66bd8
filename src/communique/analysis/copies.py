"""Near-copies among texts: MinHash over word shingles to find them, shared shingles to be sure.

Shingles, resemblance and containment after Broder, "On the resemblance and containment of documents" (1997); bands
of a signature after Indyk and Motwani, "Approximate nearest neighbors" (1998). Containment and not resemblance
decides: a story that was cut to its half is still that story. Nothing is drawn by chance: the hash functions are
fixed.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

#: Words of a shingle: enough that two stories of one meeting share few, and few enough that a changed word costs
#: little.
SHINGLE = 4
#: The least part of the shorter text that the longer one must have: between what copies cut at opposite ends keep
#: (0.4) and what two stories of one meeting share by their quotations and a site's own lines (0.2).
CONTAINED = 0.35
#: Shingles that two texts must share at the least: two notes of one sentence are no copies of each other.
LEAST = 12
#: Bands of a signature and hashes in each. Of pairs that resemble each other (shared among all shingles) by 0.2
#: they find 99 in 100, by 0.1 seven in ten.
_BANDS, _ROWS = 128, 2
#: Texts of one band that each further one is compared with.
_COMPARED = 50

_WORD = re.compile(r"\w+")
_PRIME = np.uint64((1 << 31) - 1)
_DRAWN = hashlib.shake_128(b"communique").digest(2 * _BANDS * _ROWS * 4)
_FACTORS = np.frombuffer(_DRAWN, dtype="<u4").reshape(2, -1).astype(np.uint64) % (
    _PRIME - np.uint64(1)
) + np.uint64(1)

Shingles = NDArray[np.uint32]


def shingles(text: str) -> Shingles:
    """The shingles of a text, each as a hash of 32 bits, sorted, none twice; case and punctuation do not count."""
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    joined = (" ".join(words[start : start + SHINGLE]) for start in range(max(len(words) - SHINGLE + 1, 0)))
    return np.unique(np.fromiter((zlib.crc32(one.encode()) for one in joined), dtype=np.uint32))


def shared(one: Shingles, other: Shingles) -> int:
    """How many shingles two texts share."""
    return int(np.intersect1d(one, other, assume_unique=True).size)


def is_copy(one: Shingles, other: Shingles, contained: float = CONTAINED) -> bool:
    """Whether the longer text has so much of the shorter one that it is the same story."""
    both = shared(one, other)
    return both >= LEAST and both >= contained * min(one.size, other.size)


class Groups:
    """Numbers that belong together (a union-find)."""

    def __init__(self, size: int) -> None:
        self.above = list(range(size))

    def first(self, number: int) -> int:
        """The least number of the group."""
        while self.above[number] != number:
            self.above[number] = self.above[self.above[number]]
            number = self.above[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        low, high = sorted((self.first(one), self.first(other)))
        self.above[high] = low

    def all(self) -> list[list[int]]:
        """The groups, each sorted, by their least numbers."""
        found: dict[int, list[int]] = {}
        for number in range(len(self.above)):
            found.setdefault(self.first(number), []).append(number)
        return list(found.values())


def groups(texts: Iterable[Shingles]) -> Groups:
    """Which of the texts are copies of each other, or of a common one."""
    known = list(texts)
    found = Groups(len(known))
    for run in _runs(known):
        _join(known, run, found)
    return found


def _join(texts: list[Shingles], run: list[int], found: Groups) -> None:
    """Compare texts with the first of each group among them."""
    heads: list[int] = []
    for number in run:
        if any(found.first(number) == found.first(head) for head in heads):
            continue
        for head in heads:
            if is_copy(texts[number], texts[head]):
                found.join(number, head)
                break
        else:
            if len(heads) < _COMPARED:
                heads.append(number)


def _runs(texts: list[Shingles]) -> Iterator[list[int]]:
    """Numbers of the texts whose signatures agree in a band."""
    signed = [number for number, one in enumerate(texts) if one.size >= LEAST]
    if len(signed) < 2:
        return
    signatures = np.stack([_signature(texts[number]) for number in signed])
    for band in range(_BANDS):
        column = signatures[:, band]
        order = np.argsort(column, kind="stable")
        ends = np.flatnonzero(np.diff(column[order])) + 1
        for run in np.split(order, ends):
            if run.size > 1:
                yield [signed[number] for number in run]


def _signature(text: Shingles) -> NDArray[np.uint64]:
    """For each band one number, made of its least hashes."""
    factor, addend = _FACTORS
    hashed = (np.outer(factor, text.astype(np.uint64) & _PRIME) + addend[:, None]) % _PRIME
    least: NDArray[np.uint64] = hashed.min(axis=1).reshape(_BANDS, _ROWS)
    signature: NDArray[np.uint64] = (least[:, 0] << np.uint64(32)) | least[:, 1]
    return signature
