"""People whom the table of office holders knows, by name and day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping

from communique.knowledge.gazetteer import fold
from communique.knowledge.offices import Holder, Scope, holders
from communique.knowledge.organisations import organisation
from communique.knowledge.tables import remembered

#: States whose people's family names stand first in English print.
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "MAC", "KHM", "SGP"})

#: What stands behind a monarch's name, or a father's and son's.
_NUMERAL = re.compile(r"[IVX]+|[JS]r\.?")


def holders_named(name: str) -> tuple[Holder, ...]:
    """The terms of somebody of this whole name, in any case, with or without diacritics, in the table's order."""
    return _by_name().get(fold(name), ())


def holders_of_family(name: str) -> tuple[Holder, ...]:
    """The terms of the only person in the table with this family name; none where several bear it."""
    return _by_family().get(fold(name), ())


def terms_of(name: str, scopes: Collection[Scope], state: str = "") -> tuple[Holder, ...]:
    """The terms of somebody a text names: by the whole name, or by the family name with an office like theirs.

    Args:
        name: As the text has it.
        scopes: What the offices that the text gives somebody head.
        state: Whose the text says they are; nobody of another state is meant. Empty where it does not say.
    """
    terms = holders_named(name)
    if not terms and " " not in name:
        terms = holders_of_family(name)
        terms = terms if any(term.scope in scopes for term in terms) else ()
    return terms if not state or any(term.state == state for term in terms) else ()


def sector_on(terms: tuple[Holder, ...], day: datetime.date | None) -> str:
    """PLOVER sector of somebody with these terms: `GOV` or, in an organisation, `IGO` in office; `ELI` after.

    Args:
        terms: At least one.
        day: None where it is not known: then only whose term was not over when the table was made holds office.

    Returns:
        Empty before the first term and, without a day, for terms that are over.
    """
    now = (term for term in terms if term.end is None) if day is None else (t for t in terms if _held(t, day))
    if (term := next(now, None)) is not None:
        return "IGO" if term.scope == "head-of-organisation" else "GOV"
    return "ELI" if day is not None and any(term.start <= day for term in terms) else ""


def country_on(terms: tuple[Holder, ...], day: datetime.date | None) -> str:
    """The country, or the organisation's code, of somebody with these terms: of the last begun by a day."""
    begun = [term for term in terms if day is None or term.start <= day]
    last = max(begun or terms, key=lambda term: term.start)
    if last.scope != "head-of-organisation":
        return last.state
    return organisation(last.state).code


def _held(term: Holder, day: datetime.date) -> bool:
    return term.start <= day and (term.end is None or day <= term.end)


@remembered
def _by_name() -> Mapping[str, tuple[Holder, ...]]:
    found: dict[str, tuple[Holder, ...]] = {}
    for holder in holders():
        for name in dict.fromkeys(fold(n) for n in (holder.name, *holder.aliases)):
            found[name] = (*found.get(name, ()), holder)
    return found


@remembered
def _by_family() -> Mapping[str, tuple[Holder, ...]]:
    found: dict[str, dict[Holder, None]] = {}
    for holder in holders():
        for name in (holder.name, *holder.aliases):
            words = [word for word in name.split() if not _NUMERAL.fullmatch(word)]
            if len(words) > 1:
                family = words[0] if holder.state in _FAMILY_FIRST else words[-1]
                found.setdefault(fold(family), {})[holder] = None
    return {name: tuple(terms) for name, terms in found.items() if len({term.name for term in terms}) == 1}
