"""A record in words, as every surface for people shows it: names for ids, chains, quotations, days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from communique.export.words import MODES, days, listed, quoted, shorten
from communique.record import Actor, Interval, Record, Span, Statement, ViaSource

#: What stands where a sentence leaves its speaker unsaid.
UNSETTLED = "speaker not settled"


class Step(NamedTuple):
    """One step of a chain of attribution.

    Attributes:
        words: Who it is, in words.
        actors: Ids of the actors; empty for the outlet of the document and where nobody is settled.
    """

    words: str
    actors: tuple[str, ...] = ()


class Digest:
    """A record, and its entries in words.

    Args:
        record: The record. Ids that it lacks are shown as they are.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.document.text
        self.actors = {actor.id: actor for actor in record.actors}
        self.places = {place.id: place for place in record.places}
        self.times = {time.id: time for time in record.times}
        self.statements = {statement.id: statement for statement in record.statements}

    @property
    def title(self) -> str:
        """The title as the giver knows it, the headline, or the opening words."""
        headline = self.record.layout.headline
        given = self.record.document.title or (headline.of(self.text) if headline else "")
        return shorten(given or self.text[:400], 200) or "Untitled"

    @property
    def outlet(self) -> str | None:
        """On whose word the whole document is: its outlet, or the agency that it names."""
        return self.record.document.outlet or self.record.layout.agency_name

    def name(self, id: str) -> str:
        """An actor's name; a document's says whose it is."""
        actor = self.actors.get(id)
        if actor is None:
            return id
        return self._document(actor) if actor.kind == "document" else actor.name

    def names(self, ids: Sequence[str]) -> str:
        """`A, B and C`."""
        return listed([self.name(id) for id in ids])

    def several(self, ids: Sequence[str]) -> bool:
        """Whether these actors take a verb in the plural: two or more, or a group such as `foreign ministers`."""
        return len(ids) > 1 or any(id in self.actors and self.actors[id].kind == "group" for id in ids)

    def chain(self, statement: Statement) -> list[Step]:
        """The chain of attribution from the top: the outlet, then each on whose word, at last the speaker."""
        chain = [self._step(actors) for actors in self._speakers(statement)]
        outlet = self.outlet
        if outlet and outlet != chain[-1].words:
            chain.append(Step(outlet))
        return chain[::-1]

    def manner(self, statement: Statement) -> str:
        """How something is said, how sure that is, and what it seems to rest on: `quoted, 92 % sure`."""
        parts = ["denied"] if statement.negated else []
        parts += [MODES[statement.mode], f"{statement.confidence:.0%} sure"]
        if isinstance(statement.implied, ViaSource):
            parts.append(f"it seems by {self.names(statement.implied.actors) or UNSETTLED}")
        elif statement.implied is not None:
            parts.append(f"it seems within {statement.implied.statement}")
        return ", ".join(parts)

    def quote(self, spans: Sequence[Span], width: int = 1000) -> str:
        """The words that the spans cover, in text order and quotation marks, at most `width` characters."""
        words = " … ".join(span.of(self.text) for span in sorted(set(spans)))
        return quoted(shorten(words, width - 2))

    def place(self, id: str | None) -> str | None:
        """A place as the text names it first, with its usual name where that is another; None for no place."""
        if id is None:
            return None
        place = self.places.get(id)
        if place is None:
            return id
        named = next(
            (mention.span.of(self.text) for mention in place.mentions if not mention.associative), place.name
        )
        return named if place.name in named else f"{named} ({place.name})"

    def when(self, interval: Interval | None, time: str | None) -> str | None:
        """The days of an entry, and the words that say so; None where it has neither."""
        expression = self.times.get(time) if time else None
        words = f"“{expression.span.of(self.text)}”" if expression else None
        if interval is None:
            return words
        return f"{days(interval)} ({words})" if words else days(interval)

    def _speakers(self, statement: Statement) -> list[tuple[str, ...]]:
        """Ids of the speakers, from the statement upwards, as `Record.chain` has their names."""
        steps, seen, via = [statement.actors], {statement.id}, statement.via
        while via is not None and not isinstance(via, ViaSource):
            above = self.statements.get(via.statement)
            if above is None or above.id in seen:
                return steps
            seen.add(above.id)
            steps.append(above.actors)
            via = above.via
        return steps if via is None else [*steps, via.actors]

    def _step(self, actors: tuple[str, ...]) -> Step:
        return Step(self.names(actors) or UNSETTLED, actors)

    def _document(self, actor: Actor) -> str:
        issuer = self.actors.get(actor.issuer) if actor.issuer else None
        if issuer is None or issuer.name in actor.name:
            return actor.name
        return f"statement of {issuer.name}"
