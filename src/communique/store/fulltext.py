"""Full text: which entries and documents hold some words, best first; FTS5 on SQLite, tsvector on PostgreSQL.

A query is words that must all occur, in any form (`agree` finds `agreed`); `"…"` is a phrase, `word*` a beginning,
and `-` before any of these means that it must not occur.

Filters are tags in the same index: an index that intersects the words with the tags stays quick where there are a
hundred thousand entries with the word and ten of the actor, and the other way round.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, cast, column, func, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.sql.expression import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from communique.store.tables import documents, entries

#: How many matches are ranked: the newest. To rank all of a million would take seconds.
NEWEST = 5_000

#: What a tag is about. `by`, `to`, `via`, `member` are an actor's identity in that part, `by-state` … a state's
#: code.
Field = Literal[
    "kind",
    "label",
    "status",
    "mode",
    "by",
    "to",
    "via",
    "member",
    "by-state",
    "to-state",
    "via-state",
    "member-state",
    "place",
    "country",
    "outlet",
    "document",
]

_TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>\S+))')
_CONFIG: ColumnElement[str] = literal_column("'communique'::regconfig")


class QueryError(ValueError):
    """A query has no word to look for."""


class Term(NamedTuple):
    """One term of a query: words in this order; `prefix` where only the beginning of the last is given."""

    words: str
    excluded: bool
    prefix: bool


@lru_cache(maxsize=100_000)
def tag(field: Field, value: str) -> str:
    """The word that stands for a filter in the index: 60 bits of a hash, for a tokenizer takes slugs apart."""
    hashed = hashlib.blake2b(f"{field}={value}".encode(), digest_size=8).digest()
    return base64.b32encode(hashed).decode().lower()[:12]


def terms(query: str) -> list[Term]:
    """The terms of a query.

    Raises:
        QueryError: Nothing in it can be looked for.
    """
    found = []
    for match in _TERM.finditer(query):
        words = match["phrase"] if match["phrase"] is not None else match["word"].strip('"')
        if any(character.isalnum() for character in words):
            prefix = match["phrase"] is None and words.endswith("*")
            found.append(Term(words.rstrip("*"), bool(match["minus"]), prefix))
    if not any(not term.excluded for term in found):
        raise QueryError(f"'{query}' has no word to look for")
    return found


def matching_entries(
    dialect: str,
    words: str | None,
    tags: Sequence[Sequence[str]] = (),
    where: Sequence[ColumnElement[bool]] = (),
    newest: int | None = NEWEST,
) -> Select[tuple[int, float]]:
    """A query for `(id, score)` of entries; make it a subquery and join it to `entries`, best score first.

    Args:
        dialect: `Store.dialect`.
        words: What to look for in `entries.words`; None to filter by tags only (all scores are 0 then).
        tags: Filters that must all hold; of each, one of the tags (`tag`) is enough.
        where: Further conditions on columns of `entries`, for instance on `entries.c.day`.
        newest: How many matches are ranked, the latest ids first; None for all.

    Raises:
        QueryError: There is neither a word to look for nor a tag.
    """
    asked = terms(words) if words is not None else []
    if not asked and not tags:
        raise QueryError("there is neither a word to look for nor a filter")
    find = _sqlite_entries if dialect == "sqlite" else _postgresql_entries
    return find(asked, tags, where).limit(newest)


def matching_documents(dialect: str, words: str, newest: int | None = NEWEST) -> Select[tuple[int, float]]:
    """A query for `(id, score)` of documents whose title or text holds the words; see `matching_entries`.

    Raises:
        QueryError: There is no word to look for.
    """
    asked = terms(words)
    if dialect == "sqlite":
        index = table("documents_fts", column("rowid"))
        score: ColumnElement[float] = literal_column("-bm25(documents_fts)")
        query = select(index.c.rowid.label("id"), score.label("score")).where(
            text("documents_fts MATCH :query").bindparams(bindparam("query", _fts5(asked)))
        )
        return query.order_by(index.c.rowid.desc()).limit(newest)
    vector, sought = literal_column("documents.search", TSVECTOR), _tsquery(asked, ())
    scored = select(documents.c.id, func.ts_rank(vector, sought).label("score"))
    return scored.where(vector.op("@@")(sought)).order_by(documents.c.id.desc()).limit(newest)


def _sqlite_entries(
    asked: Sequence[Term], tags: Sequence[Sequence[str]], where: Sequence[ColumnElement[bool]]
) -> Select[tuple[int, float]]:
    index = table("entries_fts", column("rowid"))
    parts = [f"words : ({_fts5(asked)})"] if asked else []
    parts += ["tags : (" + " OR ".join(f'"{one}"' for one in any_of) + ")" for any_of in tags]
    score: ColumnElement[float] = literal_column("-bm25(entries_fts, 1.0, 0.0)" if asked else "0.0")
    query = select(index.c.rowid.label("id"), score.label("score")).where(
        text("entries_fts MATCH :query").bindparams(bindparam("query", " AND ".join(parts)))
    )
    if where:
        query = query.join(entries, entries.c.id == index.c.rowid).where(*where)
    return query.order_by(index.c.rowid.desc())


def _postgresql_entries(
    asked: Sequence[Term], tags: Sequence[Sequence[str]], where: Sequence[ColumnElement[bool]]
) -> Select[tuple[int, float]]:
    vector, sought = literal_column("entries.search", TSVECTOR), _tsquery(asked, tags)
    score: ColumnElement[float] = func.ts_rank(vector, _tsquery(asked, ())) if asked else literal_column("0.0")
    query = select(entries.c.id, score.label("score")).where(vector.op("@@")(sought), *where)
    return query.order_by(entries.c.id.desc())


def _fts5(asked: Sequence[Term]) -> str:
    """The terms in FTS5's language, each in quotation marks, so that nothing in them is taken for an operator."""
    wanted = " AND ".join(_fts5_term(term) for term in asked if not term.excluded)
    return "".join([f"({wanted})", *(f" NOT {_fts5_term(term)}" for term in asked if term.excluded)])


def _fts5_term(term: Term) -> str:
    quoted = '"' + term.words.replace('"', '""') + '"'
    return f"{quoted} *" if term.prefix else quoted


def _tsquery(asked: Sequence[Term], tags: Sequence[Sequence[str]]) -> ColumnElement[str]:
    parts: list[ColumnElement[str]] = [_tsquery_term(term) for term in asked]
    parts += [cast(" | ".join(any_of), TSQUERY) for any_of in tags]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.op("&&", return_type=TSQUERY())(part)
    return whole


def _tsquery_term(term: Term) -> ColumnElement[str]:
    query: ColumnElement[str] = func.phraseto_tsquery(_CONFIG, term.words, type_=TSQUERY)
    if term.prefix:
        word = "".join(character for character in term.words if character.isalnum())
        query = func.to_tsquery(_CONFIG, f"{word}:*", type_=TSQUERY)
    return UnaryExpression(query, operator=custom_op("!!"), type_=TSQUERY()) if term.excluded else query
