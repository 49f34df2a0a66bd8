"""The stage Checks: doubts said aloud, each with the words that it rests on.

What casts doubt on the document's date was found before the times were read (`dating`); here those doubts become
findings, beside the relative dates that stay open for it and the roles that two people hold.
"""

from __future__ import annotations

from communique.pipeline.actors import Cast
from communique.pipeline.dating import Dated, window_of
from communique.pipeline.timex.doubts import Window, spell_window
from communique.record import Actor, Finding, Role, Span, TimeExpression

#: Offices that a state has one of.
_UNIQUE = frozenset(
    {
        "president",
        "prime minister",
        "premier",
        "foreign minister",
        "chancellor",
        "king",
        "defence minister",
        "defense minister",
        "minister of foreign affairs",
        "secretary of state",
        "foreign secretary",
    }
)


class Checks:
    """The stage."""

    def __call__(
        self, dated: Dated, times: tuple[TimeExpression, ...], cast: Cast, lost: tuple[Span, ...]
    ) -> tuple[Finding, ...]:
        """The findings of a document, the gravest first.

        Args:
            dated: What is known of its date, with the doubts.
            times: Its time expressions.
            cast: Its actors.
            lost: Where characters were replaced that are no text.
        """
        found = [("doubt", d.kind, d.message, d.evidence) for d in dated.doubts]
        found += [("doubt", "shared-role", message, spans) for message, spans in _shared_roles(cast)]
        open_times = [t for t in times if t.reason is not None]
        if open_times:
            found.append(("note", "undated", _open_message(open_times), tuple(t.span for t in open_times)))
        if dated.published is None and (window := _window(dated)) is not None:
            found.append(("note", "window", *window))
        if lost:
            message = f"{len(lost)} characters were no text (lone surrogates) and are read as U+FFFD."
            found.append(("note", "lost-characters", message, lost))
        return tuple(
            Finding(id=f"f{n}", level=level, kind=kind, message=message, evidence=evidence)  # type: ignore[arg-type]
            for n, (level, kind, message, evidence) in enumerate(found, 1)
        )


def _window(dated: Dated) -> tuple[str, tuple[Span, ...]] | None:
    """In which days the story can have been written, and what tells it; None where nothing does."""
    if (dated.earliest, dated.latest) != (None, None):
        window: Window | None = Window(dated.earliest, dated.latest)
    else:
        window = window_of(dated.clues)
    evidence = tuple(sorted({span for clue in dated.clues for span in clue.evidence}))
    if window is None or not evidence or window == Window(None, None):
        return None
    return f"The story can have been written {spell_window(window)}.", evidence


def _open_message(times: list[TimeExpression]) -> str:
    reasons = "; ".join(dict.fromkeys(t.reason for t in times if t.reason))
    count = "One time expression stays" if len(times) == 1 else f"{len(times)} time expressions stay"
    return f"{count} without a day: {reasons}."


def _shared_roles(cast: Cast) -> list[tuple[str, tuple[Span, ...]]]:
    """Offices of one state that the text gives two people at once, none of them called former."""
    holders: dict[tuple[str, str], list[tuple[Actor, Role]]] = {}
    for actor in cast.actors:
        for role in actor.roles:
            title = role.title.lower()
            if role.of and title in _UNIQUE:
                holders.setdefault((title, role.of), []).append((actor, role))
    found = []
    for (title, of), pairs in holders.items():
        names = list(dict.fromkeys(actor.name for actor, _ in pairs))
        if len(names) > 1:
            message = f"The text calls {' and '.join(names)} {title} of {of}."
            found.append((message, tuple(role.span for _, role in pairs)))
    return found
