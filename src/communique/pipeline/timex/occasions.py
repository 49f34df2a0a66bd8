"""Anniversaries, milestones and days called recent, as clues to when a text was written."""

from __future__ import annotations

import datetime
import re

from communique.knowledge import milestones
from communique.pipeline.timex.calendar import add_days, yearly_near
from communique.pipeline.timex.doubts import Clue, Doubt, Window, clause_years, mentions, spell, spell_window
from communique.pipeline.timex.numbers import DAY_NUMBER, ORDINAL_WORD, YEAR, ordinal_number
from communique.pipeline.timex.words import GAP, MONTH, month_number
from communique.record import Span

#: How far the day that is claimed may lie from a day called `today` or `this week`, and so on, in days.
_RECENT = {"yesterday": 4, "today": 4, "earlier this week": 10, "this week": 10, "last week": 17, "tomorrow": 4}
_RECENT_DAY = re.compile(
    rf"\b(?P<word>{'|'.join(_RECENT)})(?:,|{GAP}\(|{GAP}on\b){GAP}?(?:(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER})"
    rf"|(?P<day_first>{DAY_NUMBER}){GAP}(?P<month_second>{MONTH}))(?!,?\s\d{{4}})",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    rf"\b(?:(?P<ahead>by|until|before){GAP})?(?:the|its|their|this){GAP}"
    rf"(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{ORDINAL_WORD}){GAP}anniversary{GAP}of\b[^.;:!?\n]{{0,90}}?\b(?P<year>{YEAR})",
    re.IGNORECASE,
)


def occasions(
    text: str, parts: tuple[Span, ...], claimed: datetime.date | None, header: Span | None
) -> list[Clue]:
    """What anniversaries, milestones and days called recent tell."""
    evidence = (header,) if header else ()
    found = [*_anniversaries(text, parts), *_milestones(text, parts)]
    if claimed is not None:
        found += _recent_days(text, parts, claimed)
    return [_against(claimed, *clue, evidence) for clue in found]


#: A window, the words that it rests on, the kind of doubt, and what the text has, to be said against the date.
_Told = tuple[Window, Span, str, str]


def _against(
    claimed: datetime.date | None, window: Window, words: Span, kind: str, told: str, header: tuple[Span, ...]
) -> Clue:
    if claimed is None or window.holds(claimed):
        return Clue(window, (words,))
    message = f"The date is given as {spell(claimed)}, but {told}."
    return Clue(window, (words,), Doubt(kind, message, (*header, words)))


def _anniversaries(text: str, parts: tuple[Span, ...]) -> list[_Told]:
    """`the 30th anniversary of the treaty of 1992`: written in that year, or in one beside it."""
    found = []
    for part in parts:
        for match in _ANNIVERSARY.finditer(text, part.start, part.end):
            words, base = Span(*match.span()), int(match["year"])
            year = base + ordinal_number(match["nth"])
            told_of = set(clause_years(text, words)) - {base}
            if match["ahead"] or told_of or not 2 <= year <= 9998:
                continue
            window = Window(datetime.date(year - 1, 1, 1), datetime.date(year + 1, 12, 31))
            told = f"the text speaks of {' '.join(words.of(text).split())}, which is {year}"
            found.append((window, words, "header-anniversary", told))
    return found


def _milestones(text: str, parts: tuple[Span, ...]) -> list[_Told]:
    """Names that there were none of before a day."""
    found = []
    for one in milestones():
        spans = sorted(m for part in parts for name in one.names for m in mentions(text, part, name))
        if spans:
            window = Window(one.day, None)
            told = f"the text has {spans[0].of(text)}, a name in use {spell_window(window)}"
            found.append((window, spans[0], "header-milestone", told))
    return found


def _recent_days(text: str, parts: tuple[Span, ...], claimed: datetime.date) -> list[_Told]:
    """`yesterday, June 6`: written within some days of it, in the last year that the day claimed allows."""
    found = []
    for part in parts:
        for match in _RECENT_DAY.finditer(text, part.start, part.end):
            month = month_number(match["month"] or match["month_second"])
            number = ordinal_number(match["day"] or match["day_first"])
            apart = _RECENT[" ".join(match["word"].lower().split())]
            base = add_days(claimed, apart)
            day = base and yearly_near(base, month, number, future=False)
            if day is None:
                continue
            words = Span(*match.span())
            told = f"the text has “{' '.join(words.of(text).split())}”"
            found.append((Window(add_days(day, -apart), add_days(day, apart)), words, "header-recent-day", told))
    return found
