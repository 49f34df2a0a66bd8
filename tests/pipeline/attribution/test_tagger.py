"""The tagger's decoding, held against counting all that is possible; and what it finds."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.pipeline.attribution.tagger import (
    BETWEEN,
    BUCKETS,
    LABELS,
    Chain,
    Tagger,
    between,
    bucket,
    stretches,
)
from communique.pipeline.encoder import Encoder
from communique.record import Span

WIDTH = len(LABELS)


def chain(seed):
    random = np.random.default_rng(seed)
    sizes = (WIDTH, WIDTH), (WIDTH,), (WIDTH,)
    return Chain(*(random.normal(size=size).astype(np.float32) for size in sizes))


def every_path(model, emissions):
    for path in itertools.product(range(WIDTH), repeat=len(emissions)):
        score = model.start[path[0]] + model.end[path[-1]]
        score += sum(emissions[n, label] for n, label in enumerate(path))
        score += sum(model.transitions[a, b] for a, b in itertools.pairwise(path))
        yield path, float(score)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), lengths=st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_best_labels_and_chances_are_those_of_all_paths(seed, lengths):
    model = chain(seed)
    ends = list(itertools.accumulate(lengths))
    paragraphs = list(zip([0, *ends[:-1]], ends, strict=True))
    emissions = np.random.default_rng(seed + 1).normal(size=(ends[-1], WIDTH)).astype(np.float32)
    labels, chances = model.read(emissions, paragraphs)
    for start, end in paragraphs:
        paths = list(every_path(model, emissions[start:end]))
        assert tuple(labels[start:end]) == max(paths, key=lambda p: p[1])[0]
        weights = np.array([np.exp(score) for _, score in paths])
        for n in range(end - start):
            for label in range(WIDTH):
                share = weights[[path[n] == label for path, _ in paths]].sum() / weights.sum()
                assert chances[start + n, label] == pytest.approx(share, abs=1e-3)


def test_a_stretch_ends_where_another_begins():
    labels = [LABELS.index(name) for name in ("B-cue", "B-content", "I-content", "B-content", "O", "B-source")]
    found = list(stretches(labels, np.ones((6, WIDTH), dtype=np.float32), offset=10))
    assert [(p.role, p.start, p.end) for p in found] == [
        ("cue", 10, 11),
        ("content", 11, 13),
        ("content", 13, 14),
        ("source", 15, 16),
    ]


@given(distance=st.integers(-5000, 5000))
def test_every_distance_has_a_bucket_and_near_ones_their_own(distance):
    (own,) = bucket(np.array([distance]))
    assert 0 <= own < BUCKETS
    assert own - BUCKETS // 2 == distance or abs(distance) >= 8


def test_cues_between_a_word_and_a_cue():
    heads = np.array([3, 10, 20, 30, 40, 50, 60])
    assert between(np.array([0]), heads).tolist() == [[0, 1, 2, 3, 4, 4, 4]]
    assert between(np.array([12]), heads).tolist()[0][:4] == [1, 0, 0, 1]
    assert between(np.array([12]), heads).max() == BETWEEN


@pytest.fixture(scope="module")
def tagged():
    encoder, tagger = Encoder(), Tagger()
    return lambda text: tagger(encoder(text, [Span(0, len(text))]))


def test_source_cue_and_content_of_plain_speech(tagged):
    text = "Sauli Niinisto said that Finland would apply to join NATO."
    (one,) = tagged(text).attributions
    assert one.source.of(text) == "Sauli Niinisto"
    assert one.cue.of(text) == "said"
    assert [c.of(text) for c in one.content] == ["that Finland would apply to join NATO"]
    assert 0.5 < one.probability <= 1


def test_chance_of_a_cue_is_high_on_the_cue_only(tagged):
    text = "The foreign minister warned that the ceasefire would not hold."
    tagging = tagged(text)
    at = text.index("warned")
    assert tagging.cue_chance(Span(at, at + 6)) > 0.8
    assert tagging.cue_chance(Span(0, 3)) < 0.2
    assert tagging.cue_chance(Span(len(text), len(text))) == 0


@pytest.mark.parametrize("text", ["", " ", "\n\n", "—", "?!", "a" * 5000, "said " * 2000])
def test_odd_texts_are_no_trouble(tagged, text):
    for one in tagged(text).attributions:
        assert one.cue.of(text).strip()
