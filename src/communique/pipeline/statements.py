"""The stage Statements: who said what, to whom, and on whose word the document has it.

Drafts of attributions (`cues`) get the quotations that stand by them, quotations without a cue their speaker from
the story, and every statement the chain of attribution: what is said inside another's words rests on that one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from spacy.tokens import Token

from communique.pipeline.actors import Cast
from communique.pipeline.acts import act_of
from communique.pipeline.cues import CueFinder, Draft
from communique.pipeline.grammar import child, trim
from communique.pipeline.language import Text
from communique.record import Act, Mode, Span, Statement, ViaSource, ViaStatement

#: A quotation of fewer words is somebody's term (scare quotes), unless it ends like a sentence.
_UTTERANCE = 4
_MARKS = "\"“”„«»'‘’`"
_REPORTED = re.compile(r"\b(?:would|had)\b")
#: Addressees that are only there to listen.
_LISTENERS = frozenset({"reporter", "journalist", "conference", "briefing", "newspaper", "agency", "audience"})


class Said(NamedTuple):
    """A statement with the tokens that later stages ask about: the cue's head, and the content's ranges."""

    statement: Statement
    head: Token | None
    content: tuple[tuple[int, int], ...]
    draft: Draft | None


class Statements:
    """The stage."""

    def __call__(self, text: Text, cast: Cast) -> tuple[Said, ...]:
        """Find the statements of a text, in the order of their cues."""
        return _Reading(text, cast).statements()


class _Open:
    """A statement while it is put together; `content` in characters."""

    def __init__(self, draft: Draft | None, content: list[Span]) -> None:
        self.draft = draft
        self.content = content
        self.actors: tuple[str, ...] = ()
        self.to: tuple[str, ...] = ()
        self.origin: tuple[str, ...] = ()
        self.above: _Open | None = None
        self.id = ""

    @property
    def position(self) -> int:
        return self.draft.head.idx if self.draft is not None else self.content[0].start


class _Reading:
    def __init__(self, text: Text, cast: Cast) -> None:
        self.text = text
        self.doc = text.doc
        self.cast = cast
        self._block_starts = [text.doc[start].idx for start, _ in text.blocks]

    def statements(self) -> tuple[Said, ...]:
        drafts = list(CueFinder(self.text).find())
        self.open = [_Open(d, [self.text.span(*r) for r in d.content if r[0] < r[1]]) for d in drafts]
        self._assign_quotes()
        self.open = [o for o in self.open if o.content]
        self._according()
        for one in self.open:
            self._resolve(one)
            self._extend_back(one)
        self.open = [o for o in self.open if o.actors or self._speech(o)]
        self._cueless()
        self._nest()
        self.open = [o for o in self.open if not self._own_mind(o)]
        self.open.sort(key=lambda o: o.position)
        for n, one in enumerate(self.open, 1):
            one.id = f"s{n}"
        return tuple(self._said(one) for one in self.open)

    # ------------------------------------------------------------------ quotations

    def _assign_quotes(self) -> None:
        """Give every quotation that is an utterance to the cue beside it, or keep it as one without a cue."""
        self.cueless: list[Span] = []
        by_block: dict[int, list[_Open]] = {}
        for one in self.open:
            by_block.setdefault(self._block_at(one.position), []).append(one)
        quotes_of: dict[int, list[Span]] = {}
        for quote in self.text.quotes:
            quotes_of.setdefault(self._block_at(quote.start), []).append(quote)
        for n, quotes in quotes_of.items():
            block = self.text.span(*self.text.blocks[n])
            previous: _Open | None = None
            for k, quote in enumerate(quotes):
                if not self._utterance(quote):
                    continue
                after = quotes[k + 1].start if k + 1 < len(quotes) else block.end
                before = quotes[k - 1].end if k else block.start
                candidates = by_block.get(n, [])
                owner = self._cue_after(quote, after, candidates) or self._cue_before(quote, before, candidates)
                if owner is None and previous is not None and self._continues(previous, quote):
                    owner = previous
                if owner is not None:
                    self._take(owner, quote)
                    previous = owner
                elif quote.end - quote.start > 0.7 * (block.end - block.start):
                    self.cueless.append(quote)

    def _utterance(self, quote: Span) -> bool:
        inner = quote.of(self.text.text).strip(_MARKS + " ")
        words = inner.split()
        return len(words) >= _UTTERANCE or (len(words) > 1 and inner[-1:] in ",.!?…")

    def _cue_after(self, quote: Span, limit: int, candidates: list[_Open]) -> _Open | None:
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
        return min(start for start in starts if start >= after)

    def _cue_before(self, quote: Span, limit: int, candidates: list[_Open]) -> _Open | None:
        """The cue before a quotation that it introduces: `he said: "…"`, `urged them to "…"`."""
        best: _Open | None = None
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

    def _continues(self, previous: _Open, quote: Span) -> bool:
        """Whether a quotation goes on where the one before it was interrupted by its cue."""
        if not previous.content:
            return False
        between = self.text.text[previous.content[-1].end : quote.start]
        assert previous.draft is not None
        return (
            previous.content[-1].end <= previous.draft.head.idx and len(between) < 200 and between.count(". ") <= 1
        )

    def _take(self, one: _Open, quote: Span) -> None:
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

    # -------------------------------------------------------------- `according to`

    def _block_at(self, position: int) -> int:
        """The number of the paragraph that holds a character."""
        return max(bisect_right(self._block_starts, position) - 1, 0)

    def _according(self) -> None:
        """A document that the sentence rests on is no statement of its own, but the origin of what it reports."""
        kept = []
        by_sentence: dict[int, list[_Open]] = {}
        for one in self.open:
            assert one.draft is not None
            by_sentence.setdefault(one.draft.head.sent.start, []).append(one)
        for one in self.open:
            draft = one.draft
            assert draft is not None
            if draft.entry.lemma != "according to" or draft.speaker is None:
                kept.append(one)
                continue
            mention = self.cast.at(draft.speaker.i)
            document = mention is not None and any(self.cast.by_id[a].kind == "document" for a in mention.actors)
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

    # ------------------------------------------------------------------- resolving

    def _resolve(self, one: _Open) -> None:
        draft = one.draft
        assert draft is not None
        if draft.speaker is not None:
            one.actors = self._meant(draft.speaker)
        origin = [*draft.origin]
        to: dict[str, None] = {}
        for noun in draft.to:
            mention = self.cast.at(noun.i)
            medium = mention is not None and any(self.cast.by_id[a].kind == "document" for a in mention.actors)
            if draft.entry.lemma == "tell" and (medium or self._agency(noun)):
                origin.append(noun)
            elif noun.lemma_.lower() not in _LISTENERS:
                to.update(dict.fromkeys(self.cast.meant(noun)))
        one.to = tuple(a for a in to if a not in one.actors)
        draft.origin = origin
        one.origin = tuple(dict.fromkeys(a for noun in origin for a in self._meant(noun)))

    def _extend_back(self, one: _Open) -> None:
        """What is said from the paragraph's start on begins in the paragraph before, if that ends with a comma."""
        draft = one.draft
        assert draft is not None
        number = self.text.block(draft.head.i)
        if not number or not one.content or one.content[0].start != self.doc[self.text.blocks[number][0]].idx:
            return
        start, end = self.text.blocks[number - 1]
        if self.doc[end - 1].text == "," and one.content[0].end <= draft.head.idx:
            one.content[0] = Span(self.doc[start].idx, one.content[0].end)

    def _speech(self, one: _Open) -> bool:
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

    def _agency(self, noun: Token) -> bool:
        mention = self.cast.at(noun.i)
        return mention is not None and any(
            a.kind == "organisation" and a.identity.startswith("agency-")
            for a in map(self.cast.by_id.get, mention.actors)
            if a
        )

    # ---------------------------------------------------------------- without a cue

    def _cueless(self) -> None:
        """Quotations in a paragraph of their own and sentences of reported future go on with the last speaker."""
        found = [_Open(None, [quote]) for quote in self.cueless]
        found += [_Open(None, [span]) for span in self._reported()]
        self._index()
        outer = sorted((o for o in self.open if not self._around(o)), key=lambda o: o.position)
        positions = [o.position for o in outer]
        for one in found:
            if (n := bisect_left(positions, one.position)) > 0:
                one.actors = outer[n - 1].actors
        self.open += [o for o in found if o.actors]

    def _index(self) -> None:
        """Note the paragraphs that each content touches, so that a cue's surroundings are found at once."""
        self._touching: dict[int, list[_Open]] = {}
        for one in self.open:
            blocks = {
                n for c in one.content for n in range(self._block_at(c.start), self._block_at(c.end - 1) + 1)
            }
            for n in blocks:
                self._touching.setdefault(n, []).append(one)

    def _around(self, one: _Open) -> list[_Open]:
        """The statements whose content holds another's cue."""
        return [
            o for o in self._touching.get(self._block_at(one.position), ()) if o is not one and self._holds(o, one)
        ]

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

    # --------------------------------------------------------------------- chains

    def _nest(self) -> None:
        """Who speaks inside another's words does so on that one's word: the innermost that holds the cue."""
        self._index()
        for one in self.open:
            if holders := self._around(one):
                one.above = min(holders, key=_length)

    def _holds(self, outer: _Open, inner: _Open) -> bool:
        if not any(c.start <= inner.position < c.end for c in outer.content):
            return False
        # Two cues in each other's content: the one whose content is longer is outside.
        if any(c.start <= outer.position < c.end for c in inner.content):
            return _length(outer) > _length(inner)
        return inner.draft is not None

    def _own_mind(self, one: _Open) -> bool:
        """Whether a speaker only tells of himself inside his own words: `he said that he was optimistic`."""
        above, seen = one.above, 0
        while above is not None and seen < 20:
            if one.actors and above.actors and self._bare(one) and self._same_voice(one, above):
                return True
            above, seen = above.above, seen + 1
        return False

    def _same_voice(self, one: _Open, above: _Open) -> bool:
        """Whether one speaks for himself: the same actor, or in a quotation his own state."""
        if set(one.actors) <= set(above.actors):
            return True
        states = [self.cast.by_id[a] for a in one.actors]
        quoted = above.draft is None or above.draft.quoted
        own = set(self.cast.countries(above.actors))
        return quoted and all(a.kind == "state" and set(a.countries) <= own for a in states)

    def _bare(self, one: _Open) -> bool:
        assert one.draft is not None
        speaker = one.draft.speaker
        return speaker is None or speaker.pos_ in {"PRON", "PROPN"} or one.draft.entry.pos != "verb"

    # --------------------------------------------------------------------- results

    def _said(self, one: _Open) -> Said:
        draft = one.draft
        text = self.text
        content = tuple(sorted(one.content))
        ranges = tuple(r for span in content if (r := _tokens(text, span)) is not None)
        act: Act = act_of(text, self.cast, draft, ranges, one.actors)
        via: ViaStatement | ViaSource | None = None
        if draft is not None and draft.origin:
            via = ViaSource(source=tuple(_phrase(text, noun) for noun in draft.origin), actors=one.origin)
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
            to=one.to,
            via=via,
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


def _tokens(text: Text, span: Span) -> tuple[int, int] | None:
    found = text.doc.char_span(span.start, span.end, alignment_mode="expand")
    return None if found is None else (found.start, found.end)


def _phrase(text: Text, noun: Token) -> Span:
    from communique.pipeline.grammar import noun_phrase

    return text.span(*noun_phrase(noun, frozenset({"relcl", "acl", "appos"})))


def _length(one: _Open) -> int:
    return sum(c.end - c.start for c in one.content)


def _sides(content: list[Span], cue: int) -> bool:
    return any(c.end <= cue for c in content) and any(c.start > cue for c in content)


def _reason(draft: Draft | None) -> str:
    if draft is None or draft.speaker is None:
        return "the sentence names no speaker"
    return "the speaker is not known from the text"
