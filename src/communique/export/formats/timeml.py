"""TimeML 1.2.1, laid out as in TempEval-3: a file for each document, its time expressions and events in the text.

TIMEX3 for the time expressions; EVENT for words that name meetings and events (OCCURRENCE) and for reporting
words (REPORTING), each with its MAKEINSTANCE; TLINK where an entry is dated by an expression. The record's own
id, kind and status of an event stand in its `comment`. The text of the element TEXT is the document's, so that
offsets can be counted there; where words overlap, only the first is marked, and an expression without any value
is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.export.markup import Xml
from communique.export.naming import FileNames
from communique.export.writing import Folder
from communique.record import Event, Meeting, Record, Span, TimeExpression

#: Id of the time of publication.
_PUBLISHED = "t0"


class _Mark(NamedTuple):
    """Words that are marked in the text.

    Attributes:
        span: The words.
        tag: TIMEX3 or EVENT.
        id: Their id in TimeML.
        attributes: What else the element says.
        time: Id of the record's time expression that they are, or that dates the event.
        denied: Whether the event did not come about, or is said not to have.
    """

    span: Span
    tag: str
    id: str
    attributes: dict[str, str]
    time: str | None = None
    denied: bool = False


def export(records: Iterable[Record], out: Folder) -> None:
    """Write each record to a file of its own."""
    names = FileNames()
    for record in records:
        with out(f"{names.of(record.document.id)}.tml") as file:
            _write(Xml(file), record)


def _write(xml: Xml, record: Record) -> None:
    marks = list(_apart(record))
    with xml.element("TimeML"):
        xml.newline()
        xml.leaf("DOCID", text=record.document.id)
        xml.newline()
        with xml.element("DCT"):
            _published(xml, record)
        xml.newline()
        with xml.element("TEXT"):
            _text(xml, record.document.text, marks)
        xml.newline()
        for mark in marks:
            if mark.tag == "EVENT":
                _instance(xml, mark)
        _links(xml, marks)


def _published(xml: Xml, record: Record) -> None:
    day = record.published.isoformat() if record.published else ""
    value = {"value": day or "XXXX-XX-XX", "temporalFunction": "false", "functionInDocument": "CREATION_TIME"}
    xml.leaf("TIMEX3", {"tid": _PUBLISHED, "type": "DATE", **value}, day)


def _text(xml: Xml, text: str, marks: list[_Mark]) -> None:
    end = 0
    for mark in marks:
        xml.text(text[end : mark.span.start])
        xml.leaf(mark.tag, {_ID[mark.tag]: mark.id, **mark.attributes}, mark.span.of(text))
        end = mark.span.end
    xml.text(text[end:])


_ID = {"TIMEX3": "tid", "EVENT": "eid"}


def _instance(xml: Xml, mark: _Mark) -> None:
    polarity = "NEG" if mark.denied else "POS"
    given = {"pos": "UNKNOWN", "tense": "NONE", "aspect": "NONE", "polarity": polarity}
    xml.leaf("MAKEINSTANCE", {"eventID": mark.id, "eiid": f"ei{mark.id[1:]}", **given})
    xml.newline()


def _links(xml: Xml, marks: list[_Mark]) -> None:
    times = {mark.time: mark.id for mark in marks if mark.tag == "TIMEX3"}
    dated = [(mark, times[mark.time]) for mark in marks if mark.tag == "EVENT" and mark.time in times]
    for number, (mark, time) in enumerate(dated, start=1):
        ends = {"eventInstanceID": f"ei{mark.id[1:]}", "relatedToTime": time}
        xml.leaf("TLINK", {"lid": f"l{number}", "relType": "IS_INCLUDED", **ends})
        xml.newline()


def _apart(record: Record) -> Iterator[_Mark]:
    """The marks in text order, none over another, numbered for TimeML."""
    end, events, times = 0, 0, 0
    expressions = {time.id: time for time in record.times}
    tids: dict[Span, str] = {}
    for mark in sorted(_marks(record), key=lambda mark: (mark.span.start, -mark.span.end)):
        if not end <= mark.span.start < mark.span.end <= len(record.document.text):
            continue
        end = mark.span.end
        if mark.tag == "EVENT":
            events += 1
            yield mark._replace(id=f"e{events}")
        else:
            times += 1
            tids[mark.span] = f"t{times}"
            anchored = _anchor(expressions[mark.id], tids, record)
            yield mark._replace(id=f"t{times}", attributes=mark.attributes | anchored)


def _anchor(time: TimeExpression, tids: dict[Span, str], record: Record) -> dict[str, str]:
    """What an expression was counted from: another before it in the text, or the day of publication."""
    anchor = time.anchor
    if anchor is None or anchor.kind == "explicit":
        return {"temporalFunction": "false"}
    above = tids.get(anchor.span) if anchor.span else None
    if above is None and anchor.day is not None and anchor.day == record.published:
        above = _PUBLISHED
    return {"temporalFunction": "true", **({"anchorTimeID": above} if above else {})}


def _marks(record: Record) -> Iterator[_Mark]:
    for time in record.times:
        if time.value:
            value = {"type": time.type, "value": time.value, **({"mod": time.mod} if time.mod else {})}
            yield _Mark(time.span, "TIMEX3", time.id, value, time.id)
    meetings = {meeting.id for meeting in record.meetings}
    for meeting in record.meetings:
        yield from _occurrence(meeting, meeting.format)
    for event in record.events:
        if event.meeting not in meetings:
            yield from _occurrence(event, event.type)
    for statement in record.statements:
        told = {"class": "REPORTING", "comment": f"{statement.id} {statement.act}"}
        for span in statement.cue:
            yield _Mark(span, "EVENT", "", told)


def _occurrence(entry: Meeting | Event, name: str) -> Iterator[_Mark]:
    named = {"class": "OCCURRENCE", "comment": f"{entry.id} {name} {entry.status}"}
    for span in (entry.trigger, *entry.mentions):
        yield _Mark(span, "EVENT", "", named, entry.time, entry.status in {"denied", "cancelled"})
