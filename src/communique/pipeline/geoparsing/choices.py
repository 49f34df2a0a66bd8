"""What a name means in a document, how sure that is, and why it stays open where it does."""

from __future__ import annotations

from typing import NamedTuple

from communique.pipeline.geoparsing.toponyms import Candidate

#: By how much a meaning must outweigh the next to be certain whatever else the document names.
_BEYOND_DOUBT = 1.5
#: The least belief in the likeliest meaning of a name: one that is likelier wrong than right stays open. What each
#: threshold keeps is printed by `python -m benchmarks.abstention`.
LEAST = 0.5
#: The importance from which a place is meant by another of its names without company, where others bear it too;
#: and from which it is meant at all in a text whose other places lie elsewhere.
_KNOWN, _NOTED = 7.0, 6.0


class Choice(NamedTuple):
    """What a name means in a document.

    Attributes:
        ranked: All that it may mean, with the weights, the heaviest first.
        within: What the text says it lies in.
        supported: Whether the text names anything else of the state of the first, or close to it; None where it
            settles no other place.
    """

    ranked: tuple[tuple[Candidate, float], ...]
    within: Candidate | None = None
    supported: bool | None = None

    @property
    def best(self) -> Candidate | None:
        """What it means; None where that stays open."""
        return None if self.doubt else self.ranked[0][0]

    @property
    def doubt(self) -> str:
        """Why it stays open; empty where it does not."""
        return self.unsettled or self._far_fetched

    @property
    def unsettled(self) -> str:
        """Why it is not even company to the other names; empty where it is."""
        if not self.ranked:
            within = f"no place of this name in {self.within.name} is" if self.within else "not"
            return f"{within} in the gazetteer"
        if self.belief()[0] < LEAST:
            return "none of the places of this name is likelier than the others together"
        first = self.ranked[0][0]
        if len(self.ranked) > 1 and first.importance < _KNOWN and not (first.own or self.within or self.supported):
            return f"several places bear this name, {first.name} not as its first, and nothing else points there"
        return ""

    @property
    def _far_fetched(self) -> str:
        """Why the first is not believed where it is little known and the text is of other states."""
        first = self.ranked[0][0]
        if self.supported is False and not self.within and first.importance < _NOTED:
            return f"{first.name} is little known, and the other places of the text are elsewhere"
        return ""

    def belief(self) -> tuple[float, ...]:
        """The shares of the meanings, which sum to 1: weights are decimal logarithms."""
        odds = [10 ** (weight - self.ranked[0][1]) for _, weight in self.ranked]
        return tuple(one / sum(odds) for one in odds)

    @property
    def certain(self) -> bool:
        """Whether the first outweighs the next beyond doubt, so that it is company to other names."""
        if self.unsettled:
            return False
        return len(self.ranked) == 1 or self.ranked[0][1] - self.ranked[1][1] >= _BEYOND_DOUBT
