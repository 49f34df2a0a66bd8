"""The store: documents and their records kept, found again, corrected. SQLite in one file, PostgreSQL by URL.

It never reads a text: what joins it with the reader is `communique.runs`. For questions it offers flat, indexed
tables and full text, on both databases by the same queries:

>>> from sqlalchemy import select
>>> from communique.store import Store, matching_entries, tables, tag
>>> store = Store("communique.db")                                                        # doctest: +SKIP
>>> found = matching_entries(
...     "sqlite", "ceasefire -talks", tags=[[tag("kind", "statement")], [tag("by-state", "CHN")]]
... ).subquery()
>>> entries, documents = tables.entries, tables.documents
>>> query = (
...     select(entries, documents.c.name, documents.c.outlet, found.c.score)
...     .join(found, found.c.id == entries.c.id)
...     .join(documents, documents.c.id == entries.c.document)
...     .order_by(found.c.score.desc(), entries.c.id.desc())
...     .limit(20)
... )
>>> store.rows(query)                                                                     # doctest: +SKIP

`tables` says what each column means; docs/store.md tells the whole. A timeline needs no full text: `parties` and
`party_states` are indexed by actor or state and then by day.
"""

from communique.store import tables
from communique.store.amending import Numbered, correct, corrected, corrected_records, made, target, withdraw
from communique.store.checking import Checked, Fault, check
from communique.store.corrections import (
    Change,
    Correction,
    CorrectionError,
    Drop,
    Mend,
    Merge,
    Rename,
    Split,
    Target,
)
from communique.store.errors import QueryTimeError, StoreError, StoreLockedError
from communique.store.fulltext import QueryError, matching_documents, matching_entries, tag
from communique.store.keys import document_key, reader_key, text_hash
from communique.store.store import DocumentError, Kept, Status, Store
from communique.store.tokens import (
    SCOPES,
    Scope,
    ScopeError,
    Token,
    TokenError,
    admitted,
    bearer,
    list_tokens,
    make_token,
    revoke_token,
    verified,
)

__all__ = [
    "SCOPES",
    "Change",
    "Checked",
    "Correction",
    "CorrectionError",
    "DocumentError",
    "Drop",
    "Fault",
    "Kept",
    "Mend",
    "Merge",
    "Numbered",
    "QueryError",
    "QueryTimeError",
    "Rename",
    "Scope",
    "ScopeError",
    "Split",
    "Status",
    "Store",
    "StoreError",
    "StoreLockedError",
    "Target",
    "Token",
    "TokenError",
    "admitted",
    "bearer",
    "check",
    "correct",
    "corrected",
    "corrected_records",
    "document_key",
    "list_tokens",
    "made",
    "make_token",
    "matching_documents",
    "matching_entries",
    "reader_key",
    "revoke_token",
    "tables",
    "tag",
    "target",
    "text_hash",
    "verified",
    "withdraw",
]
