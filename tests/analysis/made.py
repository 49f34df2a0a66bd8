"""Records made by hand, so that questions are tested without a language pipeline.

Each method writes one sentence of the text and the entry that it gives, so that every span is a real one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import msgspec
from making import named, record_of, said
from making import on as one_day

from communique.record import (
    Actor,
    Commitment,
    Document,
    Event,
    Layout,
    Meeting,
    Place,
    PlaceMention,
    Position,
    Record,
    Refusal,
    Request,
    Role,
    Span,
    ViaSource,
)
from communique.store import Store

#: Name: identity, kind, states.
PEOPLE = {
    "Wang Yi": ("wang-yi", "person", ("CHN",)),
    "Qin Gang": ("qin-gang", "person", ("CHN",)),
    "Antony Blinken": ("antony-blinken", "person", ("USA",)),
    "Sergey Lavrov": ("sergey-lavrov", "person", ("RUS",)),
    "Kassym-Jomart Tokayev": ("kassym-jomart-tokayev", "person", ("KAZ",)),
    "China": ("CHN", "state", ("CHN",)),
    "Kazakhstan": ("KAZ", "state", ("KAZ",)),
    "United States": ("USA", "state", ("USA",)),
    "Russia": ("RUS", "state", ("RUS",)),
    "Xinhua": ("agency-xinhua", "organisation", ()),
}
COUNTRIES = {"Astana": "KAZ", "Almaty": "KAZ", "Beijing": "CHN", "Geneva": "CHE"}
#: Degrees north and east.
COORDINATES = {"Astana": (51.2, 71.4), "Almaty": (43.3, 76.9), "Beijing": (39.9, 116.4), "Geneva": (46.2, 6.1)}


def day(value: str) -> datetime.date:
    return datetime.date.fromisoformat(value)


def fill(store: Store, stories: Iterable[Story]) -> None:
    """Put stories into a store."""
    records = [story.record() for story in stories]
    for key, record in zip(store.keep([one.document for one in records]), records, strict=True):
        store.put(key, record)


class Story:
    """A document on the way to its record."""

    def __init__(
        self, name: str, published: str | None, outlet: str | None = None, agency: str | None = None
    ) -> None:
        self.name, self.published, self.outlet, self.agency = name, published, outlet, agency
        self.text = ""
        self.people: dict[str, Actor] = {}
        self.places: dict[str, Place] = {}
        self.entries: dict[str, list[Any]] = {
            kind: []
            for kind in ("statements", "meetings", "events", "commitments", "requests", "refusals", "positions")
        }

    def write(self, sentence: str) -> Story:
        """A sentence of which nothing was read."""
        self.text += f"{sentence}\n\n"
        return self

    def say(
        self, act: str, by: str, words: str, to: tuple[str, ...] = (), via: str | None = None, also: str = ""
    ) -> Story:
        """`via` goes upwards, `Wang Yi < Xinhua`.

        `also` is `commitment`, `request`, `refusal`, or a position that they carry: `support: the issue`.
        """
        start = len(self.text)
        self.write(f"{by} said {words}.")
        begin = self.text.index(words, start)
        span, head = Span(begin, begin + len(words)), Span(start, start + len(by))
        speaker, addressed = self.actor(by), tuple(map(self.actor, to))
        above = ViaSource(source=(head,), actors=tuple(map(self.actor, via.split(" < ")))) if via else None
        id = self.id("statements", "s")
        self.entries["statements"].append(
            said(id, span, cue=(head,), act=act, actors=(speaker,), to=addressed, via=above)
        )
        if also == "commitment":
            entry = Commitment(
                id=self.id("commitments", "c"), who=(speaker,), what=span, statement=id, to=addressed
            )
            self.entries["commitments"].append(entry)
        elif also == "request":
            asked = Request(id=self.id("requests", "r"), who=(speaker,), what=span, statement=id, of=addressed)
            self.entries["requests"].append(asked)
        elif also == "refusal":
            refused = Refusal(id=self.id("refusals", "n"), who=(speaker,), what=span, statement=id, to=addressed)
            self.entries["refusals"].append(refused)
        elif also:
            stance, issue = also.split(": ")
            at = self.text.index(issue, start)
            what = Span(at, at + len(issue))
            name = issue.removeprefix("the ").lower()
            position = Position(
                id=self.id("positions", "i"), holder=(speaker,), issue=what, stance=stance, statement=id, name=name
            )
            self.entries["positions"].append(position)
        return self

    def meet(
        self, *sides: str, on: str | None, place: str | None = None, status: str = "held", form: str = "talks"
    ) -> Story:
        start = len(self.text)
        self.write(f"{' and '.join(sides)} held {form} in {place or 'private'}.")
        trigger = self.text.index(form, start)
        meeting = Meeting(
            id=self.id("meetings", "m"),
            trigger=Span(trigger, trigger + len(form)),
            participants=tuple(map(self.actor, sides)),
            format=form,
            status=status,
            place=self.place(place, start) if place else None,
            interval=one_day(day(on)) if on else None,
        )
        self.entries["meetings"].append(meeting)
        return self

    def act(
        self, type: str, by: str, to: str, words: str, on: str | None = None, status: str = "happened"
    ) -> Story:
        start = len(self.text)
        self.write(f"{by} {words}.")
        trigger = self.text.index(words, start)
        event = Event(
            id=self.id("events", "e"),
            trigger=Span(trigger, trigger + len(words.split()[0])),
            type=type,
            status=status,
            actors=(self.actor(by),),
            recipients=(self.actor(to),),
            interval=one_day(day(on)) if on else None,
        )
        self.entries["events"].append(event)
        return self

    def office(self, name: str, title: str, of: str) -> Story:
        start = len(self.text)
        self.write(f"{title} {name} spoke.")
        role = Role(title=title, span=Span(start, start + len(title) + 1 + len(name)), of=of)
        self.actor(name)
        one = self.people[name]
        self.people[name] = msgspec.structs.replace(one, roles=(*one.roles, role))
        return self

    def actor(self, name: str) -> str:
        if name not in self.people:
            identity, kind, countries = PEOPLE[name]
            id = f"a{len(self.people) + 1}"
            self.people[name] = named(id, name, Span(0, 1), kind=kind, identity=identity, countries=countries)
        return self.people[name].id

    def place(self, name: str, start: int) -> str:
        if name not in self.places:
            at = self.text.index(name, start)
            self.places[name] = Place(
                id=f"p{len(self.places) + 1}",
                name=name,
                kind="city",
                mentions=(PlaceMention(span=Span(at, at + len(name))),),
                country=COUNTRIES[name],
                latitude=COORDINATES[name][0],
                longitude=COORDINATES[name][1],
            )
        return self.places[name].id

    def id(self, kind: str, letter: str) -> str:
        return f"{letter}{len(self.entries[kind]) + 1}"

    def record(self) -> Record:
        published = day(self.published) if self.published else None
        return record_of(
            Document(id=self.name, text=self.text, published=published, outlet=self.outlet),
            layout=Layout(paragraphs=(Span(0, len(self.text)),), agency_name=self.agency),
            places=tuple(self.places.values()),
            actors=tuple(self.people.values()),
            **{kind: tuple(found) for kind, found in self.entries.items()},
        )
