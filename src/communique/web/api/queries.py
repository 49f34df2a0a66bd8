"""What a question may be asked with: every parameter has a form, and no other is taken.

These are pydantic models, for FastAPI reads and documents query parameters by them.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from fastapi import Query as FromQuery
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from communique.analysis import LIMIT, Days, Filters
from communique.analysis.facets import TOP
from communique.analysis.network import EDGES
from communique.analysis.profile import ROWS
from communique.analysis.relations import Relation
from communique.record import Act, EventType, MeetingStatus
from communique.store import Status

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _iso(given: Any) -> Any:
    """Only `2022-06-08`: pydantic would take a number of seconds too."""
    if isinstance(given, str) and not _DAY.fullmatch(given):
        raise PydanticCustomError("day", "write a day as 2022-06-08")
    return given


#: Words without control characters, none of which any name or text to look for has.
Words = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
Day = Annotated[datetime.date, BeforeValidator(_iso)]
Kind = Literal["statement", "meeting", "event", "commitment", "request", "refusal", "position", "finding"]
DueKind = Literal["commitment", "request", "refusal"]


class Query(BaseModel):
    """Parameters of a question; what is none of them is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def known(cls, given: Any) -> Any:
        """Say what may be asked with, where something else is given."""
        names = [field.alias or name for name, field in cls.model_fields.items()]
        if unknown := sorted(set(given) - set(names)):
            told = f"there is no parameter '{unknown[0]}'; there are {', '.join(names) or 'none'}"
            raise PydanticCustomError("unknown", "{told}", {"told": told})
        return given


#: For the parameters of a route that takes none.
Nothing = Annotated[Query, FromQuery()]


class Paged(Query):
    """A list, a page at a time."""

    limit: int = Field(LIMIT, ge=1, le=1_000_000, description="At most so many rows; the desk has a limit too.")
    cursor: str | None = Field(
        None, min_length=1, max_length=300, description="What `next` of the page before says; all else as before."
    )


class Spanned(Query):
    """What has days."""

    first: Day | None = Field(None, alias="from", description="Not before this day.")
    last: Day | None = Field(None, alias="to", description="Not after this day.")

    @property
    def days(self) -> Days:
        """The days.

        Raises:
            QuestionError: They end before they begin.
        """
        return Days(self.first, self.last)


class Dated(Spanned, Paged):
    """A list of what has days."""


def described(text: str) -> Any:
    """A parameter that may be left out."""
    return Field(None, description=text)


ACTOR = "Who has part in it: a name, an identity, or a state by name or code, for all who speak for it."


class Filtered(Spanned):
    """What entries must have; all that is given must hold."""

    words: Words | None = described('All must occur, in any form; "a phrase", begin*, -not.')
    actor: Words | None = described(ACTOR)
    state: Words | None = described("A state that has part in it, by name or alpha-3 code.")
    kind: Kind | None = described("The kind of entry.")
    act: Act | None = described("The act of a statement.")
    type: EventType | None = described("The PLOVER type of an event.")
    issue: Words | None = described("Words of an issue on which it takes a position.")
    place: Words | None = described("A place, or a state and all that lies in it.")
    outlet: Words | None = described("Who published it.")
    chain: Words | None = described("Somebody on whose word it is reported.")

    @property
    def filters(self) -> Filters:
        """The filters.

        Raises:
            QuestionError: The days end before they begin.
        """
        names = set(Filters.__struct_fields__) - {"days"}
        return Filters(**{name: getattr(self, name) for name in names}, days=self.days)


class SearchQuery(Filtered, Paged):
    """What `search` is asked with."""


class FacetsQuery(Filtered):
    """What `facets` is asked with."""

    top: int = Field(TOP, ge=1, le=100, description="Values of each facet.")


class PlacesQuery(Filtered):
    """What `places` is asked with."""

    limit: int = Field(LIMIT, ge=1, le=1_000, description="At most so many points, and so many states.")


class InboxQuery(Dated):
    """What the documents are asked with."""

    status: Status | None = described("How it stands.")
    outlet: Words | None = described("Who published it.")


class TimelineQuery(Dated):
    """What `timeline` is asked with."""

    actor: list[Words] = Field([], max_length=2, description=ACTOR + " Twice for a pair.")
    issue: Words | None = described("Words that must occur.")
    kind: list[Kind] = Field([], max_length=8, description="Kinds of entry; else meeting, event and statement.")
    latest: bool = Field(False, description="The latest first.")


class LedgerQuery(Dated):
    """What `ledger` is asked with."""

    actor: Words | None = described(ACTOR)
    kind: list[DueKind] = Field([], max_length=3, description="Kinds of entry; else all.")
    latest: bool = Field(False, description="The latest first.")


class PositionsQuery(Dated):
    """What `positions` is asked with."""

    actor: Words | None = described("Whose: a name, an identity, or a state for all who speak for it.")
    issue: Words | None = described("Words that the issue must have.")
    changed: bool = Field(False, description="Only where the stance changed.")


class MeetingsQuery(Dated):
    """What `meetings` is asked with."""

    actor: list[Words] = Field([], max_length=8, description=ACTOR + " All who are named.")
    place: Words | None = described("Where.")
    status: MeetingStatus | None = described("How it stands.")
    latest: bool = Field(False, description="The latest first.")


class OfficesQuery(Dated):
    """What `offices` is asked with."""

    actor: Words | None = described("Whose: a name, an identity, or a state for all that serve it.")
    title: Words | None = described("A part of the title.")


class EventsQuery(Dated):
    """What `events` is asked with."""

    actor: Words | None = described(ACTOR)
    kind: list[Literal["meeting", "event"]] = Field([], max_length=2, description="Only these.")
    sources: int = Field(1, ge=1, le=1_000, description="Only what so many independent sources have.")
    disputed: bool = Field(False, description="Only where reports contradict each other.")


class ReprintsQuery(Dated):
    """What `reprints` is asked with."""


class CompareQuery(Query):
    """What `compare` is asked with."""

    a: Words = Field(description="A document: key, name or URL.")
    b: Words = Field(description="The other one.")


class IssuesQuery(Dated):
    """What `issues` is asked with."""

    actor: Words | None = described("Whose positions: a name, an identity, or a state.")


class MatrixQuery(Spanned):
    """What `matrix` is asked with."""

    issue: list[Words] = Field([], max_length=12, description="Words of each issue; else the commonest issues.")
    actor: list[Words] = Field([], max_length=24, description="Whose positions; else everybody's.")
    limit: int = Field(LIMIT, ge=1, le=200, description="At most so many actors.")


class ProfileQuery(Query):
    """What a profile is asked with."""

    limit: int = Field(ROWS, ge=1, le=100, description="Rows of each part.")


class SuggestQuery(Query):
    """What `suggest` is asked with."""

    called: Words = Field(description="A part of a name, or one that is spelled wrong.")
    limit: int = Field(6, ge=1, le=50, description="At most so many names.")


class NetworkQuery(Spanned):
    """What `network` is asked with."""

    relation: Relation = Field("meets", description="Who meets whom, or who cites whom.")
    of: Literal["actors", "states"] = Field("actors", description="Whether actors or states are joined.")
    actor: Words | None = described("Only what this one has part in.")
    limit: int = Field(EDGES, ge=1, le=1_000, description="At most so many edges, the strongest.")
