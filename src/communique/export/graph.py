"""Records as one directed graph: who says, meets, does what to whom. Actors that documents share are one node.

Nodes are documents, actors, places, statements, meetings and events; edges say what one is to the other and
which entry says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.export.digest import Digest
from communique.export.naming import actor_iri, document_iri, entry_iri
from communique.record import Event, Interval, Meeting, Record, Statement, ViaSource

#: What nodes and edges say of themselves; empty where it does not apply. All are strings but for numbers.
NODE_FIELDS = ("label", "kind", "type", "status", "country", "latitude", "longitude", "start", "end", "document")
EDGE_FIELDS = ("relation", "document", "entry")
NUMBERS = frozenset({"latitude", "longitude"})


class Node(NamedTuple):
    """A node: its IRI, and its fields by name."""

    id: str
    fields: dict[str, str]


class Edge(NamedTuple):
    """An edge: `relation` says what the source is to the target (`said`, `took part in`)."""

    source: str
    target: str
    fields: dict[str, str]


def graph(records: Iterable[Record]) -> Iterator[Node | Edge]:
    """Nodes and edges, record by record; a node comes once, and before all edges that touch it."""
    seen: set[str] = set()
    for record in records:
        for part in _Story(record).parts():
            if isinstance(part, Edge):
                yield part
            elif part.id not in seen:
                seen.add(part.id)
                yield part


class _Story:
    """The part of the graph that one record gives."""

    def __init__(self, record: Record) -> None:
        self.record, self.digest = record, Digest(record)
        self.document = document_iri(record)
        self.actors = {actor.id: actor_iri(record, actor) for actor in record.actors}
        meetings = {meeting.id for meeting in record.meetings}
        self.events = [event for event in record.events if event.meeting not in meetings]

    def parts(self) -> Iterator[Node | Edge]:
        """The nodes, and then the edges between them."""
        yield from self._nodes()
        yield from self._of_actors()
        for statement in self.record.statements:
            yield from self._of_statement(statement)
        for meeting in self.record.meetings:
            yield from self._sides(meeting.id, meeting.participants, "took part in")
            yield from self._at(meeting)
        for event in self.events:
            yield from self._sides(event.id, event.actors, "did")
            for iri in self._known(event.recipients):
                yield self._edge(self._iri(event.id), iri, "was done to", event.id)
            yield from self._at(event)
            if event.statement in self.digest.statements:
                yield self._edge(self._iri(event.statement or ""), self._iri(event.id), "tells of", event.id)

    def _nodes(self) -> Iterator[Node]:
        record, digest = self.record, self.digest
        yield _node(self.document, label=digest.title, kind="document", document=record.document.id)
        for actor in record.actors:
            country = " ".join(actor.countries)
            yield _node(
                self.actors[actor.id], label=digest.name(actor.id), kind="actor", type=actor.kind, country=country
            )
        for place in record.places:
            point = {"latitude": place.latitude, "longitude": place.longitude}
            numbers = {name: repr(value) for name, value in point.items() if value is not None}
            yield self._entry(
                place.id, label=place.name, kind="place", type=place.kind, country=place.country, **numbers
            )
        for statement in record.statements:
            words = digest.quote(statement.content, 200)
            yield self._entry(
                statement.id, label=words, kind="statement", type=statement.act, status=statement.mode
            )
        for meeting in record.meetings:
            label = f"{meeting.format} of {digest.names(meeting.participants)}".removesuffix(" of ")
            about = {"type": meeting.format, "status": meeting.status, **_days(meeting.interval)}
            yield self._entry(meeting.id, label=label, kind="meeting", **about)
        for event in self.events:
            about = {"type": event.type, "status": event.status, **_days(event.interval)}
            yield self._entry(event.id, label=digest.quote([event.trigger], 200), kind="event", **about)

    def _of_actors(self) -> Iterator[Edge]:
        for actor in self.record.actors:
            iri = self.actors[actor.id]
            for member in self._known(actor.members):
                yield self._edge(member, iri, "is member of", actor.id)
            for issuer in self._known([actor.issuer or ""]):
                yield self._edge(iri, issuer, "speaks for", actor.id)

    def _of_statement(self, statement: Statement) -> Iterator[Edge]:
        iri, via = self._iri(statement.id), statement.via
        yield from self._sides(statement.id, statement.actors, "said")
        for addressee in self._known(statement.to):
            yield self._edge(iri, addressee, "was said to", statement.id)
        if isinstance(via, ViaSource):
            for source in self._known(via.actors):
                yield self._edge(iri, source, "on the word of", statement.id)
        elif via is not None and via.statement in self.digest.statements:
            yield self._edge(iri, self._iri(via.statement), "on the word of", statement.id)
        yield self._edge(iri, self.document, "stands in", statement.id)

    def _sides(self, entry: str, ids: Iterable[str], relation: str) -> Iterator[Edge]:
        for iri in self._known(ids):
            yield self._edge(iri, self._iri(entry), relation, entry)

    def _at(self, entry: Meeting | Event) -> Iterator[Edge]:
        if entry.place in self.digest.places:
            yield self._edge(self._iri(entry.id), self._iri(entry.place or ""), "was at", entry.id)
        yield self._edge(self._iri(entry.id), self.document, "stands in", entry.id)

    def _known(self, ids: Iterable[str]) -> list[str]:
        return [self.actors[id] for id in ids if id in self.actors]

    def _edge(self, source: str, target: str, relation: str, entry: str) -> Edge:
        return Edge(source, target, {"relation": relation, "document": self.record.document.id, "entry": entry})

    def _entry(self, id: str, **fields: str) -> Node:
        return _node(self._iri(id), document=self.record.document.id, **fields)

    def _iri(self, id: str) -> str:
        return entry_iri(self.record, id)


def _node(id: str, **fields: str) -> Node:
    return Node(id, {name: value for name, value in fields.items() if value})


def _days(interval: Interval | None) -> dict[str, str]:
    return {"start": interval.start.isoformat(), "end": interval.end.isoformat()} if interval else {}
