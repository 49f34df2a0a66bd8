"""What Alembic runs: the migrations, on the connection and in the transaction that `schema.upgrade` gives."""

from alembic import context

from communique.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
