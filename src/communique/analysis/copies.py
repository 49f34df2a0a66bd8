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
BANDS, _ROWS = 128, 2
_WORD = re.compile(r"\w+")
_PRIME = np.uint64((1 << 31) - 1)
_DRAWN = hashlib.shake_128(b"communique").digest(2 * BANDS * _ROWS * 4)
_FACTORS = np.frombuffer(_DRAWN, dtype="<u4").reshape(2, -1).astype(np.uint64) % (
    _PRIME - np.uint64(1)
) + np.uint64(1)
#: Odd numbers of 64 bits (Knuth's multiplicative hashing) that make one number of a band's two hashes.
_MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)

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


def signature(text: Shingles) -> NDArray[np.uint32]:
    """For each band one number, made of its least hashes; texts that are copies agree in one of them at least."""
    if not text.size:
        return np.zeros(BANDS, dtype=np.uint32)
    factor, addend = _FACTORS
    hashed = (np.outer(factor, text.astype(np.uint64) & _PRIME) + addend[:, None]) % _PRIME
    least = hashed.min(axis=1).reshape(BANDS, _ROWS) * _MIXERS  # what is above 64 bits is lost
    mixed: NDArray[np.uint64] = (least[:, 0] ^ least[:, 1]) >> np.uint64(32)
    return mixed.astype(np.uint32)
