"""What can be wrong with a store, said so that a person knows what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError

#: Words in SQLite's and PostgreSQL's messages, and what to say instead; the first that occurs decides.
_TROUBLES = (
    ("database or disk is full", "the disk is full: make room and run it again; nothing that was kept is lost"),
    ("no space left", "the disk is full: make room and run it again; nothing that was kept is lost"),
    ("disk i/o error", "the disk does not read or write: check it (and the room on it), then run it again"),
    ("readonly database", "it may not be written: check the permissions of the file and of its folder"),
    ("read-only", "it may not be written: check the permissions"),
    ("unable to open database", "it cannot be opened: check that the folder exists and may be written"),
    ("permission denied", "it may not be used: check the permissions"),
    ("database is locked", "another program has been writing to it for too long: wait for it, then run it again"),
    ("lock timeout", "another program has been writing to it for too long: wait for it, then run it again"),
    ("file is not a database", "it is no store: a file of another kind, or damaged. Restore it from a copy"),
    ("malformed", "it is damaged. Restore it from a copy, or keep what is left: sqlite3 STORE .recover"),
    ("statement timeout", "this takes longer than it may: ask for less, for example for fewer days"),
    ("interrupted", "this takes longer than it may: ask for less, for example for fewer days"),
    ("disk image", "it is damaged. Restore it from a copy, or keep what is left: sqlite3 STORE .recover"),
)


class StoreError(Exception):
    """A store cannot be opened, read or written; the message names it and says what to do."""


class StoreLockedError(StoreError):
    """Another program holds the store."""


class QueryTimeError(StoreError):
    """A question takes longer than it may."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn a database's error into a `StoreError`.

    Args:
        name: What messages call the store: its path, or its URL without the password.
    """
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _explained(name, error) from error


#: Troubles that a caller may want to tell from others, by words of what is said.
_KINDS = {"another program": StoreLockedError, "longer than it may": QueryTimeError}


def _explained(name: str, error: DatabaseError | sqlite3.DatabaseError) -> StoreError:
    said = " ".join(str(error.orig if isinstance(error, DatabaseError) else error).split())
    for sign, meaning in _TROUBLES:
        if sign in said.lower():
            kind = next((kind for words, kind in _KINDS.items() if words in meaning), StoreError)
            return kind(f"{name}: {meaning} ({said}).")
    return StoreError(f"{name}: the database says: {said}")
