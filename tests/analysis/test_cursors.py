"""Cursors: a mark comes back; what is damaged or another question's is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.analysis import CursorError, Cursors

OWN = Cursors(("/a", ["b", "c"]))


@given(st.text(min_size=1, max_size=60))
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(CursorError, match="begin at the first page"):
        OWN.mark(cursor)


@given(st.lists(st.none() | st.integers(-(2**63), 2**63) | st.text(max_size=20), max_size=4).map(tuple))
def test_a_mark_comes_back_from_its_cursor(mark: tuple[str | int | None, ...]) -> None:
    cursor = OWN.cursor(mark)
    assert Cursors(("/a", ["b", "c"])).mark(cursor) == mark
    for other in (Cursors(("/b", ["b", "c"])), Cursors(("/a", ["b"]))):
        with pytest.raises(CursorError):
            other.mark(cursor)


def test_no_further_page_has_no_cursor() -> None:
    assert OWN.cursor(None) is None
    assert OWN.mark(None) is None
