"""Widely known places that give way to namesakes."""

from benchmarks.namesakes import losses
from communique import Document


def test_a_name_that_means_what_all_know_is_no_loss(reader):
    document = Document(id="a", text="Ministers flew from Chicago to Houston on Monday and met a senator in Oslo.")
    assert list(losses(reader, document)) == [None, None, None]


def test_a_namesake_is_told_with_its_words(reader):
    text = "Voters in Cookeville, Nashville, Dresden, Jackson and Memphis went to the polls, Tennessee said."
    lost = [one for one in losses(reader, Document(id="a", text=text)) if one is not None]
    assert [(one.words, one.given) for one in lost] == [("Dresden", "Dresden, USA")]
    assert "Cookeville, Nashville, Dresden" in lost[0].context
