"""Streams that end: a bounded whole, a stream that counts, and one that unpacks gzip."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from communique.ingest.items import Budget, Unreadable

CHUNK = 65_536


def whole(stream: BinaryIO, most: int) -> bytes:
    """All bytes of a stream.

    Raises:
        Unreadable: There are more than `most`.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise Unreadable(f"longer than {most:,} bytes.")
    return data


def seekable(stream: BinaryIO, most: int) -> BinaryIO:
    """The stream, or all of its bytes (at most `most`) where it cannot go back."""
    return stream if stream.seekable() else io.BytesIO(whole(stream, most))


class Counted(io.RawIOBase):
    """A stream that can only be read, and no more of it than is allowed.

    Args:
        stream: Where the bytes come from.
        budget: What every byte is taken from.
    """

    def __init__(self, stream: BinaryIO, budget: Budget | None = None) -> None:
        self.stream, self.budget = stream, budget
        self.window: int | None = None

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as bytes come.

        Raises:
            Unreadable: More was read than is allowed.
        """
        # `read1` gives what is there; `read` would go on to the damage further down before it gives anything.
        data = getattr(self.stream, "read1", self.stream.read)(min(len(buffer), CHUNK))
        if self.budget is not None:
            self.budget.take(size=len(data))
        if self.window is not None:
            self.window -= len(data)
            if self.window < 0:
                raise Unreadable("a header in it is longer than it may be.")
        buffer[: len(data)] = data
        return len(data)

    @contextmanager
    def at_most(self, number: int) -> Iterator[None]:
        """Within the block, in which a header is read, no more than this number of bytes comes."""
        self.window = number + CHUNK  # readers read ahead
        try:
            yield
        finally:
            self.window = None


def inflate(chunks: Iterator[bytes], *, wbits: int) -> Iterator[bytes]:
    """The bytes that zlib, gzip or deflate data unpack to, in pieces of bounded length.

    Args:
        chunks: The packed bytes.
        wbits: zlib's word for the format: 31 for gzip, 15 for zlib, -15 for bare deflate.

    Raises:
        Unreadable: They are damaged or end too early.
    """
    engine = zlib.decompressobj(wbits)
    begun = False
    try:
        for chunk in chunks:
            while chunk:
                if engine.eof:  # gzip files may be several, one after the other
                    if not (chunk := chunk.lstrip(b"\0")):
                        break
                    engine = zlib.decompressobj(wbits)
                begun = True
                if piece := engine.decompress(chunk, CHUNK):
                    yield piece
                chunk = engine.unused_data if engine.eof else engine.unconsumed_tail
        while begun and not engine.eof and (piece := engine.decompress(b"", CHUNK)):
            yield piece
    except zlib.error as error:
        raise Unreadable(f"the compressed data is damaged: {error}.") from None
    if begun and not engine.eof:
        raise Unreadable("the compressed data ends too early.")


class Pieces(io.RawIOBase):
    """An iterator of bytes as a stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.rest = pieces, b""

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer from the next piece."""
        while not self.rest:
            piece = next(self.pieces, None)
            if piece is None:
                return 0
            self.rest = piece
        number = min(len(buffer), len(self.rest))
        buffer[:number], self.rest = self.rest[:number], self.rest[number:]
        return number


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """A stream in pieces of bounded length."""
    while piece := stream.read(CHUNK):
        yield piece
