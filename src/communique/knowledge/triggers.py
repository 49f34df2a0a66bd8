"""Lexicons of events: words that name one, nouns that decide between readings, words that stand over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, cast, get_args

from communique.knowledge.tables import listed, remembered, rows
from communique.record import EventType

#: Families in `concepts.tsv` of what a deed can be done to.
_BEARING = (
    *("aid", "arms", "border", "captive", "crowd", "diplomat", "embassy", "exercise", "forces", "goods", "groups"),
    *("holding", "inspector", "media", "officers", "person", "place", "property", "refuge", "road", "stone"),
)
Operator = Literal["holds", "plans", "tries", "stops", "suffers"]


class Trigger(NamedTuple):
    """One reading of a word that names an event.

    Attributes:
        type: PLOVER root type.
        mode: PLOVER mode; empty where it has none.
        to: Where the recipient stands: `object`, `dative` or prepositions.
        needs: What must stand by the word, any one of them: a lemma among its objects or modifiers, `on:` a phrase
            with that preposition, `on:strike` a lemma in one. Empty: nothing.
    """

    type: EventType
    mode: str
    to: tuple[str, ...]
    needs: frozenset[str]


@remembered
def triggers() -> Mapping[tuple[str, str], tuple[Trigger, ...]]:
    """The readings of each word by lemma and part of speech, those with needs first (`data/triggers.tsv`)."""
    found: dict[tuple[str, str], list[Trigger]] = {}
    for row in rows("triggers.tsv"):
        needs = frozenset(_needs(row["with"]))
        to = listed(row["to"].strip("-"))
        trigger = Trigger(cast("EventType", row["type"]), row["mode"] if row["mode"] != "-" else "", to, needs)
        for word in listed(row["words"]):
            found.setdefault((word, row["pos"]), []).append(trigger)
    return {word: tuple(sorted(readings, key=lambda t: not t.needs)) for word, readings in found.items()}


@remembered
def concepts() -> Mapping[str, tuple[str, ...]]:
    """The lemmas of each family of nouns (`data/concepts.tsv`)."""
    return {row["concept"]: listed(row["words"]) for row in rows("concepts.tsv")}


@remembered
def operators(role: Operator) -> frozenset[str]:
    """Lemmas of the words that stand over an event in this role (`data/operators.tsv`)."""
    return frozenset(word for row in rows("operators.tsv") if row["role"] == role for word in listed(row["words"]))


@remembered
def event_words() -> frozenset[str]:
    """The lemmas, first words of two, of all verbs that name an event or stand over one."""
    named = {word.split()[0] for word, pos in triggers() if pos == "verb"}
    return frozenset(named.union(*(operators(role) for role in get_args(Operator))))


@remembered
def event_nouns() -> frozenset[str]:
    """The lemmas, last words of two, of all nouns that name an event."""
    return frozenset(word.split()[-1] for word, pos in triggers() if pos == "noun")


@remembered
def bearers() -> frozenset[str]:
    """Nouns of what a deed can be done to: the families of people, places and things."""
    return frozenset(word for family in _BEARING for word in concepts()[family])


def _needs(field: str) -> Iterator[str]:
    """What a field `with` asks for, families of nouns spelt out."""
    for part in listed(field) if field != "-" else ():
        preposition, colon, word = part.rpartition(":")
        for lemma in concepts().get(word, (word,)):
            yield f"{preposition}{colon}{lemma}"
