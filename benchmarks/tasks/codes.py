"""Actors by the codes of event data: country, ISO 3166-1 alpha-3, or PLOVER's for bodies of states."""

from __future__ import annotations

from communique.knowledge import organisation
from communique.record import Actor


def codes(actor: Actor) -> tuple[str, ...]:
    """The codes of an actor, one for each country; none where the tables know none."""
    return actor.countries or of_body(actor.identity)


def sector(actor: Actor) -> str:
    """PLOVER sector of an actor; empty where nothing tells it."""
    return actor.sector


def of_body(key: str) -> tuple[str, ...]:
    """The codes of an organisation or a grouping by its key; none where the key is not one."""
    try:
        return organisation(key).codes
    except KeyError:
        return ()
