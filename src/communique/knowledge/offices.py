"""Offices: the titles that stand with names (`data/offices.tsv`), terms of the highest (`data/holders.tsv`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, cast, get_args

from communique.knowledge.organisations import organisations
from communique.knowledge.sectors import SECTORS
from communique.knowledge.states import known_state
from communique.knowledge.tables import Row, listed, remembered, rows

Scope = Literal[
    "head-of-state",
    "head-of-government",
    "head-of-organisation",
    "foreign-minister",
    "defence-minister",
    "minister",
    "spokesperson",
    "ambassador",
    "official",
    "legislator",
    "military",
    "other",
]

#: Words before a title that leave its rank as it is.
_SAME = (
    "acting",
    "interim",
    "caretaker",
    "current",
    "new",
    "outgoing",
    "newly appointed",
    "senior",
    "then",
    "then-",
)
#: Words that make the title one of a helper of its holder.
_HELPER = ("deputy", "vice", "vice-", "first deputy", "assistant", "associate")
#: Words that say that the title is held no more, or not yet.
_NOT_NOW = ("former", "ex-", "ex", "late", "incoming", "designated", "future", "ousted", "deposed", "exiled")
#: Titles of holders whose helpers are no officials of the same sort.
_NO_HELPERS = frozenset({"legislator", "military", "other"})


class Title(NamedTuple):
    """A title.

    Attributes:
        title: In lower case.
        sector: PLOVER sector of its holder (`GOV`, `MIL`, `LEG`, …).
        scope: What its holder heads; `official` for helpers, `other` for who held it before.
    """

    title: str
    sector: str
    scope: Scope


class Holder(NamedTuple):
    """A term in one of the highest offices of a state or an organisation.

    Attributes:
        name: Usual full name in English.
        aliases: Other forms of the whole name; surnames are not listed.
        state: Alpha-3 code, or the key of an organisation.
        scope: The office.
        start: First day.
        end: Last day; None where the term goes on, or went on when the table was last reviewed.
        source: A named public source of the days.
    """

    name: str
    aliases: tuple[str, ...]
    state: str
    scope: Scope
    start: datetime.date
    end: datetime.date | None
    source: str


@remembered
def titles() -> Mapping[str, Title]:
    """Titles in lower case, with `deputy`, `former` … before them too; what the table lists wins."""
    bare = [Title(row.filled("title"), row.one_of("sector", SECTORS), _scope(row)) for row in rows("offices.tsv")]
    return {title.title: title for title in (*(m for one in bare for m in _modified(one)), *bare)}


@remembered
def holders() -> tuple[Holder, ...]:
    """Terms of office, as far as their days are sure."""
    return tuple(
        Holder(
            row.filled("name"),
            listed(row["aliases"]),
            known_state(row, "of", *(one.key for one in organisations())),
            _scope(row),
            _start(row),
            row.day("end"),
            row.filled("source"),
        )
        for row in rows("holders.tsv")
    )


def _scope(row: Row) -> Scope:
    return cast("Scope", row.one_of("scope", get_args(Scope)))


def _start(row: Row) -> datetime.date:
    """The first day of a term, which every row must have; never after its last."""
    start, end = row.day("start"), row.day("end")
    if start is None or (end is not None and end < start):
        raise row.wrong("start is empty, or after end")
    return start


def _modified(title: Title) -> Iterator[Title]:
    for word in _SAME:
        yield title._replace(title=_join(word, title.title))
    for word in _NOT_NOW:
        yield title._replace(title=_join(word, title.title), scope="other")
    if title.scope in _NO_HELPERS:
        return
    for word in _HELPER:
        helper = title._replace(title=_join(word, title.title), scope="official")
        yield helper
        yield from (
            helper._replace(title=_join(before, helper.title), scope="other") for before in ("former", "ex-")
        )


def _join(word: str, title: str) -> str:
    return f"{word}{title}" if word.endswith("-") else f"{word} {title}"
