"""The migrations lead from nothing to the tables that the code knows."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from communique.store import Store, StoreError, schema, tables


def test_the_migrated_schema_is_the_model(store: Store) -> None:
    with store.reading() as connection:
        options = {"include_name": lambda name, kind, _: not (kind == "table" and "_fts" in name)}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata)
    # The full text of PostgreSQL is a column that the model does not name.
    others = [change for change in found if "search" not in str(change)]
    assert others == []


def test_full_text_is_there_on_both(store: Store) -> None:
    with store.reading() as connection:
        names = set(inspect(connection).get_table_names())
        columns = {column["name"] for column in inspect(connection).get_columns("entries")}
    assert ("entries_fts" in names, "search" in columns) == (store.dialect == "sqlite", store.dialect != "sqlite")


def test_the_newest_migration_is_the_one_that_the_code_knows() -> None:
    assert ScriptDirectory(str(schema._SCRIPTS)).get_heads() == [schema.HEAD]


def test_a_newer_store_is_left_alone(store: Store, place: str) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="of another version"):
        Store(place)


def test_a_database_of_something_else_is_left_alone(store: Store, place: str) -> None:
    with store.writing() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(StoreError, match="a database of something else"):
        Store(place, create=True)
