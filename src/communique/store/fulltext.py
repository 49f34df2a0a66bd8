"""Full text: which entries and documents hold some words, best first; FTS5 on SQLite, tsvector on PostgreSQL.

A query is words that must all occur, in any form (`agree` finds `agreed`); `"…"` is a phrase, `word*` a beginning,
and `-` before any of these means that it must not occur.

Filters are tags in the same index: an index that intersects the words with the tags stays quick where there are a
hundred thousand entries with the word and ten of the actor, and the other way round.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    Text,
    TextClause,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.sql.expression import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from communique.store.tables import documents, entries

#: How many matches are ranked: the newest. To rank all of a million would take seconds.
NEWEST = 2_000

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
    "issue",
    "outlet",
    "document",
    "month",
    "year",
]

#: More months than this are told apart by their years only; an interval of more years than this by its first ones.
_MANY = 120
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


#: The tag of an entry without a day.
UNDATED = tag("month", "none")


def interval_tags(first: datetime.date, last: datetime.date) -> set[str]:
    """The tags of an entry with these days: every year, and every month unless they are very many."""
    years, months = _years(first, last), _months(first, last)
    if len(months) > _MANY:
        months = ["long"]
    return {tag("year", str(year)) for year in years[:_MANY]} | {tag("month", month) for month in months}


def day_tags(first: datetime.date, last: datetime.date) -> list[str]:
    """Tags of which one is enough for an entry that overlaps these days; an entry may have one and not overlap."""
    months = _months(first, last)
    if len(months) > _MANY:
        return [tag("year", str(year)) for year in _years(first, last)]
    return [tag("month", month) for month in (*months, "long")]


def _years(first: datetime.date, last: datetime.date) -> list[int]:
    return list(range(first.year, last.year + 1))


def _months(first: datetime.date, last: datetime.date) -> list[str]:
    numbers = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]


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
    days: tuple[datetime.date, datetime.date] | None = None,
    newest: int | None = NEWEST,
) -> Select[tuple[int, float]]:
    """A query for `(id, score)` of entries; make it a subquery and join it to `entries`, best score first.

    Args:
        dialect: `Store.dialect`.
        words: What to look for in `entries.words`; None to filter by tags only (all scores are 0 then).
        tags: Filters that must all hold; of each, one of the tags (`tag`) is enough.
        where: Further conditions on columns of `entries`; slow where they leave few of many matches.
        days: The first and the last day; entries that are dated within them, or overlap them.
        newest: How many matches are ranked, the latest ids first; None for all.

    Raises:
        QueryError: There is neither a word to look for nor a tag.
    """
    asked = terms(words) if words is not None else []
    if not asked and not tags and days is None:
        raise QueryError("there is neither a word to look for nor a filter")
    find = _sqlite_entries if dialect == "sqlite" else _postgresql_entries
    if days is not None:
        tags = [*tags, day_tags(*days)]
        where = [*where, entries.c.day <= days[1], entries.c.last_day >= days[0]]
    return find(asked, tags, where, newest)


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
            _match("documents_fts", _fts5(asked), "words")
        )
        return query.order_by(index.c.rowid.desc()).limit(newest)
    vector, sought = literal_column("documents.search", TSVECTOR), _tsquery(asked, ())
    scored = select(documents.c.id, func.ts_rank(vector, sought).label("score"))
    return scored.where(vector.op("@@")(sought)).order_by(documents.c.id.desc()).limit(newest)


def _sqlite_entries(
    asked: Sequence[Term], tags: Sequence[Sequence[str]], where: Sequence[ColumnElement[bool]], newest: int | None
) -> Select[tuple[int, float]]:
    words = [f"words : ({_fts5(asked)})"] if asked else []
    filters = ["tags : (" + " OR ".join(f'"{one}"' for one in any_of) + ")" for any_of in tags]
    index = table("entries_fts", column("rowid"))
    score = _share(asked) if asked else literal_column("0.0")
    query = select(index.c.rowid.label("id"), score.label("score"))
    query = query.where(_match("entries_fts", " AND ".join([*words, *filters]), "every"))
    if where:
        query = query.join(entries, entries.c.id == index.c.rowid).where(*where)
    return query.order_by(index.c.rowid.desc()).limit(newest)


def _share(asked: Sequence[Term]) -> ColumnElement[float]:
    """How much of an entry's words those that are asked for make up.

    FTS5's own `bm25` goes through all matches of each word before it gives the first score, to learn how rare it
    is; all hits have all words here, so that this would tell no two of them apart. How many words an entry has is
    the first number of a row of FTS5's table of sizes, a single byte up to 127; longer ones all come last.
    """
    wanted = sum(len(term.words.split()) for term in asked if not term.excluded)
    sizes = table("entries_fts_docsize", column("id"), column("sz"))
    length = func.unicode(cast(func.substr(sizes.c.sz, 1, 1), Text))
    share = select(cast(wanted, Float) / func.max(length, wanted)).where(
        sizes.c.id == literal_column("entries_fts.rowid")
    )
    return share.scalar_subquery()


def _match(index: str, query: str, name: str) -> TextClause:
    return text(f"{index} MATCH :{name}").bindparams(bindparam(name, query))


def _postgresql_entries(
    asked: Sequence[Term], tags: Sequence[Sequence[str]], where: Sequence[ColumnElement[bool]], newest: int | None
) -> Select[tuple[int, float]]:
    vector, sought = literal_column("entries.search", TSVECTOR), _tsquery(asked, tags)
    found = select(entries.c.id, vector.label("search")).where(vector.op("@@")(sought), *where)
    newest_first = found.order_by(entries.c.id.desc()).limit(newest).subquery()  # only these are ranked
    score: ColumnElement[float] = literal_column("0.0")
    if asked:  # divided by the length (2), as in SQLite
        score = func.ts_rank(newest_first.c.search, _tsquery(asked, ()), literal_column("2"))
    return select(newest_first.c.id, score.label("score")).order_by(newest_first.c.id.desc())


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
