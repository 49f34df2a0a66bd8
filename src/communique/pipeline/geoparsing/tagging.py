"""Which words of a text name a place: toponym recognition.

Toponyms are the dateline's place, the known names (states, peoples, capitals, regions), what the name recogniser
calls a place, and names of the gazetteer that the words around them say are places: a preposition, a common noun
(`the village of`, `district`), a state or division behind a comma, another place in the same list. A part of the
name of a person, an organisation or a work is none, nor is a street.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from spacy.tokens import Doc

from communique.knowledge import names
from communique.pipeline.geoparsing.meanings import (
    associative,
    candidates,
    containers,
    of_names,
    of_organisations,
)
from communique.pipeline.geoparsing.names import LONGEST
from communique.pipeline.geoparsing.surroundings import PLACES, Container, Surroundings
from communique.pipeline.geoparsing.toponyms import Candidate, Toponym
from communique.pipeline.language import NameMatch, Text, token_range


class Geotagger:
    """One pass over one text for its toponyms."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doc: Doc = text.doc
        self.around = Surroundings(text)
        self.found: dict[int, Toponym] = {}

    def toponyms(self) -> list[Toponym]:
        """All toponyms of the parts that are read and of the dateline, in text order."""
        self._dateline()
        for start, end in self.around.hyphenated():
            if candidates(self.around.phrase(start, end)) and not self.around.part_of_name(start, end):
                self._add(start, end)
        # Names in the gazetteer first, where they are longer than the known names within them (`Kansas City`).
        self._recognised(listed=True)
        for match in self.text.names:
            self._known(match)
        self._introduced()
        self._recognised(listed=False)
        self._list_divisions()
        return self._in_order()

    def hints(self) -> list[tuple[str, tuple[Candidate, ...]]]:
        """Places that names of organisations begin or end with: no toponyms, but company for those that are."""
        found: dict[str, tuple[Candidate, ...]] = {}
        for start, end, label in self.around.entities:
            toponyms = (self.found[i] for i in range(start, end) if i in self.found)
            if label in {"ORG", "FAC"} and not any(toponym.candidates for toponym in toponyms):
                parts = [(start, last) for last in range(min(end - 1, start + LONGEST), start, -1)]
                behind = range(max(start, end - LONGEST), end - 1)
                parts += [(i + 1, end) for i in behind if self.around.lower(i) in {"of", "in"}]
                named = ((self.around.phrase(*part), candidates(self.around.phrase(*part))) for part in parts)
                found.update(next(([(w, places)] for w, places in named if len(w) > 3 and places), []))
        return list(found.items())

    def _dateline(self) -> None:
        span = self.text.layout.dateline_place
        start, end = token_range(self.doc, span) if span else (0, 0)
        if start < end:
            self._add(start, end)

    def _known(self, match: NameMatch) -> None:
        if self.text.block(match.start) is None or self.around.part_of_name(match.start, match.end):
            return
        if of_organisations(match.names):
            return
        seat = any(name.kind == "seat" for name in match.names)
        if seat and not self.around.follows(match.start, self.around.words["at"]):
            return
        if self.around.phrase(match.start, match.end) not in names():  # `North` in `North and South Korea`
            self._add(match.start, match.end, of_names(match.names))
            return
        start, end = self.around.run.get(match.start, (match.start, match.end))
        longer = end - start > match.end - match.start and _town(candidates(self.around.phrase(start, end)))
        self._add(*((start, end) if longer else (match.start, match.end)))

    def _recognised(self, *, listed: bool) -> None:
        """What the recogniser calls a place, and either the tables and the gazetteer have or they have not."""
        for start, end, label in self.around.entities:
            if (
                label not in PLACES
                or self.doc[start].lower_ in self.around.words["honorific"]
                or self.around.street(start, end)
            ):
                continue
            if self._within_known(start, end):
                continue
            known = bool(candidates(self.around.phrase(start, end)))
            if known != listed or (not known and self.doc[end - 1].text in self.around.perhaps_people):
                continue
            if not self.around.means_else(start, end):
                self._add(start, end) if known else self._add_part(start, end, label)

    def _within_known(self, start: int, end: int) -> bool:
        """Whether words are a part of a longer name that the tables have (`Guinea` in `Guinea-Bissau`)."""
        match = self._whole_names.get(start)
        return match is not None and end <= match.end and end - start < match.end - match.start

    @cached_property
    def _whole_names(self) -> dict[int, NameMatch]:
        """The names of the tables that are one, by each of their tokens."""
        return {
            i: match
            for match in self.text.names
            # `St. John's` is a capital, and somebody's; `Washington, D.C.` is two names, `Washington state` one.
            if self.doc[match.end - 1].text[:1].isupper() and not of_organisations(match.names)
            if "," not in self.around.phrase(match.start, match.end)
            for i in range(match.start, match.end)
        }

    def _introduced(self) -> None:
        """Names of the gazetteer that the words around them say are places, and every further mention of them."""
        runs = [run for run in self.around.runs if self.around.may_be_place(*run)]
        for start, end, places in self.around.sharing_a_sort():
            self._add(start, end, places)
        for start, end in self.around.in_capitals():
            if self.around.may_be_place(start, end):
                self._add(start, end)
        found = {
            self.around.phrase(*run)
            for run in runs
            if self.around.is_said_to_be_place(*run) or self.around.is_mostly_a_city(*run)
        }
        for start, end in runs:
            if self.around.phrase(start, end) in found:
                self._add(start, end)
        for start, end in (*self.around.called_a_sort(), *self.around.with_a_head()):
            self._add(start, end)
        # A list is all places if one of it is: forwards, then backwards.
        for start, end in (*runs, *reversed(runs)):
            if self._in_list(start, end):
                self._add(start, end)

    def _in_list(self, start: int, end: int) -> bool:
        """Whether a toponym stands beside a run, and nothing but a comma or `and` between."""
        if start in self.found or self.doc[end - 1].text in self.around.people or self.around.acts(end):
            return False
        before, after = start - 1, end
        while self.around.lower(before) in {",", "and", "or"} and start - before < 3:
            before -= 1
        while self.around.lower(after) in {",", "and", "or"} and after - end < 2:
            after += 1
        neighbours = [self.found.get(before) if before < start - 1 else None]
        neighbours.append(self.found.get(after) if after > end else None)
        return any(n is not None and not n.associative and n.candidates for n in neighbours)

    def _list_divisions(self) -> None:
        """Beside a division in a list, what may be one of the same state is one (`Ohio, Washington and Idaho`)."""
        toponyms = self._in_order()
        for one, other in (*pairwise(toponyms), *pairwise(reversed(toponyms))):
            first, last = sorted((one, other))
            between = self.doc[first.end : last.start].text.strip()
            settled = one.narrowed or one.associative or (one.holders and not one.listed)
            if settled or between not in {",", "and", "or", ", and", ", or"}:
                continue
            beside = max(other.candidates, key=lambda place: place.importance, default=None)
            if beside is not None and beside.bounded:
                held = tuple(p for p in one.candidates if p.kind == "division" and p.country == beside.country)
                if held and len(held) < len(one.candidates):
                    self._put(one._replace(candidates=held, narrowed=True))

    def _listed(self, start: int, end: int) -> bool:
        """Whether a name and the state behind it may be two in a list (`London, France and Spain`)."""
        return self.around.lower(end) in {"and", "or"} or (
            self.around.lower(start - 1) == "," and start - 2 in self.found
        )

    def _add(self, start: int, end: int, meanings: tuple[Candidate, ...] | None = None) -> None:
        """Take words for a toponym; where meanings are given, it has no others, even if it was found before."""
        before = self.found.get(start)
        if meanings and before is not None and (before.start, before.end) == (start, end):
            self._put(before._replace(candidates=meanings, narrowed=True))
        end = self.around.whole(end)
        if any(i in self.found for i in range(start, end)):
            return
        words = self.around.phrase(start, end)
        belongs = associative(words)
        container = None if belongs else self._container(start, end)
        kinds = self.around.sort(start, end)
        meanings = meanings or _of_kinds(candidates(words), kinds)
        self._put(
            Toponym(
                start,
                end,
                words,
                meanings or candidates(words),
                container.holders if container else (),
                belongs,
                bool(meanings),
                container is not None and self._listed(start, container.end),
                kinds,
            )
        )
        if container is not None and container.fits:
            self._add(container.start, container.end, container.holders)

    def _container(self, start: int, end: int) -> Container | None:
        """What a name is said to lie in; a state or division before another in a list lies in none."""
        container = self.around.container(start, end)
        if container is None or not self._listed(start, container.end):
            return container
        own = containers(self.around.phrase(start, end))
        return None if any(one.key.startswith(("state:", "region:")) for one in own) else container

    def _add_part(self, start: int, end: int, label: str) -> None:
        """What is in no gazetteer: a side of a place that is (`East Oxford`), a site named after one, or open."""
        joint = next((i for i in range(start + 1, end - 1) if self.around.lower(i) == "and"), end)
        if joint < end and _town(candidates(self.around.phrase(start, joint))):
            if joint - start > 1 or not self.around.generic(start):
                self._add(start, joint)
            rest = joint + 1, end
            self._add(*rest) if candidates(self.around.phrase(*rest)) else self._add_part(*rest, label)
            return
        bare = start
        while self.around.lower(bare) in self.around.words["side"]:
            bare += 1
        if start < bare < end and (whole := candidates(self.around.phrase(bare, end))):
            self._add(start, end, whole)
            return
        # An island, a range or a river bears the name of a town anywhere.
        if label == "LOC":
            self._add(start, end)
            return
        # A single word may be a surname (`Wang Yi`) unless what follows is a site or a sort of place.
        least = start if label == "FAC" or self.around.lower(end - 1) in self.around.words["sort"] else start + 1
        longest = min(end - 1, start + LONGEST)
        ends = (last for last in range(longest, least, -1) if self.doc[last - 1].text[-1:].isalnum())
        part = next((last for last in ends if self._holds_sites(start, last, label)), end)
        self._add(start, part)

    def _holds_sites(self, start: int, end: int, label: str) -> bool:
        """Whether a site may have a name because it is there: one that the text speaks of, or all know."""
        words = self.around.phrase(start, end)
        if self.around.lower(start) in {"st.", "saint"} or self.around.lower(end) == "of":
            return False
        if not _town(candidates(words)) or (end - start == 1 and self.around.generic(start)):
            return False
        return (
            label != "FAC"
            or self.around.lower(end - 1) in self.around.words["sort"]
            or self.around.is_known_widely(start, end)
            or any(words == toponym.words for toponym in self.found.values())
        )

    def _in_order(self) -> list[Toponym]:
        return sorted({toponym.start: toponym for toponym in self.found.values()}.values())

    def _put(self, toponym: Toponym) -> None:
        self.found.update(dict.fromkeys(range(toponym.start, toponym.end), toponym))


def _of_kinds(places: tuple[Candidate, ...], kinds: frozenset[str]) -> tuple[Candidate, ...] | None:
    """Some of the places of a name, where it has others too."""
    held = tuple(place for place in places if place.kind in kinds)
    return held if held and len(held) < len(places) else None


def _town(places: tuple[Candidate, ...]) -> bool:
    return any(place.kind in {"city", "division"} for place in places)
