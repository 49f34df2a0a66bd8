"""iCalendar (RFC 5545): an all-day event for each planned meeting whose days are known.

A meeting of a week or a month that the text names no day of takes all of it, and says so. Nothing blocks time
(`TRANSP:TRANSPARENT`) and nothing is confirmed (`STATUS:TENTATIVE`): a report is no invitation.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import IO

from communique.export.digest import Digest
from communique.export.naming import address, entry_iri
from communique.export.plain import clean
from communique.export.words import days
from communique.record import Interval, Meeting, Record
from communique.version import __version__

#: The longest line, in bytes (RFC 5545, 3.1).
_LONGEST = 75


def export(records: Iterable[Record], out: IO[bytes]) -> None:
    """Write one calendar."""
    _write(out, ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Communique//Communique {__version__}//EN"])
    for record in records:
        digest = Digest(record)
        for meeting in record.meetings:
            if meeting.status == "planned" and meeting.interval is not None:
                _write(out, _event(digest, meeting, meeting.interval))
    _write(out, ["END:VCALENDAR"])


def _event(digest: Digest, meeting: Meeting, interval: Interval) -> Iterator[str]:
    record, place = digest.record, digest.places.get(meeting.place or "")
    sides = digest.names(meeting.participants)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry_iri(record, meeting.id))}"
    # When the report came, for nothing here looks at the clock; where that is not known, the meeting's own day.
    yield f"DTSTAMP:{_day(record.published or interval.start)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(interval.start)}"
    if interval.end < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{_day(interval.end + datetime.timedelta(days=1))}"  # the first day after
    yield f"SUMMARY:{_text(f'{meeting.format.capitalize()} of {sides}' if sides else meeting.format.capitalize())}"
    yield f"DESCRIPTION:{_text(_described(digest, meeting, interval))}"
    if place is not None:
        yield f"LOCATION:{_text(digest.place(place.id) or '')}"
        if place.latitude is not None and place.longitude is not None:
            yield f"GEO:{place.latitude:.6f};{place.longitude:.6f}"
    if (url := address(record)) is not None:
        yield f"URL:{url}"
    yield from ("STATUS:TENTATIVE", "TRANSP:TRANSPARENT", f"CATEGORIES:{_text(meeting.format)}", "END:VEVENT")


def _described(digest: Digest, meeting: Meeting, interval: Interval) -> str:
    lines = [
        digest.quote([meeting.trigger, *meeting.mentions]),
        digest.when(interval, meeting.time) or days(interval),
    ]
    if interval.granularity != "day":
        lines.append(f"The text names the {interval.granularity}, no day.")
    lines.append(f"{digest.title} ({digest.outlet})" if digest.outlet else digest.title)
    return "\n".join(lines)


def _day(day: datetime.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(value: str) -> str:
    """A value of type TEXT: no control character but the escaped line end."""
    lines = "\n".join(clean(value).splitlines())
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"), ("\t", " ")):
        lines = lines.replace(plain, escaped)
    return lines.replace("\x7f", "\ufffd")


def _write(out: IO[bytes], lines: Iterable[str]) -> None:
    for line in lines:
        out.write(_folded(line) + b"\r\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 bytes, never cut within a character."""
    pieces, size = [b""], 0
    for character in line:
        data = character.encode()
        if size + len(data) > _LONGEST:
            pieces.append(b" ")
            size = 1
        pieces[-1] += data
        size += len(data)
    return b"\r\n".join(pieces)
