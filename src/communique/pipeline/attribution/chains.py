"""Chains: who speaks inside another's words does so on that one's word; and which chains a text only implies."""

from __future__ import annotations

from communique.pipeline.actors import Cast
from communique.pipeline.attribution.draft import Attribution
from communique.pipeline.grammar import noun_phrase
from communique.pipeline.language import Text
from communique.record import ViaSource, ViaStatement


class Chains:
    """What holds what among the attributions of one text; made anew where they change."""

    def __init__(self, text: Text, cast: Cast, attributions: list[Attribution]) -> None:
        self.text = text
        self.cast = cast
        self.attributions = attributions
        self._index()

    def _index(self) -> None:
        """Note the paragraphs that each content touches, so that a cue's surroundings are found at once."""
        self._touching: dict[int, list[Attribution]] = {}
        for one in self.attributions:
            blocks = {
                n
                for c in one.content
                for n in range(self.text.block_at(c.start), self.text.block_at(c.end - 1) + 1)
            }
            for n in blocks:
                self._touching.setdefault(n, []).append(one)

    def around(self, one: Attribution) -> list[Attribution]:
        """The statements whose content holds another's cue."""
        return [
            o
            for o in self._touching.get(self.text.block_at(one.position), ())
            if o is not one and self._holds(o, one)
        ]

    def nest(self) -> None:
        """Who speaks inside another's words does so on that one's word: the innermost that holds the cue."""
        for one in self.attributions:
            if holders := self.around(one):
                one.above = min(holders, key=lambda holder: holder.length)

    def _holds(self, outer: Attribution, inner: Attribution) -> bool:
        if not any(c.start <= inner.position < c.end for c in outer.content):
            return False
        # Two cues in each other's content: the one whose content is longer is outside.
        if any(c.start <= outer.position < c.end for c in inner.content):
            return outer.length > inner.length
        return True

    def own_minds(self) -> set[Attribution]:
        """The attributions by which a speaker only tells of himself."""
        return {one for one in self.attributions if self._own_mind(one)}

    def leave_out(self, some: set[Attribution]) -> None:
        """Take attributions out; chains lead past them."""
        for one in self.attributions:
            while one.above is not None and one.above in some:
                one.above = one.above.above
        self.attributions = [one for one in self.attributions if one not in some]

    def _own_mind(self, one: Attribution) -> bool:
        """Whether a speaker only tells of himself inside his own words: `he said that he was optimistic`."""
        above, seen = one.above, 0
        while above is not None and seen < 20:
            if one.actors and above.actors and self._bare(one) and self._same_voice(one, above):
                return True
            above, seen = above.above, seen + 1
        return False

    def _same_voice(self, one: Attribution, above: Attribution) -> bool:
        """Whether one speaks for himself: the same actor, or in a quotation his own state."""
        if set(one.actors) <= set(above.actors):
            return True
        states = [self.cast.by_id[a] for a in one.actors]
        quoted = above.draft is None or above.draft.quoted
        own = set(self.cast.countries(above.actors))
        return quoted and all(a.kind == "state" and set(a.countries) <= own for a in states)

    def _bare(self, one: Attribution) -> bool:
        """Whether the speaker is only pointed at, as by somebody who speaks of himself."""
        if one.draft is None:
            return False
        speaker = one.draft.speaker
        if speaker is not None and one.above is not None and one.above.draft is not None:
            # `denied having promised`: one subject for both.
            shared = one.above.draft.speaker
            if shared is not None and shared.i == speaker.i:
                return True
        return speaker is None or speaker.pos_ in {"PRON", "PROPN"} or one.draft.entry.pos != "verb"

    def implied(self) -> dict[Attribution, ViaSource | ViaStatement]:
        """What attributions rest on by implication: a document that was named for the same speaker just before.

        `According to the statement, the minister welcomed …` is followed by more of the minister's words: those
        are the statement's too, though no sentence says so. The link holds as long as the same speaker goes on,
        paragraph after paragraph, and ends where another speaks.
        """
        found: dict[Attribution, ViaSource | ViaStatement] = {}
        link: ViaSource | ViaStatement | None = None
        last: Attribution | None = None
        for one in self.attributions:
            if one.above is not None and not self._document(one.above.actors):
                continue
            if (named := self._named(one)) is not None:
                link, last = named, one
            elif link is not None and last is not None and self._goes_on(last, one):
                found[one], last = link, one
            elif not self._document(one.actors):
                link = None
        return found

    def _named(self, one: Attribution) -> ViaSource | ViaStatement | None:
        """The document that an attribution rests on, if it says so itself."""
        if one.draft is not None and one.draft.origin and self._document(one.origin):
            return origin(self.text, one)
        if one.above is not None and self._document(one.above.actors):
            return ViaStatement(statement=one.above.id)
        return None

    def _goes_on(self, last: Attribution, one: Attribution) -> bool:
        near = self.text.block_at(one.position) - self.text.block_at(last.position) <= 1
        return near and bool(one.actors) and set(one.actors) == set(last.actors)

    def _document(self, actors: tuple[str, ...]) -> bool:
        return any(self.cast.by_id[a].kind == "document" for a in actors)


def origin(text: Text, one: Attribution) -> ViaSource:
    """The document or outlet that an attribution's own sentence names for it."""
    assert one.draft is not None
    phrases = (noun_phrase(noun, frozenset({"relcl", "acl", "appos"})) for noun in one.draft.origin)
    return ViaSource(source=tuple(text.span(*phrase) for phrase in phrases), actors=one.origin)
