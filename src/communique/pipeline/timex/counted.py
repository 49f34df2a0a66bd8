"""Days counted from an event whose own day the text tells: `two days after the vote on 5 June`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from communique.pipeline.timex.calendar import Unit, containing, moved
from communique.pipeline.timex.reading import Reading, Reference
from communique.record import Anchor, Span

Found = tuple[Span, Reading]

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_UNITS: dict[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
#: Units that can be counted from a day, a month or a year.
_FROM: dict[Unit, str] = {"day": "DWMY", "month": "MY", "year": "Y"}
_SIDE = re.compile(r"\s+(?P<side>after|following|before|ahead\s+of|prior\s+to)\s+")
#: What may stand between that word and the day of the event: no more than a clause.
_BETWEEN = re.compile(r"[^.,;:!?()\"“”\n]{0,60}")
#: What may stand behind the noun of an event by itself; a verb makes it a clause of something else.
_ENDS = frozenset({",", ".", ";", ":", ")", "", "in", "at", "of", "that", "and", "”", '"', "–", "—"})
#: How far back the day of an event that is only named is looked for, in characters.
_REACH = 1_500


def counted(found: Sequence[Found], doc: Doc, text: str) -> list[Found]:
    """The expressions, those durations with their days that are counted from an event with a known day.

    They stay durations, as TimeML has them; the days are those that they reach: 7 June for `two days`.
    """
    return [(span, _counted(n, found, doc, text) or reading) for n, (span, reading) in enumerate(found)]


def _counted(n: int, found: Sequence[Found], doc: Doc, text: str) -> Reading | None:
    span, reading = found[n]
    length, side = _LENGTH.fullmatch(reading.value), _SIDE.match(text, span.end)
    if reading.type != "DURATION" or reading.interval is not None or length is None or side is None:
        return None
    base = _told_with(found[n + 1 : n + 2], side.end(), text) or _told_before(found[:n], side.end(), doc)
    if base is None or length[2] not in _FROM.get(base.period.unit, ""):
        return None
    steps = int(length[1]) * (1 if side["side"] in {"after", "following"} else -1)
    period = containing(base.period.unit, moved(base.period.start, _UNITS[length[2]], steps))
    if period is None:
        return None
    anchor = Anchor(kind="text", day=base.period.start, span=base.span)
    return reading._replace(interval=period.interval, anchor=anchor)


def _told_with(following: Sequence[Found], start: int, text: str) -> Reference | None:
    """The day that stands with the event: `after the vote on 5 June`, `before the June 12 election`."""
    for span, reading in following:
        if reading.type == "DATE" and reading.period and _BETWEEN.fullmatch(text, start, span.start):
            return Reference(reading.period, span)
    return None


def _told_before(earlier: Sequence[Found], start: int, doc: Doc) -> Reference | None:
    """The day of a sentence before that names the event: `The vote was on 5 June. Two days after the vote …`."""
    event = _event(start, doc)
    if event is None:
        return None
    for span, reading in reversed(earlier):
        if start - span.end > _REACH:
            return None
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if reading.type != "DATE" or reading.period is None or reading.period.unit != "day" or tokens is None:
            continue
        sentence = tokens[0].sent
        if sentence.end <= event.i and any(t.lemma_ == event.lemma_ and t.pos_ == "NOUN" for t in sentence):
            return Reference(reading.period, span)
    return None


def _event(start: int, doc: Doc) -> Token | None:
    """The noun of `the vote`, `his arrest` behind `after`; None where a clause stands there."""
    first = doc.char_span(start, start + 1, alignment_mode="expand")
    if first is None or not len(first) or first[0].pos_ not in {"DET", "PRON"}:
        return None
    for token in doc[first[0].i + 1 : first[0].i + 5]:
        if token.pos_ == "NOUN" and token.dep_ != "compound":
            behind = doc[token.i + 1 : token.i + 2].text
            return token if behind in _ENDS else None
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"}:
            return None
    return None
