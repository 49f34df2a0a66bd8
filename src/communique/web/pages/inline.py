"""What a list of entries has by the hundred: names of actors, days, labels, chains of attribution.

They are functions, since macros of a template would cost ten times as much; each gives HTML, or words for it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from markupsafe import Markup, escape

from communique.analysis import Told
from communique.export import words
from communique.export.inline import isolated
from communique.web.pages.addresses import actor_address

#: What one does and what several do, by kind and label.
_VERBS = {
    "statement": {str(act): verbs for act, verbs in words.ACTS.items()},
    "position": {str(stance): verbs for stance, verbs in words.STANCES.items()},
}
#: What those do whose entry has no label of its own.
_DOES = {"commitment": "commits", "request": "asks", "refusal": "refuses"}
_NO_DAY = Markup('<span class="none">no day</span>')
_ARROW = '<span class="arrow" aria-hidden="true">▸</span><span class="unseen">, who has it from</span> '


def who(names: Sequence[str]) -> Markup:
    """`A, B and C`, each a link to the actor."""
    links = [_actor(name, ' class="who"') for name in names]
    return Markup(words.listed(links))


def day(date: datetime.date | None) -> Markup:
    """A day, or that there is none."""
    return Markup(f'<time datetime="{date.isoformat()}">{words.day(date)}</time>') if date else _NO_DAY


def days(first: datetime.date | None, last: datetime.date | None) -> Markup:
    """A day or several."""
    return Markup(f"{day(first)} – {day(last)}") if first and last and first != last else day(first)


def label(it: Told) -> str:
    """How an entry is labelled: what its speaker does, the format of a meeting, the type of an event."""
    verbs = _VERBS.get(it.kind, {})
    if it.label in verbs:
        return verbs[it.label][len(it.by) > 1]
    return it.label.lower() if it.kind == "event" else _DOES.get(it.kind, it.label)


def chain(it: Told) -> Markup:
    """On whose word an entry is: the outlet, then the chain above the speaker, the topmost first."""
    steps = [isolated(it.outlet)] if it.outlet else []
    steps += [_actor(name) for name in reversed(it.via)]
    if not steps:
        return Markup()
    return Markup(f'<p class="via"><span class="unseen">On the word of </span>{_ARROW.join(steps)}</p>')


def _actor(name: str, attributes: str = "") -> Markup:
    return Markup(f'<a{attributes} href="{escape(actor_address(name))}">{isolated(name)}</a>')
