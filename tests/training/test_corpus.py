"""Annotated attributions as labels of words and links: on a row of our own, in the corpus' form."""

from __future__ import annotations

import pytest

from communique.pipeline.attribution.tagger import LABELS
from communique.pipeline.encoder import Pieces
from training.attribution.corpus import NO_CUE, example, paragraphs

TEXT = '"The corridor is open," Aliyev said. "It stays open."\n\nBaku hopes for more.'


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


@pytest.fixture(scope="module")
def made():
    said = {
        "source": [span("Aliyev")],
        "cue": [span("said")],
        "content": [span('"The corridor is open,"'), span('"It stays open."')],
    }
    hopes = {"source": [span("Baku")], "cue": [span("hopes for")], "content": [span("more")]}
    return example({"id": "own", "text": TEXT, "attributions": [said, hopes]}, Pieces())


def labelled(made, role):
    words = made.words
    return [
        TEXT[words.starts[i] : words.ends[i]] for i, label in enumerate(made.labels) if LABELS[label][2:] == role
    ]


def test_every_word_of_a_role_is_labelled(made):
    assert labelled(made, "source") == ["Aliyev", "Baku"]
    assert labelled(made, "cue") == ["said", "hopes", "for"]
    assert labelled(made, "content")[-1] == "more"


def test_a_content_that_its_cue_interrupts_begins_anew(made):
    begins = [i for i, label in enumerate(made.labels) if LABELS[label] == "B-content"]
    assert [TEXT[made.words.starts[i] :][:4] for i in begins] == ['"The', '"It ', "more"]


def test_sources_and_contents_link_to_the_first_word_of_their_cue(made):
    words = made.words
    cues = {TEXT[words.starts[cue] : words.ends[cue]] for cue in made.cues if cue != NO_CUE}
    assert cues == {"said", "hopes"}
    for i, label in enumerate(made.labels):
        linked = LABELS[label][2:] in {"source", "content"}
        assert (made.cues[i] != NO_CUE) == linked


def test_paragraphs_are_the_lines_that_hold_anything():
    assert [s.of(TEXT) for s in paragraphs(TEXT)] == TEXT.split("\n\n")
