"""The stage Places: where. Every toponym with its entry in the tables and the gazetteer, and its point.

The words that name places are found, and told what they mean, in `communique.pipeline.geoparsing`.
"""

from __future__ import annotations

import datetime

from communique.pipeline.geoparsing.choices import Choice
from communique.pipeline.geoparsing.resolution import key, resolve
from communique.pipeline.geoparsing.tagging import Geotagger
from communique.pipeline.geoparsing.toponyms import Kind, Toponym
from communique.pipeline.language import Text
from communique.record import Place, PlaceCandidate, PlaceMention

#: Other meanings that an entry keeps, and the least share of belief that they must have.
_KEPT, _LEAST = 5, 0.01


class Places:
    """The stage."""

    def __call__(self, text: Text, day: datetime.date | None = None) -> tuple[Place, ...]:
        """Find the places of a text, one entry for each with all its mentions, in the order of the first.

        Args:
            text: The document after the language pipeline.
            day: The day on which it was published, for names that were not always in use; None if not known.
        """
        tagger = Geotagger(text)
        toponyms = tagger.toponyms()
        choices = resolve(toponyms, day, tagger.hints())
        found: dict[object, tuple[Choice, list[Toponym]]] = {}
        for toponym in toponyms:
            choice = choices[key(toponym)]
            found.setdefault(choice.best.key if choice.best else toponym.words, (choice, []))[1].append(toponym)
        return tuple(_place(text, f"p{n}", *entry) for n, entry in enumerate(found.values(), start=1))


def _place(text: Text, id: str, choice: Choice, toponyms: list[Toponym]) -> Place:
    mentions = tuple(PlaceMention(span=text.span(t.start, t.end), associative=t.associative) for t in toponyms)
    place = choice.best
    if place is None:
        return _open(id, choice, toponyms, mentions)
    return Place(
        id=id,
        name=place.name,
        kind=place.kind,
        mentions=mentions,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        geonameid=place.geonameid,
        candidates=_candidates(choice),
    )


def _open(id: str, choice: Choice, toponyms: list[Toponym], mentions: tuple[PlaceMention, ...]) -> Place:
    """A name whose meaning stays open; the state is told where all that it may mean share it, and so is the kind.

    What no gazetteer has is a town or a division where the words beside it call it one (`the village of X`).
    """
    candidates = _candidates(choice)
    kinds = {one.kind for one in candidates} or {_called(toponym) for toponym in toponyms} - {"unknown"}
    countries = {one.country for one in candidates} or {choice.within.country if choice.within else ""}
    return Place(
        id=id,
        name=toponyms[0].words,
        kind=kinds.pop() if len(kinds) == 1 else "unknown",
        mentions=mentions,
        country=countries.pop() if len(countries) == 1 else "",
        candidates=candidates,
        reason=choice.doubt,
    )


def _called(toponym: Toponym) -> Kind:
    """The kind that the words beside a toponym tell."""
    if "city" in toponym.kinds:
        return "city"
    return "division" if "division" in toponym.kinds else "unknown"


def _candidates(choice: Choice) -> tuple[PlaceCandidate, ...]:
    """The meanings of a name that has several, with their shares of belief."""
    scores = [round(share, 3) for share in choice.belief()] if choice.ranked else []
    kept = tuple(
        PlaceCandidate(
            name=place.name,
            kind=place.kind,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            geonameid=place.geonameid,
            score=score,
        )
        for (place, _), score in zip(choice.ranked[:_KEPT], scores[:_KEPT], strict=True)
        if score >= _LEAST
    )
    return kept if len(kept) > 1 else ()
