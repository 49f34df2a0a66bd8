"""A story: one document with its record, corrected, and what was corrected."""

from __future__ import annotations

import datetime
from collections.abc import Collection

import msgspec
from sqlalchemy import bindparam, select

from communique.analysis.documents import document
from communique.record import Record
from communique.store import Change, Kept, Numbered, Store, made
from communique.store.applying import corrected
from communique.store.corrections import Merge, Rename, Split
from communique.store.tables import documents, names, records


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One document.

    Attributes:
        kept: The document, and how it stands.
        number: `documents.id`, in this store only.
        sha256: Hash of its text, which all offsets are of.
        kept_on: The day on which it came in.
        names: All names under which it came, the first one first.
        record: What the reader made of it, with the corrections applied; None where it was not read.
        corrections: Those that are of it or of actors in it.
        missed: Those of them that found nothing to change.
    """

    kept: Kept
    number: int
    sha256: str
    kept_on: datetime.date | None
    names: tuple[str, ...]
    record: Record | None
    corrections: tuple[Numbered, ...]
    missed: tuple[Change, ...]


def story(store: Store, called: str) -> Story:
    """One document by key, beginning of a key, name or URL.

    Args:
        store: The store.
        called: What the document is called.

    Raises:
        QuestionError: There is no such document, or there are several; the message suggests what to ask for.
        StoreError: The database fails.
    """
    key = document(store, called)
    (kept,) = store.kept([key])
    (row,) = store.rows(_ROW, {"key": key})
    called_so = store.rows(_NAMES, {"number": row.id})
    corrections, record, missed = _corrected(store, key, row.json)
    return Story(
        kept=kept,
        number=row.id,
        sha256=row.sha256,
        kept_on=row.kept_on,
        names=tuple(dict.fromkeys([kept.document.id, *(one.name for one in called_so)])),
        record=record,
        corrections=corrections,
        missed=missed,
    )


#: Made once: to make a query costs as much as to ask it.
_ROW = (
    select(*(documents.c[name] for name in ("id", "sha256", "kept_on")), records.c.json)
    .select_from(documents.outerjoin(records))
    .where(documents.c.key == bindparam("key"))
)
_NAMES = select(names.c.name).where(names.c.document == bindparam("number")).order_by(names.c.name)


def _corrected(
    store: Store, key: str, json: bytes | None
) -> tuple[tuple[Numbered, ...], Record | None, tuple[Change, ...]]:
    """The corrections of a document, its record with them applied, and those that found nothing to change."""
    if json is None:
        return (), None, ()
    read, every = Record.from_json(json), made(store)
    result = corrected(read, key, [one.correction.change for one in every])
    identities = {actor.identity for record in (read, result.record) for actor in record.actors}
    ours = tuple(one for one in every if _concerns(one.correction.change, key, identities))
    return ours, result.record, result.missed


def _concerns(change: Change, key: str, identities: Collection[str]) -> bool:
    """Whether a correction is of this document, or of an actor in it."""
    match change:
        case Rename() | Merge():
            return change.identity in identities
        case Split():
            return key in change.documents
    return change.target.document == key
