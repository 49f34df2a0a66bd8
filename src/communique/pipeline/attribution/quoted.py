"""Quotations and the cues that they belong to: `"…," he said`, `he said: "…"`, `"…," he said. "…"`."""

from __future__ import annotations

import re
from bisect import bisect_right

from communique.pipeline.attribution.draft import Attribution, Draft
from communique.pipeline.language import Text
from communique.record import Span

#: A quotation of fewer words is somebody's term (scare quotes), unless it ends like a sentence.
_UTTERANCE = 4
#: A content has a quotation if it covers this share of its characters.
_COVERED = 0.8
#: A quotation that is more than this share of its paragraph's characters makes it up.
_ALONE = 0.7
_MARKS = "\"“”„«»'‘’`"


class Quoted:
    """Assigns the quotations of one text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doc = text.doc

    def assign(self, attributions: list[Attribution]) -> list[Span]:
        """Give every quotation that is an utterance to the cue beside it.

        Returns:
            The quotations that make up a paragraph of their own and have no cue.
        """
        cueless: list[Span] = []
        tagged = (one for one in attributions if one.draft is not None and one.draft.tagged is not None)
        self._tagged = sorted(((span, one) for one in tagged for span in one.content), key=lambda t: t[0])
        self._ends = [span.end for span, _ in self._tagged]
        by_block: dict[int, list[Attribution]] = {}
        for one in attributions:
            by_block.setdefault(self.text.block_at(one.position), []).append(one)
        quotes_of: dict[int, list[Span]] = {}
        for quote in self.text.quotes:
            quotes_of.setdefault(self.text.block_at(quote.start), []).append(quote)
        for n, quotes in quotes_of.items():
            block = self.text.span(*self.text.blocks[n])
            previous: Attribution | None = None
            for k, quote in enumerate(quotes):
                if not self._utterance(quote):
                    continue
                after = quotes[k + 1].start if k + 1 < len(quotes) else block.end
                before = quotes[k - 1].end if k else block.start
                candidates = by_block.get(n, [])
                if (told := self._told(quote)) is not None:
                    previous = told
                    continue
                owner = self._cue_after(quote, after, candidates) or self._cue_before(quote, before, candidates)
                if owner is None and previous is not None and self._continues(previous, quote):
                    owner = previous
                if owner is None and n and quote.start == block.start:
                    owner = self._cue_above(n, by_block.get(n - 1, []))
                if owner is not None:
                    self._take(owner, quote)
                    previous = owner
                elif self.stands_alone(quote):
                    cueless.append(quote)
        return cueless

    def stands_alone(self, quote: Span) -> bool:
        """Whether a quotation makes up its paragraph, and does not go on with one that was left open before it."""
        n = self.text.block_at(quote.start)
        block = self.text.span(*self.text.blocks[n])
        if quote.end - quote.start <= _ALONE * (block.end - block.start):
            return False
        if not n:
            return True
        before = self.text.span(*self.text.blocks[n - 1])
        last = self.text.quotes_in(before)[-1:]
        return not (last and last[0].end == before.end and last[0].of(self.text.text)[-1] not in _MARKS)

    def _told(self, quote: Span) -> Attribution | None:
        """The attribution of the tagger's whose content has the quotation already, whatever its paragraph."""
        covered: dict[int, int] = {}
        first = bisect_right(self._ends, quote.start)
        for span, one in self._tagged[first:]:
            if span.start >= quote.end:
                break
            covered[id(one)] = covered.get(id(one), 0) + min(span.end, quote.end) - max(span.start, quote.start)
            if covered[id(one)] >= _COVERED * (quote.end - quote.start):
                assert one.draft is not None
                one.draft.quoted = True
                return one
        return None

    def _utterance(self, quote: Span) -> bool:
        inner = quote.of(self.text.text).strip(_MARKS + " ")
        words = inner.split()
        return len(words) >= _UTTERANCE or (len(words) > 1 and inner[-1:] in ",.!?…")

    def _cue_after(self, quote: Span, limit: int, candidates: list[Attribution]) -> Attribution | None:
        """The cue behind a quotation that ends with it: `"…," he said`."""
        closing = quote.of(self.text.text).rstrip(_MARKS)[-1:]
        following = self.text.text[quote.end : quote.end + 1]
        for one in candidates:
            assert one.draft is not None
            head = one.draft.head
            if not quote.end <= head.idx < limit or (
                "quote" not in one.draft.entry.content and not one.draft.origin
            ):
                continue
            between = self.text.text[quote.end : self._clause_start(one.draft, quote.end)]
            if (
                between.strip(" ,–—-") == ""
                and (closing in ",?!…-—" or following in {",", " "})
                and len(between) < 6
            ):
                stop = re.search(r"[.!?]\s", self.text.text[quote.end : head.idx])
                return None if stop else one
        return None

    def _clause_start(self, draft: Draft, after: int) -> int:
        """Where the reporting clause behind a quotation begins: at its speaker or its cue."""
        starts = (int(self.doc[r[0]].idx) for r in (*draft.cue, *draft.source))
        return min((start for start in starts if start >= after), default=after)

    def _cue_before(self, quote: Span, limit: int, candidates: list[Attribution]) -> Attribution | None:
        """The cue before a quotation that it introduces: `he said: "…"`, `urged them to "…"`."""
        best: Attribution | None = None
        for one in candidates:
            assert one.draft is not None
            head = one.draft.head
            end = self.doc[max(r[1] for r in one.draft.cue) - 1]
            if any(c.start <= quote.start < c.end for c in one.content):
                if best is None or best.draft is None or head.i > best.draft.head.i:
                    best = one
                continue
            between = self.text.text[end.idx + len(end) : quote.start]
            if (
                limit <= end.idx
                and end.idx < quote.start
                and "quote" in one.draft.entry.content
                and len(between) < 160
            ):
                close = between.strip() in {"", ":", ",", "that"} or between.rstrip().endswith((":", ","))
                if close and not re.search(r"[.!?]\s", between):
                    best = one
        return best

    def _cue_above(self, number: int, candidates: list[Attribution]) -> Attribution | None:
        """The last cue of the paragraph above, if that ends with a colon: `The ministry replied:`."""
        above = self.text.span(*self.text.blocks[number - 1])
        if not above.of(self.text.text).endswith(":"):
            return None
        return max(candidates, key=lambda one: one.position, default=None)

    def _continues(self, previous: Attribution, quote: Span) -> bool:
        """Whether a quotation goes on where the one before it was interrupted by its cue."""
        if not previous.content:
            return False
        between = self.text.text[previous.content[-1].end : quote.start]
        assert previous.draft is not None
        return (
            previous.content[-1].end <= previous.draft.head.idx and len(between) < 200 and between.count(". ") <= 1
        )

    def _take(self, one: Attribution, quote: Span) -> None:
        """Add a quotation to a statement's content; what it overlaps becomes one span with it."""
        assert one.draft is not None
        one.draft.quoted = True
        spans = list(one.content)
        head = one.draft.head.idx
        if quote.end <= head or not spans:
            # A quotation before its cue is the content; what the parse found of it, or after it, is not.
            spans = [s for s in spans if s.end <= head and s.start < quote.start and self._same_sentence(s, quote)]
        merged, rest = quote, []
        for span in spans:
            if span.start < merged.end and merged.start < span.end:
                merged = Span(min(span.start, merged.start), max(span.end, merged.end))
            else:
                rest.append(span)
        if rest and rest[-1].end <= quote.start and self.text.text[rest[-1].end : quote.start].strip(" ,:") == "":
            merged = Span(rest.pop().start, merged.end)
        one.content = sorted([*rest, merged])

    def _same_sentence(self, span: Span, quote: Span) -> bool:
        return not re.search(r"[.!?]\s", self.text.text[span.end : quote.start])
