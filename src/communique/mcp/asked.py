"""What each tool is asked: types from which come both the schema and the check of what a client sends."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from communique.analysis import Days
from communique.record import Act, EventType, MeetingStatus

#: Rows of an answer: at most, and unless asked otherwise.
MOST, USUAL = 100, 20
#: Characters of a name, and of words to search for.
_NAME, _WORDS = 300, 500

Kind = Literal["statement", "meeting", "event", "commitment", "request", "refusal", "position", "finding"]
Name = Annotated[str, Meta(min_length=1, max_length=_NAME)]
Actor = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=_NAME,
        description="A person, organisation or state, by its name as documents have it, by `identity`, or for a "
        "state by alpha-3 code. A state stands for everybody who speaks for it.",
    ),
]
Document = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=2_000,
        description="A document: its key, 8 digits or more of the beginning of that, its name, or its URL.",
    ),
]
Words = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=_WORDS,
        description='All must occur, in any form; `"a phrase"`, `begin*`, `-not`.',
    ),
]
Issue = Annotated[
    str, Meta(min_length=1, max_length=_WORDS, description="Words of the issue, as search takes them.")
]
Day = Annotated[datetime.date, Meta(description="A day, as 2022-06-08.")]


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a tool is asked."""


class Paged(Asked, frozen=True, kw_only=True):
    """A question whose answer has pages."""

    limit: Annotated[int, Meta(ge=1, le=MOST, description="At most so many rows.")] = USUAL
    cursor: Annotated[str, Meta(max_length=500, description="`next` of the page before.")] | None = None


class Dated(Paged, frozen=True, kw_only=True):
    """A question about days."""

    first: Day | None = msgspec.field(name="from", default=None)
    last: Day | None = msgspec.field(name="to", default=None)

    @property
    def days(self) -> Days:
        """The days.

        Raises:
            QuestionError: They end before they begin.
        """
        return Days(self.first, self.last)


class Search(Dated, frozen=True, kw_only=True):
    """At least one of words and filters must be given; all that are given must hold."""

    words: Words | None = None
    actor: Actor | None = None
    state: Annotated[str, Meta(max_length=_NAME, description="A state that has part in it.")] | None = None
    kind: Kind | None = None
    act: Act | None = None
    type: EventType | None = None
    issue: Issue | None = None
    place: Annotated[str, Meta(max_length=_NAME, description="A place's name, or a state.")] | None = None
    outlet: Annotated[str, Meta(max_length=_NAME, description="Who published it.")] | None = None
    chain: Annotated[str, Meta(max_length=_NAME, description="Somebody on whose word it is reported.")] | None = (
        None
    )


class OfDocument(Paged, frozen=True, kw_only=True):
    """One document."""

    document: Document


class OfActor(Asked, frozen=True, kw_only=True):
    """One actor."""

    actor: Actor


class Timeline(Dated, frozen=True, kw_only=True):
    """An actor, two that both have part, or an issue."""

    actors: Annotated[tuple[Actor, ...], Meta(max_length=2)] = ()
    issue: Issue | None = None
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1)] = ("meeting", "event", "statement")


class Compare(Paged, frozen=True, kw_only=True):
    """Two documents."""

    a: Document
    b: Document


class Ledger(Dated, frozen=True, kw_only=True):
    """What was promised, asked and refused."""

    actor: Actor | None = None
    kinds: Annotated[tuple[Literal["commitment", "request", "refusal"], ...], Meta(min_length=1)] = (
        *("commitment", "request", "refusal"),
    )


class Positions(Dated, frozen=True, kw_only=True):
    """Where actors stand."""

    actor: Actor | None = None
    issue: Issue | None = None
    changed: Annotated[bool, Meta(description="Only where the stance changed.")] = False


class Meetings(Dated, frozen=True, kw_only=True):
    """Who met whom."""

    actors: Annotated[tuple[Actor, ...], Meta(max_length=6, description="Who must all have taken part.")] = ()
    place: Name | None = None
    status: MeetingStatus | None = None


class Events(Dated, frozen=True, kw_only=True):
    """What several reports have of one meeting or event."""

    actor: Actor | None = None
    sources: Annotated[int, Meta(ge=1, le=50, description="Only what so many independent sources have.")] = 1
    disputed: Annotated[bool, Meta(description="Only where reports contradict each other.")] = False


class OfEntry(Asked, frozen=True, kw_only=True):
    """One entry."""

    id: Annotated[int, Meta(ge=0, le=2**63 - 1, description="`id` of an entry, from an answer of this server.")]
