"""Rules for words that point to the present, the past or the future without naming a time."""

from __future__ import annotations

import re
from collections.abc import Callable

from communique.pipeline.timex.context import Context, Rule
from communique.pipeline.timex.reading import Reading
from communique.pipeline.timex.words import GAP, after


def _now(match: re.Match[str], context: Context) -> Reading | None:
    """`now`, not as an interjection or conjunction at the head of a sentence (`Now that …`, `Now, …`)."""
    after = context.text[match.end() : match.end() + 6].lstrip().lower()
    if match.group()[0] == "N" and after.startswith((",", "that", "the")):
        return None
    return Reading("DATE", "PRESENT_REF")


def _always(value: str) -> Callable[[re.Match[str], Context], Reading]:
    def read(match: re.Match[str], context: Context) -> Reading:
        return Reading("DATE", value)

    return read


def _adjective(match: re.Match[str], context: Context) -> Reading | None:
    """`current`, not in a name."""
    token = context.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    if token is None or not len(token) or token[0].ent_type_ in ("ORG", "WORK_OF_ART", "PERSON"):
        return None
    return Reading("DATE", "PRESENT_REF")


RULES = (
    Rule("now", r"now\b", _now),
    Rule(
        "present",
        rf"(?:currently|nowadays|right{GAP}now|at{GAP}present|at{GAP}the{GAP}(?:moment|present{GAP}time)|these{GAP}days"
        rf"|(?<=at )this{GAP}moment(?:{GAP}in{GAP}time)?)\b",
        _always("PRESENT_REF"),
    ),
    Rule("adjective", r"current\b(?! account)", _adjective),
    Rule(
        "past",
        rf"(?:(?:more{GAP})?recently|lately|the{GAP}other{GAP}day|(?<=\b[Ii]n )the{GAP}(?:recent{GAP})?past)\b",
        _always("PAST_REF"),
    ),
    Rule(
        "term",
        rf"(?:{after('in', 'for', 'over', 'of')})the{GAP}(?:short|medium|near|long)(?:er)?(?:-|{GAP})term\b"
        rf"(?={GAP}?[.,;:!?)”\"]|$)",
        _always("FUTURE_REF"),
    ),
    Rule("later-date", rf"(?:a|some){GAP}later{GAP}(?:date|time)\b", _always("FUTURE_REF")),
    Rule("as-soon", rf"as{GAP}soon{GAP}as{GAP}possible\b", _always("FUTURE_REF")),
    Rule(
        "future",
        rf"(?:soon(?!{GAP}after|-)(?<!as soon)"
        rf"|(?:the{GAP})?(?:near|foreseeable|coming|immediate|not-too-distant){GAP}future"
        rf"|(?:{after('in', 'into', 'for', 'about')})the{GAP}future\b(?!{GAP}of\b)|(?<=\b[Ii]n )future)\b",
        _always("FUTURE_REF"),
    ),
)
