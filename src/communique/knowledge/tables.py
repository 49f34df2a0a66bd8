"""The reader of the tables in `data`: tab-separated, comment lines first, then the names of the columns.

A folder of the user's own may stand beside the shipped tables: files of the same names and columns, named by
`use_tables` or by the environment variable `COMMUNIQUE_TABLES`. Its rows are added to the shipped ones; in a table
whose first column is `key` or `code` a row with a known one takes the place of the shipped row.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

#: The environment variable that names a folder of further tables.
VARIABLE = "COMMUNIQUE_TABLES"
#: Columns by which a row of the user's takes the place of a shipped one.
_KEYS = ("key", "code")

_Function = TypeVar("_Function", bound=Callable[..., Any])


class MalformedTableError(ValueError):
    """Something in a table that cannot be understood; says in which file and line."""


class Row(Mapping[str, str]):
    """A row of a table: its fields by the names of their columns, and where it stands (`where`)."""

    def __init__(self, fields: Mapping[str, str], where: str) -> None:
        self._fields = fields
        self.where = where

    def __getitem__(self, column: str) -> str:
        return self._fields[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def wrong(self, message: str) -> MalformedTableError:
        """An error about this row."""
        return MalformedTableError(f"{self.where}: {message}")

    def filled(self, column: str) -> str:
        """A field that must not be empty.

        Raises:
            MalformedTableError: It is empty.
        """
        if not self[column]:
            raise self.wrong(f"{column} is empty")
        return self[column]

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        """A field that takes one of a few values; where the empty one may stand, it is among them.

        Raises:
            MalformedTableError: It is another.
        """
        if self[column] not in allowed:
            few = ", ".join(sorted(allowed)) if len(allowed) < 40 else "a known one"
            raise self.wrong(f"{column} is {self[column]!r}, not {few}")
        return self[column]

    def day(self, column: str) -> datetime.date | None:
        """The day in a field, ISO 8601; None where it is empty.

        Raises:
            MalformedTableError: It is no day.
        """
        try:
            return day(self[column])
        except ValueError:
            raise self.wrong(f"{column} is {self[column]!r}, not a day as 2022-06-08") from None

    def number(self, column: str) -> float:
        """The number in a field.

        Raises:
            MalformedTableError: It is none.
        """
        try:
            return float(self[column])
        except ValueError:
            raise self.wrong(f"{column} is {self[column]!r}, not a number") from None


_caches: list[Callable[[], None]] = []
_folder: list[Path] = []


def remembered(function: _Function) -> _Function:
    """`functools.cache` for what comes from tables: forgotten when other tables are used."""
    kept = cache(function)
    _caches.append(kept.cache_clear)
    return kept  # type: ignore[return-value]


def use_tables(folder: Path | None) -> None:
    """Use the tables of a folder beside the shipped ones, from now on; None for only what the environment names.

    A `Reader` keeps what it was made with: call this before making one.
    """
    _folder[:] = [folder] if folder else []
    for clear in _caches:
        clear()


@remembered
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a table, the shipped ones first.

    Args:
        name: File name in `communique/knowledge/data`.

    Raises:
        FileNotFoundError: There is no such table, or no such folder of the user's.
        MalformedTableError: A row has more or fewer fields than the header, or a table of the user's has other
            columns than the shipped one.
    """
    columns, shipped = _parsed(files(__package__).joinpath("data", name).read_text(encoding="utf-8"), name)
    folder = _user_folder()
    if folder is None or not (folder / name).exists():
        return shipped
    own_columns, own = _parsed(_text(folder / name), str(folder / name))
    if own and own_columns != columns:
        raise MalformedTableError(f"{folder / name}: the columns are not {', '.join(columns)}")
    key = columns[0]
    if key in _KEYS:
        new = {row[key] for row in own}
        shipped = tuple(row for row in shipped if row[key] not in new)
    return (*shipped, *own)


@remembered
def source(name: str) -> str:
    """Where a shipped table is from: what its head says behind `Source:`, up to its licence."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    head = " ".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("#"))
    return head.partition("Source: ")[2].partition(" Licence:")[0]


def check_names() -> None:
    """Whether every table in the user's folder has the name of a shipped one.

    Raises:
        MalformedTableError: One has not; the message names those that there are.
        FileNotFoundError: There is no such folder.
    """
    entries = files(__package__).joinpath("data").iterdir()
    shipped = sorted(entry.name for entry in entries if entry.name.endswith(".tsv"))
    folder = _user_folder()
    for path in sorted(folder.glob("*.tsv")) if folder else ():
        if path.name not in shipped:
            raise MalformedTableError(f"{path}: no table has this name; there are {', '.join(shipped)}")


def _user_folder() -> Path | None:
    if not _folder and not os.environ.get(VARIABLE):
        return None
    folder = _folder[0] if _folder else Path(os.environ[VARIABLE])
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is no folder of tables")
    return folder


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedTableError(f"{path}: not UTF-8 at byte {error.start}") from None


def _parsed(text: str, name: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The columns of a table and its rows."""
    lines = [
        (number, tuple(line.rstrip("\r").split("\t")))
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        return (), ()
    header = lines[0][1]
    for number, fields in lines[1:]:
        if len(fields) != len(header):
            raise MalformedTableError(f"{name}, line {number}: {len(fields)} fields, not {len(header)}")
    return header, tuple(
        Row(dict(zip(header, fields, strict=True)), f"{name}, line {number}") for number, fields in lines[1:]
    )


def listed(field: str) -> tuple[str, ...]:
    """The parts of a field that holds a list (`|` between them), in order, each once."""
    return tuple(dict.fromkeys(part for part in field.split("|") if part))


def day(field: str) -> datetime.date | None:
    """The day in a field, ISO 8601; None where it is empty.

    Raises:
        ValueError: It is no day.
    """
    return datetime.date.fromisoformat(field) if field else None
