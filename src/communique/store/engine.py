"""Connections: SQLite in one file, PostgreSQL by URL."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from communique.store.errors import StoreError

#: How long a writer waits for another one, in seconds.
PATIENCE = 60.0
#: Between two tries of what SQLite does not wait for itself, in seconds.
_PAUSE = 0.02
#: Steps of SQLite's machine between two looks at the clock: about a millisecond.
_STEPS = 100_000
#: Numbers of PostgreSQL's advisory locks.
_LOCKS = {"schema": 0x636F6D01, "documents": 0x636F6D02, "corrections": 0x636F6D03}


def engine_for(store: str | Path, *, create: bool, patience: float = PATIENCE) -> Engine:
    """The engine of a store.

    Args:
        store: A path of a file, or a URL: `postgresql://user@host/database`.
        create: Whether a file that does not exist is made.
        patience: How long a writer waits for another one, in seconds.

    Raises:
        StoreError: The file does not exist, the URL is none or of another database, or a driver is missing.
    """
    url = _url(str(store))
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, create=create, patience=patience)
    return _postgresql(url, patience)


def name_of(engine: Engine) -> str:
    """What messages call the store: its path, or its URL without the password."""
    url = engine.url
    return url.database or "memory" if url.get_backend_name() == "sqlite" else url.render_as_string()


def lock(
    connection: Connection, what: Literal["schema", "documents", "corrections"], *, shared: bool = False
) -> None:
    """Let nobody else have this lock until the transaction ends, or nobody who would not share it.

    In SQLite there is one writer anyway. In PostgreSQL two writers that insert the same documents in different
    orders would otherwise wait for each other for ever.
    """
    if connection.dialect.name == "postgresql":
        function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
        connection.execute(text(f"SELECT {function}(:number)"), {"number": _LOCKS[what]})


def use_log(engine: Engine) -> None:
    """Let an SQLite file have readers beside its writer (WAL); the file keeps it.

    Raises:
        sqlite3.OperationalError: Others had the file for longer than the engine's patience.
    """
    with engine.connect() as connection:
        cursor = connection.connection.cursor()  # a transaction, which SQLAlchemy begins, may not change it
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0] / 1000
        until = time.monotonic() + patience
        while True:
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:  # SQLite itself does not wait here: two may deadlock
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)
            else:
                return


@contextmanager
def limited(connection: Connection, seconds: float | None) -> Iterator[None]:
    """Let the database give up what takes longer than so many seconds; None for as long as it takes."""
    if seconds is None:
        yield
    elif connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}"))
        yield
    else:
        sqlite = connection.connection.driver_connection
        assert isinstance(sqlite, sqlite3.Connection)
        until = time.monotonic() + seconds
        sqlite.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        try:
            yield
        finally:
            sqlite.set_progress_handler(None, 0)


def _url(store: str) -> URL:
    if "://" not in store:
        return URL.create("sqlite", database=store)
    try:
        url = make_url(store)
    except ArgumentError:
        raise StoreError(f"{store} is no URL of a database: write postgresql://user@host/database.") from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return url.set(drivername="sqlite")
    raise StoreError(f"{url.render_as_string()}: stores are SQLite files or PostgreSQL databases.")


def _sqlite(url: URL, *, create: bool, patience: float) -> Engine:
    path = Path(str(url.database))
    if path.is_dir():
        raise StoreError(f"{path} is a folder: name a file in it, for example {path / 'communique.db'}.")
    if not path.exists():
        if not create:
            raise StoreError(f"{path} does not exist: 'communique ingest SOURCE --store {path}' makes it.")
        if not path.parent.is_dir():
            raise StoreError(f"{path} cannot be made: there is no folder {path.parent}.")
    engine = create_engine(url, connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say so, not where the driver guesses
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(
            "PRAGMA synchronous = NORMAL"
        )  # with WAL: a crash of the machine loses no more than the last
        cursor.execute(
            "PRAGMA wal_autocheckpoint = 8000"
        )  # pages: an index page is copied once for many documents
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA cache_size = -32768")  # 32 MiB, which a run fills early and then keeps to
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if mode else "BEGIN")

    return engine


def _postgresql(url: URL, patience: float) -> Engine:
    try:
        # Disks have no head to move; the default takes long lists of matches for cheaper than an index.
        options = f"-c lock_timeout={int(patience * 1000)} -c random_page_cost=1.1"
        return create_engine(url, connect_args={"options": options, "connect_timeout": 10}, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise StoreError("PostgreSQL needs its driver: pip install 'communique[postgres]'.") from None
