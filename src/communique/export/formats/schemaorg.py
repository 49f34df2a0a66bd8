"""schema.org (JSON-LD) with PROV-O for the chain of attribution, which schema.org has no words for.

Documents are NewsArticle, actors Person, Country, GovernmentOrganization or Organization, places Place,
meetings Event, statements Quotation (word for word) or Claim. A statement is `prov:wasAttributedTo` its
speakers and `prov:wasDerivedFrom` what it is had from: the statement or the source that reports it, at last the
article, which is `prov:wasAttributedTo` its outlet. Following `wasDerivedFrom` gives the chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from communique.export.digest import Digest
from communique.export.naming import actor_iri, address, document_iri, entry_iri, state_iri
from communique.export.streams import write_object
from communique.export.tables import GAP
from communique.record import Actor, ActorKind, Meeting, MeetingStatus, Place, Record, Span, Statement, ViaSource

#: Inline, so that nothing is fetched to read it.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "id": "@id",
    "type": "@type",
    "url": {"@id": "https://schema.org/url", "@type": "@id"},
    "eventStatus": {"@id": "https://schema.org/eventStatus", "@type": "@id"},
}
_TYPES: dict[ActorKind, str] = {
    "person": "Person",
    "state": "Country",
    "ministry": "GovernmentOrganization",
    "organisation": "Organization",
    "grouping": "Organization",
    "group": "Organization",
    "document": "CreativeWork",
}
_STATUS: dict[MeetingStatus, str] = {
    "held": "https://schema.org/EventScheduled",
    "planned": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}
Node = dict[str, Any]


def export(records: Iterable[Record], out: IO[bytes]) -> None:
    """Write one graph, a node a line."""
    nodes = (_told(node) for record in records for node in _Story(record).nodes())
    write_object(out, {"@context": CONTEXT}, "@graph", nodes)


def _told(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [])}


class _Story:
    """The nodes of one record."""

    def __init__(self, record: Record) -> None:
        self.record, self.digest, self.text = record, Digest(record), record.document.text
        self.article = document_iri(record)

    def nodes(self) -> Iterator[Node]:
        """The article, then what it tells of."""
        yield self._article()
        outlet = self.digest.outlet
        if outlet:
            yield {"id": self._outlet(), "type": ["Organization", "prov:Agent"], "name": outlet}
        yield from map(self._actor, self.record.actors)
        yield from map(self._place, self.record.places)
        yield from map(self._meeting, self.record.meetings)
        for statement in self.record.statements:
            yield from self._statement(statement)

    def _article(self) -> Node:
        published = self.record.published
        return {
            "id": self.article,
            "type": ["NewsArticle", "prov:Entity"],
            "identifier": self.record.document.id,
            "headline": self.digest.title,
            "url": address(self.record),
            "datePublished": published.isoformat() if published else None,
            "articleBody": self.text,
            "publisher": _refer([self._outlet()]),
            "prov:wasAttributedTo": _refer([self._outlet()]),
        }

    def _outlet(self) -> str | None:
        return entry_iri(self.record, "outlet") if self.digest.outlet else None

    def _actor(self, actor: Actor) -> Node:
        issuer = self.digest.actors.get(actor.issuer or "")
        document = actor.kind == "document"
        node: Node = {
            "id": self._id(actor),
            "type": [_TYPES[actor.kind], "prov:Entity" if document else "prov:Agent"],
            "name": self.digest.name(actor.id),
        }
        if document:
            node["prov:wasAttributedTo"] = _refer([self._id(issuer)] if issuer else [])
            node["prov:wasDerivedFrom"] = _refer([self.article])
        elif actor.kind == "person":
            node["jobTitle"] = [role.title for role in actor.roles]
        elif actor.kind != "state":
            node["member"] = _refer(self._ids(actor.members))
        if actor.kind == "state":
            node["identifier"] = list(actor.countries)
        elif not document:
            node["prov:actedOnBehalfOf"] = [_state(code) for code in actor.countries]
        return node

    def _place(self, place: Place) -> Node:
        located = place.latitude is not None and place.longitude is not None
        geo = {"type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
        return {
            "id": entry_iri(self.record, place.id),
            "type": "Place",
            "name": place.name,
            "geo": geo if located else None,
            "address": {"type": "PostalAddress", "addressCountry": place.country} if place.country else None,
            "sameAs": {"id": f"https://sws.geonames.org/{place.geonameid}/"} if place.geonameid else None,
        }

    def _meeting(self, meeting: Meeting) -> Node:
        days, sides = meeting.interval, self.digest.names(meeting.participants)
        there = self.digest.places.get(meeting.place or "")
        return {
            "id": entry_iri(self.record, meeting.id),
            "type": "Event",
            "name": f"{meeting.format.capitalize()} of {sides}" if sides else meeting.format.capitalize(),
            "attendee": _refer(self._ids(meeting.participants)),
            "startDate": days.start.isoformat() if days else None,
            "endDate": days.end.isoformat() if days else None,
            "location": _refer([entry_iri(self.record, there.id)] if there else []),
            "eventStatus": _STATUS[meeting.status],
            "description": self._words([meeting.trigger, *meeting.mentions]),
            "subjectOf": _refer([self.article]),
            "prov:wasDerivedFrom": _refer([self.article]),
        }

    def _statement(self, statement: Statement) -> Iterator[Node]:
        speakers = _refer(self._ids(statement.actors))
        via = statement.via
        if isinstance(via, ViaSource):
            above = entry_iri(self.record, f"{statement.id}/via")
            yield self._source(above, via)
        else:
            known = via is not None and via.statement in self.digest.statements
            above = entry_iri(self.record, via.statement) if via is not None and known else self.article
        yield {
            "id": entry_iri(self.record, statement.id),
            "type": ["Quotation" if statement.mode == "direct" else "Claim", "prov:Entity"],
            "text": self._words(statement.content),
            "creator": speakers,
            "audience": [
                {"type": "Audience", "name": self.digest.name(id)}
                for id in statement.to
                if id in self.digest.actors
            ],
            "keywords": [statement.act, statement.mode],
            "isPartOf": _refer([self.article]),
            "prov:wasAttributedTo": speakers,
            "prov:wasDerivedFrom": _refer([above]),
        }

    def _source(self, iri: str, via: ViaSource) -> Node:
        """On whose word a statement is: what they said to the reporter, or a document."""
        actors = [actor for id in via.actors if (actor := self.digest.actors.get(id)) is not None]
        documents = [self._id(actor) for actor in actors if actor.kind == "document"]
        return {
            "id": iri,
            "type": ["CreativeWork", "prov:Entity"],
            "text": self._words(via.source),
            "prov:wasAttributedTo": _refer([self._id(actor) for actor in actors if actor.kind != "document"]),
            "prov:wasDerivedFrom": _refer(documents or [self.article]),
        }

    def _words(self, spans: Iterable[Span]) -> str:
        return GAP.join(span.of(self.text) for span in sorted(set(spans)))

    def _ids(self, ids: Iterable[str]) -> list[str]:
        found = (self.digest.actors.get(id) for id in ids)
        return [self._id(actor) for actor in found if actor is not None]

    def _id(self, actor: Actor) -> str:
        return actor_iri(self.record, actor)


def _state(code: str) -> Node:
    return {"id": state_iri(code), "type": ["Country", "prov:Agent"], "identifier": code}


def _refer(iris: Iterable[str | None]) -> list[Node]:
    return [{"id": iri} for iri in dict.fromkeys(filter(None, iris))]
