"""Texts cut at the edges of their evidence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.export.segments import blocks, cut
from communique.record import Layout, Span

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(min(ends), max(ends)))
EVIDENCE = st.dictionaries(st.sampled_from("abcdef"), st.lists(SPANS, max_size=4), max_size=6)


@given(EVIDENCE)
def test_segments_cover_the_block_once_and_name_what_covers_them(evidence: dict[str, list[Span]]) -> None:
    (pieces,) = cut(evidence, [Span(5, 30)])
    assert [piece.span.start for piece in pieces] + [30] == [5] + [piece.span.end for piece in pieces]
    for piece in pieces:
        covering = {
            id
            for id, spans in evidence.items()
            for s in spans
            if s.start <= piece.span.start and piece.span.end <= s.end
        }
        assert set(piece.entries) == covering


@given(EVIDENCE)
def test_every_entry_in_sight_opens_exactly_once(evidence: dict[str, list[Span]]) -> None:
    pieces = [piece for block in cut(evidence, [Span(0, 12), Span(14, 30)]) for piece in block]
    opened = [id for piece in pieces for id in piece.opens]
    assert sorted(opened) == sorted({id for piece in pieces for id in piece.entries})


def test_the_shortest_span_is_the_inner_one() -> None:
    (pieces,) = cut({"whole": [Span(0, 9)], "part": [Span(3, 6)], "same": [Span(3, 6)]}, [Span(0, 9)])
    assert [piece.entries for piece in pieces] == [("whole",), ("part", "same", "whole"), ("whole",)]


def test_crossing_spans_part_at_every_edge() -> None:
    (pieces,) = cut({"left": [Span(0, 6)], "right": [Span(4, 9)]}, [Span(0, 9)])
    assert [(p.span.start, p.span.end, set(p.entries)) for p in pieces] == [
        (0, 4, {"left"}),
        (4, 6, {"left", "right"}),
        (6, 9, {"right"}),
    ]


def test_a_paragraph_wrapped_by_hand_is_one_block() -> None:
    text = "Headline\n\n  One line\nand another.\nA third\n"
    start = text.index("One")
    paragraph = Span(start, text.index("A third") - 1)
    found = blocks(text, Layout(paragraphs=(paragraph,)))
    assert [block.of(text) for block in found] == ["Headline", "One line\nand another.", "A third"]


@given(st.text(alphabet="ab \n\r\u2028", max_size=60), st.lists(SPANS, max_size=5))
def test_blocks_hold_every_word(text: str, parts: list[Span]) -> None:
    layout = Layout(paragraphs=tuple(parts))
    assert "".join("".join(block.of(text).split()) for block in blocks(text, layout)) == "".join(text.split())
