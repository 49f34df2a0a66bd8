"""All rules as one grammar: where they match, and in which order they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from communique.pipeline.timex import clock, dates, durations, references, relative
from communique.pipeline.timex.reading import Rule

#: In order: the first that matches at a position is taken, so what says more comes first.
RULES: tuple[Rule, ...] = (
    *clock.RULES,
    *dates.RULES[:-1],
    *relative.RULES,
    *durations.RULES,
    dates.RULES[-1],
    *references.RULES,
)


class Grammar(NamedTuple):
    """The rules, compiled: one pattern that finds them all, and each by itself for its groups."""

    finder: re.Pattern[str]
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]


@cache
def grammar() -> Grammar:
    """The grammar; compiling takes a moment and is done once."""
    plain = (re.sub(r"\(\?P<\w+>", "(?:", re.sub(r"\(\?P=\w+\)", r"[-./]", rule.pattern)) for rule in RULES)
    names = [f"r{n}" for n in range(len(RULES))]
    alternatives = "|".join(f"(?P<{name}>{pattern})" for name, pattern in zip(names, plain, strict=True))
    rules = tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in RULES)
    return Grammar(re.compile(rf"(?<![\w$€£#])(?<!\d[.,])(?:{alternatives})", re.IGNORECASE), rules)


def scan(text: str, start: int, end: int, read: Callable[[Rule, re.Match[str]], bool]) -> None:
    """Offer every match of a rule in `text[start:end]` to `read`, in text order.

    Where `read` takes a match (True), the search goes on behind it; otherwise the rules that come later get their
    turn at the same place.
    """
    finder, rules = grammar()
    position = start
    while (found := finder.search(text, position, end)) is not None:
        first = int((found.lastgroup or "r0")[1:])
        taken = _taken(text, found.start(), end, rules[first:], read)
        position = taken if taken is not None else _next_word(text, found.start(), end)


def _taken(
    text: str,
    start: int,
    end: int,
    rules: tuple[tuple[Rule, re.Pattern[str]], ...],
    read: Callable[[Rule, re.Match[str]], bool],
) -> int | None:
    """Where the first match that `read` takes ends; None where it takes none."""
    for rule, pattern in rules:
        match = pattern.match(text, start, end)
        if match is not None and match.end() > start and read(rule, match):
            return match.end()
    return None


def _next_word(text: str, start: int, end: int) -> int:
    blank = _BLANK.search(text, start + 1, end)
    return blank.end() if blank else end


_BLANK = re.compile(r"[\s-]")
