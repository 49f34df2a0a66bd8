"""A story: one document with its record, corrected, what was corrected, and what else is told of the same."""

from __future__ import annotations

import datetime
from collections.abc import Collection

import msgspec
from sqlalchemy import select

from communique.analysis.documents import document
from communique.analysis.reprints import Copy
from communique.analysis.siblings import Readout, readouts, twins
from communique.analysis.told import Told, asked, told
from communique.record import Record
from communique.store import Change, Kept, Numbered, Store, made
from communique.store.applying import corrected
from communique.store.corrections import Merge, Rename, Split
from communique.store.tables import documents, entries, names


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One document.

    Attributes:
        kept: The document, and how it stands.
        sha256: Hash of its text, which all offsets are of.
        kept_on: The day on which it came in.
        names: All names under which it came, the first one first.
        record: What the reader made of it, with the corrections applied; None where it was not read.
        entries: The same as answers show it, in the order of the text.
        corrections: Those that are of it or of actors in it.
        missed: Those of them that found nothing to change.
        twins: Other documents that have the same story.
        readouts: What other documents have of its meetings, apart from its twins.
    """

    kept: Kept
    sha256: str
    kept_on: datetime.date | None
    names: tuple[str, ...]
    record: Record | None
    entries: tuple[Told, ...]
    corrections: tuple[Numbered, ...]
    missed: tuple[Change, ...]
    twins: tuple[Copy, ...]
    readouts: tuple[Readout, ...]


def story(store: Store, called: str, *, siblings: bool = True) -> Story:
    """One document by key, beginning of a key, name or URL.

    Args:
        store: The store.
        called: What the document is called.
        siblings: Whether to look for twins and readouts, which takes longer than all else.

    Raises:
        QuestionError: There is no such document, or there are several; the message suggests what to ask for.
        StoreError: The database fails.
    """
    key = document(store, called)
    (kept,) = store.kept([key])
    (row,) = store.rows(select(*_COLUMNS).where(documents.c.key == key))
    called_so = store.rows(select(names.c.name).where(names.c.document == row.id).order_by(names.c.name))
    corrections, record, missed = _corrected(store, key)
    with store.reading() as connection:
        here = asked().where(entries.c.document == row.id)
        shown = told(connection, here.order_by(entries.c.start, entries.c.id))
        same = twins(connection, row.id, kept.document.text) if record and siblings else []
        others = readouts(connection, row.id, [twin.number for twin in same]) if siblings else []
    return Story(
        kept=kept,
        sha256=row.sha256,
        kept_on=row.kept_on,
        names=tuple(dict.fromkeys([kept.document.id, *(one.name for one in called_so)])),
        record=record,
        entries=tuple(shown),
        corrections=corrections,
        missed=missed,
        twins=tuple(same),
        readouts=tuple(others),
    )


_COLUMNS = [documents.c[name] for name in ("id", "sha256", "kept_on")]


def _corrected(store: Store, key: str) -> tuple[tuple[Numbered, ...], Record | None, tuple[Change, ...]]:
    """The corrections of a document, its record with them applied, and those that found nothing to change."""
    try:
        read = store.record(key)
    except KeyError:
        return (), None, ()
    every = made(store)
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
