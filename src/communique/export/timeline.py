"""The days of a record: its meetings, events and time expressions in the order of their days."""

from __future__ import annotations

from typing import Literal, NamedTuple

from communique.export.digest import Digest
from communique.record import Event, Interval, Meeting, TimeExpression


class Moment(NamedTuple):
    """One entry on the timeline.

    Attributes:
        id: Id of the entry.
        kind: What it is.
        words: What happened, or the time expression itself, in words.
        interval: Its days; None where they are not known.
        reason: Why they are not known.
    """

    id: str
    kind: Literal["meeting", "event", "time"]
    words: str
    interval: Interval | None = None
    reason: str | None = None


class Timeline(NamedTuple):
    """Moments by day, and those without one by the reason for it, in text order."""

    dated: list[Moment]
    undated: dict[str, list[Moment]]


def timeline(digest: Digest) -> Timeline:
    """What a record dates.

    An event that is a meeting stands as the meeting, and a time expression that dates one of them stands with it.
    Undated are those of which the text leaves the day open; durations and sets, which have none, are left out.
    """
    record = digest.record
    meetings = {meeting.id for meeting in record.meetings}
    events = [event for event in record.events if event.meeting not in meetings]
    used = {meeting.time for meeting in record.meetings} | {event.time for event in events}
    moments = [_meeting(digest, meeting) for meeting in record.meetings]
    moments += [_event(digest, event) for event in events]
    moments += [_time(digest, time) for time in record.times if time.id not in used]
    dated = [moment for moment in moments if moment.interval]
    undated: dict[str, list[Moment]] = {}
    for moment in moments:
        if moment.interval is None and moment.reason:
            undated.setdefault(moment.reason, []).append(moment)
    return Timeline(sorted(dated, key=_order), undated)


def _order(moment: Moment) -> tuple[str, str]:
    assert moment.interval is not None  # only dated moments are ordered
    return moment.interval.start.isoformat(), moment.interval.end.isoformat()


def _meeting(digest: Digest, meeting: Meeting) -> Moment:
    sides = digest.names(meeting.participants)
    words = f"{meeting.format} of {sides}, {meeting.status}" if sides else f"{meeting.format}, {meeting.status}"
    return Moment(meeting.id, "meeting", words, meeting.interval, _reason(digest, meeting))


def _event(digest: Digest, event: Event) -> Moment:
    sides = " → ".join(filter(None, (digest.names(event.actors), digest.names(event.recipients))))
    words = f"{event.type.lower()} {digest.quote([event.trigger])}"
    words = f"{sides}: {words}" if sides else words
    status = "" if event.status == "happened" else f", {event.status}"
    return Moment(event.id, "event", words + status, event.interval, _reason(digest, event))


def _time(digest: Digest, time: TimeExpression) -> Moment:
    return Moment(time.id, "time", digest.quote([time.span]), time.interval, time.reason)


def _reason(digest: Digest, entry: Meeting | Event) -> str | None:
    if entry.interval is not None:
        return None
    time = digest.times.get(entry.time) if entry.time else None
    if time is None:
        return "no day in the text"
    return time.reason or f"dated only by {digest.quote([time.span])}"
