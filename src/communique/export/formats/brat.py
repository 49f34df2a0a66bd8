"""brat standoff: for each document its text (`.txt`) and annotations (`.ann`), and the types (`annotation.conf`).

Offsets count code points of the `.txt`, as brat does. Mentions of actors, places, times and parts of statements
are text-bound annotations, statements, meetings and events are events with their arguments, mentions of one
actor are equivalent (`*`), states and acts are attributes, values and messages notes (`#`). brat cannot have an
annotation run over the end of a line: such a one has a fragment for each line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from communique.export.digest import Digest
from communique.export.ledger import KINDS, ledger, terms
from communique.export.naming import FileNames
from communique.export.plain import clean, line
from communique.export.writing import Folder
from communique.record import (
    Act,
    ActorKind,
    EventStatus,
    EventType,
    MeetingStatus,
    Mode,
    Record,
    Span,
    Stance,
    Strength,
)

#: What ends a line for brat's reader, and the tab, which parts the columns.
_BREAK = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_ENTITIES = (
    *(kind.capitalize() for kind in get_args(ActorKind)),
    *("Place", "Time", "Source", "Content", "Finding"),
    *KINDS,
)
_ATTRIBUTES = {
    "Status": tuple(dict.fromkeys((*get_args(MeetingStatus), *get_args(EventStatus)))),
    "Act": get_args(Act),
    "Mode": get_args(Mode),
    "Stance": get_args(Stance),
    "Strength": get_args(Strength),
}


def export(records: Iterable[Record], out: Folder) -> None:
    """Write two files for each record, and the configuration."""
    with out("annotation.conf") as file:
        file.write(configuration().encode())
    names = FileNames()
    for record in records:
        name = names.of(record.document.id)
        with out(f"{name}.txt") as file:
            file.write(clean(record.document.text).encode())
        with out(f"{name}.ann") as file:
            file.writelines(f"{annotation}\n".encode() for annotation in _Story(record).annotations())


def configuration() -> str:
    """The types, as brat reads them."""
    people = "|".join(kind.capitalize() for kind in get_args(ActorKind))
    sides = f"Actor*:{people}, Recipient*:{people}, Place?:Place, Time?:Time"
    events = [
        f"Statement\tSource*:Source, Content*:Content, Speaker*:{people}, Addressee*:{people}",
        f"Meeting\tParticipant*:{people}, Place?:Place, Time?:Time",
        *(f"{type}\t{sides}" for type in get_args(EventType)),
    ]
    attributes = [f"{name}\tArg:<ANY>, Value:{'|'.join(values)}" for name, values in _ATTRIBUTES.items()]
    relations = [
        "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
        f"Coreferent\tArg1:{people}, Arg2:{people}",
    ]
    relations[1] += ", <REL-TYPE>:symmetric-transitive"
    sections = {"entities": _ENTITIES, "relations": relations, "events": events, "attributes": attributes}
    return "\n".join(line for name, lines in sections.items() for line in (f"[{name}]", *lines, ""))


class _Story:
    """The annotations of one record, numbered as they come."""

    def __init__(self, record: Record) -> None:
        self.record, self.digest, self.text = record, Digest(record), clean(record.document.text)
        self.lines: list[str] = []
        self.numbers: dict[str, int] = {}
        #: The first annotation of an actor, place or time, by the entry's id.
        self.first: dict[str, str] = {}

    def annotations(self) -> Iterator[str]:
        """All lines of the `.ann`."""
        self._named()
        self._statements()
        self._happenings()
        self._ledger()
        for finding in self.record.findings:
            for bound in self._all("Finding", finding.evidence):
                self._note(bound, f"{finding.kind}: {finding.message}")
        yield from self.lines

    def _named(self) -> None:
        for actor in self.record.actors:
            same = self._all(actor.kind.capitalize(), [mention.span for mention in actor.mentions])
            self._known(actor.id, same, actor.name)
            if len(same) > 1:
                self.lines.append(f"*\tCoreferent {' '.join(same)}")
        for place in self.record.places:
            self._known(place.id, self._all("Place", [mention.span for mention in place.mentions]), place.name)
        for time in self.record.times:
            self._known(time.id, self._all("Time", [time.span]), time.value)

    def _known(self, id: str, bounds: Sequence[str], note: str) -> None:
        if bounds:
            self.first[id] = bounds[0]
            self._note(bounds[0], note)

    def _statements(self) -> None:
        for statement in self.record.statements:
            arguments = [("Source", bound) for bound in self._all("Source", statement.source)]
            contents = self._all("Content", statement.content)
            arguments += [("Content", bound) for bound in contents]
            arguments += self._arguments("Speaker", statement.actors) + self._arguments("Addressee", statement.to)
            # A quotation without reporting words is its own trigger.
            event = self._event("Statement", statement.cue or statement.content[:1], arguments)
            if event:
                self._attribute("Act", event, statement.act)
                self._attribute("Mode", event, statement.mode)
                self._note(event, " > ".join(step.words for step in self.digest.chain(statement)))

    def _happenings(self) -> None:
        for meeting in self.record.meetings:
            arguments = self._arguments("Participant", meeting.participants)
            arguments += self._where_and_when(meeting.place, meeting.time)
            if event := self._event("Meeting", [meeting.trigger], arguments):
                self._attribute("Status", event, meeting.status)
                self._note(event, meeting.format)
        for happening in self.record.events:
            arguments = self._arguments("Actor", happening.actors) + self._arguments(
                "Recipient", happening.recipients
            )
            arguments += self._where_and_when(happening.place, happening.time)
            if event := self._event(happening.type, [happening.trigger], arguments):
                self._attribute("Status", event, happening.status)

    def _ledger(self) -> None:
        for entry in ledger(self.record):
            for bound in self._all(entry.kind, [entry.what]):
                sides = " > ".join(filter(None, map(self.digest.names, (entry.who, entry.to))))
                self._note(bound, "; ".join([sides, *terms(entry, self.digest)]))
                for name, value in (("Stance", entry.stance), ("Strength", entry.strength)):
                    if value:
                        self._attribute(name, bound, value)

    def _arguments(self, role: str, ids: Sequence[str]) -> list[tuple[str, str]]:
        return [(role, self.first[id]) for id in ids if id in self.first]

    def _where_and_when(self, place: str | None, time: str | None) -> list[tuple[str, str]]:
        return self._arguments("Place", [place or ""]) + self._arguments("Time", [time or ""])

    def _event(self, type: str, trigger: Sequence[Span], arguments: list[tuple[str, str]]) -> str | None:
        bound = self._bound(type, trigger)
        if bound is None:
            return None
        id, counts, roles = self._next("E"), dict[str, int](), []
        for role, filler in dict.fromkeys(arguments):
            counts[role] = counts.get(role, 0) + 1
            roles.append(f"{role}{counts[role] if counts[role] > 1 else ''}:{filler}")
        self.lines.append(f"{id}\t{' '.join([f'{type}:{bound}', *roles])}")
        return id

    def _all(self, type: str, spans: Iterable[Span]) -> list[str]:
        """An annotation for each span; ids of those that there are words for."""
        return [bound for span in spans if (bound := self._bound(type, [span])) is not None]

    def _bound(self, type: str, spans: Iterable[Span]) -> str | None:
        """One annotation over all spans; None where they cover no words."""
        fragments = sorted(part for span in spans for part in _fragments(self.text, span))
        if not fragments:
            return None
        id = self._next("T")
        where = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(self.text[start:end] for start, end in fragments)
        self.lines.append(f"{id}\t{type} {where}\t{words}")
        return id

    def _attribute(self, name: str, of: str, value: str) -> None:
        self.lines.append(f"{self._next('A')}\t{name} {of} {value}")

    def _note(self, of: str, words: str) -> None:
        if words:
            self.lines.append(f"{self._next('#')}\tAnnotatorNotes {of}\t{line(words)}")

    def _next(self, letter: str) -> str:
        self.numbers[letter] = self.numbers.get(letter, 0) + 1
        return f"{letter}{self.numbers[letter]}"


def _fragments(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The parts of a span that lie on one line each."""
    start, end = max(span.start, 0), min(span.end, len(text))
    for found in _BREAK.finditer(text, start, max(end, start)):
        if start < found.start():
            yield start, found.start()
        start = found.end()
    if start < end:
        yield start, end
