"""A reader that needs no language pipeline and does what the text says, in a module that a worker can import.

The first word of a text is who says the rest. A text that holds `FAIL` raises, `DIE` ends the process, `SLEEP`
takes long, and `ASTRAY` gives a span outside of it. Who `rejected` something refuses it.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator
from functools import partial

import making
from making import named, on, said

from communique.record import (
    Commitment,
    Document,
    Event,
    Meeting,
    Model,
    Place,
    PlaceMention,
    Record,
    Refusal,
    Role,
    Span,
    TimeExpression,
    ViaSource,
    ViaStatement,
)


class FakeReader:
    """`version` is its model's; each document takes `pause` seconds."""

    def __init__(self, version: str = "1", pause: float = 0.0) -> None:
        if version == "missing":
            raise LookupError("there is no such reader")
        self.model, self.pause = Model(communique="0", pipeline="none", version=version), pause

    def read_many(self, documents: Iterable[Document]) -> Iterator[Record]:
        for document in documents:
            time.sleep(self.pause)
            yield self.read(document)

    def read(self, document: Document) -> Record:
        text = document.text
        if "FAIL" in text:
            raise ValueError("the text says so")
        if "DIE" in text:
            os._exit(3)
        if "SLEEP" in text:
            time.sleep(float(os.environ.get("FAKE_READER_SLEEP", "60")))
        return record_of(document, self.model)


def maker(version: str = "1", pause: float = 0.0) -> partial[FakeReader]:
    return partial(FakeReader, version, pause)


def unsteady() -> FakeReader:
    """A reader that is another one in a worker."""
    return FakeReader("1" if multiprocessing.parent_process() is None else "2")


def record_of(document: Document, model: Model | None = None) -> Record:
    """The first word, Beijing and Tokyo meet in Astana; the first word says the rest on the word of Xinhua."""
    text = document.text
    first = len(text.split()[0])
    end = len(text) + ("ASTRAY" in text)
    head, rest = Span(0, first), Span(first + 1, end)
    day = document.published
    interval = on(day) if day else None
    role = Role(title="minister", span=head, of="CHN")
    speaker = named("a1", text[:first], head, identity=text[:first].lower(), countries=("CHN",), roles=(role,))
    agency = named("a2", "Xinhua", head, kind="organisation", identity="xinhua")
    source = ViaSource(source=(head,), actors=("a2",))
    above = said("s1", Span(0, end), cue=(head,), act="announce", via=source, actors=("a1",))
    below = said("s2", rest, act="commit", actors=("a1",), via=ViaStatement(statement="s1"))
    return making.record_of(
        document,
        model=model or making.MODEL,
        times=(TimeExpression(id="t1", span=head, type="DATE", value="2022", interval=interval),),
        places=(Place(id="p1", name="Astana", kind="city", mentions=(PlaceMention(span=head),), country="KAZ"),),
        actors=(speaker, agency),
        statements=(above, below),
        meetings=(
            Meeting(
                id="m1",
                trigger=head,
                participants=("a1", "a2"),
                format="talks",
                status="held",
                place="p1",
                interval=interval,
            ),
        ),
        events=(
            Event(
                id="e1",
                trigger=head,
                type="CONSULT",
                status="happened",
                actors=("a1",),
                statement="s2",
                meeting="m1",
            ),
        ),
        commitments=(Commitment(id="c1", who=("a1",), what=rest, statement="s2", to=("a2",)),),
        refusals=(Refusal(id="n1", who=("a1",), what=rest, statement="s2"),) if "rejected" in text else (),
    )
