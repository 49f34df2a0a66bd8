"""Two documents side by side: what both have, what only one has, and what they contradict each other on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from communique.analysis.accounts import (
    Account,
    Difference,
    accounts,
    meeting_differences,
    same_meeting,
    same_words,
    word_differences,
)
from communique.analysis.documents import document
from communique.analysis.questions import QuestionError
from communique.analysis.told import asked
from communique.store import Store
from communique.store.tables import documents, entries

#: Kinds that are compared: what a statement promises or asks stands in it.
_KINDS = ("meeting", "statement", "position", "event")
Verdict = Literal["contradicting", "shared", "only in A", "only in B"]
_ORDER: tuple[Verdict, ...] = ("contradicting", "shared", "only in A", "only in B")


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of one document, or two of both that are about the same.

    Attributes:
        verdict: `contradicting`, `shared`, `only in A`, `only in B`.
        kind: The kind of entry.
        actors: Who says, meets, does or holds it.
        label: Act, format, type or stance; of both, where they differ.
        a: The sentence of A; empty where only B has it.
        b: The sentence of B; empty where only A has it.
        differences: What they contradict each other on.
        entry_a: The id in A's record.
        entry_b: The id in B's record.
        id_a: `entries.id` of the same, in this store only.
        id_b: `entries.id` of the same, in this store only.
    """

    verdict: Verdict
    kind: str
    actors: tuple[str, ...]
    label: str
    a: str
    b: str
    differences: tuple[Difference, ...] = ()
    entry_a: str | None = None
    entry_b: str | None = None
    id_a: int | None = None
    id_b: int | None = None


def compare(store: Store, a: str, b: str) -> list[Compared]:
    """Two readouts of one meeting side by side: contradictions first, then what both have, then what one has.

    Entries are about the same where they are of one kind, share an actor (or the state that it speaks for) and
    most of their words; meetings, where they share two sides. Each is set beside the one that it is most like.

    Args:
        store: The store.
        a: Key, name or URL of the one document.
        b: Of the other.

    Raises:
        QuestionError: There is no such document that was read, several are called so, or both are the same.
        StoreError: The database fails.
    """
    keys = _key(store, a), _key(store, b)
    if keys[0] == keys[1]:
        raise QuestionError(f"'{a}' and '{b}' are one document")
    ours, theirs = (_accounts(store, key) for key in keys)
    pairs = sorted(set(_pairs(ours, theirs)))
    rows = [_both(ours[left], theirs[right]) for left, right in pairs]
    rows += [_alone(one, "only in A") for n, one in enumerate(ours) if n not in {left for left, _ in pairs}]
    rows += [_alone(one, "only in B") for n, one in enumerate(theirs) if n not in {right for _, right in pairs}]
    return sorted(rows, key=lambda row: _ORDER.index(row.verdict))


def _key(store: Store, called: str) -> str:
    key = document(store, called)
    (kept,) = store.kept([key])
    if kept.status != "read":
        raise QuestionError(f"'{called}' was not read: {kept.reason or kept.status}")
    return key


def _accounts(store: Store, key: str) -> list[Account]:
    wanted = documents.c.key == key, entries.c.kind.in_(_KINDS), entries.c.meeting.is_(None)
    with store.reading() as connection:
        return accounts(connection, asked().where(*wanted).order_by(entries.c.start, entries.c.id))


def _pairs(ours: Sequence[Account], theirs: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Each with the one of the other side that it is most like, as places in the two lists."""
    scores = {
        (n, m): score
        for n, one in enumerate(ours)
        for m, other in enumerate(theirs)
        if (score := _alike(one, other))
    }
    for left in {n for n, _ in scores}:
        yield max((pair for pair in scores if pair[0] == left), key=lambda pair: (scores[pair], -pair[1]))
    for right in {m for _, m in scores}:
        yield max((pair for pair in scores if pair[1] == right), key=lambda pair: (scores[pair], -pair[0]))


def _alike(one: Account, other: Account) -> float:
    """How alike two entries are, 0 where they are not about the same."""
    if one.told.kind != other.told.kind:
        return 0.0
    if one.told.kind == "meeting":
        return 1.0 - len(meeting_differences(one, other)) / 10 if same_meeting(one, other) else 0.0
    if one.told.kind == "event" and one.told.label != other.told.label:
        return 0.0
    return same_words(one, other)


def _both(one: Account, other: Account) -> Compared:
    find = meeting_differences if one.told.kind == "meeting" else word_differences
    differences = tuple(find(one, other))
    labels = dict.fromkeys((one.told.label, other.told.label))
    return Compared(
        verdict="contradicting" if differences else "shared",
        kind=one.told.kind,
        actors=tuple(dict.fromkeys((*one.told.by, *other.told.by))),
        label=" / ".join(labels),
        a=one.told.sentence,
        b=other.told.sentence,
        differences=differences,
        entry_a=one.told.entry,
        entry_b=other.told.entry,
        id_a=one.told.id,
        id_b=other.told.id,
    )


def _alone(one: Account, verdict: Verdict) -> Compared:
    in_a = verdict == "only in A"
    return Compared(
        verdict=verdict,
        kind=one.told.kind,
        actors=one.told.by,
        label=one.told.label,
        a=one.told.sentence if in_a else "",
        b="" if in_a else one.told.sentence,
        entry_a=one.told.entry if in_a else None,
        entry_b=None if in_a else one.told.entry,
        id_a=one.told.id if in_a else None,
        id_b=None if in_a else one.told.id,
    )
