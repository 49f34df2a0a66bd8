"""Texts that are copies of each other, or of a common one, put together."""

from __future__ import annotations

from communique.analysis.copies import Shingles, is_copy
from communique.analysis.wordings import Wordings

#: Texts of one band that each further one is compared with.
_COMPARED = 50


class Groups:
    """Numbers that belong together (a union-find)."""

    def __init__(self, size: int) -> None:
        self.above = list(range(size))

    def first(self, number: int) -> int:
        """The least number of the group."""
        while self.above[number] != number:
            self.above[number] = self.above[self.above[number]]
            number = self.above[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        low, high = sorted((self.first(one), self.first(other)))
        self.above[high] = low

    def all(self) -> list[list[int]]:
        """The groups, each sorted, by their least numbers."""
        found: dict[int, list[int]] = {}
        for number in range(len(self.above)):
            found.setdefault(self.first(number), []).append(number)
        return list(found.values())


def groups(texts: Wordings) -> Groups:
    """Which of the texts are copies of each other, or of a common one."""
    found = Groups(len(texts))
    for run in texts.runs():
        _join(texts, run, found)
    return found


def _join(texts: Wordings, run: list[int], found: Groups) -> None:
    """Compare texts with the first of each group among them."""
    heads: list[tuple[int, Shingles]] = []
    for number in run:
        if any(found.first(number) == found.first(head) for head, _ in heads):
            continue
        text = texts[number]
        for head, other in heads:
            if is_copy(text, other):
                found.join(number, head)
                break
        else:
            if len(heads) < _COMPARED:
                heads.append((number, text))
