"""Writes a gazetteer's file, the SQLite database that `communique.knowledge.gazetteer` reads.

It has a table of places by their folded names, one of their other names with the days they were in use, and a line
on where they are from.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from communique.knowledge.gazetteer import DEGREE, FORMAT, KINDS, GazetteerError, Kind, fold
from communique.knowledge.renamings import renamings
from communique.knowledge.states import state

#: Alternate names of smaller towns are left out: most are transliterations that hit other words.
KNOWN_ABROAD = 15_000
#: Alternate names this short are codes of airports and the like.
_SHORTEST = 4

_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
CREATE TEMP TABLE loose (key, id, name, kind, country, division, district, lat, lon, population, fame);
CREATE TEMP TABLE said (key TEXT, id INTEGER, start TEXT, end TEXT);
CREATE TABLE meta (field TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (key TEXT, id INTEGER, name TEXT, kind INTEGER, country TEXT, division TEXT, district TEXT,
    lat INTEGER, lon INTEGER, population INTEGER, fame INTEGER, start TEXT, end TEXT,
    PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE alias (key TEXT, own TEXT, id INTEGER, start TEXT, end TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""
#: Sorted before they go in, the trees are full and the file is the same whatever the order of the source.
_SORT = """
CREATE TEMP TABLE first AS SELECT id, min(rowid) AS line FROM loose GROUP BY id;
INSERT INTO place SELECT loose.*, NULL, NULL FROM loose JOIN first ON loose.rowid = first.line
    ORDER BY key, loose.id;
CREATE UNIQUE INDEX temp.by_id ON first (id);
INSERT OR IGNORE INTO alias SELECT said.key, loose.key, said.id, said.start, said.end FROM said
    JOIN first ON first.id = said.id JOIN loose ON loose.rowid = first.line
    WHERE said.key != '' AND said.key != loose.key ORDER BY said.key, said.id, said.start IS NULL;
"""


class Spelling(NamedTuple):
    """A name of a place.

    Attributes:
        geonameid: The place.
        name: As it is printed.
        start: First day it was in use, ISO 8601; empty where unknown.
        end: First day it was so no more; empty where unknown, or still in use.
    """

    geonameid: int
    name: str
    start: str = ""
    end: str = ""


class Row(NamedTuple):
    """A place to be written.

    Attributes:
        geonameid: Its id, unique.
        name: Its main name.
        kind: What it is.
        country: Alpha-2 code; empty for none.
        division: GeoNames' code of the first-order division.
        district: GeoNames' code of the second-order division.
        latitude: Degrees north.
        longitude: Degrees east.
        population: People.
        others: Further names.
    """

    geonameid: int
    name: str
    kind: Kind
    country: str
    division: str
    district: str
    latitude: float
    longitude: float
    population: int
    others: tuple[str, ...] = ()


def write(path: Path, rows: Iterable[Row], source: str, spellings: Iterable[Spelling] = ()) -> int:
    """Write a gazetteer, in place of what is there only when it is whole; how many places it has.

    Args:
        path: The file.
        rows: Its places; of two with the same id the first counts.
        source: Where they are from, and under which licence.
        spellings: Further names; of places that are not among the rows they are dropped.

    Raises:
        GazetteerError: There are no places.
        OSError: The file cannot be written.
    """
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.touch()
        with closing(sqlite3.connect(unfinished)) as base:
            count = _fill(base, rows, source, spellings)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _fill(base: sqlite3.Connection, rows: Iterable[Row], source: str, spellings: Iterable[Spelling]) -> int:
    base.executescript(_SCHEMA)
    for row in rows:
        base.execute(f"INSERT INTO loose VALUES ({', '.join('?' * 11)})", _place(row))
        base.executemany("INSERT INTO said VALUES (?, ?, NULL, NULL)", _aliases(row))
    base.executemany(
        "INSERT INTO said VALUES (?, ?, ?, ?)",
        ((fold(s.name), s.geonameid, s.start or None, s.end or None) for s in spellings),
    )
    base.executescript(_SORT)
    _add_renamings(base)
    count: int = base.execute("SELECT count(*) FROM place").fetchone()[0]
    if not count:
        raise GazetteerError("there are no places to write")
    meta = {"format": FORMAT, "source": source, "digest": digest(base)}
    base.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    base.commit()
    base.execute("VACUUM")
    return count


def digest(base: sqlite3.Connection) -> str:
    """A digest of all that a gazetteer holds, whichever version of SQLite wrote it."""
    found = hashlib.sha256()
    for table in ("place", "alias"):
        for row in base.execute(f"SELECT * FROM {table} ORDER BY key, id"):
            found.update(repr(row).encode())
    return found.hexdigest()[:16]


def _place(row: Row) -> tuple[object, ...]:
    key = fold(row.name)
    return (
        key,
        row.geonameid,
        None if row.name == key.title() else row.name,
        KINDS.index(row.kind) or None,
        row.country or None,
        row.division or None,
        row.district or None,
        round(row.latitude * DEGREE),
        round(row.longitude * DEGREE),
        row.population or None,
        len(set(row.others) - {row.name}) or None,
    )


def _aliases(row: Row) -> Iterator[tuple[str, int]]:
    """The keys of those of a place's other names that English print may use."""
    if row.kind != "city" or row.population >= KNOWN_ABROAD:
        keys = {fold(name) for name in row.others if in_print(name)}
        yield from ((key, row.geonameid) for key in keys)


def in_print(name: str) -> bool:
    """Whether a name is in Latin letters and capitalised, so that it may stand in English print."""
    return len(name) >= _SHORTEST and name[0].isupper() and not name.isupper() and max(name) < "ɐ"


def _add_renamings(base: sqlite3.Connection) -> None:
    """The days of former and present names, from our own table, to the largest town that has today's name."""
    for one in renamings():
        key, now = fold(one.name), fold(one.now)
        town = base.execute(
            "SELECT place.key, id FROM place WHERE key = ?1 AND country = ?2 AND kind IS NULL UNION ALL "
            "SELECT place.key, place.id FROM alias JOIN place ON place.key = own AND place.id = alias.id "
            "WHERE alias.key = ?1 AND country = ?2 AND kind IS NULL LIMIT 1",
            (now, state(one.state).alpha2),
        ).fetchone()
        days = (one.start and one.start.isoformat(), one.end and one.end.isoformat())
        if town is None or (key == town[0] and one.end is None and one.start is None):
            continue
        if key == town[0]:
            # A name that was given twice (Astana) counts from its first day to its last.
            base.execute(
                "UPDATE place SET start = coalesce(start, ?), end = ? WHERE key = ? AND id = ?",
                (days[0], days[1], *town),
            )
        else:
            base.execute("INSERT OR REPLACE INTO alias VALUES (?, ?, ?, ?, ?)", (key, *town, *days))
