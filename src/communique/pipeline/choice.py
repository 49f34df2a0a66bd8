"""What a name means in a document, or why that stays open: abstention."""

from __future__ import annotations

from typing import NamedTuple

from communique.pipeline.toponyms import Candidate

#: By how much a meaning must outweigh the next to be certain whatever else the document names.
_BEYOND_DOUBT = 1.5
#: The least belief in the likeliest meaning of a name: one that is likelier wrong than right stays open. What each
#: threshold keeps is printed by `python -m benchmarks.abstention`.
LEAST = 0.5
#: The importance from which a place is meant by another of its names without company, where others bear it too.
_KNOWN = 7.0


class Choice(NamedTuple):
    """What a name means in a document.

    Attributes:
        ranked: All that it may mean, with the weights, the heaviest first.
        within: What the text says it lies in.
        supported: Whether the text names anything else of the state of the first, or close to it.
    """

    ranked: tuple[tuple[Candidate, float], ...]
    within: Candidate | None = None
    supported: bool = False

    @property
    def best(self) -> Candidate | None:
        """What it means; None where that stays open."""
        return None if self.doubt else self.ranked[0][0]

    @property
    def doubt(self) -> str:
        """Why it stays open; empty where it does not."""
        if not self.ranked:
            within = f"no place of this name in {self.within.name} is" if self.within else "not"
            return f"{within} in the gazetteer"
        if self.belief()[0] < LEAST:
            return "none of the places of this name is likelier than the others together"
        first = self.ranked[0][0]
        if len(self.ranked) > 1 and first.importance < _KNOWN and not (first.own or self.within or self.supported):
            return f"several places bear this name, {first.name} not as its first, and nothing else points there"
        return ""

    def belief(self) -> tuple[float, ...]:
        """The shares of the meanings, which sum to 1: weights are decimal logarithms."""
        odds = [10 ** (weight - self.ranked[0][1]) for _, weight in self.ranked]
        return tuple(one / sum(odds) for one in odds)

    @property
    def certain(self) -> bool:
        """Whether the first outweighs the next beyond doubt."""
        return len(self.ranked) == 1 or (
            len(self.ranked) > 1 and self.ranked[0][1] - self.ranked[1][1] >= _BEYOND_DOUBT
        )
