"""Chains: who speaks inside another's words does so on that one's word."""

from __future__ import annotations

from communique.pipeline.actors import Cast
from communique.pipeline.attribution.draft import Attribution
from communique.pipeline.language import Text


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

    def spoken(self) -> list[Attribution]:
        """The attributions without those by which a speaker only tells of himself; chains lead past these."""
        left_out = {one for one in self.attributions if self._own_mind(one)}
        for one in self.attributions:
            while one.above is not None and one.above in left_out:
                one.above = one.above.above
        return [one for one in self.attributions if one not in left_out]

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
        return speaker is None or speaker.pos_ in {"PRON", "PROPN"} or one.draft.entry.pos != "verb"
