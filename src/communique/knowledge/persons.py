"""People whom the table of office holders knows, by name and day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from communique.knowledge.gazetteer import fold
from communique.knowledge.offices import Holder, holders
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


def sector_on(terms: tuple[Holder, ...], day: datetime.date | None) -> str:
    """PLOVER sector of somebody with these terms of office: `GOV` in office, `ELI` when all of them are over.

    Args:
        terms: At least one.
        day: None where it is not known: then only whose term was not over when the table was made holds office.

    Returns:
        Empty before the first term and, without a day, for terms that are over.
    """
    if day is None:
        return "GOV" if any(term.end is None for term in terms) else ""
    if any(term.start <= day and (term.end is None or day <= term.end) for term in terms):
        return "GOV"
    return "ELI" if any(term.start <= day for term in terms) else ""


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
    return {name: tuple(terms) for name, terms in found.items() if len({(t.name, t.state) for t in terms}) == 1}
