"""Records from files: JSON Lines, or one record as indented JSON, as `communique read` writes them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from communique.cli.run import STDIN, STDIN_NAME, InputError
from communique.export.evidence import astray
from communique.record import Record

#: The most bytes of one record: that of the longest document that is read has far fewer. Endless inputs must end.
LONGEST = 1 << 28
#: What an indented record's first line is.
_OPENING = frozenset({b"{", b"["})


def records(source: str, complain: Callable[[str], None]) -> Iterator[Record]:
    """The records of a file, or of standard input (`-`), as they come.

    Args:
        source: The file's path, or `-`.
        complain: Gets a line about each record that cannot be read, with file and line; the others follow.

    Raises:
        InputError: The file cannot be read at all, or has a line longer than any record.
    """
    name = STDIN_NAME if source == STDIN else source
    try:
        with _opened(source) as file:
            for number, data in _pieces(file, name):
                try:
                    yield _sound(Record.from_json(data))
                except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
                    complain(f"{name}, line {number}, is no record: {error}.")
    except FileNotFoundError:
        raise InputError(f"{name} does not exist: check the path.") from None
    except IsADirectoryError:
        raise InputError(f"{name} is a folder: name the files in it.") from None
    except PermissionError:
        raise InputError(f"{name} may not be opened: check its permissions.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(f"{name} cannot be read: {error}.") from None


def _sound(record: Record) -> Record:
    """The record, if its spans lie within its text."""
    for entry, part in astray(record):
        where = f"[{part.span.start}, {part.span.end}]"
        raise ValueError(f"the {part.field} of {entry.id}, {where}, lies outside of the text")
    return record


@contextmanager
def _opened(source: str) -> Iterator[IO[bytes]]:
    if source == STDIN:
        yield sys.stdin.buffer
        return
    with Path(source).open("rb") as file:
        yield file


def _pieces(file: IO[bytes], name: str) -> Iterator[tuple[int, bytes]]:
    """What should be a record each, with the number of its first line; empty lines are none."""
    first = True
    for number, line in enumerate(iter(lambda: file.readline(LONGEST + 1), b""), start=1):
        if len(line) > LONGEST:
            raise InputError(f"{name}, line {number}, is longer than any record.")
        data = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not data.strip():
            continue
        if first and data.strip() in _OPENING:
            yield number, data + file.read(LONGEST)
            return
        first = False
        yield number, data
