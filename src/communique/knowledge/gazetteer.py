"""The gazetteer: towns and divisions of GeoNames (CC BY 4.0) by all their names, in an SQLite file.

The package carries one (`data/gazetteer.sqlite`, made by `tools/gazetteer.py`). The file that the environment
variable `COMMUNIQUE_GAZETTEER` names is used in its place (`communique gazetteer build` makes one from any dump of
GeoNames). Nothing is loaded: each name is looked up in the file when it is asked for.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from communique.knowledge.states import alpha3

Kind = Literal["city", "division", "region", "water", "site"]
#: The kinds, in the order of their numbers in the file.
KINDS: tuple[Kind, ...] = get_args(Kind)
#: A degree in the file's units; a hundred metres are near enough.
DEGREE = 1_000
#: The form of the file; another number is not read.
FORMAT = "1"
#: The environment variable that names a user's file.
VARIABLE = "COMMUNIQUE_GAZETTEER"

_MARKS = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "-": " ", "–": " ", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss"}
)
_IN_FULL: Mapping[str, str] = {"st.": "saint", "st": "saint", "mt.": "mount", "mt": "mount", "ft.": "fort"}
_QUESTION = """
SELECT *, 1 FROM place WHERE key = ?1
UNION ALL SELECT place.key, place.id, name, kind, country, division, district, lat, lon, population, fame,
    alias.start, alias.end, 0 FROM alias JOIN place ON place.key = own AND place.id = alias.id WHERE alias.key = ?1
"""
#: Names that are remembered once they were looked up.
_REMEMBERED = 16_384


class GazetteerError(ValueError):
    """A file that is no gazetteer, or of another form; the message says what to do."""


class GazetteerEntry(NamedTuple):
    """A place, by one of its names.

    Attributes:
        name: Its main name in GeoNames.
        country: Alpha-3 code of the state that holds it; empty where none does, or none that is in our tables.
        latitude: Degrees north (WGS 84).
        longitude: Degrees east.
        geonameid: Its id in GeoNames.
        population: As in GeoNames; of a division in the packaged file, of its towns together.
        fame: How many other names GeoNames has of it in all languages; a place that is known far off has many.
        kind: What it is.
        division: GeoNames' code of the first-order division that it is or lies in (`TX`).
        district: GeoNames' code of the second-order division that it is or lies in.
        own: Whether the name that it was looked up by is its main name.
        start: First day, ISO 8601, on which it bore that name; empty where not known.
        end: First day on which it bore it no more; empty where not known, or it still does.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    geonameid: int
    population: int
    fame: int
    kind: Kind = "city"
    division: str = ""
    district: str = ""
    own: bool = True
    start: str = ""
    end: str = ""


class Gazetteer:
    """Places by name, in a file.

    Args:
        path: The file.

    Raises:
        GazetteerError: It is not there, or no gazetteer that this version reads.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._base = _open(path)
        self._meta = dict(self._ask("SELECT field, value FROM meta"))
        if self._meta.get("format") != FORMAT:
            raise GazetteerError(
                f"{path} was made for another version: build it again with 'communique gazetteer'"
            )
        self._codes = alpha3()
        self.lookup = lru_cache(_REMEMBERED)(self._lookup)

    def __len__(self) -> int:
        count: int = self._ask("SELECT count(*) FROM place")[0][0]
        return count

    @property
    def source(self) -> str:
        """Where its places are from, and under which licence."""
        return str(self._meta["source"])

    @property
    def digest(self) -> str:
        """What tells its content from that of others."""
        return str(self._meta["digest"])

    def _lookup(self, name: str) -> tuple[GazetteerEntry, ...]:
        """The places of a name, in any case, with or without diacritics; the most populous first."""
        found = [self._entry(*row) for row in self._ask(_QUESTION, fold(name))]
        return tuple(sorted(found, key=lambda entry: (-entry.population, entry.geonameid)))

    def _ask(self, question: str, *values: str) -> list[tuple[Any, ...]]:
        # One connection for all threads: SQLite takes turns, and a reader shares nothing else.
        with self._lock:
            return self._base.execute(question, values).fetchall()

    def _entry(self, *row: Any) -> GazetteerEntry:
        key, id, name, kind, country, division, district, lat, lon, population, fame, start, end, own = row
        return GazetteerEntry(
            name or key.title(),
            self._codes.get(country or "", ""),
            lat / DEGREE,
            lon / DEGREE,
            id,
            population or 0,
            fame or 0,
            KINDS[kind or 0],
            division or "",
            district or "",
            bool(own),
            start or "",
            end or "",
        )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer in use: the user's, if the environment names one, or the package's.

    Raises:
        GazetteerError: The user's is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Gazetteer(Path(named).expanduser())
    return Gazetteer(Path(str(files(__package__).joinpath("data", "gazetteer.sqlite"))))


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise GazetteerError(f"there is no gazetteer {path}; {VARIABLE} says which file is used")
    try:
        base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        base.execute("SELECT 1 FROM meta, place, alias LIMIT 1")
    except sqlite3.Error as error:
        raise GazetteerError(f"{path} is no gazetteer: {error}") from None
    return base


@cache
def _no_marks() -> dict[int, None]:
    return dict.fromkeys(range(768, 880))


def fold(name: str) -> str:
    """A name as the index has it: lower case, no diacritics, no hyphens, one apostrophe, `saint` in full."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).translate(_no_marks())
    words = name.translate(_MARKS).lower().split()
    return " ".join(_IN_FULL.get(word, word) for word in words)
