"""States: names, peoples, capitals, seats of government, one point each (`data/states.tsv`, `codes.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from communique.knowledge.tables import Row, listed, remembered, rows

#: Former states (ISO 3166-3).
_FORMER = frozenset({"SUN", "YUG", "DDR", "CSK"})


class State(NamedTuple):
    """A state, or a territory that news treats like one.

    Attributes:
        code: ISO 3166-1 alpha-3 (ISO 3166-3 for former states, XKX for Kosovo).
        alpha2: The two-letter code to it.
        name: Usual English name, without `the`.
        official: Full name.
        aliases: Further names and abbreviations, former names among them.
        adjectives: `Kazakh`, `Kazakhstani`.
        demonyms: Nouns for its people, singular and plural.
        capital: Seat of the state; empty where it has none of its own.
        capital_names: All names of the capital and of other seats of government, former names among them.
        seats: Houses and squares that stand for its government (`Kremlin`).
        latitude: Degrees north of a point for the whole country.
        longitude: Degrees east of it.
        geonameid: Id of the country in GeoNames; None of former states.
    """

    code: str
    alpha2: str
    name: str
    official: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    capital_names: tuple[str, ...]
    seats: tuple[str, ...]
    latitude: float
    longitude: float
    geonameid: int | None

    @property
    def former(self) -> bool:
        """Whether the state exists no more."""
        return self.code in _FORMER


@remembered
def states() -> tuple[State, ...]:
    """All states and territories; where two share a name, the one more often meant stands first."""
    codes = {row["code"]: row for row in rows("codes.tsv")}
    return tuple(_state(row, codes) for row in rows("states.tsv"))


def state(code: str) -> State:
    """The state of an alpha-3 code.

    Raises:
        KeyError: There is none.
    """
    return _by_code()[code]


@remembered
def alpha3() -> Mapping[str, str]:
    """Alpha-3 codes by alpha-2 codes, of the states in the table."""
    return {one.alpha2: one.code for one in states()}


def known_state(row: Row, column: str, *others: str) -> str:
    """The alpha-3 code in a field of a table, checked against the states; `others` may stand there too.

    Raises:
        MalformedTableError: It is no code of the table of states.
    """
    return row.one_of(column, {*_by_code(), *others})


@remembered
def _by_code() -> dict[str, State]:
    return {one.code: one for one in states()}


def _state(row: Row, codes: Mapping[str, Row]) -> State:
    code, adjectives = row.filled("code"), listed(row["adjectives"])
    if (known := codes.get(code)) is None:
        raise row.wrong(f"{code} is no ISO 3166-1 alpha-3 code of a state")
    return State(
        code=code,
        alpha2=known["alpha2"],
        name=row.filled("name"),
        official=row["official"],
        aliases=listed(row["aliases"]),
        adjectives=adjectives,
        demonyms=_demonyms(row["demonyms"], adjectives),
        capital=row["capital"],
        capital_names=listed(f"{row['capital']}|{row['capitals']}"),
        seats=listed(row["seats"]),
        latitude=row.number("lat"),
        longitude=row.number("lon"),
        geonameid=int(known["geonameid"]) if known["geonameid"] else None,
    )


def _demonyms(field: str, adjectives: tuple[str, ...]) -> tuple[str, ...]:
    """The nouns of a field, in which `+` stands for the adjectives, and their plurals in -s."""
    regular = [form for adjective in adjectives for form in (adjective, f"{adjective}s")]
    return tuple(dict.fromkeys(noun for part in listed(field) for noun in (regular if part == "+" else [part])))
