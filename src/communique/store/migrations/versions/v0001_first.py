"""The first schema: documents, records, corrections, the flat tables, and full text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Full text beside the tables, which keep the words: rows are made and deleted there, never changed.
_FTS5 = """
CREATE VIRTUAL TABLE {table}_fts USING fts5(
    {columns}, content='{table}', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
)
"""
_FTS5_INSERT = """
CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_fts(rowid, {columns}) VALUES (new.id, {new});
END
"""
_FTS5_DELETE = """
CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, {columns}) VALUES ('delete', old.id, {old});
END
"""
#: English stems without a list of words to leave out, so that a phrase means what it does in FTS5.
_CONFIGURATION = (
    "CREATE TEXT SEARCH DICTIONARY communique_stem (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION communique (COPY = english)",
    """
    ALTER TEXT SEARCH CONFIGURATION communique ALTER MAPPING
    FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH communique_stem
    """,
)
#: tsvector has room for a megabyte: of a longer text its beginning is searched.
_TSVECTOR = {
    "entries": "to_tsvector('communique', left(words, 150000)) || array_to_tsvector(string_to_array(tags, ' '))",
    "documents": "to_tsvector('communique', left(coalesce(title, '') || ' ' || text, 150000))",
}


def upgrade() -> None:
    """Make it."""
    op.create_table(
        "corrections",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
        sa.UniqueConstraint("key", name=op.f("uq_corrections_key")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reader", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("key", name=op.f("uq_documents_key")),
    )
    op.create_index("ix_documents_outlet", "documents", ["outlet"], unique=False)
    op.create_index("ix_documents_status_reader", "documents", ["status", "reader"], unique=False)
    op.create_index(op.f("ix_documents_url"), "documents", ["url"], unique=False)
    op.create_table(
        "actors",
        sa.Column("document", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("states", sa.Text(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_actors_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "actor", name=op.f("pk_actors")),
    )
    op.create_index("ix_actors_folded_identity", "actors", ["folded", "identity"], unique=False)
    op.create_index("ix_actors_identity_name", "actors", ["identity", "name"], unique=False)
    op.create_table(
        "entries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("granularity", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("statement", sa.BigInteger(), nullable=True),
        sa.Column("meeting", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("issue", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_entries_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
    )
    op.create_index("ix_entries_day", "entries", ["day"], unique=False)
    op.create_index("ix_entries_document", "entries", ["document"], unique=False)
    op.create_index("ix_entries_kind_day", "entries", ["kind", "day"], unique=False)
    op.create_index("ix_entries_kind_label_day", "entries", ["kind", "label", "day"], unique=False)
    op.create_index("ix_entries_place_day", "entries", ["place", "day"], unique=False)
    named = sa.text("issue IS NOT NULL")
    op.create_index(
        "ix_entries_issue_label_day",
        "entries",
        ["issue", "label", "day"],
        unique=False,
        sqlite_where=named,
        postgresql_where=named,
    )
    op.create_table(
        "names",
        sa.Column("document", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_names_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "name", name=op.f("pk_names")),
    )
    op.create_index("ix_names_name", "names", ["name"], unique=False)
    op.create_table(
        "records",
        sa.Column("document", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("json", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_records_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_records")),
    )
    op.create_index("ix_records_day", "records", ["day"], unique=False)
    op.create_table(
        "roles",
        sa.Column("document", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_roles_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_roles")),
    )
    held = ["title", "day", "document"]
    op.create_index("ix_roles_identity_of_title_day_document", "roles", ["identity", "of", *held], unique=False)
    op.create_index("ix_roles_of_identity_title_day_document", "roles", ["of", "identity", *held], unique=False)
    op.create_table(
        "times",
        sa.Column("document", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("granularity", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_times_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "time", name=op.f("pk_times")),
    )
    op.create_index("ix_times_day", "times", ["day"], unique=False)
    op.create_table(
        "toponyms",
        sa.Column("document", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("associative", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_toponyms_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "place", name=op.f("pk_toponyms")),
    )
    op.create_index("ix_toponyms_country", "toponyms", ["country"], unique=False)
    op.create_index("ix_toponyms_name", "toponyms", ["name"], unique=False)
    op.create_table(
        "parties",
        sa.Column("entry", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["entry"], ["entries.id"], name=op.f("fk_parties_entry"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry", "part", "identity", name=op.f("pk_parties")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parties_identity_day", "parties", ["identity", "day", "entry"], unique=False)
    op.create_index("ix_parties_identity_kind_day", "parties", ["identity", "kind", "day", "entry"], unique=False)
    op.create_table(
        "party_states",
        sa.Column("entry", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["entry"], ["entries.id"], name=op.f("fk_party_states_entry"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry", "part", "state", name=op.f("pk_party_states")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_party_states_state_day", "party_states", ["state", "day", "entry"], unique=False)
    op.create_index(
        "ix_party_states_state_kind_day", "party_states", ["state", "kind", "day", "entry"], unique=False
    )

    if op.get_context().dialect.name == "sqlite":
        _fts5("documents", "title", "text")
        _fts5("entries", "words", "tags")
    else:
        for statement in _CONFIGURATION:
            op.execute(statement)
        for table, vector in _TSVECTOR.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS ({vector}) STORED")
            op.execute(f"CREATE INDEX ix_{table}_search ON {table} USING gin (search)")


def downgrade() -> None:
    """Refuse: there is nothing before it."""
    raise NotImplementedError("there is no version before the first")


def _fts5(table: str, *columns: str) -> None:
    names = {
        "table": table,
        "columns": ", ".join(columns),
        "new": ", ".join(f"new.{column}" for column in columns),
        "old": ", ".join(f"old.{column}" for column in columns),
    }
    for statement in (_FTS5, _FTS5_INSERT, _FTS5_DELETE):
        op.execute(statement.format(**names))
