"""Pictures with few colours, for the docs: indexed PNG (ISO/IEC 15948) of a quarter of the size."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

#: Colours of an indexed picture.
_COLOURS = 256

Pixels = NDArray[np.uint8]


def indexed(pixels: Pixels) -> bytes:
    """A PNG file with the commonest 256 colours of a picture, in place of others the nearest of them.

    Args:
        pixels: Rows of red, green and blue.
    """
    height, width, _ = pixels.shape
    colours, places, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts, kind="stable")[:_COLOURS]]
    nearest = np.array([_nearest(one, palette) for one in colours.astype(np.int32)], dtype=np.uint8)
    rows = nearest[places.reshape(-1)].reshape(height, width)
    data = b"".join(b"\0" + row.tobytes() for row in rows)  # each row unfiltered
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = {b"IHDR": header, b"PLTE": palette.tobytes(), b"IDAT": zlib.compress(data, 9), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, part) for kind, part in parts.items())


def _nearest(colour: NDArray[np.int32], palette: Pixels) -> int:
    return int(((palette.astype(np.int32) - colour) ** 2).sum(axis=1).argmin())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
