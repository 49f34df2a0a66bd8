"""What the answer about a story has besides its entries: the document, chains of attribution, doubts."""

from __future__ import annotations

import datetime
from collections.abc import Collection

import msgspec

from communique import analysis
from communique.analysis.reprints import Copy
from communique.analysis.siblings import Readout
from communique.export.digest import Digest
from communique.record import Record, Span


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """On whose word a statement is.

    Attributes:
        entry: The statement's id in the record.
        steps: Who says so, from the outlet down to the speaker.
        manner: How it is said, and how sure the reader is.
    """

    entry: str
    steps: tuple[str, ...]
    manner: str


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader doubts.

    Attributes:
        entry: The finding's id in the record.
        kind: The sort of doubt, a stable word.
        level: `error` (the document was not read), `doubt`, or `note` (something is left open).
        message: One sentence.
        spans: The words that it rests on, `[start, end)`.
    """

    entry: str
    kind: str
    level: str
    message: str
    spans: tuple[Span, ...]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A document.

    Attributes:
        key: Its key.
        sha256: Hash of its text.
        length: Code points of its text.
        status: `waiting`, `read`, `unread`, `quarantined`.
        reason: Why it is one of the last two.
        day: The day of the report, where nothing contradicts it.
        title: Its title, headline or opening words.
        outlet: Who published it, or the agency that it names.
        names: All names under which it came.
        url: Where it is from.
        doubts: What the reader doubts.
        chains: On whose word each statement among the rows is.
        corrections: How many corrections of analysts are applied to it.
        twins: Other documents that have the same story.
        readouts: What other documents have of its meetings.
    """

    key: str
    sha256: str
    length: int
    status: str
    reason: str | None
    day: datetime.date | None
    title: str
    outlet: str | None
    names: tuple[str, ...]
    url: str | None
    doubts: tuple[Doubt, ...]
    chains: tuple[Chain, ...]
    corrections: int
    twins: tuple[Copy, ...]
    readouts: tuple[Readout, ...]


def about(story: analysis.Story, others: analysis.Others, shown: Collection[str]) -> Story:
    """A story without its entries, but for the chains of those that are shown (by their ids in the record)."""
    document, digest = story.kept.document, Digest(story.record) if story.record else None
    return Story(
        key=story.kept.key,
        sha256=story.sha256,
        length=len(document.text),
        status=story.kept.status,
        reason=story.kept.reason,
        day=story.record.published if story.record else document.published,
        title=digest.title if digest else document.title or document.id,
        outlet=digest.outlet if digest else document.outlet,
        names=story.names,
        url=document.url,
        doubts=_doubts(story.record) if story.record else (),
        chains=_chains(digest, shown) if digest else (),
        corrections=len(story.corrections) - len(story.missed),
        twins=others.twins,
        readouts=others.readouts,
    )


def _doubts(record: Record) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(entry=one.id, kind=one.kind, level=one.level, message=one.message, spans=one.evidence)
        for one in record.findings
    )


def _chains(digest: Digest, shown: Collection[str]) -> tuple[Chain, ...]:
    return tuple(
        Chain(entry=one.id, steps=tuple(step.words for step in digest.chain(one)), manner=digest.manner(one))
        for one in digest.record.statements
        if one.id in shown
    )
