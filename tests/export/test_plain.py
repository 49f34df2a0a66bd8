"""Replacements are one code point for one, and cells that would run do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.plain import active, clean, inert, line


@given(st.text(st.characters()))
def test_nothing_moves(text: str) -> None:
    assert len(clean(text)) == len(line(text)) == len(text)
    assert len(line(text).splitlines()) < 2
    assert "\t" not in line(text)


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert clean("a\x00\x0b\ud800\ufffe\tb\r\n\x85\U0010ffff") == "a\ufffd\ufffd\ufffd\ufffd\tb\r\n\x85\U0010ffff"


@pytest.mark.parametrize("cell", ["=1+1", "+7 495", "-x", "@SUM(A1)", "\tx", "\r=x", " =x", "＝1", "'=x", "'''\n"])
def test_formulas_are_made_inert_and_come_back(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    assert active(inert(cell)) == cell


@pytest.mark.parametrize("cell", ["", "a=1", "'tis", "“=x”", "1-2", "Sergey"])
def test_words_stay(cell: str) -> None:
    assert inert(cell) == active(cell) == cell
