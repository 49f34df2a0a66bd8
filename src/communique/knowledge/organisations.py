"""International organisations, movements, groupings of states (`data/organisations.tsv`, `memberships.tsv`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, cast

from communique.knowledge.agencies import agencies
from communique.knowledge.sectors import SECTORS
from communique.knowledge.states import known_state, state
from communique.knowledge.tables import Row, listed, remembered, rows

#: What stands for a country with bodies of none, after the PLOVER manual.
BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG"})


class Membership(NamedTuple):
    """A state's time in an organisation.

    Attributes:
        state: Alpha-3 code.
        start: First day; None where it is not known, or long before news archives begin.
        end: First day on which it was a member no more; None where it still is one.
        source: A named public source.
    """

    state: str
    start: datetime.date | None
    end: datetime.date | None
    source: str


class Organisation(NamedTuple):
    """A body that acts by itself, or states that are named together.

    Attributes:
        key: Stable slug.
        name: Usual full name.
        aliases: Abbreviations and variants.
        kind: `grouping` where it is only its members named together.
        members: Alpha-3 codes, as the table has them now; empty where they are not needed or not agreed upon.
        seats: Places that stand for it (`Brussels`).
        code: What PLOVER has in place of a country (`UNO`, `IGO`), or the country of a group with one home; empty
            where the members stand for it.
        sector: PLOVER sector; empty where none fits.
        wikidata: Its id in Wikidata; empty where the table gives none.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    kind: Literal["organisation", "grouping"]
    members: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    code: str = ""
    sector: str = ""
    wikidata: str = ""

    @property
    def identity(self) -> str:
        """What it is called across documents: its id in Wikidata, otherwise its key."""
        return self.wikidata or self.key

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that stand for its country or countries; of a grouping all members'."""
        return (self.code,) if self.code else self.members

    def members_on(self, day: datetime.date) -> tuple[str, ...]:
        """The members on a day, as far as days are known: others are taken to have been members always."""
        terms: dict[str, list[Membership]] = {code: [] for code in self.members}
        for term in memberships(self.key):
            terms.setdefault(term.state, []).append(term)
        return tuple(code for code, known in terms.items() if not known or _any_on(known, day))


def _any_on(terms: Iterable[Membership], day: datetime.date) -> bool:
    return any((t.start is None or t.start <= day) and (t.end is None or day < t.end) for t in terms)


@remembered
def organisations() -> tuple[Organisation, ...]:
    """All organisations and groupings; news agencies are among them, under their own keys (`agency-…`)."""
    outlets = (
        Organisation(one.key, one.name, one.plain, "organisation", code=one.country, sector="JRN")
        for one in agencies()
    )
    return (*map(_organisation, rows("organisations.tsv")), *outlets)


def organisation(key: str) -> Organisation:
    """The organisation of a slug, or of an id in Wikidata.

    Raises:
        KeyError: There is none.
    """
    return _by_key()[key]


def memberships(key: str) -> tuple[Membership, ...]:
    """The days of members of an organisation, as far as they are known, in the order of the table."""
    return _memberships().get(key, ())


def _organisation(row: Row) -> Organisation:
    members = tuple(row["members"].split())
    for member in members:
        try:
            state(member)
        except KeyError:
            raise row.wrong(f"there is no state {member} among members") from None
    return Organisation(
        key=row.filled("key"),
        name=row.filled("name"),
        aliases=listed(row["aliases"]),
        kind=cast("Literal['organisation', 'grouping']", row.one_of("kind", ("organisation", "grouping"))),
        members=members,
        seats=listed(row["seats"]),
        code=known_state(row, "code", "", *BODIES),
        sector=row.one_of("sector", SECTORS | {""}),
        wikidata=row["wikidata"],
    )


@remembered
def _by_key() -> Mapping[str, Organisation]:
    by_id = {one.wikidata: one for one in organisations() if one.wikidata}
    return by_id | {one.key: one for one in organisations()}


@remembered
def _memberships() -> Mapping[str, tuple[Membership, ...]]:
    found: dict[str, tuple[Membership, ...]] = {}
    for row in rows("memberships.tsv"):
        key = row.one_of("organisation", _by_key())
        term = Membership(known_state(row, "state"), row.day("start"), row.day("end"), row.filled("source"))
        found[key] = (*found.get(key, ()), term)
    return found
