"""Which place a toponym means: toponym resolution.

The weighing follows the usual heuristics of toponym resolution (Leidner, Toponym Resolution in Text, 2007): what
is said to contain the place, the other places of the document, the importance of the place; and one sense for a
name in one document. The weights only order these; they were set by hand and looked at in rough steps on one half
of the development sets. All are on the scale of the importance, in which one is ten times as many people.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from communique.pipeline.toponyms import Candidate, Toponym, inside, kilometres

#: The importance from which a place may stand in a list before a state (`London, France and Spain`).
_FAMOUS = 8.0
#: What it weighs that a document names the state of a place, other places of its division, something close by;
#: and the share of a document's names that must lie there for the whole of the last two: one of many is chance.
_SAME_STATE, _SAME_DIVISION, _CLOSE = 3.0, 3.0, 2.0
_SHARE = 0.5
#: The distance, in kilometres, at which closeness has lost two thirds of its weight.
_NEAR = 300.0
#: What it weighs that the document once says itself that the name means this (`Georgia` after `Atlanta, Georgia`).
_SAID = 1.5
#: What a name loses on days on which the place did not bear it.
_OUT_OF_USE = 3.0
#: By how much a meaning must outweigh the next to be certain whatever else the document names.
_BEYOND_DOUBT = 1.5
#: The least belief in the likeliest meaning of a name: one that is likelier wrong than right stays open. What each
#: threshold keeps is printed by `python -m benchmarks.abstention`.
LEAST = 0.5
#: The importance from which a place is meant by another of its names without company, where others bear it too;
#: and from which it is meant at all in a text whose other places lie elsewhere.
_KNOWN, _NOTED = 7.0, 6.0
#: How many places count as company, and how many meanings of a name are weighed; both bound the work.
_COMPANY, _MEANINGS = 40, 60
#: Times that the document is gone through; what is settled in one counts as company in the next.
_ROUNDS = 2


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


class _Name(NamedTuple):
    """A name in a document: words, what they can mean there, and the meanings that the text itself spells out."""

    words: str
    places: tuple[Candidate, ...]
    within: Candidate | None
    said: frozenset[str]


Key = tuple[str, tuple[str, ...]]


def key(toponym: Toponym) -> Key:
    """What toponyms must share to mean the same place: the words, and what the words beside them leave."""
    return toponym.words, tuple(place.key for place in toponym.candidates) if toponym.narrowed else ()


Hint = tuple[str, tuple[Candidate, ...]]


def resolve(
    toponyms: Sequence[Toponym], day: datetime.date | None, hints: Iterable[Hint] = ()
) -> dict[Key, Choice]:
    """The place that each name means, the same wherever it stands.

    Args:
        toponyms: The toponyms of one document.
        day: The day of the document, on which names are in use or not; None where it is not known.
        hints: Names that are no toponyms, and what they may mean: these only keep company.
    """
    names = _names(toponyms, day)
    for words, places in hints:
        if places and (words, ()) not in names:
            names[words, ()] = _Name(words, places[:_MEANINGS], None, frozenset())
    chosen = {k: _rank(name, _Company((), {}, Counter())) for k, name in names.items()}
    for _ in range(_ROUNDS):
        own = {words: _shares(choice) for (words, _), choice in chosen.items()}
        company = _Company(_near(chosen), _states(chosen), _divisions(own), own)
        chosen = {k: _rank(name, company) for k, name in names.items()}
    return chosen


# ------------------------------------------------------------------------------ the names


def _names(toponyms: Iterable[Toponym], day: datetime.date | None) -> dict[Key, _Name]:
    groups: dict[Key, list[Toponym]] = {}
    for toponym in toponyms:
        groups.setdefault(key(toponym), []).append(toponym)
    said: dict[str, set[str]] = {}
    for words, narrowed in groups:
        said.setdefault(words, set()).update(narrowed)
    return {k: _name(k[0], same, frozenset(said[k[0]]), day) for k, same in groups.items()}


def _name(words: str, same: Sequence[Toponym], said: frozenset[str], day: datetime.date | None) -> _Name:
    """A name; where one of its toponyms is said to lie somewhere, that holds for all."""
    holders = next((toponym.holders for toponym in same if toponym.holders), ())
    listed = all(toponym.listed for toponym in same if toponym.holders)
    fitting = _fitting(same[0].candidates, holders, listed)
    weighed = (place._replace(importance=place.importance - _disuse(place, day)) for place in fitting)
    places = sorted(weighed, key=lambda place: -place.importance)[:_MEANINGS]
    return _Name(words, tuple(places), holders[0] if holders else None, said)


def _fitting(places: tuple[Candidate, ...], holders: tuple[Candidate, ...], listed: bool) -> tuple[Candidate, ...]:
    """The places that lie in a container, or that may stand before it in a list (`Russia, China and India`)."""
    if not holders:
        return places
    held = tuple(place for place in places if any(inside(place, holder) for holder in holders))
    if held and not listed:
        return held
    if any(holder.kind == "country" for holder in holders):
        famous = (p for p in places if p.kind in {"country", "region"} or p.importance >= _FAMOUS)
        return (*held, *(place for place in famous if place not in held))
    return held or tuple(place for place in places if place.key.startswith(("state:", "region:")))


def _disuse(place: Candidate, day: datetime.date | None) -> float:
    """What a name loses because the place does not bear it on a day; today where the day is not known."""
    if day is None:
        return _OUT_OF_USE if place.end else 0.0
    iso = day.isoformat()
    return _OUT_OF_USE if iso < place.start or (place.end and iso >= place.end) else 0.0


# ---------------------------------------------------------------------------- the company


class _Company(NamedTuple):
    """The other places of a document.

    Attributes:
        near: The smaller places.
        states: Which names lie in each state without doubt.
        divisions: How much of the document's names may lie in each division: of each name an equal share to all
            divisions that have such a place.
        own: What each name adds to these.
    """

    near: tuple[tuple[str, Candidate], ...]
    states: Mapping[str, frozenset[str]]
    divisions: Mapping[tuple[str, str], float]
    own: Mapping[str, Mapping[tuple[str, str], float]] = {}

    def weigh(self, place: Candidate, name: _Name) -> float:
        """The weight of a meaning in this document; a name is no company for itself."""
        weight = place.importance + _SAID * (place.key in name.said)
        if place.country:
            most = max(map(len, self.states.values()), default=1)
            weight += _SAME_STATE * self._countrymen(place, name) / most
        if place.kind == "country":
            return weight
        if place.division:
            weight += _SAME_DIVISION * self._share(place, name)
        return weight + _CLOSE * self._closeness(place, name)

    def keeps(self, place: Candidate, name: _Name) -> bool | None:
        """Whether another name means something of the same state or close by; None where none is settled."""
        if not any(names - {name.words} for names in self.states.values()):
            return None
        return self._countrymen(place, name) > 0 or min(self._distances(place, name), default=math.inf) < _NEAR

    def _countrymen(self, place: Candidate, name: _Name) -> int:
        return len(self.states.get(place.country, frozenset()) - {name.words})

    def _share(self, place: Candidate, name: _Name) -> float:
        """How far the other names may lie in the division of a place, from 0 to 1; a single one is never more."""
        at, own = (place.country, place.division), self.own.get(name.words, {})
        there = self.divisions.get(at, 0.0) - own.get(at, 0.0)
        others = sum(self.divisions.values()) - sum(own.values())
        return min(1.0, there, there / (_SHARE * others)) if others > 0 else 0.0

    def _closeness(self, place: Candidate, name: _Name) -> float:
        """How close the other settled places are, from 0 to 1."""
        distances = self._distances(place, name)
        return min(1.0, sum(math.exp(-d / _NEAR) for d in distances) / max(1.0, _SHARE * len(distances)))

    def _distances(self, place: Candidate, name: _Name) -> list[float]:
        return [kilometres(place, other) for words, other in self.near if words != name.words]


def _rank(name: _Name, company: _Company) -> Choice:
    if not name.places:
        return Choice((), name.within)
    alone = len(name.places) == 1
    weighed = [(place, place.importance if alone else company.weigh(place, name)) for place in name.places]
    ranked = tuple(sorted(weighed, key=lambda both: -both[1]))
    return Choice(ranked, name.within, company.keeps(ranked[0][0], name))


def _near(chosen: Mapping[Key, Choice]) -> tuple[tuple[str, Candidate], ...]:
    """The smaller places that names mean without doubt."""
    settled = ((k[0], choice.ranked[0][0]) for k, choice in chosen.items() if choice.certain)
    small = ((words, place) for words, place in settled if place.kind in {"city", "division", "site"})
    return tuple(small)[:_COMPANY]


def _states(chosen: Mapping[Key, Choice]) -> dict[str, frozenset[str]]:
    """The names that lie in each state without doubt."""
    found: dict[str, set[str]] = {}
    for (words, _), choice in chosen.items():
        if choice.certain and (state := choice.ranked[0][0].country):
            found.setdefault(state, set()).add(words)
    return {state: frozenset(names) for state, names in found.items()}


def _divisions(own: Mapping[str, Mapping[tuple[str, str], float]]) -> Counter[tuple[str, str]]:
    """The shares of all names in each division; a name counts once, however often it stands."""
    shares: Counter[tuple[str, str]] = Counter()
    for divisions in own.values():
        shares.update(divisions)
    return shares


def _shares(choice: Choice) -> dict[tuple[str, str], float]:
    """The divisions of a name's meanings: half of it in equal shares, half by weight."""
    belief = choice.belief()
    divisions = {(place.country, place.division) for place, _ in choice.ranked}
    shares = dict.fromkeys(divisions, 0.5 / max(len(divisions), 1))
    for (place, _), share in zip(choice.ranked, belief, strict=True):
        shares[place.country, place.division] += share / 2
    return shares
