"""Corrections applied to a record: a pure function of the record and the corrections, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from communique.record import Record, Span, Statement, ViaSource, ViaStatement
from communique.store.corrections import (
    ENTRIES,
    Change,
    CorrectionError,
    Drop,
    EntryKind,
    Mend,
    Merge,
    Rename,
    Split,
    Target,
    evidence,
    label,
)
from communique.store.spans import misplaced

#: How much of its evidence an entry must have in common with the target's to be the same: shared characters among
#: all.
_SAME = 0.5
#: Fields that name actors of the record.
ACTORS = frozenset({"actors", "to", "participants", "recipients", "who", "of", "holder", "members"})
#: What stands in a statement and falls with it.
_CARRIED: tuple[EntryKind, ...] = ("commitment", "request", "refusal", "position")
#: Fields that name other entries by ids of one reading, or are the entry's own id: not to be mended.
FIXED = frozenset({"id", "place", "time", "statement", "meeting", "via", "issuer"})


class Corrected(NamedTuple):
    """A record with corrections applied, and those that are of its document but found nothing to change."""

    record: Record
    missed: tuple[Change, ...]


def corrected(record: Record, document: str, changes: Iterable[Change]) -> Corrected:
    """Apply changes to a record.

    Args:
        record: What the reader made of a document.
        document: Its key.
        changes: In the order in which they were made; those of other documents change nothing.
    """
    missed = []
    for change in changes:
        try:
            record = applied(record, document, change)
        except CorrectionError:
            missed.append(change)
    return Corrected(record, tuple(missed))


def applied(record: Record, document: str, change: Change) -> Record:
    """Apply one change; one of another document changes nothing.

    Raises:
        CorrectionError: It is of this document but finds nothing to change, or its value is none for the field.
    """
    match change:
        case Rename():
            return _actors(record, change.identity, name=change.name)
        case Merge():
            return _actors(record, change.identity, identity=change.into)
        case Split():
            ours = document in change.documents
            return _actors(record, change.identity, identity=change.into) if ours else record
        case Drop():
            return _dropped(record, change.target) if change.target.document == document else record
        case Mend():
            return _mended(record, change) if change.target.document == document else record


def _actors(record: Record, called: str, **values: str) -> Record:
    """The record with other values for the actors of this identity."""
    actors = tuple(
        msgspec.structs.replace(actor, **values) if actor.identity == called else actor for actor in record.actors
    )
    return record if actors == record.actors else msgspec.structs.replace(record, actors=actors)


def _found(record: Record, target: Target) -> Any:
    """The entry that is most like the target."""
    wanted = _characters(target.evidence)
    best, likeness = None, (_SAME, False)
    for entry in getattr(record, ENTRIES[target.kind]):
        has = _characters(evidence(target.kind, entry))
        shared = len(wanted & has) / len(wanted | has) if wanted | has else 1.0
        same = label(target.kind, entry) == target.label
        if (shared, same) > likeness and (wanted or same):
            best, likeness = entry, (shared, same)
    if best is None:
        where = ", ".join(f"{span.start}-{span.end}" for span in target.evidence)
        raise CorrectionError(f"there is no {target.kind} at {where}")
    return best


def _characters(spans: Sequence[Span]) -> set[int]:
    return {position for span in spans for position in range(span.start, span.end)}


def _mended(record: Record, change: Mend) -> Record:
    entry = _found(record, change.target)
    if change.field not in entry.__struct_fields__ or change.field in FIXED:
        fields = ", ".join(sorted(set(entry.__struct_fields__) - FIXED))
        raise CorrectionError(f"a {change.target.kind} has no field '{change.field}' to mend; it has {fields}")
    value = _ids(record, change.value) if change.field in ACTORS else change.value
    data = msgspec.to_builtins(entry) | {change.field: value}
    try:
        mended = msgspec.convert(data, type(entry))
    except msgspec.ValidationError as error:
        raise CorrectionError(f"{change.field} cannot be {change.value!r}: {error}") from None
    new = _replaced(record, change.target.kind, lambda one: mended if one.id == entry.id else one)
    if misplaced(new):
        raise CorrectionError(f"{change.field} cannot be {change.value!r}: it lies outside of the text")
    return new


def _ids(record: Record, identities: Any) -> list[str]:
    """The ids of actors by their identities."""
    known = {actor.identity: actor.id for actor in reversed(record.actors)}
    if not isinstance(identities, list | tuple):
        raise CorrectionError("actors are a list of identities")
    if missing := [identity for identity in identities if identity not in known]:
        raise CorrectionError(f"the document names no actor with the identity {missing[0]!r}")
    return [known[identity] for identity in identities]


def _replaced(record: Record, kind: EntryKind, change: Callable[[Any], Any]) -> Record:
    """The record with each entry of a kind as `change` makes it; without those of which it makes None."""
    field = ENTRIES[kind]
    entries = tuple(new for one in getattr(record, field) if (new := change(one)) is not None)
    return msgspec.structs.replace(record, **{field: entries})


def _dropped(record: Record, target: Target) -> Record:
    entry = _found(record, target)
    record = _replaced(record, target.kind, lambda one: None if one.id == entry.id else one)
    if target.kind == "statement":
        return _without_statement(record, entry)
    for kind in ENTRIES:
        record = _replaced(record, kind, lambda one: _without(one, entry.id))
    return record


def _without_statement(record: Record, gone: Statement) -> Record:
    """What hung on a statement: what it carried goes with it; what it reported is on the word of the one above."""

    def below(statement: Statement) -> Statement:
        if isinstance(statement.via, ViaStatement) and statement.via.statement == gone.id:
            return msgspec.structs.replace(statement, via=gone.via)
        return statement

    record = _replaced(record, "statement", below)
    for kind in _CARRIED:
        record = _replaced(record, kind, lambda one: None if one.statement == gone.id else one)
    above = None if gone.via is None or isinstance(gone.via, ViaSource) else gone.via.statement
    return _replaced(
        record,
        "event",
        lambda one: msgspec.structs.replace(one, statement=above) if one.statement == gone.id else one,
    )


def _without(entry: Any, gone: str) -> Any:
    """An entry that does not name another one any more."""
    values: dict[str, Any] = {}
    for field in entry.__struct_fields__:
        value = getattr(entry, field)
        if field in ACTORS and isinstance(value, tuple) and gone in value:
            values[field] = tuple(id for id in value if id != gone)
        elif field in FIXED - {"id"} and value == gone:
            values[field] = None
        elif isinstance(value, ViaSource) and gone in value.actors:
            kept = tuple(id for id in value.actors if id != gone)
            values[field] = msgspec.structs.replace(value, actors=kept)
    return msgspec.structs.replace(entry, **values) if values else entry
