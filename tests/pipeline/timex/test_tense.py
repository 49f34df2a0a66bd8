"""Which way a clause looks."""

import pytest
import spacy

from communique.pipeline.language import DEFAULT_MODEL
from communique.pipeline.timex.tense import leans_to_future


@pytest.fixture(scope="module")
def leans():
    pipeline = spacy.load(DEFAULT_MODEL)

    def leans(sentence, words):
        start = sentence.index(words)
        return leans_to_future(pipeline(sentence), start, start + len(words))

    return leans


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister will arrive on Friday.",
        "The minister said he would arrive on Friday.",
        "The talks are scheduled for Friday.",
        "The talks, scheduled for Friday, will be held in Oslo.",
        "The talks open on Friday.",
        "The government planned a conference for Friday.",
        "The ministers asked him to come on Friday.",
        "The deadline was extended to Friday.",
        "They gave Iran until Friday to answer.",
        "They are supposed to conclude by Friday.",
        "The new rate is effective Friday.",
        "He told them to leave on Friday.",
        "The judge set a hearing for Friday.",
        "A hearing has been set for Friday.",
        "On Friday, the two leaders plan to meet in Cairo.",
        "Officials expect results on Friday.",
        "The polls close on Friday.",
        "The vote is on Friday.",
        "The deadline for the resolution is Friday.",
        "He spoke of the board's meeting due on Friday.",
        "The court hears the case Friday.",
        "The minister receives his guest on Friday.",
        "Friday is the last day for an answer.",
        "He is due back Friday.",
        "The city is quiet ahead of Friday's vote.",
        "They are preparing for Friday's election.",
    ],
)
def test_ahead(leans, sentence):
    assert leans(sentence, "Friday") is True


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister said on Friday that talks had failed.",
        "The minister rejected the offer, made on Friday in Geneva.",
        "They said that they would appeal the decision, announced Friday by the court.",
        "The minister could not be reached on Friday.",
        "It was not until Friday that he revealed the plan.",
        "By Friday, the officials had hardened their position.",
        "They have been allowed to work there since Friday.",
        "The price fell from the high set on Friday.",
        "Neither the minister nor his spokesman could be reached on Friday.",
        "No one could be reached on Friday.",
        "The truce had been due to expire on Friday.",
        "Police were called on Friday to the embassy.",
        "She was allowed to return home on Friday.",
        "Until Friday, the minister has refused to answer.",
        "The police are investigating an attack on Friday.",
        "The minister says on Friday that talks failed.",
        "The company cut its forecast Friday.",
        "The party, in a letter on Friday, will not yield.",
    ],
)
def test_back(leans, sentence):
    assert leans(sentence, "Friday") is False


@pytest.mark.parametrize(
    ("sentence", "ahead"),
    [
        ("Friday's meeting will be held in Oslo.", True),
        ("The minister will look for ways around Friday's ruling.", None),
    ],
)
def test_genitive_has_the_tense_of_its_noun_only(leans, sentence, ahead):
    assert leans(sentence, "Friday") is ahead


def test_no_words_lean_nowhere(leans):
    assert leans("Friday", "Friday") is None
    assert leans_to_future(spacy.blank("en")("a"), 5, 9) is None
