"""All known names in one table: what a string of words in a text may stand for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from communique.knowledge.organisations import organisations
from communique.knowledge.regions import regions
from communique.knowledge.states import State, states
from communique.knowledge.tables import remembered

NameKind = Literal["state", "adjective", "demonym", "capital", "seat", "organisation", "grouping", "region"]

#: Names of places that in print are nearly always something else: a word, or somebody's given name.
_MISLEADING = frozenset({"Male", "Victoria", "Jersey", "Reunion", "Aland", "Sao Tome"})


class Name(NamedTuple):
    """What a name may stand for.

    Attributes:
        kind: How: `capital` and `seat` are of a state, `adjective` and `demonym` of its people.
        key: The state's alpha-3 code; the slug of an organisation, a grouping or a region.
    """

    kind: NameKind
    key: str


@remembered
def names() -> Mapping[str, tuple[Name, ...]]:
    """Every known surface form, in the case of print and without `the`, with all that it may stand for.

    What it most often stands for comes first. A form with an apostrophe is there with the straight and the curly
    one, one with diacritics also without them.
    """
    table: dict[str, dict[Name, None]] = {}
    for surface, name in _listed():
        for form in _forms(surface):
            table.setdefault(form, {})[name] = None
    return {surface: tuple(found) for surface, found in table.items() if surface not in _MISLEADING}


def _listed() -> Iterator[tuple[str, Name]]:
    """Surfaces with their names, those that win first."""
    everything = states()
    for one in sorted(everything, key=lambda s: s.former):
        yield from ((surface, Name("state", one.code)) for surface in (one.name, one.official, *one.aliases))
    for body in organisations():
        yield from ((surface, Name(body.kind, body.key)) for surface in (body.name, *body.aliases))
    for one in everything:
        yield from _of_state(one)
    for area in regions():
        yield from ((s, Name("region", area.key)) for s in (area.name, *area.aliases, *area.adjectives))
    for body in organisations():
        yield from ((surface, Name(body.kind, body.key)) for surface in body.seats)


def _of_state(one: State) -> Iterator[tuple[str, Name]]:
    yield from ((surface, Name("adjective", one.code)) for surface in one.adjectives)
    nouns = (surface for surface in one.demonyms if surface not in one.adjectives)
    yield from ((surface, Name("demonym", one.code)) for surface in nouns)
    yield from ((surface, Name("capital", one.code)) for surface in one.capital_names)
    yield from ((surface, Name("seat", one.code)) for surface in one.seats)


def _forms(surface: str) -> Iterator[str]:
    """The surface as it may be printed: either apostrophe, with or without diacritics; never `the`."""
    surface = surface.removeprefix("the ")
    for form in dict.fromkeys((surface, _plain(surface))):
        yield form
        if "'" in form:
            yield form.replace("'", "’")


def _plain(surface: str) -> str:
    """The letters without diacritics."""
    letters = unicodedata.normalize("NFKD", surface)
    return (
        "".join(c for c in letters if not unicodedata.combining(c))
        .replace("ø", "o")
        .replace("ł", "l")
        .replace("ı", "i")
    )
