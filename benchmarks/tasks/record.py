"""The record in the form of the record scorer's guide: names instead of ids, ISO days instead of intervals."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.tasks.names import countries, joint, names, plain
from benchmarks.tasks.spans import distance, pair, pairs, trimmed
from communique import Record
from communique.record import Event, Interval, Meeting, Span, Statement, ViaSource, ViaStatement

Entry = dict[str, Any]


def prediction(record: Record) -> Entry:
    """The record; statements are numbered anew in order of their cues, or contents where there is no cue."""
    text = record.document.text
    told = sorted(
        (s for s in record.statements if pairs(text, s.content)), key=lambda s: pairs(text, s.cue or s.content)[0]
    )
    ids = {statement.id: f"s{number}" for number, statement in enumerate(told, 1)}
    carried = {statement.id: statement for statement in told}
    return {
        "id": record.document.id,
        "text": text,
        "published": record.published.isoformat() if record.published else None,
        "statements": [_statement(record, statement, ids) for statement in told],
        "meetings": [_meeting(record, m) for m in record.meetings if names(record, m.participants)],
        "commitments": [
            {
                "who": _side(record, c.who, carried[c.statement]),
                "to": names(record, c.to),
                "what": _trim(text, c.what),
                "statement": ids[c.statement],
            }
            for c in record.commitments
            if c.statement in ids
        ],
        "requests": [
            {
                "who": _side(record, r.who, carried[r.statement]),
                "of": names(record, r.of),
                "what": _trim(text, r.what),
                "statement": ids[r.statement],
            }
            for r in record.requests
            if r.statement in ids
        ],
        "positions": [
            {
                "holder": _side(record, p.holder, carried[p.statement]),
                "issue": _trim(text, p.issue),
                "stance": p.stance,
                "statement": ids[p.statement],
            }
            for p in record.positions
            if p.statement in ids
        ],
        "events": [_event(record, event) for event in record.events],
    }


def _statement(record: Record, statement: Statement, ids: Mapping[str, str]) -> Entry:
    text = record.document.text
    return {
        "id": ids[statement.id],
        "source": pairs(text, statement.source),
        "actor": joint(record, statement.actors, statement.source),
        "country": countries(record, statement.actors),
        "cue": pairs(text, statement.cue),
        "content": pairs(text, statement.content),
        "mode": statement.mode,
        "act": statement.act,
        "to": names(record, statement.to),
        "via": _via(record, statement.via, ids),
    }


def _via(record: Record, via: ViaStatement | ViaSource | None, ids: Mapping[str, str]) -> Entry | None:
    if isinstance(via, ViaStatement):
        return {"statement": ids[via.statement]} if via.statement in ids else None
    if via is None or not (spans := pairs(record.document.text, via.source)):
        return None
    return {"source": spans, "actor": joint(record, via.actors, via.source)}


def _meeting(record: Record, meeting: Meeting) -> Entry:
    return {
        "trigger": _trim(record.document.text, meeting.trigger),
        "participants": names(record, meeting.participants),
        "place": _place(record, meeting.place, meeting.trigger),
        "date": day(meeting.interval),
        "status": meeting.status,
        "mentions": pairs(record.document.text, meeting.mentions),
    }


def _event(record: Record, event: Event) -> Entry:
    return {
        "trigger": _trim(record.document.text, event.trigger),
        "type": event.type,
        "actors": names(record, event.actors),
        "recipients": names(record, event.recipients),
        "place": _place(record, event.place, event.trigger),
        "date": day(event.interval),
        "status": event.status,
        "mentions": pairs(record.document.text, event.mentions),
    }


def _side(record: Record, ids: Iterable[str], statement: Statement) -> str:
    """Who promises, asks or holds; where that is not settled, whoever speaks."""
    return joint(record, tuple(ids) or statement.actors, statement.source)


def _place(record: Record, id: str | None, trigger: Span) -> str:
    """The place as the text names it, where it does so nearest to the trigger."""
    place = next((place for place in record.places if place.id == id), None)
    if place is None:
        return ""
    nouns = [m.span for m in place.mentions if not m.associative]
    nearest = min(nouns, key=lambda span: distance(span, trigger), default=None)
    return plain(nearest.of(record.document.text) if nearest else place.name)


def day(interval: Interval | None) -> str:
    """A day as `2006-11-30`, a month as `2006-11`, of several days the first, and `""` for anything vaguer."""
    if interval is None:
        return ""
    if interval.start == interval.end or interval.granularity in {"day", "span"}:
        return interval.start.isoformat()
    return interval.start.isoformat()[:7] if _is_month(interval.start, interval.end) else ""


def _is_month(start: datetime.date, end: datetime.date) -> bool:
    last = calendar.monthrange(start.year, start.month)[1]
    return start.day == 1 and end == start.replace(day=last)


def _trim(text: str, span: Span) -> list[int]:
    return pair(trimmed(text, span) or span)
