"""Builds a gazetteer's file: from rows of any source, or from a dump of GeoNames as GeoNames publishes it.

The file is an SQLite database that `communique.knowledge.gazetteer` reads: a table of places, a table of their
folded names with the days they were in use, and a line on where they are from. The form of a dump is that of
https://download.geonames.org/export/dump/readme.txt.
"""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from communique.knowledge.gazetteer import DEGREE, FORMAT, KINDS, Kind, fold
from communique.knowledge.renamings import renamings
from communique.knowledge.states import state

#: Alternate names of smaller towns are left out: most are transliterations that hit other words.
KNOWN_ABROAD = 15_000
#: Alternate names this short are codes of airports and the like.
_SHORTEST = 4
#: Kinds by GeoNames' feature codes; what is not here (wells, farms, schools) is in no news as a place of its own.
_FEATURES: Mapping[str, Kind] = (
    dict.fromkeys(("A.ADM1", "A.ADM2", "A.ADM3", "A.ADM4", "A.ADMD", "A.ADM1H", "A.ADM2H"), "division")
    | dict.fromkeys(("H.OCN", "H.SEA", "H.GULF", "H.BAY", "H.STRT", "H.CHN", "H.LK", "H.LKS", "H.RSV"), "water")
    | dict.fromkeys(("H.STM", "H.STMI", "H.STMS", "H.CNL", "H.HBR", "H.SD", "H.LGN", "H.FJD", "H.FLLS"), "water")
    | dict.fromkeys(("L.CONT", "L.RGN", "L.RGNE", "L.RGNH", "L.AREA", "A.TERR", "A.ZN", "L.PRK"), "region")
    | dict.fromkeys(("T.ISL", "T.ISLS", "T.PEN", "T.CAPE", "T.DSRT", "T.MTS", "T.MT", "T.PLAT"), "region")
    | dict.fromkeys(("T.PLN", "T.VAL", "T.VALS", "T.PASS", "T.ATOL", "T.DLTA", "T.HLLS", "T.PK"), "region")
    | dict.fromkeys(("S.PAL", "S.AIRP", "S.AIRB", "L.MILB", "L.NVB", "S.DIP", "S.GOVL", "S.NUC"), "site")
    | dict.fromkeys(("S.CTRB", "S.CSTL", "S.MUS", "S.UNIV", "S.SQR", "S.STDM", "L.REFC", "S.PRN"), "site")
)
#: The fields of a line of a dump, and of a line of its `alternateNamesV2.txt`.
_PLACE, _SPELLING = 19, (8, 10)


