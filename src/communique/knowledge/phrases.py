"""The words of an actor: what it says of somebody, and where titles and plain words stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.knowledge.offices import titles
from communique.knowledge.sectors import sector_of, singulars

#: The most words that a name or a title is sought in.
_LONGEST = 8
_WORD = re.compile(r"\w+(?:[-.’'&/]\w+)*\.?|[^\w\s]")
#: Where the words that say what somebody is end, and those that say more of it begin.
_MORE = re.compile(
    r",|\s(?:of|in|from|at|for|with|near|across|on|who|that|which|to|against|behind|inside|outside|under)\s"
)
#: How many there are of those who are told behind `of`.
_SOME = re.compile(
    r"(?:(?:a|the|an) )?(?:one|two|three|several|some|many|most|all|both|few|dozens|scores|tens|hundreds|"
    r"thousands|millions|number|majority|handful|couple|crowds?|parts?|lots?)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"s?he|they|it|him|hers?|them|his|their|who|we|us|i|you|(?:some|any|every)(?:one|body)|others|th[oe]se|both|all",
    re.IGNORECASE,
)
#: Last words of titles that are borne in every sector: what stands beside them tells which.
_ANYWHERE = re.compile(
    r"(?:spokes(?:man|woman|person|men|people)|director|chief|head|leader|chair(?:man|woman|person|men)?|official|"
    r"member|representative|(?:co-)?founder|secretary|manager|boss|president|executive|advis[eo]r|aide|supporter|"
    r"officer|source|commander|deputy|sympathi[sz]er|delegate|organi[sz]ation|group|movement|faction|body|side)s?",
    re.IGNORECASE,
)


def is_pronoun(phrase: str) -> bool:
    """Whether a phrase names somebody without saying whom."""
    return _PRONOUN.fullmatch(phrase) is not None


def is_borne_anywhere(title: str) -> bool:
    """Whether a title or word (`spokesman`, `chief`) is one of every sector."""
    return _ANYWHERE.fullmatch(title.rpartition(" ")[2]) is not None


def parted(phrase: str) -> tuple[str, str]:
    """What somebody is, and what more is said of it: `leader`, `Hamas` of `leader of Hamas`."""
    match = _MORE.search(phrase)
    if match is not None and _SOME.fullmatch(phrase[: match.start()]):
        return parted(phrase[match.end() :])
    return (phrase, "") if match is None else (phrase[: match.start()], phrase[match.end() :])


def head(phrase: str) -> tuple[str, str]:
    """The sector of the last title or plain word, the longest that ends there, and its words; empty where none."""
    words = list(_WORD.finditer(phrase))
    for last in range(len(words) - 1, -1, -1):
        for first in range(max(0, last - _LONGEST + 1), last + 1):
            said = phrase[words[first].start() : words[last].end()]
            title = next((titles()[form] for form in singulars(said.casefold()) if form in titles()), None)
            if sector := title.sector if title is not None else sector_of(said):
                return sector, said
    return "", ""


def stretches(phrase: str) -> Iterator[tuple[int, str]]:
    """Runs of words, from each word on, the longest first; and where they start."""
    words = list(_WORD.finditer(phrase))
    for i, first in enumerate(words):
        for last in reversed(words[i : i + _LONGEST]):
            yield first.start(), phrase[first.start() : last.end()]
