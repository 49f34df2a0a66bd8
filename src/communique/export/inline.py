"""What a record's page has by the hundred: links to entries, names of actors, quotations, chains of attribution.

They are functions, since macros of a template would cost ten times as much; each gives HTML.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup, escape

from communique.export.digest import Digest, Step
from communique.export.naming import encoded
from communique.export.words import listed, visible
from communique.record import Span, Statement


def shown(text: str) -> Markup:
    """A string as a page shows it: escaped, with what acts unseen made visible."""
    return escape(visible(text))


def isolated(words: str) -> Markup:
    """Words of either direction, which turn nothing around them."""
    return Markup(f"<bdi>{shown(words)}</bdi>")


class Inline:
    """The small parts of one record's page.

    Args:
        digest: The record in words.
        anchored: Ids of the entries whose evidence the text shows.
    """

    def __init__(self, digest: Digest, anchored: Collection[str]) -> None:
        self.digest, self.anchored = digest, anchored

    def ref(self, id: str) -> Markup:
        """An entry's id, which leads to its words in the text."""
        name = shown(id)
        if id not in self.anchored:
            return Markup(f'<span class="ref">{name}</span>')
        says = f"{name}: to its words in the text"
        return Markup(f'<a class="ref" href="#{encoded(id)}" aria-label="{says}">{name}</a>')

    def to(self, id: str, label: str) -> Markup:
        """A link to an entry."""
        return Markup(f'<a href="#e-{encoded(id)}"><bdi>{shown(label)}</bdi></a>')

    def actors(self, ids: Sequence[str]) -> Markup:
        """`A, B and C`, each a link."""
        links = [self.to(id, self.digest.name(id)) if id in self.digest.actors else isolated(id) for id in ids]
        return Markup(listed(links))

    def quote(self, spans: Iterable[Span], width: int = 600) -> Markup:
        """The words of spans in quotation marks, at most so many characters."""
        return isolated(self.digest.quote(tuple(spans), width))

    def chain(self, statement: Statement) -> Markup:
        """On whose word a statement is, from the outlet down to its speaker."""
        *above, speaker = (f"<span>{self._step(step)}</span>" for step in self.digest.chain(statement))
        steps = [*(f"<li>{step}</li>" for step in above), f'<li class="speaker">{speaker}</li>']
        return Markup(f'<ol class="chain" aria-label="On whose word">{"".join(steps)}</ol>')

    def _step(self, step: Step) -> Markup:
        if len(step.actors) == 1 and step.actors[0] in self.digest.actors:
            return self.to(step.actors[0], step.words)
        return self.actors(step.actors) if step.actors else isolated(step.words)
