"""Actors by the codes of event data: country (ISO 3166-1 alpha-3, or PLOVER's for bodies of states) and sector."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from communique.knowledge import Name, organisation, titles
from communique.record import Actor

_DATA = Path(__file__).parents[1] / "data"
_NATIONAL = frozenset({"state", "adjective", "demonym", "capital", "seat"})


def codes(actor: Actor) -> tuple[str, ...]:
    """The codes of an actor, one for each country; none where the tables know none."""
    return actor.countries or of_body(actor.identity)


def sector(actor: Actor) -> str:
    """PLOVER sector of an actor by the offices that the text gives it; empty where it gives none."""
    if actor.kind == "ministry":
        return "GOV"
    found = (titles().get(role.title.lower()) for role in actor.roles)
    return next((title.sector for title in found if title is not None), "")


def of_name(name: Name) -> tuple[str, ...]:
    """The codes of a known name; none of a region."""
    if name.kind in _NATIONAL:
        return (name.key,)
    return of_body(name.key)


def of_body(key: str) -> tuple[str, ...]:
    """The codes of an organisation or a grouping by its key; none where the key is not one."""
    if (code := table("codes.tsv").get(key)) is not None:
        return (code,)
    try:
        return organisation(key).members
    except KeyError:
        return ()


@cache
def table(name: str) -> Mapping[str, str]:
    """A table of two columns in `benchmarks/data`, the second by the first."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    _, *rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return MappingProxyType({first: second for first, _, second in rows})
