"""Whether two stretches of words are about the same: the words that carry meaning, and how many they share.

It compares wording, not meaning: what is said again in quite other words is not found.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"\d[\d.,]*")
#: English words that say little of what something is about: articles, pronouns, prepositions, auxiliaries, and
#: words of reporting. Compiled for this project.
_STOP = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "against",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "let",
        "may",
        "me",
        "might",
        "more",
        "most",
        "must",
        "my",
        "new",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "part",
        "said",
        "same",
        "say",
        "says",
        "shall",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "told",
        "too",
        "under",
        "until",
        "up",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "added",
        "adding",
        "according",
    ]
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|neither|without|cannot|refus\w*|den(?:y|ied|ies|ying))\b|n['’]t\b", re.IGNORECASE
)
#: Endings that are cut after a plural's `s`, the longest first, and how much of a word must be left.
_ENDINGS = ("ation", "ment", "ing", "ion", "ied", "ed", "ie", "y", "e")
_LEFT = 4


@lru_cache(maxsize=50_000)
def gist(words: str) -> frozenset[str]:
    """The words that carry meaning, in lower case and without endings."""
    found = (match.group().casefold().replace("’", "'").removesuffix("'s") for match in _WORD.finditer(words))
    return frozenset(_stem(word) for word in found if word not in _STOP and len(word) > 1)


def overlap(one: str, other: str) -> float:
    """How much of the shorter one's gist the other has: from 0 to 1; 0 where only a single word is in common.

    Two that consist of a single word each are alike if it is the same.
    """
    return shared(gist(one), gist(other))


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """The same of two gists."""
    common, least = len(a & b), min(len(a), len(b))
    if not common or (common == 1 and max(len(a), len(b)) > 2):
        return 0.0
    return common / least


def numbers(words: str) -> frozenset[str]:
    """The numbers in digits, without the commas between thousands."""
    return frozenset(match.group().rstrip(".,").replace(",", "") for match in _NUMBER.finditer(words))


def negated(words: str) -> bool:
    """Whether it says that something is not so: an odd number of negations."""
    return len(_NEGATION.findall(words)) % 2 == 1


def _stem(word: str) -> str:
    if word.endswith("s") and not word.endswith("ss") and len(word) > _LEFT:
        word = word[:-1].removesuffix("'")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            return word[: -len(ending)]
    return word
