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

#: What a planned deed becomes (PLOVER manual, future tense and intent).
_PLANNED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
_CODED = frozenset({"happened", "planned"})


def prediction(record: Record) -> dict[str, Any]:
    """The events that PLOVER codes, in text order."""
    events = [_shown(record, event) for event in record.events if event.status in _CODED]
    return {"id": record.document.id, "events": events}


def _shown(record: Record, event: Event) -> dict[str, Any]:
    return {
        "type": _PLANNED.get(event.type, event.type) if event.status == "planned" else event.type,
        "actors": _sides(record, event.actors, event.trigger),
        "recipients": _sides(record, event.recipients, event.trigger),
        "trigger": {"text": event.trigger.of(record.document.text), "spans": [pair(event.trigger)]},
    }


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
