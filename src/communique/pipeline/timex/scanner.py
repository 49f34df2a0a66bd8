"""All rules as one grammar: where they match, and in which order they are tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    rules: dict[str, tuple[Rule, re.Pattern[str]]]


@cache
def grammar() -> Grammar:
    """The grammar; compiling takes a moment and is done once."""
    plain = (re.sub(r"\(\?P<\w+>", "(?:", re.sub(r"\(\?P=\w+\)", r"[-./]", rule.pattern)) for rule in RULES)
    names = [f"r{n}" for n in range(len(RULES))]
    alternatives = "|".join(f"(?P<{name}>{pattern})" for name, pattern in zip(names, plain, strict=True))
    rules = {
        name: (rule, re.compile(rule.pattern, re.IGNORECASE)) for name, rule in zip(names, RULES, strict=True)
    }
    return Grammar(re.compile(rf"(?<![\w$€£#])(?<!\d[.,])(?:{alternatives})", re.IGNORECASE), rules)


def scan(text: str, start: int, end: int) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Where a rule matches in `text[start:end]`, in text order; matches do not overlap.

    The caller sends True where a match turned out to be no time expression; the search then goes on at its next word.
    """
    finder, rules = grammar()
    position = start
    while (found := finder.search(text, position, end)) is not None:
        rule, pattern = rules[found.lastgroup or ""]
        match = pattern.match(text, found.start(), end)
        if match is None or match.end() == match.start():
            position = found.start() + 1
            continue
        rejected = yield rule, match
        position = _next_word(text, match.start(), match.end()) if rejected else match.end()


def _next_word(text: str, start: int, end: int) -> int:
    blank = re.compile(r"[\s-]").search(text, start + 1, end)
    return blank.end() if blank else end
