"""The record's events in the form of the event scorer: PLOVER root types with coded actors and recipients.

A record says of what kind a planned deed is and that it is planned; PLOVER makes another type of it (a visit that
is to come is an AGREE) and codes nothing that was denied or only supposed.
"""

from __future__ import annotations

from typing import Any

from benchmarks.tasks.codes import codes, sector
from benchmarks.tasks.spans import distance, pair
from communique import Record
from communique.record import Actor, Event, Span

#: What a planned deed becomes (PLOVER manual, future tense and intent), and one that did not come about.
_PLANNED = {
    **dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "THREATEN"),
    "RETREAT": "CONCEDE",
}
#: Deeds of people who mostly have no name.
_BY_ANYBODY = frozenset({"PROTEST", "ASSAULT"})
_DENIED = dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"), "REJECT")


def prediction(record: Record) -> dict[str, Any]:
    """The events that PLOVER codes, in text order: what each sentence mainly tells."""
    coded = ((event, _type(event)) for event in record.events if event.main)
    return {"id": record.document.id, "events": [_shown(record, e, type) for e, type in coded if type is not None]}


def _type(event: Event) -> str | None:
    """The root type that PLOVER gives an event; None where it codes nothing."""
    if event.status == "happened":
        return event.type
    if event.status == "planned":
        return _PLANNED.get(event.type, event.type)
    return _DENIED.get(event.type) if event.status == "denied" else None


def _shown(record: Record, event: Event, type: str) -> dict[str, Any]:
    return {
        "type": type,
        "actors": _sides(record, event.actors, event.trigger) + _unnamed(record, event),
        "recipients": _sides(record, event.recipients, event.trigger) + _there(record, event),
        "trigger": {"text": event.trigger.of(record.document.text), "spans": [pair(event.trigger)]},
    }


def _there(record: Record, event: Event) -> list[dict[str, Any]]:
    """The state in which it was done, where nobody is named to whom it was: those who were hit live there."""
    return [] if _coded(record, event.recipients) else _state(record, event)


def _unnamed(record: Record, event: Event) -> list[dict[str, Any]]:
    """The same of gunmen and crowds whom nobody names: they act where they live."""
    return _state(record, event) if event.type in _BY_ANYBODY and not _coded(record, event.actors) else []


def _coded(record: Record, ids: tuple[str, ...]) -> bool:
    return any(codes(actor) for actor in map(record.actor, ids))


def _state(record: Record, event: Event) -> list[dict[str, Any]]:
    """The state that holds the event's place, if that is known."""
    place = next((p for p in record.places if p.id == event.place), None)
    if place is None or not place.country:
        return []
    span = min((m.span for m in place.mentions), key=lambda span: distance(span, event.trigger))
    return [{"text": span.of(record.document.text), "span": pair(span), "code": place.country, "sector": ""}]


def _sides(record: Record, ids: tuple[str, ...], trigger: Span) -> list[dict[str, Any]]:
    """One entry for each code of each actor, with its mention that is nearest to the trigger."""
    return [
        {"text": span.of(record.document.text), "span": pair(span), "code": code, "sector": sector(actor)}
        for actor in map(record.actor, ids)
        for span in [_nearest(actor, trigger)]
        for code in codes(actor) or ("",)
    ]


def _nearest(actor: Actor, trigger: Span) -> Span:
    return min((mention.span for mention in actor.mentions), key=lambda span: distance(span, trigger))
