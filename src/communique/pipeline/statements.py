"""The stage Statements: who said what, to whom, and on whose word the document has it.

Drafts of attributions (`cues`) get the quotations that stand by them, quotations without a cue their speaker from
the story, and every statement the chain of attribution: what is said inside another's words rests on that one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

from spacy.tokens import Token

from communique.pipeline.actors import Cast
from communique.pipeline.attribution.acts import act_of
from communique.pipeline.attribution.chains import Chains, origin
from communique.pipeline.attribution.confidence import Confidence
from communique.pipeline.attribution.cues import CueFinder
from communique.pipeline.attribution.draft import Attribution, Draft
from communique.pipeline.attribution.learned import joined
from communique.pipeline.attribution.quoted import Quoted
from communique.pipeline.attribution.signed import signed
from communique.pipeline.attribution.tagger import Tagger, Tagging
from communique.pipeline.encoder import Encoded
from communique.pipeline.grammar import child, noun_phrase, trim
from communique.pipeline.language import Text
from communique.record import Act, Mode, Span, Statement, ViaSource, ViaStatement

#: A cue that only the grammar sees, outside of all contents, is kept from this chance on that it is one.
_KEPT = 0.3

#: Addressees that are only there to listen.
_LISTENERS = frozenset({"reporter", "journalist", "conference", "briefing", "newspaper", "agency", "audience"})


class Said(NamedTuple):
    """A statement with the tokens that later stages ask about: the cue's head, and the content's ranges."""

    statement: Statement
    head: Token | None
    content: tuple[tuple[int, int], ...]
    draft: Draft | None


class Statements:
    """The stage.

    Args:
        least: Statements less sure than this, from 0 to 1, are left out.
    """

    def __init__(self, least: float = 0.0) -> None:
        self.tagger = Tagger()
        self.confidence = Confidence()
        self.least = least

    def __call__(self, text: Text, cast: Cast, encoded: Encoded) -> tuple[Said, ...]:
        """Find the statements of a text, in the order of their cues."""
        return _Reading(text, cast, self.tagger(encoded), self.confidence).statements(self.least)


class _Reading:
    def __init__(self, text: Text, cast: Cast, tagging: Tagging, confidence: Confidence) -> None:
        self.text = text
        self.doc = text.doc
        self.cast = cast
        self.tagging = tagging
        self.confidence = confidence

    def statements(self, least: float) -> tuple[Said, ...]:
        drafts = joined(self.text, [*CueFinder(self.text).find(), *signed(self.text)], self.tagging)
        self.quoted = Quoted(self.text)
        self.open = [Attribution(d, self._content(d)) for d in drafts]
        cueless = self.quoted.assign(self.open)
        self.open = [o for o in self.open if o.content]
        self._according()
        self._drop_doubted()
        for one in self.open:
            self._resolve(one)
            self._extend_back(one)
        self.open = [o for o in self.open if o.actors or self._tagged(o) or self._speech(o)]
        self._cueless(cueless)
        self.open.sort(key=lambda o: o.position)
        chains = Chains(self.text, self.cast, self.open)
        chains.nest()
        chains.leave_out(chains.own_minds())
        for one in chains.attributions:
            one.confidence = self.confidence(one)
        chains.leave_out({one for one in chains.attributions if one.confidence < least})
        self.open = chains.attributions
        for n, one in enumerate(self.open, 1):
            one.id = f"s{n}"
        self.implied = Chains(self.text, self.cast, self.open).implied()
        return tuple(self._said(one) for one in self.open)

    def _content(self, draft: Draft) -> list[Span]:
        """What is said, in characters: where the tagger has it, to its character.

        A quotation that makes up another paragraph than the cue's is a statement of its own.
        """
        exact = {} if draft.tagged is None else {self.text.tokens(span): span for span in draft.tagged.content}
        spans = [exact.get(r, self.text.span(*r)) for r in draft.content if r[0] < r[1]]
        own = self.text.block_at(draft.head.idx)
        return [s for s in spans if self.text.block_at(s.start) == own or not self._stands_alone(s)]

    def _stands_alone(self, span: Span) -> bool:
        return any(self.quoted.stands_alone(quote) for quote in self.text.quotes_in(span))

    def _drop_doubted(self) -> None:
        """Leave out cues of the grammar that the tagger does not see, where it looks.

        It is flat: inside of what it has, or around it, it sees nothing.
        """
        chains = Chains(self.text, self.cast, self.open)
        tagged = {one for one in self.open if self._tagged(one)}
        around = {holder for one in tagged for holder in chains.around(one)}
        kept = []
        for one in self.open:
            assert one.draft is not None
            seen = (
                one in tagged
                or one in around
                or bool(one.draft.origin)
                or one.draft.quoted
                or not tagged.isdisjoint(chains.around(one))
            )
            head = one.draft.head
            if seen or self.tagging.cue_chance(Span(head.idx, head.idx + len(head))) >= _KEPT:
                kept.append(one)
        self.open = kept

    def _according(self) -> None:
        """A document that the sentence rests on is no statement of its own, but the origin of what it reports."""
        kept = []
        by_sentence: dict[int, list[Attribution]] = {}
        for one in self.open:
            assert one.draft is not None
            by_sentence.setdefault(one.draft.head.sent.start, []).append(one)
        for one in self.open:
            draft = one.draft
            assert draft is not None
            if draft.entry.lemma != "according to" or draft.speaker is None:
                kept.append(one)
                continue
            document = self._medium(draft.speaker)
            inner = [
                o
                for o in by_sentence[draft.head.sent.start]
                if o is not one and any(c.start <= o.position < c.end for c in one.content)
            ]
            top = [
                o
                for o in inner
                if not any(c.start <= o.position < c.end for p in inner if p is not o for c in p.content)
            ]
            if document and top:
                for other in top:
                    assert other.draft is not None
                    other.draft.origin = [draft.speaker]
                continue
            one.content = (
                [max(one.content, key=lambda s: s.end - s.start)]
                if len(one.content) > 1 and not _sides(one.content, draft.head.idx)
                else one.content
            )
            kept.append(one)
        self.open = kept

    def _resolve(self, one: Attribution) -> None:
        draft = one.draft
        assert draft is not None
        if draft.speaker is not None:
            one.actors = self._meant(draft.speaker)
        origin = [*draft.origin]
        to: dict[str, None] = {}
        for noun in draft.to:
            if draft.entry.lemma == "tell" and self._medium(noun):
                origin.append(noun)
            elif noun.lemma_.lower() not in _LISTENERS:
                to.update(dict.fromkeys(self.cast.meant(noun)))
        one.to = tuple(a for a in to if a not in one.actors)
        draft.origin = origin
        one.origin = tuple(dict.fromkeys(a for noun in origin for a in self._meant(noun)))

    def _extend_back(self, one: Attribution) -> None:
        """What is said from the paragraph's start on begins in the paragraph before, if that ends with a comma."""
        draft = one.draft
        assert draft is not None
        number = self.text.block(draft.head.i)
        if not number or not one.content or one.content[0].start != self.doc[self.text.blocks[number][0]].idx:
            return
        start, end = self.text.blocks[number - 1]
        if self.doc[end - 1].text == "," and one.content[0].end <= draft.head.idx:
            one.content[0] = Span(self.doc[start].idx, one.content[0].end)

    def _tagged(self, one: Attribution) -> bool:
        return one.draft is not None and one.draft.tagged is not None

    def _speech(self, one: Attribution) -> bool:
        """Whether an attribution stands without a known speaker: by a verb of saying, not by a mere attribute."""
        draft = one.draft
        assert draft is not None
        if draft.entry.lemma == "according to":
            return True
        if draft.entry.pos != "verb" or draft.quoted:
            return draft.quoted
        reporting = child(draft.head, "ccomp") is not None or draft.head.dep_ in {"ROOT", "parataxis"}
        return (
            reporting
            and "quote" in draft.entry.content
            and draft.head.dep_ not in {"acl", "amod"}
            and draft.speaker is not None
            and draft.speaker.pos_ not in {"PRON", "DET"}
        )

    def _meant(self, noun: Token) -> tuple[str, ...]:
        """The actors that a source's head means; a noun that stands for nobody may hold the one who does."""
        found = self.cast.meant(noun)
        if found or noun.pos_ in {"PRON", "DET"}:
            return found
        owner = child(noun, "poss")
        if owner is not None and noun.lemma_.lower() in {"comment", "remark", "resolution", "decision", "motion"}:
            return self.cast.meant(owner)
        return ()

    def _medium(self, noun: Token) -> bool:
        """Whether a noun stands for a document or a news agency: what others' words come through."""
        actors = [self.cast.by_id[a] for a in self.cast.meant(noun)]
        return any(a.kind == "document" or a.identity.startswith("agency-") for a in actors)

    def _cueless(self, quotes: list[Span]) -> None:
        """Quotations in a paragraph of their own and sentences of reported future go on with the last speaker."""
        found = [Attribution(None, [quote]) for quote in quotes]
        found += [Attribution(None, [span]) for span in self._reported()]
        chains = Chains(self.text, self.cast, self.open)
        outer = sorted((o for o in self.open if not chains.around(o)), key=lambda o: o.position)
        positions = [o.position for o in outer]
        for one in found:
            if (n := bisect_left(positions, one.position)) > 0:
                one.actors = outer[n - 1].actors
        self.open += [o for o in found if o.actors]

    def _reported(self) -> list[Span]:
        """Sentences in reported future (`They would also discuss …`) right after a speaker's sentence."""
        found: list[Span] = []
        covered = sorted((c.start, c.end) for o in self.open for c in o.content)
        starts = [start for start, _ in covered]
        furthest = list(accumulate((end for _, end in covered), max))
        heads = sorted(o.position for o in self.open)
        spoken = False
        for sentence in self.text.sentences():
            start, end = trim(self.doc, sentence.start, sentence.end)
            if start >= end:
                continue
            span = self.text.span(start, end)
            has_cue = bisect_left(heads, span.start) < bisect_left(heads, span.end)
            before = bisect_left(starts, span.end)
            told = before > 0 and furthest[before - 1] > span.start
            root = sentence.root
            would = any(a.lower_ == "would" for a in root.children if a.dep_ == "aux")
            simple = (
                child(root, "advcl") is None and child(root, "nsubj") is not None and child(root, "expl") is None
            )
            if spoken and would and simple and not has_cue and not told:
                found.append(Span(span.start, span.end - 1 if span.of(self.text.text).endswith(".") else span.end))
                continue
            spoken = has_cue
        return found

    def _said(self, one: Attribution) -> Said:
        draft = one.draft
        text = self.text
        content = tuple(sorted(one.content))
        ranges = tuple(r for span in content if (r := text.tokens(span)) is not None)
        act: Act = act_of(text, self.cast, draft, ranges, one.actors)
        via: ViaStatement | ViaSource | None = None
        if draft is not None and draft.origin:
            via = origin(text, one)
        elif one.above is not None:
            via = ViaStatement(statement=one.above.id)
        statement = Statement(
            id=one.id,
            source=tuple(text.span(*r) for r in draft.source if r[0] < r[1]) if draft is not None else (),
            actors=one.actors,
            cue=tuple(text.span(*r) for r in draft.cue) if draft is not None else (),
            content=content,
            mode=mode(text, content),
            act=act,
            addressee=_addressee(text, draft) if draft is not None else (),
            to=one.to,
            via=via,
            implied=self.implied.get(one),
            negated=draft is not None and draft.negated,
            confidence=one.confidence,
            reason=None if one.actors else _reason(draft),
        )
        return Said(statement, draft.head if draft is not None else None, ranges, draft)


def mode(text: Text, content: tuple[Span, ...]) -> Mode:
    """How much of a content stands in quotation marks, but for its first `that` or `to`.

    Marks that open before the content are somebody else's, further up the chain.
    """
    words = quoted = 0
    for span in content:
        quotes = text.quotes_in(span)
        for match in re.finditer(r"\w+", span.of(text.text)):
            at = span.start + match.start()
            inside = any(q.start <= at < q.end for q in quotes)
            if words == 0 and match.group().lower() in {"that", "to", "for", "of"} and not inside:
                continue
            words += 1
            quoted += inside
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == words else "mixed"


def _addressee(text: Text, draft: Draft) -> tuple[Span, ...]:
    """The words for whom it is said to; what stands side by side is one span."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(noun_phrase(noun) for noun in draft.to):
        if start < end and merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start < end:
            merged.append((start, end))
    return tuple(text.span(*r) for r in merged)


def _sides(content: list[Span], cue: int) -> bool:
    return any(c.end <= cue for c in content) and any(c.start > cue for c in content)


def _reason(draft: Draft | None) -> str:
    if draft is None or draft.speaker is None:
        return "the sentence names no speaker"
    return "the speaker is not known from the text"
