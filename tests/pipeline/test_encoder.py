"""Words, windows and vectors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.pipeline.encoder import WEIGHTS, WINDOW, Encoder, sequence, windows
from communique.record import Span


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


def test_words_are_runs_of_letters_and_single_marks_with_their_offsets(encoder):
    text = "Erdoğan's “grain corridor” — 2022."
    words = encoder.pieces(text, [Span(0, len(text))])
    found = [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
    assert found == ["Erdoğan", "'", "s", "“", "grain", "corridor", "”", "—", "2022", "."]


def test_offsets_count_code_points_behind_emoji_and_accents(encoder):
    text = "🇺🇳 Žilina's café reopened"
    words = encoder.pieces(text, [Span(0, len(text))])
    assert text[words.starts[-1] : words.ends[-1]] == "reopened"


def test_parts_start_paragraphs_and_what_is_outside_is_not_read(encoder):
    text = "Headline here\n\nskipped\n\nThe talks went on."
    parts = [Span(0, 13), Span(text.index("The"), len(text))]
    encoded = encoder(text, parts)
    assert encoded.words.paragraphs == [(0, 2), (2, 7)]
    assert encoded.windows == [(0, 2)]
    assert encoded.vectors.shape == (7, 384)


def test_a_long_paragraph_is_cut_and_no_word_is_lost(encoder):
    text = "delegation " * 900
    words = encoder.pieces(text, [Span(0, len(text))])
    assert len(words.starts) == 900
    assert words.paragraphs[0][0] == 0
    assert words.paragraphs[-1][1] == 900
    assert all(words.size(p) < WINDOW for p in words.paragraphs)


def test_a_sequence_marks_its_start_and_the_end_of_each_paragraph(encoder):
    text = "Talks resumed.\nThey ended."
    words = encoder.pieces(text, [Span(0, 14), Span(15, len(text))])
    ids, places = sequence(words, (0, 2), encoder.pieces)
    assert ids[0] == encoder.pieces.start
    assert [n for n, id in enumerate(ids) if id == encoder.pieces.stop] == [4, 8]
    assert places == [1, 2, 3, 5, 6, 7]


def test_vectors_depend_on_neighbours_and_are_the_same_again(encoder):
    bank, river = "The bank of the river", "The bank of the state"
    first, second = (encoder(t, [Span(0, len(t))]).vectors[1] for t in (bank, river))
    assert np.abs(first - second).max() > 0.01
    assert np.array_equal(encoder(bank, [Span(0, len(bank))]).vectors[1], first)


@given(sizes=st.lists(st.integers(2, 300), max_size=40))
def test_windows_hold_every_paragraph_once_and_fit(sizes):
    found = list(windows(sizes))
    assert [n for start, end in found for n in range(start, end)] == list(range(len(sizes)))
    assert all(1 + sum(sizes[s:e]) <= WINDOW or e - s == 1 for s, e in found)


def test_the_weights_are_small():
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 30 * 2**20
