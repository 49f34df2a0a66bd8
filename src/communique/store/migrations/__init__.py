"""Alembic's migrations, one module a version of the schema in `versions`; `schema.py` applies them."""
