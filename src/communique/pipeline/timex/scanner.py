"""All rules as one grammar: where they match, and in which order they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from communique.pipeline.timex import (
    anaphora,
    clock,
    daynames,
    days,
    durations,
    festivals,
    months,
    references,
    relative,
    runs,
    sets,
    shifts,
    years,
)
from communique.pipeline.timex.context import Rule
from communique.pipeline.timex.words import FIRST_WORDS

#: In order: the first that matches at a position is taken, so what says more comes first.
RULES: tuple[Rule, ...] = (
    *clock.RULES,
    *festivals.RULES,
    *runs.RULES,
    *days.RULES,
    *months.RULES,
    *years.RULES,
    *anaphora.PERIOD_RULES,
    *daynames.RULES,
    *relative.RULES,
    *shifts.RULES,
    *anaphora.RULES,
    *sets.RULES,
    *durations.RULES,
    *years.YEAR_RULES,
    *references.RULES,
)

#: Where an expression can begin: at a word or a number, but not within an amount of money or a decimal.
_WORD = re.compile(r"(?<![\w$€£#])(?<!\d[.,])(?:[^\W\d_]+|['’]?\d)")


class Grammar(NamedTuple):
    """The rules, compiled: one pattern that tells which matches first, and each by itself for its groups."""

    first: re.Pattern[str]
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]


@cache
def grammar() -> Grammar:
    """The grammar; compiling takes a moment and is done once."""
    plain = (re.sub(r"\(\?P<\w+>", "(?:", re.sub(r"\(\?P=\w+\)", r"[-./]?", rule.pattern)) for rule in RULES)
    alternatives = "|".join(f"(?P<r{n}>{pattern})" for n, pattern in enumerate(plain))
    rules = tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in RULES)
    return Grammar(re.compile(alternatives, re.IGNORECASE), rules)


def scan(text: str, start: int, end: int, read: Callable[[Rule, re.Match[str]], bool]) -> None:
    """Offer every match of a rule in `text[start:end]` to `read`, in text order.

    Where `read` takes a match (True), the search goes on behind it; otherwise the rules that come later get their
    turn at the same place.
    """
    first, rules = grammar()
    position = start
    for word in _WORD.finditer(text, start, end):
        if word.start() < position or not may_begin(word.group()):
            continue
        found = first.match(text, word.start(), end)
        if found is not None:
            position = _taken(found, end, rules[int((found.lastgroup or "r0")[1:]) :], read)


def may_begin(word: str) -> bool:
    """Whether an expression can begin with this word."""
    low = word.lower()
    return word[-1].isdigit() or low in FIRST_WORDS or low in festivals.FIRST_WORDS


def _taken(
    found: re.Match[str],
    end: int,
    rules: tuple[tuple[Rule, re.Pattern[str]], ...],
    read: Callable[[Rule, re.Match[str]], bool],
) -> int:
    """Where the first match that `read` takes ends; where it would begin if `read` takes none."""
    for rule, pattern in rules:
        match = pattern.match(found.string, found.start(), end)
        if match is not None and match.end() > found.start() and read(rule, match):
            return match.end()
    return found.start()
