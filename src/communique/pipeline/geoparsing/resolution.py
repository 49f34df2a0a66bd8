"""Which place a toponym means: toponym resolution.

The weighing follows the usual heuristics of toponym resolution (Leidner, Toponym Resolution in Text, 2007): what
is said to contain the place, the other places of the document, the importance of the place; and one sense for a
name in one document. The weights only order these; they were set by hand and looked at in rough steps on one half
of the development sets. All are on the scale of the importance, in which one is ten times as many people.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from communique.pipeline.geoparsing.choices import Choice
from communique.pipeline.geoparsing.company import Company
from communique.pipeline.geoparsing.toponyms import Candidate, Toponym, inside

#: The importance from which a place may stand in a list before a state (`London, France and Spain`).
_FAMOUS = 8.0
#: What a name loses on days on which the place did not bear it.
_OUT_OF_USE = 3.0
#: What it weighs that the document once says itself that the name means this (`Georgia` after `Atlanta, Georgia`).
_SAID = 1.5
#: How many meanings of a name are weighed; bounds the work.
_MEANINGS = 60
#: Times that the document is gone through; what is settled in one counts as company in the next.
_ROUNDS = 2


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
    chosen = {k: _rank(name, Company()) for k, name in names.items()}
    for _ in range(_ROUNDS):
        company = Company.of((words, choice) for (words, _), choice in chosen.items())
        chosen = {k: _rank(name, company) for k, name in names.items()}
    return chosen


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


def _rank(name: _Name, company: Company) -> Choice:
    """The meanings by their weights; the only one needs none."""
    if not name.places:
        return Choice((), name.within)
    weighed = [(place, _weight(place, name, company)) for place in name.places]
    ranked = tuple(sorted(weighed, key=lambda both: -both[1]))
    return Choice(ranked, name.within, company.keeps(ranked[0][0], name.words))


def _weight(place: Candidate, name: _Name, company: Company) -> float:
    if len(name.places) == 1:
        return place.importance
    return place.importance + _SAID * (place.key in name.said) + company.weigh(place, name.words)
