"""The other places of a document, and what they weigh for a meaning of a name.

The weights are on the scale of the importance, in which one is ten times as many people.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from communique.pipeline.geoparsing.choices import Choice
from communique.pipeline.geoparsing.toponyms import Candidate, kilometres

#: What it weighs that a document names the state of a place, other places of its division, something close by;
#: and the share of a document's names that must lie there for the whole of the last two: one of many is chance.
_SAME_STATE, _SAME_DIVISION, _CLOSE = 3.0, 3.0, 2.0
_SHARE = 0.5
#: The distance, in kilometres, at which closeness has lost two thirds of its weight.
_NEAR = 300.0
#: How many places count as company; bounds the work.
_MOST = 40

Division = tuple[str, str]


class Company(NamedTuple):
    """What a document's names mean by what is known so far.

    Attributes:
        near: The smaller places that names mean without doubt, each with the name.
        states: Which names lie in each state without doubt.
        divisions: How much of the document's names may lie in each division: of each name an equal share to all
            divisions that have such a place, and one by weight.
        own: What each name adds to these.
        total: The sum of all divisions.
    """

    near: tuple[tuple[str, Candidate], ...] = ()
    states: Mapping[str, frozenset[str]] = {}
    divisions: Mapping[Division, float] = {}
    own: Mapping[str, Mapping[Division, float]] = {}
    total: float = 0.0

    @classmethod
    def of(cls, choices: Iterable[tuple[str, Choice]]) -> Company:
        """The company that names keep, from what each is taken to mean."""
        choices = list(choices)
        settled = [(words, choice.ranked[0][0]) for words, choice in choices if choice.certain]
        small = [(words, place) for words, place in settled if place.kind in {"city", "division", "site"}]
        states: dict[str, set[str]] = {}
        for words, place in settled:
            if place.country:
                states.setdefault(place.country, set()).add(words)
        own = {words: _shares(choice) for words, choice in choices}
        divisions: Counter[Division] = Counter()
        for shares in own.values():
            divisions.update(shares)
        named = {state: frozenset(names) for state, names in states.items()}
        return cls(tuple(small[:_MOST]), named, divisions, own, sum(divisions.values()))

    def weigh(self, place: Candidate, words: str) -> float:
        """What the other names weigh for a meaning; a name is no company for itself."""
        weight = 0.0
        if place.country:
            most = max(map(len, self.states.values()), default=1)
            weight += _SAME_STATE * self._countrymen(place, words) / most
        if place.kind == "country":
            return weight
        if place.division:
            weight += _SAME_DIVISION * self._share(place, words)
        return weight + _CLOSE * self._closeness(place, words)

    def keeps(self, place: Candidate, words: str) -> bool | None:
        """Whether another name means something of the same state or close by; None where none is settled."""
        if not any(names - {words} for names in self.states.values()):
            return None
        return self._countrymen(place, words) > 0 or any(d < _NEAR for d in self._distances(place, words))

    def _countrymen(self, place: Candidate, words: str) -> int:
        return len(self.states.get(place.country, frozenset()) - {words})

    def _share(self, place: Candidate, words: str) -> float:
        """How far the other names may lie in the division of a place, from 0 to 1; a single one is never more."""
        at, own = (place.country, place.division), self.own.get(words, {})
        there, others = self.divisions.get(at, 0.0) - own.get(at, 0.0), self.total - sum(own.values())
        return min(1.0, there, there / (_SHARE * others)) if others > 0 else 0.0

    def _closeness(self, place: Candidate, words: str) -> float:
        """How close the other settled places are, from 0 to 1."""
        distances = self._distances(place, words)
        return min(1.0, sum(math.exp(-d / _NEAR) for d in distances) / max(1.0, _SHARE * len(distances)))

    def _distances(self, place: Candidate, words: str) -> list[float]:
        return [kilometres(place, other) for name, other in self.near if name != words]


def _shares(choice: Choice) -> dict[Division, float]:
    """The divisions of a name's meanings: half of it in equal shares, half by weight."""
    divisions = {(place.country, place.division) for place, _ in choice.ranked}
    shares = dict.fromkeys(divisions, 0.5 / max(len(divisions), 1))
    for (place, _), share in zip(choice.ranked, choice.belief(), strict=True):
        shares[place.country, place.division] += share / 2
    return shares
