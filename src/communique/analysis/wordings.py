"""The shingles of many texts on disk, so that memory holds only the signatures by which candidates are found."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile, gettempdir
from types import TracebackType
from typing import Self

import numpy as np

from communique.analysis.copies import BANDS, LEAST, Shingles, signature
from communique.store import StoreError

#: Bytes of shingles that stay in memory: those of some three thousand stories.
_IN_MEMORY = 4_000_000
#: Bytes of a shingle's hash.
_BYTES = 4


class Wordings:
    """Texts by the number of their coming, from 0. A text takes half a kilobyte of memory, whatever its length.

    What is on disk is gone when the `with` block ends, and when the program is killed.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._ends = array("Q", [0])
        self._signatures = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> Shingles:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return np.frombuffer(self._file.read(end - start), dtype=np.uint32)

    def add(self, text: Shingles) -> None:
        """Take a further text.

        Raises:
            StoreError: There is no room for it on the disk for temporary files.
        """
        try:
            self._file.seek(self._ends[-1])
            self._file.write(text.tobytes())
        except OSError as error:
            raise StoreError(f"no room for temporary files in {gettempdir()}: {error.strerror}") from None
        self._ends.append(self._ends[-1] + _BYTES * text.size)
        self._signatures += signature(text).tobytes()

    def runs(self) -> Iterator[list[int]]:
        """Numbers of texts whose signatures agree in a band: candidates for copies of each other."""
        lengths = np.diff(np.frombuffer(self._ends, dtype=np.uint64))
        signed = np.flatnonzero(lengths >= LEAST * _BYTES)
        signatures = np.frombuffer(self._signatures, dtype=np.uint32).reshape(-1, BANDS)
        for band in range(BANDS):
            column = signatures[signed, band]
            order = np.argsort(column, kind="stable")
            edges = np.concatenate(([0], np.flatnonzero(np.diff(column[order])) + 1, [order.size]))
            for place in np.flatnonzero(np.diff(edges) > 1):
                yield signed[order[edges[place] : edges[place + 1]]].tolist()
