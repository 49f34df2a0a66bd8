"""Records made by hand: what a test does not say of one is empty, or as it usually is."""

from __future__ import annotations

import datetime
from typing import Any

from communique.record import Actor, Document, Interval, Layout, Mention, Model, Record, Span, Statement

MODEL = Model(communique="0", pipeline="none", version="1")


def record_of(document: Document, **given: Any) -> Record:
    """A record of one paragraph, without entries but those given; published when the document was."""
    usual = {
        "model": MODEL,
        "layout": Layout(paragraphs=(Span(0, len(document.text)),)),
        "published": document.published,
    }
    return Record(document=document, **dict.fromkeys(_ENTRIES, ()) | usual | given)


def named(id: str, name: str, *mentions: Span, **given: Any) -> Actor:
    """An actor, a person, that is named so at some places."""
    forms = tuple(Mention(span=span, form="name") for span in mentions)
    return Actor(id=id, name=name, mentions=forms, **{"kind": "person", "identity": id} | given)


def said(id: str, *content: Span, **given: Any) -> Statement:
    """A statement, an assertion in other words than the speaker's."""
    usual = {"cue": (), "mode": "indirect", "act": "assert", "confidence": 0.9}
    return Statement(id=id, content=content, **usual | given)


def on(day: datetime.date) -> Interval:
    """One day."""
    return Interval(start=day, end=day, granularity="day")


_ENTRIES = tuple(set(Record.__struct_fields__) - {"document", "model", "layout", "published"})
