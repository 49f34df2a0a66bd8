"""FollowTheMoney entities as JSON Lines, for Aleph, OpenSanctions' tools and the like.

A document is an Article; actors are Person, PublicBody (states and ministries), Organization or LegalEntity,
with a Mention for each name that the text gives them and a Membership for members of a grouping; meetings and
events are Event, places Address. Statements and the ledger, for which the model has no schema, are Notes on
whoever speaks: the words in `description`, the chain of attribution in `summary`. Everything names its Article
in `proof`. An actor has one id in all documents where its identity says so; the model merges entities of one
id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO, Any

from communique.export.digest import Digest
from communique.export.ledger import ledger, terms
from communique.export.naming import actor_iri, address, document_iri, entry_iri
from communique.export.plain import line
from communique.export.streams import write_lines
from communique.knowledge import state
from communique.record import Actor, ActorKind, Event, Interval, Meeting, Place, Record, Statement

Entity = dict[str, Any]

#: Schema of each kind of actor. Documents on whose word something is reported are documents.
_SCHEMATA: dict[ActorKind, str] = {
    "person": "Person",
    "state": "PublicBody",
    "ministry": "PublicBody",
    "organisation": "Organization",
    "grouping": "Organization",
    "group": "LegalEntity",
    "document": "Document",
}


def export(records: Iterable[Record], out: IO[bytes]) -> None:
    """Write the entities of each record, one a line."""
    write_lines(out, (entity for record in records for entity in _Story(record).entities()))


class _Story:
    """The entities of one record."""

    def __init__(self, record: Record) -> None:
        self.record, self.digest, self.text = record, Digest(record), record.document.text
        self.article = _id(document_iri(record))
        self.source = {"proof": [self.article], "sourceUrl": address(record)}

    def entities(self) -> Iterator[Entity]:
        """All entities, those that are referred to first."""
        document, published = self.record.document, self.record.published
        yield _entity(
            self.article,
            "Article",
            name=self.digest.title,
            title=self.digest.title,
            publisher=self.digest.outlet,
            publishedAt=published and published.isoformat(),
            sourceUrl=address(self.record),
            fileName=document.id,
            bodyText=document.text,
        )
        for place in self.record.places:
            yield self._place(place)
        for actor in self.record.actors:
            yield from self._actor(actor)
        for meeting in self.record.meetings:
            yield self._meeting(meeting)
        meetings = {meeting.id for meeting in self.record.meetings}
        for event in self.record.events:
            if event.meeting not in meetings:
                yield self._event(event)
        for statement in self.record.statements:
            yield self._statement(statement)
        yield from self._ledger()

    def _actor(self, actor: Actor) -> Iterator[Entity]:
        schema, id = _SCHEMATA[actor.kind], self._actor_id(actor)
        countries = [_country(code) for code in actor.countries]
        if schema == "Document":
            yield _entity(id, schema, name=self.digest.name(actor.id), proof=self.article)
            return
        titles = [f"{role.title} ({role.of})" if role.of else role.title for role in actor.roles]
        positions = {"position": titles} if schema == "Person" else {}
        yield _entity(
            id, schema, name=actor.name.strip() or actor.id, country=countries, proof=self.article, **positions
        )
        names = dict.fromkeys(m.span.of(self.text) for m in actor.mentions if m.form == "name")
        for name in filter(str.strip, names):
            yield self._part(
                f"{actor.id}/{name}",
                "Mention",
                document=self.article,
                resolved=id,
                name=name,
                detectedSchema=schema,
            )
        if schema == "Organization":
            for member in self._ids(actor.members):
                yield self._part(
                    f"{actor.id}/{member}", "Membership", member=member, organization=id, proof=self.article
                )

    def _place(self, place: Place) -> Entity:
        return self._part(
            place.id,
            "Address",
            name=place.name,
            full=place.name,
            country=_country(place.country),
            latitude=None if place.latitude is None else str(place.latitude),
            longitude=None if place.longitude is None else str(place.longitude),
            proof=self.article,
        )

    def _meeting(self, meeting: Meeting) -> Entity:
        sides = self.digest.names(meeting.participants)
        return self._part(
            meeting.id,
            "Event",
            name=f"{meeting.format.capitalize()} of {sides}" if sides else meeting.format.capitalize(),
            involved=self._ids(meeting.participants),
            keywords=[meeting.format, meeting.status],
            description=self.digest.quote([meeting.trigger, *meeting.mentions]),
            **self._circumstances(meeting.interval, meeting.place),
        )

    def _event(self, event: Event) -> Entity:
        sides = " → ".join(filter(None, (self.digest.names(event.actors), self.digest.names(event.recipients))))
        statement = self.digest.statements.get(event.statement or "")
        return self._part(
            event.id,
            "Event",
            name=f"{event.type}: {sides}" if sides else event.type,
            involved=self._ids((*event.actors, *event.recipients)),
            keywords=[event.type, event.status],
            description=self.digest.quote([event.trigger, *event.mentions]),
            summary=self._chain(statement) if statement else None,
            **self._circumstances(event.interval, event.place),
        )

    def _circumstances(self, interval: Interval | None, place: str | None) -> dict[str, Any]:
        there = self.digest.places.get(place or "")
        days = [interval.start.isoformat(), interval.end.isoformat()] if interval else [None, None]
        one = days[0] == days[1]
        return {
            "date": days[0] if one else None,
            "startDate": None if one else days[0],
            "endDate": None if one else days[1],
            "location": there.name if there else None,
            "addressEntity": self._id(there.id) if there else None,
            "country": _country(there.country) if there else None,
            **self.source,
        }

    def _statement(self, statement: Statement) -> Entity:
        return self._part(
            statement.id,
            "Note",
            name=f"{self.digest.names(statement.actors) or 'Somebody'}: {statement.act}",
            entity=self._ids(statement.actors),
            description=self.digest.quote(statement.content, len(self.text) + 2),
            summary=self._chain(statement),
            keywords=["statement", statement.act, statement.mode],
            **self.source,
        )

    def _ledger(self) -> Iterator[Entity]:
        for entry in ledger(self.record):
            statement = self.digest.statements.get(entry.statement)
            words = [entry.kind.lower(), *filter(None, [entry.stance])]
            yield self._part(
                entry.id,
                "Note",
                name=f"{self.digest.names(entry.who) or 'Somebody'}: {', '.join(words)}",
                entity=self._ids(entry.who),
                description=self.digest.quote([entry.what], len(self.text) + 2),
                summary=self._chain(statement) if statement else None,
                keywords=[*words, *terms(entry, self.digest)],
                **self.source,
            )

    def _chain(self, statement: Statement) -> str:
        return " > ".join(step.words for step in self.digest.chain(statement))

    def _part(self, id: str, schema: str, **properties: Any) -> Entity:
        return _entity(self._id(id), schema, **properties)

    def _id(self, id: str) -> str:
        return _id(entry_iri(self.record, id))

    def _actor_id(self, actor: Actor) -> str:
        return _id(actor_iri(self.record, actor))

    def _ids(self, actors: Iterable[str]) -> list[str]:
        """Ids of those actors that the model can have take part: no documents."""
        found = (self.digest.actors.get(id) for id in actors)
        return [self._actor_id(actor) for actor in found if actor is not None and actor.kind != "document"]


def _entity(id: str, schema: str, **properties: Any) -> Entity:
    """An entity: every property a list of different strings, none of them empty."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    kept = {
        name: list(dict.fromkeys(v.strip() for v in values if v and v.strip())) for name, values in listed.items()
    }
    names = {name: values if name == "bodyText" else [line(v) for v in values] for name, values in kept.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in names.items() if values}}


def _id(iri: str) -> str:
    """An id of hexadecimal digits: those of the model may hold no more than letters, digits, `.` and `-`."""
    return f"communique-{hashlib.sha1(iri.encode(), usedforsecurity=False).hexdigest()}"


def _country(code: str) -> str | None:
    """The model's code of a state: ISO 3166-1 alpha-2, lower case."""
    try:
        return state(code).alpha2.lower() if code else None
    except KeyError:
        return None
