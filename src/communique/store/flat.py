"""A record laid out flat: rows for the tables of the third layer, a pure function of the record.

What a record says by ids within it (`a1`, `s3`) is said here by identities and numbers that hold across documents.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Table

from communique.record import (
    Actor,
    Commitment,
    Event,
    Finding,
    Meeting,
    Position,
    Record,
    Refusal,
    Request,
    Span,
    Statement,
    ViaSource,
)
from communique.store import tables
from communique.store.fulltext import UNDATED, interval_tags, tag
from communique.store.sentences import Sentences

Row = dict[str, Any]
Entry = Statement | Meeting | Event | Commitment | Request | Refusal | Position | Finding
#: Actors' ids by part.
Parts = dict[str, tuple[str, ...]]

#: `entries.id` is the document's `id` shifted by this, plus the entry's number within its document.
SHIFT = 20


class _Said(NamedTuple):
    """What the kinds of entry have in common; columns of `tables.entries` by the same names."""

    kind: str
    entry: Entry
    label: str
    spans: tuple[Span, ...]
    parts: Parts
    status: str | None = None
    statement: str | None = None


#: Names and identities of the flat tables are cut to so many characters: a page of an index must hold them.
LONGEST = 300
#: The same of offices, and of whom they serve: one index holds both, and the identity.
LONGEST_OFFICE = 100


def entry_numbers(document: int) -> range:
    """The ids that entries of a document may have."""
    return range(document << SHIFT, (document + 1) << SHIFT)


def flat(record: Record, document: int) -> dict[Table, list[Row]]:
    """The rows of a record, by table.

    Args:
        record: The record, with the corrections applied.
        document: `documents.id`.
    """
    return _Flat(record, document).rows()


class _Flat:
    """One record on its way into rows."""

    def __init__(self, record: Record, document: int) -> None:
        self.record, self.document = record, document
        self.text = record.document.text
        self.actors = {actor.id: actor for actor in record.actors}
        self.places = {place.id: place for place in record.places}
        self.statements = {statement.id: statement for statement in record.statements}
        parts = (record.layout.headline, *record.layout.paragraphs)
        self.sentences = Sentences(self.text, [part for part in parts if part])
        self.said = list(self._said())
        self.numbers = {
            said.entry.id: number for said, number in zip(self.said, entry_numbers(document), strict=False)
        }

    def rows(self) -> dict[Table, list[Row]]:
        entries, parties, states = [], [], []
        for said in self.said:
            shared = {"entry": self.numbers[said.entry.id], "kind": said.kind, "day": self._days(said)["day"]}
            members = [{**shared, **row} for row in self._parties(said.parts)]
            backing = [{**shared, **row} for row in self._states(said.parts)]
            entries.append(self._entry(said, members, backing))
            parties += members
            states += backing
        return {
            tables.entries: entries,
            tables.parties: parties,
            tables.party_states: states,
            tables.actors: [self._actor(actor) for actor in self.record.actors],
            tables.roles: list(self._roles()),
            tables.toponyms: list(self._toponyms()),
            tables.times: list(self._times()),
        }

    def _said(self) -> Iterator[_Said]:
        record = self.record
        for statement in record.statements:
            yield self._statement(statement)
        for meeting in record.meetings:
            parts = {"by": meeting.participants}
            yield _Said("meeting", meeting, meeting.format, (meeting.trigger,), parts, meeting.status)
        for event in record.events:
            parts = {
                "by": event.actors,
                "to": event.recipients,
                "via": self._carriers(event.statement, event.actors),
            }
            yield _Said("event", event, event.type, (event.trigger,), parts, event.status, event.statement)
        for commitment in record.commitments:
            yield self._ledger("commitment", commitment, "commit", commitment.what, commitment.who, commitment.to)
        for request in record.requests:
            yield self._ledger("request", request, "request", request.what, request.who, request.of)
        for refusal in record.refusals:
            yield self._ledger("refusal", refusal, "refuse", refusal.what, refusal.who, refusal.to)
        for position in record.positions:
            yield self._ledger("position", position, position.stance, position.issue, position.holder, ())
        for finding in record.findings:
            yield _Said("finding", finding, finding.kind, finding.evidence, {}, finding.level)

    def _statement(self, statement: Statement) -> _Said:
        above = statement.via
        carrier = None if above is None or isinstance(above, ViaSource) else above.statement
        parts = {"by": statement.actors, "to": statement.to, "via": self._above(statement)}
        spans = statement.content or statement.cue or statement.source
        return _Said("statement", statement, statement.act, spans, parts, statement=carrier)

    def _ledger(
        self,
        kind: str,
        entry: Commitment | Request | Refusal | Position,
        label: str,
        what: Span,
        by: tuple[str, ...],
        to: tuple[str, ...],
    ) -> _Said:
        parts = {"by": by, "to": to, "via": self._carriers(entry.statement, by)}
        return _Said(kind, entry, label, (what,), parts, statement=entry.statement)

    def _above(self, statement: Statement) -> tuple[str, ...]:
        """Whom the chain of attribution names above a statement, the next first."""
        found: list[str] = []
        seen, via = {statement.id}, statement.via
        while via is not None:
            if isinstance(via, ViaSource):
                return (*found, *via.actors)
            above = self.statements.get(via.statement)
            if above is None or above.id in seen:
                break
            seen.add(above.id)
            found += above.actors
            via = above.via
        return tuple(found)

    def _carriers(self, id: str | None, by: tuple[str, ...]) -> tuple[str, ...]:
        """On whose word an entry of a statement is: its speakers and those above, but not whose own word it is."""
        statement = self.statements.get(id) if id else None
        if statement is None:
            return ()
        return tuple(actor for actor in (*statement.actors, *self._above(statement)) if actor not in by)

    def _entry(self, said: _Said, members: Sequence[Row], states: Sequence[Row]) -> Row:
        start = min((span.start for span in said.spans), default=0)
        end = max((span.end for span in said.spans), default=0)
        around = self.sentences.around(start, end) if said.spans else Span(0, 0)
        place = self.places.get(getattr(said.entry, "place", None) or "")
        status, mode = said.status, getattr(said.entry, "mode", None)
        row = {
            "id": self.numbers[said.entry.id],
            "document": self.document,
            "kind": said.kind,
            "entry": said.entry.id,
            "label": said.label,
            "status": status,
            "mode": mode,
            "start": start,
            "end": end,
            "sentence_start": around.start,
            "sentence_end": around.end,
            "statement": self.numbers.get(said.statement or ""),
            "meeting": self.numbers.get(getattr(said.entry, "meeting", None) or ""),
            "place": place.name[:LONGEST] if place else None,
            "country": (place.country or None) if place else None,
            "issue": (said.entry.name[:LONGEST] or None) if isinstance(said.entry, Position) else None,
            "reason": getattr(said.entry, "reason", None),
            "words": self._words(said, around),
        }
        row |= self._days(said)
        return row | {"tags": self._tags(row, members, states)}

    def _words(self, said: _Said, around: Span) -> str:
        if isinstance(said.entry, Finding):
            return said.entry.message
        if said.kind in {"meeting", "event"}:
            return around.of(self.text)
        return " … ".join(span.of(self.text) for span in said.spans)

    def _days(self, said: _Said) -> Row:
        if isinstance(said.entry, Meeting | Event):
            interval = said.entry.interval
            if interval is None:
                return {"day": None, "last_day": None, "granularity": None, "basis": None}
            return {
                "day": interval.start,
                "last_day": interval.end,
                "granularity": interval.granularity,
                "basis": "text",
            }
        day: datetime.date | None = self.record.published
        granularity, basis = ("day", "report") if day else (None, None)
        return {"day": day, "last_day": day, "granularity": granularity, "basis": basis}

    def _tags(self, row: Row, members: Sequence[Row], states: Sequence[Row]) -> str:
        tagged = {tag("document", str(self.document)), tag("kind", row["kind"]), tag("label", row["label"])}
        outlet = self.record.document.outlet or self.record.layout.agency_name
        fields = {name: row[name] for name in ("status", "mode", "place", "country", "issue")}
        fields["outlet"] = outlet
        tagged |= {tag(name, value) for name, value in fields.items() if value}
        tagged |= interval_tags(row["day"], row["last_day"]) if row["day"] else {UNDATED}
        tagged |= {tag(member["part"], member["identity"]) for member in members}
        tagged |= {tag(f"{state['part']}-state", state["state"]) for state in states}
        return " ".join(sorted(tagged))

    def _parties(self, parts: Parts) -> Iterator[Row]:
        for part, ids in self._with_members(parts).items():
            names: dict[str, str] = {}
            for actor in (self.actors[id] for id in ids if id in self.actors):
                names.setdefault(actor.identity[:LONGEST], actor.name)
            for rank, (identity, name) in enumerate(names.items()):
                yield {"part": part, "identity": identity, "rank": rank, "name": name}

    def _states(self, parts: Parts) -> Iterator[Row]:
        for part, ids in self._with_members(parts).items():
            states = {state for id in ids if id in self.actors for state in self.actors[id].countries}
            yield from ({"part": part, "state": state} for state in sorted(states))

    def _with_members(self, parts: Parts) -> Parts:
        members = [member for id in parts.get("by", ()) if id in self.actors for member in self.actors[id].members]
        return {**parts, "member": tuple(members)}

    def _actor(self, actor: Actor) -> Row:
        first = actor.mentions[0].span if actor.mentions else Span(0, 0)
        return {
            "document": self.document,
            "actor": actor.id,
            "identity": actor.identity[:LONGEST],
            "name": actor.name[:LONGEST],
            "folded": actor.name.casefold()[:LONGEST],
            "kind": actor.kind,
            "states": " ".join(actor.countries),
            "mentions": len(actor.mentions),
            "start": first.start,
            "end": first.end,
        }

    def _roles(self) -> Iterator[Row]:
        given = [(actor, role) for actor in self.record.actors for role in actor.roles]
        for number, (actor, role) in enumerate(given, 1):
            yield {
                "document": self.document,
                "number": number,
                "identity": actor.identity[:LONGEST],
                "name": actor.name,
                "title": role.title[:LONGEST_OFFICE],
                "of": role.of[:LONGEST_OFFICE],
                "day": self.record.published,
                "start": role.span.start,
                "end": role.span.end,
            }

    def _toponyms(self) -> Iterator[Row]:
        for place in self.record.places:
            first = place.mentions[0].span if place.mentions else Span(0, 0)
            yield {
                "document": self.document,
                "place": place.id,
                "name": place.name[:LONGEST],
                "kind": place.kind,
                "country": place.country,
                "latitude": place.latitude,
                "longitude": place.longitude,
                "geonameid": place.geonameid,
                "mentions": len(place.mentions),
                "associative": all(mention.associative for mention in place.mentions),
                "start": first.start,
                "end": first.end,
            }

    def _times(self) -> Iterator[Row]:
        for time in self.record.times:
            interval = time.interval
            yield {
                "document": self.document,
                "time": time.id,
                "type": time.type,
                "value": time.value,
                "day": interval.start if interval else None,
                "last_day": interval.end if interval else None,
                "granularity": interval.granularity if interval else None,
                "reason": time.reason,
                "start": time.span.start,
                "end": time.span.end,
            }
