"""Actors by the names that the record's scorer compares."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique import Record
from communique.record import Actor, Span

#: Determiners and numbers before a description (`one diplomat`); they are no part of a name.
_DETERMINER = re.compile(r"^(the|an?|one|some|several|two|three|this|that|these|those)\s+", re.IGNORECASE)


def speaking(record: Record, ids: Iterable[str]) -> list[Actor]:
    """The actors of these ids, each once; a document stands for whoever issued it."""
    by_id = {actor.id: actor for actor in record.actors}
    found: dict[str, Actor] = {}
    for id in ids:
        actor = by_id[id]
        if actor.kind == "document" and actor.issuer is not None:
            actor = by_id[actor.issuer]
        found[actor.id] = actor
    return list(found.values())


def names(record: Record, ids: Iterable[str]) -> list[str]:
    """Names of actors as the scorer wants them: not empty, each once, without the mark that joins several."""
    return list(dict.fromkeys(name for actor in speaking(record, ids) if (name := plain(actor.name))))


def joint(record: Record, ids: Iterable[str], described: Iterable[Span] = ()) -> str:
    """Names joined to one string; where there are none the words that describe the speaker, or `unnamed`."""
    words = plain(" ".join(span.of(record.document.text) for span in described))
    return "; ".join(names(record, ids)) or plain(_DETERMINER.sub("", words)) or "unnamed"


def plain(name: str) -> str:
    """A name on one line, without semicolons."""
    return " ".join(name.replace(";", ",").split())


def countries(record: Record, ids: Iterable[str]) -> str:
    """The codes of the states that actors speak for, each once, joined to one string."""
    return "; ".join(dict.fromkeys(code for actor in speaking(record, ids) for code in actor.countries))
