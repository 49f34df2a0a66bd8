"""Event data in the columns of POLECAT (PLOVER's own data set), and beside it the evidence, which POLECAT has not.

`events.tsv` has a row for each event that PLOVER codes: what happened, and what is planned as the type that it
becomes (a visit to come is an AGREE); nothing denied or only supposed. `None` stands where nothing is known, as
in POLECAT, also for what a record does not have (COW numbers, Wikipedia ids). `evidence.tsv` names for each
event the words it was read from, its days, and on whose word it is. No cell has a tab or a line end in it.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from communique.export.digest import Digest
from communique.export.evidence import evidence
from communique.export.plain import inert, line
from communique.export.writing import Folder
from communique.knowledge import titles
from communique.knowledge.plover import PLANNED, weight
from communique.record import Actor, Event, Record, Span
from communique.version import __version__

#: The columns of POLECAT, in its order (Halterman et al., PLOVER and POLECAT, 2023; Harvard Dataverse).
COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations"),
    *("Story Locations", "Language", "Version"),
)
#: Of the evidence. `Field` is what the words are evidence of; `Start` and `End` count code points of the document.
EVIDENCE = ("Event ID", "Document", "Field", "Entry", "Value", "Start", "End", "Text")
NONE = "None"
_CODED = frozenset({"happened", "planned"})
_ORGANISATIONS = frozenset({"organisation", "ministry", "grouping"})
#: Cells by column; numbers are numbers, so that none below zero is taken for a formula.
Row = dict[str, str | float | None]


def export(records: Iterable[Record], out: Folder) -> None:
    """Write both tables, an event at a time."""
    with out("events.tsv") as events, out("evidence.tsv") as words:
        coded, shown = (csv.writer(codecs.getwriter("utf-8")(file), "excel-tab") for file in (events, words))
        coded.writerow(COLUMNS)
        shown.writerow(EVIDENCE)
        for record in records:
            story = _Story(record)
            for event in record.events:
                if event.status in _CODED:
                    row = story.row(event)
                    coded.writerow([_cell(row.get(column)) for column in COLUMNS])
                    shown.writerows([_cell(cell) for cell in line] for line in story.evidence(event))


def _cell(value: str | float | None) -> str:
    if isinstance(value, int | float):
        return repr(value)
    return inert(line(value or "")) or NONE


def _several(values: Iterable[str]) -> str:
    """All different values, as POLECAT lists them."""
    return "; ".join(dict.fromkeys(filter(None, values)))


class _Story:
    """The events of one record."""

    def __init__(self, record: Record) -> None:
        self.record, self.digest, self.text = record, Digest(record), record.document.text
        self.shared = self._shared()

    def row(self, event: Event) -> Row:
        """The row of an event, by column; what is unknown is left out."""
        type = PLANNED.get(event.type, event.type) if event.status == "planned" else event.type
        fields: dict[str, Any] = msgspec.to_builtins(event)
        mode = fields.get("mode", "") if type == event.type else ""
        weighed = weight(type, mode)
        days = event.interval
        return {
            **self.shared,
            "Event ID": self._id(event),
            "Event Date": days.start.isoformat() if days and days.start == days.end else "",
            "Event Type": type,
            "Event Mode": mode,
            "Intensity": weighed.intensity,
            "Quad Code": weighed.quad.upper(),
            "Contexts": _several(fields.get("contexts", ())),
            **self._side("Actor", event.actors, event.trigger),
            **self._side("Recipient", event.recipients, event.trigger),
            **self._where(event.place),
        }

    def evidence(self, event: Event) -> Iterator[Sequence[str]]:
        """The rows of an event's evidence."""
        days = event.interval
        yield self._line(event, "status", event.id, event.status)
        if days is not None:
            yield self._line(event, "days", event.time or "", f"{days.start}/{days.end} {days.granularity}")
        for part in evidence(event, self.text):
            yield self._line(event, part.field, event.id, "", part.span)
        for field, ids in (("actor", event.actors), ("recipient", event.recipients)):
            for actor in filter(None, map(self.digest.actors.get, ids)):
                yield self._line(event, field, actor.id, actor.name, self._nearest(actor, event.trigger))
        if (place := self.digest.places.get(event.place or "")) is not None:
            for mention in place.mentions:
                yield self._line(event, "place", place.id, place.name, mention.span)
        if (time := self.digest.times.get(event.time or "")) is not None:
            yield self._line(event, "time", time.id, time.value, time.span)
        if (statement := self.digest.statements.get(event.statement or "")) is not None:
            chain = " > ".join(step.words for step in self.digest.chain(statement))
            yield self._line(event, "attribution", statement.id, chain)
            for part in evidence(statement, self.text):
                yield self._line(event, f"attribution.{part.field}", statement.id, "", part.span)

    def _line(self, event: Event, field: str, entry: str, value: str, span: Span | None = None) -> Sequence[str]:
        where = (str(span.start), str(span.end), span.of(self.text)) if span else (NONE, NONE, NONE)
        return (self._id(event), self.record.document.id, field, entry, value, *where)

    def _id(self, event: Event) -> str:
        return f"{self.record.document.id}#{event.id}"

    def _side(self, side: str, ids: tuple[str, ...], trigger: Span) -> Row:
        actors = [actor for id in ids if (actor := self.digest.actors.get(id)) is not None]
        sectors = _several(map(_sector, actors))
        raw = (span.of(self.text) for actor in actors if (span := self._nearest(actor, trigger)) is not None)
        return {
            f"{side} Name": _several(actor.name for actor in actors),
            f"{side} Country": _several(code for actor in actors for code in actor.countries),
            f"Primary {side} Sector": sectors.partition(";")[0],
            f"{side} Sectors": sectors,
            f"{side} Title": _several(role.title for actor in actors for role in actor.roles),
            f"{side} Name Raw": _several(raw),
        }

    def _nearest(self, actor: Actor, trigger: Span) -> Span | None:
        """The mention of an actor that is nearest to the word for the event."""
        spans = [mention.span for mention in actor.mentions]
        return min(spans, key=lambda span: max(span.start - trigger.end, trigger.start - span.end), default=None)

    def _where(self, id: str | None) -> Row:
        place = self.digest.places.get(id or "")
        if place is None:
            return {}
        return {
            "Placename": place.name,
            "City": place.name if place.kind == "city" else "",
            "Province": place.name if place.kind == "division" else "",
            "Country": place.country,
            "Latitude": place.latitude,
            "Longitude": place.longitude,
            "GeoNames ID": place.geonameid,
            "Raw Placename": place.mentions[0].span.of(self.text) if place.mentions else "",
            "Feature Type": place.kind,
        }

    def _shared(self) -> Row:
        """What the rows of one document have in common."""
        actors, published = self.record.actors, self.record.published
        return {
            "Source": self.digest.outlet or "",
            "Publication Date": published.isoformat() if published else "",
            "Story People": _several(actor.name for actor in actors if actor.kind == "person"),
            "Story Organizations": _several(actor.name for actor in actors if actor.kind in _ORGANISATIONS),
            "Story Locations": _several(place.name for place in self.record.places),
            "Language": "english",
            "Version": f"communique {__version__}",
        }


def _sector(actor: Actor) -> str:
    """PLOVER sector of an actor by the offices that the text gives it; empty where it gives none."""
    if actor.kind == "ministry":
        return "GOV"
    found = (titles().get(role.title.lower()) for role in actor.roles)
    return next((title.sector for title in found if title is not None), "")
