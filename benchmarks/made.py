"""Made-up records, as many as one likes; the same seed gives the same ones.

Words, actors and states are spread unevenly, as in news without its function words: the commonest word stands in
every sixth statement, the rarest in a few, and one actor speaks in every tenth. Each document has forty
statements, a meeting, an event, what was promised, asked, refused and held, two places, and its speakers' offices.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from typing import Any

from communique.record import (
    Actor,
    Commitment,
    Document,
    Event,
    Finding,
    Interval,
    Layout,
    Meeting,
    Mention,
    Model,
    Place,
    PlaceMention,
    Position,
    Record,
    Refusal,
    Request,
    Role,
    Span,
    Statement,
)
from communique.record.entries import Act, EventType, MeetingFormat, Stance

IN_DOCUMENT = 40
ACTORS = 3_000
STATES = ("USA", "RUS", "CHN", "GBR", "FRA", "DEU", "UKR", "IND", "TUR", "IRN", "JPN", "KAZ", "POL", "EGY", "BRA")
ACTS: tuple[Act, ...] = ("assert", "commit", "request", "agree", "deny", "refuse", "announce", "criticize")
TYPES: tuple[EventType, ...] = ("AID", "AGREE", "THREATEN", "SANCTION", "COOPERATE", "ACCUSE")
FORMATS: tuple[MeetingFormat, ...] = ("talks", "call", "visit", "summit")
STANCES: tuple[Stance, ...] = ("support", "oppose", "concern", "neutral")
TITLES = ("foreign minister", "president", "spokesperson", "ambassador")
#: A few words of the trade, most common first, and five thousand that mean nothing.
WORDS = (
    *[
        "talks",
        "agreement",
        "peace",
        "security",
        "minister",
        "sanctions",
        "border",
        "ceasefire",
        "treaty",
        "summit",
        "embassy",
        "grain",
        "envoy",
    ],
    *("".join(parts) for parts in product("bdfglmnprst", "aeiou", "bdklmnrstv", "aeo", "nrs")),
)
FIRST = datetime.date(2015, 1, 1)
MODEL = Model(communique="0", pipeline="made-up", version="0")
#: Places: name, state, degrees north and east.
_PLACES = [(f"Town {n}", STATES[n % len(STATES)], n % 120 - 60.0, n % 340 - 170.0) for n in range(500)]


class Zipf:
    """Draws from things, the n-th as often as 1 / (n + shift): Mandelbrot's form of Zipf's law."""

    def __init__(self, things: Sequence[str], chance: random.Random, shift: float = 0.0) -> None:
        self.things, self.chance = things, chance
        self.weights = list(accumulate(1 / (n + shift) for n in range(1, len(things) + 1)))

    def draw(self, count: int = 1) -> list[str]:
        """As many of them, with repetitions."""
        return self.chance.choices(self.things, cum_weights=self.weights, k=count)


def speakers() -> list[str]:
    """Identities of all who speak, those that speak most first."""
    return [f"speaker-{n}" for n in range(ACTORS)]


def issues() -> list[str]:
    """Issues, those on which most positions are taken first."""
    return [f"{one} {other}" for one, other in product(WORDS[:13], WORDS[13:28])]


def records(count: int, seed: int = 1) -> Iterator[Record]:
    """Made-up records with as many statements together."""
    chance = random.Random(seed)
    words, actors, states = Zipf(WORDS, chance, shift=10), Zipf(speakers(), chance), Zipf(STATES, chance)
    held = Zipf(issues(), chance, shift=10)
    for number in range(count // IN_DOCUMENT):
        said = [" ".join(words.draw(12)) for _ in range(IN_DOCUMENT)]
        on = held.draw(2)
        said[:2] = [f"{issue} {words}" for issue, words in zip(on, said[:2], strict=True)]
        names = list(dict.fromkeys(actors.draw(6)))
        yield _Made(number, said, names, states.draw(len(names)), on, chance).record()


class _Made:
    """One record on its way."""

    def __init__(
        self,
        number: int,
        said: list[str],
        names: list[str],
        states: list[str],
        issues: list[str],
        chance: random.Random,
    ) -> None:
        self.number, self.issues, self.chance = number, issues, chance
        # A capital begins a sentence: without, the sentence of every entry would be the whole text.
        self.text = ". ".join(words.capitalize() for words in said) + f". {number}"
        starts = accumulate((len(words) + 2 for words in said), initial=0)
        self.contents = [Span(start, start + len(words)) for start, words in zip(starts, said, strict=False)]
        self.actors = tuple(
            _actor(f"a{n}", name, state, chance) for n, (name, state) in enumerate(zip(names, states, strict=True))
        )
        self.day = FIRST + datetime.timedelta(days=chance.randrange(3650))

    def record(self) -> Record:
        day = Interval(start=self.day, end=self.day, granularity="day")
        return Record(
            document=Document(
                id=f"made-up-{self.number}",
                text=self.text,
                published=self.day,
                outlet=f"Outlet {self.number % 30}",
            ),
            model=MODEL,
            layout=Layout(paragraphs=(Span(0, len(self.text)),)),
            published=self.day,
            times=(),
            places=tuple(_place(f"p{n}", self.chance) for n in range(2)),
            actors=self.actors,
            statements=tuple(self._statement(n, content) for n, content in enumerate(self.contents)),
            meetings=(self._meeting(day),),
            events=(self._event(day),),
            positions=tuple(map(self._position, range(2))),
            commitments=(Commitment(id="c1", who=(self._one(),), what=self.contents[2], statement="s2"),),
            requests=(Request(id="r1", who=(self._one(),), what=self.contents[3], statement="s3"),),
            refusals=(Refusal(id="x1", who=(self._one(),), what=self.contents[6], statement="s6"),),
            findings=self._findings(),
        )

    def _one(self) -> str:
        return self.chance.choice(self.actors).id

    def _statement(self, number: int, content: Span) -> Statement:
        return Statement(
            id=f"s{number}",
            cue=(),
            content=(content,),
            mode="indirect",
            confidence=0.9,
            act=self.chance.choice(ACTS),
            actors=(self._one(),),
            to=(self._one(),),
        )

    def _meeting(self, day: Interval) -> Meeting:
        sides = self.chance.sample(self.actors, min(2, len(self.actors)))
        return Meeting(
            id="m1",
            trigger=self.contents[4],
            participants=tuple(one.id for one in sides),
            format=self.chance.choice(FORMATS),
            status="held",
            place="p0",
            interval=day,
        )

    def _event(self, day: Interval) -> Event:
        return Event(
            id="e1",
            trigger=self.contents[5],
            type=self.chance.choice(TYPES),
            status="happened",
            actors=(self._one(),),
            recipients=(self._one(),),
            place="p1",
            interval=day,
        )

    def _position(self, number: int) -> Position:
        start, issue = self.contents[number].start, self.issues[number]
        return Position(
            id=f"o{number}",
            holder=(self._one(),),
            issue=Span(start, start + len(issue)),
            stance=self.chance.choice(STANCES),
            statement=f"s{number}",
            name=issue,
        )

    def _findings(self) -> tuple[Finding, ...]:
        if self.number % 5:
            return ()
        return (Finding(id="f1", kind="undated", level="note", message="a time expression stays without a day"),)


def _actor(id: str, identity: str, state: str, chance: random.Random) -> Actor:
    first = Span(0, 1)
    values: dict[str, Any] = {"mentions": (Mention(span=first, form="name"),), "countries": (state,)}
    if chance.random() < 0.5:
        values["roles"] = (Role(title=chance.choice(TITLES), span=first, of=state),)
    return Actor(id=id, name=identity.title(), kind="person", identity=identity, **values)


def _place(id: str, chance: random.Random) -> Place:
    name, country, latitude, longitude = chance.choice(_PLACES)
    return Place(
        id=id,
        name=name,
        kind="city",
        mentions=(PlaceMention(span=Span(0, 1)),),
        country=country,
        latitude=latitude,
        longitude=longitude,
    )