_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
CREATE TEMP TABLE loose (key, id, name, kind, country, division, district, lat, lon, population);
CREATE TEMP TABLE said (key TEXT, id INTEGER, start TEXT, end TEXT);
CREATE TABLE meta (field TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (key TEXT, id INTEGER, name TEXT, kind INTEGER, country TEXT, division TEXT, district TEXT,
    lat INTEGER, lon INTEGER, population INTEGER, start TEXT, end TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE alias (key TEXT, own TEXT, id INTEGER, start TEXT, end TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""
#: Sorted before they go in, the trees are full and the file is the same whatever the order of the source.
_SORT = """
CREATE TEMP TABLE first AS SELECT id, min(rowid) AS line FROM loose GROUP BY id;
INSERT INTO place SELECT loose.*, NULL, NULL FROM loose JOIN first ON loose.rowid = first.line ORDER BY key, loose.id;
CREATE UNIQUE INDEX temp.by_id ON first (id);
INSERT OR IGNORE INTO alias SELECT said.key, loose.key, said.id, said.start, said.end FROM said
    JOIN first ON first.id = said.id JOIN loose ON loose.rowid = first.line
    WHERE said.key != '' AND said.key != loose.key ORDER BY said.key, said.id, said.start IS NULL;
"""


class MalformedDumpError(ValueError):
    """What was to be a dump of GeoNames is none; says where it goes wrong."""


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
        MalformedDumpError: There are no places.
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
        base.execute(f"INSERT INTO loose VALUES ({', '.join('?' * 10)})", _place(row))
        base.executemany("INSERT INTO said VALUES (?, ?, NULL, NULL)", _aliases(row))
    base.executemany(
        "INSERT INTO said VALUES (?, ?, ?, ?)",
        ((fold(s.name), s.geonameid, s.start or None, s.end or None) for s in spellings),
    )
    base.executescript(_SORT)
    _add_renamings(base)
    count: int = base.execute("SELECT count(*) FROM place").fetchone()[0]
    if not count:
        raise MalformedDumpError("there are no places in it")
    base.executemany("INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("source", source)])
    base.commit()
    base.execute("VACUUM")
    return count


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


# ------------------------------------------------------------------------------------ dumps


def dump(paths: Iterable[Path], read: Callable[[int], object] = lambda _: None) -> Iterator[Row]:
    """The places of dumps of GeoNames (`allCountries.zip`, `cities500.txt`, `FR.zip`).

    Args:
        paths: Text files, or ZIP files with one in them.
        read: Is told how many bytes were read since it was last told.

    Raises:
        MalformedDumpError: A line is not of a dump; the message names file and line.
        OSError: A file cannot be read.
    """
    return chain.from_iterable(_dump(path, read) for path in paths)


def _dump(path: Path, read: Callable[[int], object]) -> Iterator[Row]:
    for number, fields in _lines(path, read):
        if len(fields) != _PLACE:
            raise MalformedDumpError(f"{path}, line {number}: {len(fields)} fields, where a dump has {_PLACE}")
        kind = "city" if fields[6] == "P" else _FEATURES.get(f"{fields[6]}.{fields[7]}")
        if kind is None:
            continue
        try:
            yield _row(fields, kind)
        except ValueError as error:
            raise MalformedDumpError(f"{path}, line {number}: {error}") from None


def _row(fields: list[str], kind: Kind) -> Row:
    return Row(
        int(fields[0]),
        fields[1],
        kind,
        fields[8],
        fields[10],
        fields[11],
        float(fields[4]),
        float(fields[5]),
        int(fields[14] or 0),
        tuple(fields[3].split(",")),
    )


def spellings(path: Path, read: Callable[[int], object] = lambda _: None) -> Iterator[Spelling]:
    """The English names, and those of no language, of GeoNames' `alternateNamesV2.txt` or its ZIP file.

    Raises:
        MalformedDumpError: A line is not of such a file; the message names file and line.
        OSError: The file cannot be read.
    """
    for number, fields in _lines(path, read):
        if not _SPELLING[0] <= len(fields) <= _SPELLING[1] or not fields[1].isdecimal():
            raise MalformedDumpError(f"{path}, line {number}: no line of alternateNamesV2")
        language, name = fields[2], fields[3]
        if language in {"en", ""} and in_print(name):
            start, end = ([*fields[8:], "", ""])[:2]
            yield Spelling(int(fields[1]), name, _first_day(start), _first_day(end))


def _first_day(field: str) -> str:
    """The first day of a year, or a day; empty for what is neither (GeoNames leaves the form open)."""
    field = field.strip()
    if len(field) == 4 and field.isdecimal():
        return f"{field}-01-01"
    return field if len(field) == 10 and field[4] == field[7] == "-" else ""


def _lines(path: Path, read: Callable[[int], object]) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file, numbered, cut at tabs."""
    number = 0
    with _opened(path) as lines:
        try:
            for number, line in enumerate(lines, start=1):
                read(len(line))
                if line.strip() and not line.startswith(b"#"):
                    yield number, line.decode("utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError:
            raise MalformedDumpError(f"{path}, line {number}: not UTF-8") from None
        except (zipfile.BadZipFile, EOFError) as error:
            raise MalformedDumpError(f"{path}: {error}") from None


@contextmanager
def _opened(path: Path) -> Iterator[Iterable[bytes]]:
    """The lines of a text file, or of the largest text in a ZIP file."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as lines:
            yield lines
        return
    with zipfile.ZipFile(path) as archive:
        texts = [item for item in archive.infolist() if item.filename.endswith(".txt")]
        if not texts:
            raise MalformedDumpError(f"{path}: there is no text in it")
        with archive.open(max(texts, key=lambda item: item.file_size)) as lines:
            yield io.BufferedReader(lines)  # type: ignore[type-var]
