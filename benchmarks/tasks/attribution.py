"""The record's statements in the form of the attribution scorer: flat, the outermost of each nest.

PolNeAR lets a token stand in one attribution only: of an attribution within another's content nothing is shown. On
the other hand `According to the statement, X hailed …` is there an attribution to the statement, which a record
keeps as the `via` of what X hailed; and of `urged Tehran to suspend …` the addressee is part of the content.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from benchmarks.tasks.spans import Pair, pairs
from communique import Record
from communique.record import Span, Statement, ViaSource

#: What stands before a source that is named at the head of a sentence.
_ACCORDING = "according to"
#: Words with which a content opens that an addressee stands before.
_OPENS = re.compile(r"(?:to|of|for|against|over|about|from|on|with)\b", re.IGNORECASE)


class Attribution(NamedTuple):
    """Source, cue and content, each as spans."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def prediction(record: Record) -> dict[str, Any]:
    """The outermost attributions, in text order of their contents."""
    text = record.document.text
    found = [one for statement in record.statements for one in attributions(text, statement)]
    return {
        "id": record.document.id,
        "attributions": [shown(text, one) for one in outermost(_merged(found))],
    }


def outermost(found: list[Attribution]) -> list[Attribution]:
    """Those whose words that report, or whose content where there are none, lie in no wider one's content."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda one: -sum(s.end - s.start for s in one.content)):
        core = one.cue or one.content
        if not any(_inside(core, wider.content) for wider in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (*one.content, *one.cue))


def attributions(text: str, statement: Statement) -> list[Attribution]:
    """The attribution of a statement, and the one to the source that its sentence first names for it."""
    own = Attribution(statement.source, statement.cue, _with_addressee(text, statement))
    via = statement.via
    if not isinstance(via, ViaSource) or not via.source:
        return [own]
    before = text[: via.source[0].start].rstrip()
    if not before.lower().endswith(_ACCORDING):
        return [own]
    cue = Span(len(before) - len(_ACCORDING), len(before))
    every = (*statement.source, *statement.cue, *statement.content)
    return [own, Attribution(via.source, (cue,), (Span(min(every).start, max(s.end for s in every)),))]


def _with_addressee(text: str, statement: Statement) -> tuple[Span, ...]:
    """The content, from the addressee on where it stands between the cue and a content that `to`, `of` … opens."""
    content = statement.content
    if not content or not statement.cue or not _OPENS.match(content[0].of(text)):
        return content
    start = min((a.start for a in statement.addressee if a.end < content[0].start), default=content[0].start)
    if start > statement.cue[-1].end and text[statement.cue[-1].end : start].isspace():
        return (Span(start, content[0].end), *content[1:])
    return content


def _merged(found: list[Attribution]) -> list[Attribution]:
    """Attributions with the same words of reporting are one, with all that any of them covers."""
    by_cue: dict[tuple[Span, ...], Attribution] = {}
    for one in found:
        key = one.cue or one.content
        if (other := by_cue.get(key)) is not None:
            content = tuple(sorted({*other.content, *one.content}))
            one = Attribution(other.source or one.source, one.cue, content)
        by_cue[key] = one
    return list(by_cue.values())


def _inside(inner: tuple[Span, ...], outer: tuple[Span, ...]) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def shown(text: str, one: Attribution) -> dict[str, list[Pair]]:
    """An attribution in the scorer's form."""
    return {"source": pairs(text, one.source), "cue": pairs(text, one.cue), "content": pairs(text, one.content)}
