"""Streams end, whatever they hold."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.ingest import Unreadable
from communique.ingest.items import Budget
from communique.ingest.streams import CHUNK, Counted, Pieces, inflate, pieces, whole


@given(st.binary(max_size=300), st.binary(max_size=300), st.integers(1, 50))
def test_what_was_packed_is_unpacked_in_whatever_pieces_it_comes(one: bytes, two: bytes, size: int) -> None:
    packed = gzip.compress(one) + gzip.compress(two)
    chunks = iter([packed[at : at + size] for at in range(0, len(packed), size)])
    assert b"".join(inflate(chunks, wbits=31)) == one + two


def test_a_bomb_comes_in_pieces() -> None:
    bomb = zlib.compress(bytes(50_000_000), 9)
    assert len(bomb) < CHUNK
    sizes = [len(piece) for piece in inflate(iter([bomb]), wbits=15)]
    assert sum(sizes) == 50_000_000
    assert max(sizes) <= CHUNK


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(b"a story")[:-5], "ends too early"),
        (b"no gzip at all", "damaged"),
        (b"\x1f\x8b\x08", "too early"),
    ],
)
def test_damage_is_said(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        list(inflate(iter([data]), wbits=31))


def test_a_whole_is_bounded() -> None:
    assert whole(io.BytesIO(b"12345"), 5) == b"12345"
    with pytest.raises(Unreadable, match="longer than 4 bytes"):
        whole(io.BytesIO(b"12345"), 4)


def test_a_budget_is_shared_by_streams() -> None:
    budget = Budget(entries=2, size=10)
    one, two = (Counted(io.BytesIO(b"123456"), budget) for _ in range(2))
    assert one.read() == b"123456"
    with pytest.raises(Unreadable, match="more bytes"):
        two.read()


def test_a_budget_counts_files() -> None:
    budget = Budget(entries=2, size=0)
    budget.take(entries=2)
    with pytest.raises(Unreadable, match="more files"):
        budget.take(entries=1)


def test_a_window_bounds_a_header_only() -> None:
    stream = Counted(io.BytesIO(bytes(10 * CHUNK)))
    with stream.at_most(100):
        stream.read(100)
    stream.read(CHUNK * 2)
    with stream.at_most(100), pytest.raises(Unreadable, match="header"):
        io.BufferedReader(stream).read(CHUNK * 3)


def test_pieces_and_streams_are_each_others_inverse() -> None:
    data = bytes(range(256)) * 1000
    assert io.BufferedReader(Pieces(pieces(io.BytesIO(data)))).read() == data
