"""Who is meant by words that name nobody: pronouns, roles, `the two sides`, `the statement`.

The text is gone through once, in order; a `Discourse` remembers who was named last, how prominently, and which
documents and unnamed people were introduced. Nothing is resolved to somebody who was not named before, but for a
role that the text explains later (a lead's `the Polish foreign minister`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from communique.knowledge import Scope, titles
from communique.pipeline.coref.persons import Gender
from communique.record import ActorKind, MentionForm, Role

#: Sentences after which a pronoun no longer reaches back.
REACH = 4
#: Actors that a reader has in mind at once; it also bounds the work for each pronoun.
MEMORY = 120
#: How much more present somebody of unknown gender must be than somebody of the pronoun's.
_GENDER = 3.0


@dataclass
class Entity:
    """An actor while the text is being read.

    Attributes:
        key: Tells it apart from the others of this text.
        mentions: Token ranges, their heads and forms.
        side: Key of the state or organisation that it belongs to or speaks for; its own for a state.
        offices: What roles it can be called by: title and side.
        plural: Whether `they` can stand for it.
        head: For somebody unnamed, a document or a ministry: the noun that describes it.
    """

    key: str
    name: str
    kind: ActorKind
    side: str = ""
    offices: list[tuple[str, str]] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    mentions: list[tuple[int, int, int, MentionForm]] = field(default_factory=list)
    gender: Gender = ""
    plural: bool = False
    head: str = ""
    definite: bool = False
    members: tuple[str, ...] = ()
    issuer: str = ""

    @property
    def scopes(self) -> frozenset[Scope]:
        """What its offices head."""
        return frozenset(titles()[title].scope for title, _ in self.offices if title in titles())


@dataclass
class _Use:
    """One use of an entity: where, and how prominent it was there."""

    position: int
    sentence: int
    weight: float


class Discourse:
    """What a reader has in mind at one point of the text."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self._recent: dict[str, Entity] = {}
        self._named: dict[str, int] = {}
        self._last: dict[str, list[_Use]] = {}
        self.group: tuple[int, tuple[str, ...]] | None = None
        self.lists: list[tuple[str, ...]] = []

    def entity(self, key: str, make: Callable[[], Entity]) -> Entity:
        """The entity of this key, made where there is none."""
        if key not in self.entities:
            self.entities[key] = make()
        return self.entities[key]

    def use(self, entity: Entity, position: int, sentence: int, weight: float) -> None:
        """Remember that an entity was named here."""
        if entity.kind in {"state", "person", "ministry"} and entity.side and not entity.plural and weight > 1.0:
            self._named[entity.side] = self._named.get(entity.side, 0) + 1
        uses = self._last.setdefault(entity.key, [])
        uses.append(_Use(position, sentence, weight))
        del uses[:-6]
        self._recent.pop(entity.key, None)
        self._recent[entity.key] = entity
        if len(self._recent) > MEMORY:
            del self._recent[next(iter(self._recent))]

    def recent(self) -> Iterator[Entity]:
        """The entities that a reader still has in mind, the longest unmentioned first."""
        return (e for key, e in self._recent.items() if key in self.entities)

    def used(self, entity: Entity) -> int:
        """Where an entity was last named; -1 where it was not yet."""
        uses = self._last.get(entity.key)
        return uses[-1].position if uses else -1

    def score(self, entity: Entity, sentence: int, position: int) -> float:
        """How present an entity is: prominent uses count, each sentence since takes away."""
        uses = [u for u in self._last.get(entity.key, ()) if u.position < position]
        return max((u.weight - 2.0 * (sentence - u.sentence) for u in uses), default=float("-inf"))

    def most_present(
        self, fitting: Iterable[Entity], sentence: int, position: int, reach: int = REACH
    ) -> Entity | None:
        """The most present of these entities; None where none was named within reach."""
        best: tuple[float, int, Entity] | None = None
        for entity in fitting:
            score = self.score(entity, sentence, position)
            if score < 1.0 - 2.0 * reach:
                continue
            key = (score, self.used(entity))
            if best is None or key > best[:2]:
                best = (*key, entity)
        return best[2] if best else None

    def person(self, gender: Gender, sentence: int, position: int) -> Entity | None:
        """Whom `he` or `she` stands for: who is known to be of that gender before who is of neither."""
        people = [e for e in self.recent() if e.kind == "person" and not e.plural]
        known = self.most_present([e for e in people if e.gender == gender], sentence, position)
        other = self.most_present([e for e in people if not e.gender], sentence, position)
        if known is None or other is None:
            return known or other
        margin = self.score(other, sentence, position) - self.score(known, sentence, position)
        return other if margin > _GENDER else known

    def bodies(self) -> list[Entity]:
        """What `it` can stand for."""
        kinds = {"state", "organisation", "ministry", "document"}
        return [e for e in self.recent() if e.kind in kinds and not e.plural]

    def speaking_state(self, sentence: int, position: int) -> str:
        """The side that a text without saying so goes on to speak of; empty where none is near."""
        speaking = [e for e in self.recent() if e.side and e.kind in {"state", "person", "ministry"}]
        entity = self.most_present(speaking, sentence, position, reach=3)
        return entity.side if entity else ""

    def _most_named(self) -> list[str]:
        """The sides named so far, the most named first."""
        return sorted(self._named, key=lambda side: -self._named[side])

    def prominent(self, keys: tuple[str, ...]) -> bool:
        """Whether these states are among the four that the text names most."""
        most = self._most_named()[:4]
        return all(key.removeprefix("state:") in most for key in keys)

    def two_sides(self) -> tuple[str, ...]:
        """The two states that `both sides` and `the two countries` stand for, where the text has two.

        The most named so far, people of theirs included.
        """
        present = [s for s in self._most_named() if f"state:{s}" in self.entities]
        return tuple(f"state:{s}" for s in present[:2]) if len(present) >= 2 else ()
