"""The tables of a store, as SQLAlchemy 2 Core has them; the same on SQLite and PostgreSQL.

Three layers, each made from the one above it:

1. `documents`, `names`: what was kept, with its hash. Never changed, but for its state.
2. `records`: what the reader made of a document, byte for byte. `corrections`: what an analyst says to it.
   `tokens`: who may ask and write through a desk.
3. `entries`, `parties`, `party_states`, `actors`, `roles`, `toponyms`, `times`: the record with the corrections
   applied, laid out flat for questions. Can be made again at any time from the layers above (`Store.index`).

Spans count Unicode code points of `documents.text`, `[start, end)`, as in the record. The full-text indexes
stand beside the tables (`communique.store.fulltext`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

#: Names for every index and constraint, so that migrations can name them.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

_ID = BigInteger().with_variant(Integer, "sqlite")


def _document(primary_key: bool = False) -> Column[int]:
    """The document that a row is of."""
    return Column(
        "document", _ID, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, primary_key=primary_key
    )


#: What was kept. `key` is made of the content (`communique.store.keys`); `id` only joins tables of one store.
#: `status`: `waiting` to be read; `read`; `unread`, kept but not to be read (another language); `quarantined`, the
#: reader failed on it. `reason` says why it is one of the last two, `reader` what last dealt with it.
documents = Table(
    "documents",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("key", String(32), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("published", Date),
    Column("url", Text, index=True),
    Column("outlet", Text),
    Column("title", Text),
    Column("kept_on", Date),
    Column("status", Text, nullable=False),
    Column("reason", Text),
    Column("reader", Text),
    Index("ix_documents_status_reader", "status", "reader"),
    Index("ix_documents_outlet", "outlet"),
)

#: Every name (`Document.id`: path, URL, key of a data set) under which a document came; `documents.name` is the
#: first.
names = Table(
    "names",
    metadata,
    _document(primary_key=True),
    Column("name", Text, primary_key=True),
    Index("ix_names_name", "name"),
)

#: What the reader made of a document. `json` is `Record.to_json()`, `sha256` its hash; `day` is
#: `Record.published`, `agency` `Layout.agency_name`.
records = Table(
    "records",
    metadata,
    _document(primary_key=True),
    Column("json", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("reader", Text, nullable=False),
    Column("day", Date),
    Column("agency", Text),
    Index("ix_records_day", "day"),
)

#: What an analyst says to the records, in the order of `number`; `json` is a
#: `communique.store.corrections.Change`.
corrections = Table(
    "corrections",
    metadata,
    Column("number", _ID, primary_key=True),
    Column("key", String(32), nullable=False, unique=True),
    Column("author", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("json", Text, nullable=False),
)

#: Who may ask and write through a desk (`communique.store.tokens`). `sha256` is the secret's; `scopes` with blanks
#: between; `expires` the last day (UTC). A number is never given twice: a token that was taken back stays so.
tokens = Table(
    "tokens",
    metadata,
    Column("number", _ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("created", Date, nullable=False),
    Column("expires", Date, nullable=False),
    Column("sha256", String(64), nullable=False),
    sqlite_autoincrement=True,
)

#: One row for each statement, meeting, event, commitment, request, refusal, position and finding. `id` is
#: `document << 20 | n`, so that entries of one document lie together and later documents have higher ids. `entry`
#: is the id in the record. `label` is the act of a statement, the format of a meeting, the type of an event, the
#: stance of a position, the kind of a finding; `status` that of a meeting or event, the level of a finding;
#: `mode` a statement's. `[start, end)` is the evidence, from its first to its last character: a statement's
#: content, a trigger, what is promised, asked or refused, the issue. `sentence_start`, `sentence_end`: the
#: sentence (or sentences) around it, to be shown. `words` is what is searched: the content, what is promised,
#: asked or refused, the issue; of meetings and events their sentence; of a finding its message. `day` to
#: `last_day` are its days: of meetings and events those of their interval (`basis` `text`), of all else the day
#: of the report (`basis` `report`); empty where they are not known. `statement` is the entry of the statement
#: that carries it (of a statement: that it is part of), `meeting` of an event the meeting that it is: ids of this
#: table. `place` is the name of its place and `country` that place's alpha-3 code, `issue` the normalised name of
#: a position's. `tags` are the words of `communique.store.fulltext.tag` by which a search filters.
entries = Table(
    "entries",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _document(),
    Column("kind", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("status", Text),
    Column("mode", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("day", Date),
    Column("last_day", Date),
    Column("granularity", Text),
    Column("basis", Text),
    Column("statement", BigInteger),
    Column("meeting", BigInteger),
    Column("place", Text),
    Column("country", Text),
    Column("issue", Text),
    Column("reason", Text),
    Column("words", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Index("ix_entries_document", "document"),
    Index("ix_entries_kind_label_day", "kind", "label", "day"),
    Index("ix_entries_kind_day", "kind", "day"),
    Index("ix_entries_day", "day"),
    Index("ix_entries_place_day", "place", "day"),
    Index(
        "ix_entries_issue_label_day",
        *("issue", "label", "day"),
        sqlite_where=text("issue IS NOT NULL"),
        postgresql_where=text("issue IS NOT NULL"),
    ),
)

#: Who has part in an entry. `identity` is the actor's across documents, `name` as the document (or a correction)
#: calls it. `part`: `by` who says, meets, does, promises, asks, refuses, holds; `to` whom it is said, done or
#: promised to or asked of; `via` on whose word the document has it (the chain of attribution above it); `member`
#: who belongs to a grouping that is one of `by`. `rank` is the order within a part, from 0: a chain goes upwards.
#: `kind` and `day` are the entry's, for the order of a timeline.
parties = Table(
    "parties",
    metadata,
    Column(
        "entry", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("part", Text, primary_key=True),
    Column("identity", Text, primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("day", Date),
    Index("ix_parties_identity_day", "identity", "day", "entry"),
    Index("ix_parties_identity_kind_day", "identity", "kind", "day", "entry"),
    sqlite_with_rowid=False,
)

#: The states (ISO 3166-1 alpha-3) that have part in an entry: those that its parties are or speak for.
party_states = Table(
    "party_states",
    metadata,
    Column(
        "entry", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("part", Text, primary_key=True),
    Column("state", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("day", Date),
    Index("ix_party_states_state_day", "state", "day", "entry"),
    Index("ix_party_states_state_kind_day", "state", "kind", "day", "entry"),
    sqlite_with_rowid=False,
)

#: Who a document names. `actor` is the id in the record, `folded` the name in lower case, to find it by;
#: `states` are the alpha-3 codes with blanks between; `[start, end)` is the first mention.
actors = Table(
    "actors",
    metadata,
    _document(primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("states", Text, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("ix_actors_identity_name", "identity", "name"),
    Index("ix_actors_folded_identity", "folded", "identity"),
)

#: The offices that documents give actors, with the words; `day` is the report's.
roles = Table(
    "roles",
    metadata,
    _document(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("of", Text, nullable=False),
    Column("day", Date),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    # All that is asked of an office lies in the index: who held it, and whom he served.
    Index("ix_roles_identity_of_title_day_document", "identity", "of", "title", "day", "document"),
    Index("ix_roles_of_identity_title_day_document", "of", "identity", "title", "day", "document"),
)

#: The places that a document names; `[start, end)` is the first mention.
toponyms = Table(
    "toponyms",
    metadata,
    _document(primary_key=True),
    Column("place", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonameid", Integer),
    Column("mentions", Integer, nullable=False),
    Column("associative", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("ix_toponyms_name", "name"),
    Index("ix_toponyms_country", "country"),
)

#: The time expressions of a document.
times = Table(
    "times",
    metadata,
    _document(primary_key=True),
    Column("time", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("day", Date),
    Column("last_day", Date),
    Column("granularity", Text),
    Column("reason", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("ix_times_day", "day"),
)

#: The tables of the third layer, those that name others first.
FLAT = (party_states, parties, entries, actors, roles, toponyms, times)
