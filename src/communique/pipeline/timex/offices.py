"""Holders of offices, as clues to when a text was written that gives them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from communique.knowledge import Holder, holders, names, titles
from communique.pipeline.timex.doubts import Clue, Doubt, Window, clause_years, spell
from communique.record import Span

#: A holder's first and last days are not held against a text: changes are reported a day early or late.
HANDOVER = datetime.timedelta(days=3)

_BACK = re.compile(
    r"\b(?:former|formerly|ex|then|late|ousted|deposed|elect|designate|incoming|outgoing|acting|predecessor|successor"
    r"|deputy|vice|first|interim|caretaker)\b",
    re.IGNORECASE,
)


class _Office(NamedTuple):
    """A person with an office that the text gives them."""

    person: str
    state: str
    scope: str
    span: Span


def offices(text: str, parts: tuple[Span, ...], claimed: datetime.date | None, header: Span | None) -> list[Clue]:
    """What the holders of offices tell, one clue a person.

    An office that somebody else held on the day that is claimed contradicts that day.
    """
    found: dict[str, Clue] = {}
    for part in parts:
        for office in _offices(text, part):
            clue = _clue(text, office, claimed, header)
            known = found.get(office.person)
            if clue is not None and (known is None or (known.doubt is None and clue.doubt is not None)):
                found[office.person] = clue
    return list(found.values())


def _clue(text: str, office: _Office, claimed: datetime.date | None, header: Span | None) -> Clue | None:
    terms = [h for h in holders() if (h.state, h.scope) == (office.state, office.scope)]
    own = [h for h in terms if h.name == office.person]
    if not own or _looks_back(text, office.span, claimed):
        return None
    if claimed is None or any(_held(h, claimed) for h in own):
        return Clue(_all_terms(own), (office.span,))
    other = next((h.name for h in terms if h.name != office.person and _within(claimed, h)), None)
    if other is None:
        return None
    message = (
        f"The date is given as {spell(claimed)}, but the text gives {office.person} an office that "
        f"{other} held then ({office.span.of(text)})."
    )
    term = min(own, key=lambda h: _distance(h, claimed))
    doubt = Doubt("header-office", message, ((header,) if header else ()) + (office.span,))
    return Clue(Window(term.start, term.end), (office.span,), doubt)


def _all_terms(own: list[Holder]) -> Window:
    """From the first day of the first term to the last day of the last one, with the days around a handover."""
    start = min(h.start for h in own) - HANDOVER
    ends = [h.end for h in own]
    return Window(start, None if None in ends else max(e for e in ends if e) + HANDOVER)


def _looks_back(text: str, office: Span, claimed: datetime.date | None) -> bool:
    """Whether the words before an office say that it is past, or the clause names an earlier year."""
    near = text[max(office.start - 20, 0) : office.end]
    years = clause_years(text, office)
    return bool(_BACK.search(near)) or any(claimed is None or year < claimed.year for year in years)


def _held(holder: Holder, claimed: datetime.date) -> bool:
    return holder.start - HANDOVER <= claimed and (holder.end is None or claimed <= holder.end + HANDOVER)


def _within(claimed: datetime.date, holder: Holder) -> bool:
    return holder.start <= claimed and (holder.end is None or claimed <= holder.end)


def _distance(holder: Holder, claimed: datetime.date) -> int:
    end = holder.end or datetime.date.max
    return max((holder.start - claimed).days, (claimed - end).days, 0)


@cache
def _people() -> dict[str, tuple[tuple[str, str], ...]]:
    """Names of holders by their last word: the name as printed, and the holder's."""
    index: dict[str, dict[tuple[str, str], None]] = {}
    for holder in holders():
        for form in (holder.name, *holder.aliases):
            index.setdefault(form.split()[-1], {})[(form, holder.name)] = None
    return {word: tuple(sorted(forms, key=lambda f: -len(f[0]))) for word, forms in index.items()}


def _offices(text: str, part: Span) -> Iterator[_Office]:
    """People in a part to whom the words before or after give an office of a state."""
    people = _people()
    for word in re.finditer(r"[^\W\d_][\w'’-]*", text[part.start : part.end]):
        for form, person in people.get(re.sub(r"['’]s$", "", word.group()), ()):
            end = part.start + word.start() + len(form.split()[-1])
            start = end - len(form)
            if start >= part.start and text[start:end] == form:
                given = _before(text, part.start, start) or _after(text, end, part.end)
                if given is not None:
                    state, scope, at = given
                    yield _Office(person, state, scope, Span(min(at.start, start), max(at.end, end)))
                break


def _before(text: str, floor: int, end: int) -> tuple[str, str, Span] | None:
    """`Kazakh President`, `Kazakhstan's President`, `President of Kazakhstan` right before a name."""
    words = list(re.finditer(r"[^\s,;:()]+", text[max(floor, end - 70) : end]))[-8:]
    offset = max(floor, end - 70)
    if words and text[offset + words[-1].end() : end].strip():
        return None
    plain = [w.group() for w in words]
    for size in range(min(4, len(plain)), 0, -1):
        title = titles().get(" ".join(plain[-size:]).lower())
        if title is not None:
            state, used = _state_at_end(plain[:-size])
            if state:
                return state, title.scope, Span(offset + words[-size - used].start(), end)
    state, used = _state_at_end(plain)
    rest = plain[: len(plain) - used]
    rest = rest[:-1] if rest and rest[-1].lower() == "the" else rest
    if state and rest and rest[-1].lower() == "of":
        for size in range(min(4, len(rest) - 1), 0, -1):
            title = titles().get(" ".join(rest[-1 - size : -1]).lower())
            if title is not None:
                return state, title.scope, Span(offset + words[len(rest) - 1 - size].start(), end)
    return None


def _after(text: str, start: int, ceiling: int) -> tuple[str, str, Span] | None:
    """`, the president of Kazakhstan,` or `, Kazakh president,` right after a name."""
    follow = re.match(r",\s(?:the\s)?([^,.;:()\n]{4,60})(?=[,.;)]|$)", text[start : min(ceiling, start + 80)])
    if follow is None:
        return None
    words = follow[1].split()
    at = Span(start, start + follow.end())
    head, of, tail = follow[1].partition(" of ")
    title = titles().get(head.lower())
    if of and title is not None:
        state, used = _state_at_end(tail.split())
        return (state, title.scope, at) if state and used >= len(tail.removeprefix("the ").split()) else None
    for size in range(1, len(words)):
        title = titles().get(" ".join(words[size:]).lower())
        state, used = _state_at_end(words[:size])
        if title is not None and state and used == size:
            return state, title.scope, at
    return None


def _state_at_end(words: list[str]) -> tuple[str, int]:
    """The state that the last words name, and how many words that takes; empty where they name none."""
    for size in range(min(4, len(words)), 0, -1):
        surface = re.sub(r"['’]s?$", "", " ".join(words[-size:]))
        for name in names().get(surface, ()):
            if name.kind in ("state", "adjective"):
                return name.key, size
    return "", 0
