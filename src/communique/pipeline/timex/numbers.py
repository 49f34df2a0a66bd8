"""Counts, ordinals and years in digits and in words, as pieces of regular expressions, and what they say."""

from __future__ import annotations

import re

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_TIMES = {"hundred": 100, "thousand": 1000, "dozen": 12}
_VAGUE = {"several", "few", "many"}
_FRACTIONS = {
    "half": 0.5, "a half": 0.5, "half a": 0.5, "half an": 0.5, "quarter": 0.25, "a quarter": 0.25,
    "a quarter of a": 0.25, "a quarter of an": 0.25,
}  # fmt: skip


def _any(words: tuple[str, ...]) -> str:
    """One of the words, the longest that fits."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_DIGITS = _any(_SMALL[1:10])
#: A year in four digits.
YEAR = r"(?:1[0-9]|20|21)\d\d\b(?![.,]\d)"
#: A year in words, as transcripts have it: `nineteen ninety-four`, `two thousand and three`, `twenty twenty-two`.
SPELLED_YEAR = (
    rf"(?:(?:eighteen|nineteen|twenty)[ -](?:(?:{_any(_TENS)})(?:[ -](?:{_DIGITS}))?|(?:{_any(_SMALL[10:])})"
    rf"|oh[ -](?:{_DIGITS}))|two[ -]thousand(?:[ -](?:and[ -])?(?:{_any(_SMALL[1:])}))?)\b"
)
#: What of these can count nothing, wherever it stands: no one says `nineteen ninety-four` of other things.
SPELLED_CENTURY = rf"(?:eighteen|nineteen)[ -](?:{_any(_TENS)})(?:[ -](?:{_DIGITS}))?\b"
#: An ordinal in words, up to thirty-first.
ORDINAL_WORD = rf"(?:(?:twenty|thirty)[- ](?:{_any(_ORDINALS[:9])})|thirtieth|{_any(_ORDINALS)})\b"
#: A day of the month in digits.
DAY_NUMBER = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b(?![.,]\d)"
_COUNT_WORD = (
    rf"(?:(?:{_any(_TENS)})(?:[ -](?:{_any(_SMALL)}))?|(?:{_any(_SMALL)}))(?:[ -](?:hundred|thousand))?\b"
)
#: A count that is told: digits, words, `a couple of`; or left open: `several`, `a few`.
COUNT = (
    r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,4})(?:\.\d+)?(?:[ -]1/2|[ -]and[ -]a[ -]half)?\b"
    rf"|{_COUNT_WORD}(?:[ -]and[ -]a[ -]half)?"
    r"|a hundred|half an?|(?:a )?half(?=[- ](?:hour|day|year|decade|century))"
    r"|a quarter of an?|a quarter(?=[ -]century)|quarter(?=-century)"
    r"|a couple of|couple of|a dozen|several|a few|few|many|an?\b(?! few| couple| quarter of| half[- ]))"
)

#: Every word that a count, an ordinal or a year in words can begin with.
FIRST_NUMBERS = frozenset(
    {*_SMALL, *_TENS, *_ORDINALS, "thirtieth", "a", "an", "half", "quarter", "couple", "dozen", *_VAGUE}
)


def number(words: str) -> float | None:
    """How many a count says; None where it leaves it open (`several`).

    Example:
        >>> number("twenty-one"), number("2 1/2"), number("a few")
        (21, 2.5, None)
    """
    low = " ".join(words.lower().replace("-", " ").split())
    half = 0.5 if low.endswith(("1/2", "and a half")) else 0
    low = low.removesuffix("1/2").removesuffix("and a half").strip()
    if low in _FRACTIONS:
        return _FRACTIONS[low]
    if low in ("a couple of", "couple of"):
        return 2
    digits = low.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return _whole(float(digits) + half)
    if set(low.split()) & _VAGUE:
        return None
    return _whole(_spelled(low.split()) + half)


def _spelled(words: list[str]) -> float:
    total = 0
    for word in words:
        if word in _TIMES:
            total = max(total, 1) * _TIMES[word]
        else:
            total += 1 if word in ("a", "an") else _NUMBERS.get(word, 0)
    return total


def _whole(count: float) -> float:
    return int(count) if count == int(count) else count


def year_number(words: str) -> int:
    """The year that four digits or words say.

    Example:
        >>> year_number("1994"), year_number("two thousand and three"), year_number("twenty ten")
        (1994, 2003, 2010)
    """
    if words[0].isdigit():
        return int(words)
    first, *rest = words.lower().replace("-", " ").split()
    century = 20 if first == "two" else _NUMBERS[first]
    return 100 * century + int(_spelled([word for word in rest if word not in _TIMES]))


def ordinal_number(words: str) -> int:
    """The number that an ordinal says, in digits or in words up to thirty-first; 0 for any other word.

    Example:
        >>> ordinal_number("3rd"), ordinal_number("twenty-first"), ordinal_number("last")
        (3, 21, 0)
    """
    digits = re.sub(r"\D", "", words)
    if digits:
        return int(digits)
    *tens, last = words.strip().lower().removesuffix("of").replace("-", " ").split()
    if last == "thirtieth":
        return 30
    return _ORDINALS.index(last) + 1 + sum(_NUMBERS.get(word, 0) for word in tens) if last in _ORDINALS else 0
