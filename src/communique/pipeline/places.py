"""The stage Places: where. Every toponym with its entry in the tables and the gazetteer, and its point.

Toponyms are the known names (states, peoples, capitals, regions), what the name recogniser calls a place, and
towns that a preposition of place introduces. What they mean is settled in `toponyms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from communique.knowledge import gazetteer
from communique.pipeline.language import NameMatch, Text, token_range
from communique.pipeline.toponyms import Candidate, Toponym, associative, candidates, containers, resolve
from communique.record import Place, PlaceMention

#: Labels of the recogniser for places, and for what a toponym within it is only a part of the name of.
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMED_AFTER = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "LAW"})
#: Words before a seat of government that make it a place rather than a government.
_AT = frozenset({"at", "in", "inside", "outside", "near", "into", "from", "to"})
#: Words before a name that make it a place whatever the recogniser calls it.
_IN = frozenset({"in", "near", "outside", "around"})
_HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "madame"})


class Places:
    """The stage."""

    def __call__(self, text: Text) -> tuple[Place, ...]:
        """Find the places of a text, one entry for each with all its mentions, in the order of the first."""
        toponyms = sorted(_Reading(text).toponyms(), key=lambda toponym: toponym.start)
        chosen = resolve(toponyms)
        found: dict[str, tuple[Candidate | None, list[Toponym]]] = {}
        for toponym in toponyms:
            place = chosen[toponym.words]
            key = place.key if place else toponym.words
            found.setdefault(key, (place, []))[1].append(toponym)
        return tuple(_place(text, f"p{n}", *entry) for n, entry in enumerate(found.values(), start=1))


def _place(text: Text, id: str, place: Candidate | None, toponyms: list[Toponym]) -> Place:
    mentions = tuple(PlaceMention(span=text.span(t.start, t.end), associative=t.associative) for t in toponyms)
    if place is None:
        within = next((t.container for t in toponyms if t.container), None)
        return Place(
            id=id,
            name=toponyms[0].words,
            kind="unknown",
            mentions=mentions,
            country=within.country if within else "",
            reason=f"no place of this name in {within.name} is in the gazetteer"
            if within
            else "not in the gazetteer",
        )
    return Place(
        id=id,
        name=place.name,
        kind=place.kind,
        mentions=mentions,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        geonameid=place.geonameid,
    )


class _Reading:
    """One pass over one text for its toponyms."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doc: Doc = text.doc
        self.taken: set[int] = set()
        entities = [(*self._trimmed(e.start, e.end), e.label_) for e in self.doc.ents]
        self.entities = [e for e in entities if e[0] < e[1] and text.block(e[0]) is not None]
        self.entity = {i: e for e in self.entities for i in range(e[0], e[1])}
        self.people = {self.doc[end - 1].text for _, end, label in self.entities if label == "PERSON"}

    def toponyms(self) -> Iterator[Toponym]:
        """All toponyms of the parts that are read and of the dateline, in no order."""
        yield from self._dateline()
        # Names in the gazetteer first, where they are longer than the known names within them (`Kansas City`).
        yield from self._recognised(listed=True)
        for match in self.text.names:
            yield from self._known(match)
        yield from self._introduced()
        yield from self._recognised(listed=False)

    def _dateline(self) -> Iterator[Toponym]:
        span = self.text.layout.dateline_place
        start, end = token_range(self.doc, span) if span else (0, 0)
        if start < end:
            yield from self._toponym(start, end)

    def _known(self, match: NameMatch) -> Iterator[Toponym]:
        if self.text.block(match.start) is None or self._part_of_name(match.start, match.end):
            return
        kinds = {name.kind for name in match.names}
        if kinds <= {"organisation", "grouping"} or ("seat" in kinds and not self._follows(match.start, _AT)):
            return
        yield from self._toponym(match.start, match.end)

    def _recognised(self, listed: bool) -> Iterator[Toponym]:
        """What the recogniser calls a place, and either the tables and the gazetteer have or they have not."""
        for start, end, label in self.entities:
            if label not in _PLACES or (self.doc[start].lower_ in _HONORIFICS):
                continue
            known = bool(candidates(self._words(start, end)))
            if known == listed and (known or self.doc[end - 1].text not in self.people):
                yield from self._toponym(start, end)

    def _introduced(self) -> Iterator[Toponym]:
        """Towns of the gazetteer behind a preposition of place, and every further mention of them."""
        found: set[str] = set()
        runs = list(self._runs())
        for start, end in runs:
            words = self._words(start, end)
            if self._follows(start, _IN) and len(words) > 3 and gazetteer().lookup(words):
                found.add(words)
        for start, end in runs:
            if self._words(start, end) in found and not self._part_of_name(start, end):
                yield from self._toponym(start, end)

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Stretches of proper nouns."""
        start = 0
        for token in self.doc:
            if _proper(token) and self.text.block(token.i) is not None:
                continue
            if start < token.i:
                yield start, token.i
            start = token.i + 1

    def _toponym(self, start: int, end: int) -> Iterator[Toponym]:
        if any(i in self.taken for i in range(start, end)):
            return
        self.taken.update(range(start, end))
        words = self._words(start, end)
        belongs = associative(words)
        yield Toponym(start, end, words, candidates(words), None if belongs else self._container(end), belongs)

    def _part_of_name(self, start: int, end: int) -> bool:
        """Whether a name stands within a longer one of a person, an organisation or a work."""
        first, last, label = self.entity.get(start, (start, end, ""))
        return label in _NAMED_AFTER and last - first > end - start

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """An entity without article, lower-case words and marks around it."""
        while start < end and (not self.doc[start].text[:1].isupper() or self._article(start)):
            start += 1
        while start < end and not self.doc[end - 1].text[:1].isalnum():
            end -= 1
        return start, end

    def _article(self, i: int) -> bool:
        return self.doc[i].lower_ == "the" and self.doc[i + 1 : i + 2].text != "Hague"

    def _follows(self, i: int, words: frozenset[str]) -> bool:
        """Whether one of some words stands before a token, with or without an article between."""
        before = i - 2 if i > 0 and self.doc[i - 1].lower_ == "the" else i - 1
        return before >= 0 and self.doc[before].lower_ in words

    def _container(self, end: int) -> Candidate | None:
        """The state or division that stands behind a comma or in brackets after a toponym: `Paris, Texas`."""
        if end + 1 >= len(self.doc) or self.doc[end].text not in {",", "("}:
            return None
        for last in range(min(end + 5, len(self.doc)), end + 1, -1):
            found = containers().get(self._words(end + 1, last))
            if found and not (last < len(self.doc) and _proper(self.doc[last])):
                return found
        return None

    def _words(self, start: int, end: int) -> str:
        return " ".join(str(self.doc[start:end].text).split())


def _proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()
