"""The version of a store's schema, and the way to the newest one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from communique.store.engine import lock, name_of, use_log
from communique.store.errors import StoreError

#: The newest version: the last of `migrations/versions`.
HEAD = "0002"

_SCRIPTS = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str | None:
    """The version of the schema; None of an empty database."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found
    if tables:
        raise StoreError(f"{name_of(connection.engine)} is a database of something else: it holds {tables[0]}.")
    return None


def prepare(engine: Engine, *, create: bool) -> None:
    """Bring a store to the newest version; nothing if it is there.

    Raises:
        StoreError: It is empty and not to be made, of a newer version than this program, or no store.
    """
    with engine.connect() as connection:
        found = version(connection)
    if found == HEAD:
        return
    if found is None and not create:
        raise StoreError(f"{name_of(engine)} is empty: 'communique ingest SOURCE --store …' fills it.")
    if engine.dialect.name == "sqlite":
        use_log(engine)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        lock(connection, "schema")
        if version(connection) != HEAD:  # another program may have been first
            upgrade(connection)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Apply the migrations within the transaction of a connection.

    Raises:
        StoreError: The store is of a version that this program does not know.
    """
    # Alembic takes a while to import, and is needed on a store's first day and after upgrades only.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        known = f"this program knows version {HEAD}"
        raise StoreError(f"{name_of(connection.engine)} is of another version ({error}); {known}.") from error
