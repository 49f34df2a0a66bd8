"""An attribution before it is a statement: as the grammar has it, and while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from communique.knowledge import Cue, negations
from communique.pipeline.attribution.tagger import Tagged
from communique.record import Act, EventType, Span


@dataclass
class Draft:
    """An attribution as the grammar has it; token ranges `[start, end)`.

    Attributes:
        head: The cue's main word.
        cue: All of its words.
        entry: What the lexicon knows of it.
        act: The speech act, as far as the cue tells.
        event: PLOVER type of the act itself.
        source: The words that name the speaker; `speaker` is their head.
        content: What is said, as token ranges.
        to: Heads of the addressees.
        origin: Heads of a document or outlet on whose word it rests.
        quoted: Whether a quotation stands in the content whole.
        negated: Whether the cue is denied (`did not agree`).
        tagged: What the tagger has of it; None of a cue that only the grammar sees.
        parsed: Whether the grammar has it; False of a cue that only the tagger sees.
    """

    head: Token
    cue: list[tuple[int, int]]
    entry: Cue
    act: Act
    event: EventType | None
    speaker: Token | None = None
    source: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    to: list[Token] = field(default_factory=list)
    origin: list[Token] = field(default_factory=list)
    quoted: bool = False
    negated: bool = False
    tagged: Tagged | None = None
    parsed: bool = True

    def deny(self) -> None:
        """Take the cue as denied: the act is what the table of negations makes of it."""
        self.negated = True
        self.act, self.event = negations()[self.act]


class Attribution:
    """A statement while it is put together.

    Attributes:
        draft: What the grammar has; None of a quotation without a cue.
        content: What is said, in characters.
        actors: Ids of the speakers; `to` of the addressees, `origin` of the document on whose word it rests.
        above: The attribution that it is part of.
        confidence: The chance that it is right, from 0 to 1.
        id: The statement's id.
    """

    def __init__(self, draft: Draft | None, content: list[Span]) -> None:
        self.draft = draft
        self.content = content
        self.actors: tuple[str, ...] = ()
        self.to: tuple[str, ...] = ()
        self.origin: tuple[str, ...] = ()
        self.above: Attribution | None = None
        self.confidence = 0.0
        self.id = ""

    @property
    def position(self) -> int:
        """Where it stands: at its cue, otherwise where the content starts."""
        return self.draft.head.idx if self.draft is not None else self.content[0].start

    @property
    def length(self) -> int:
        """The characters of the content."""
        return sum(span.end - span.start for span in self.content)
