"""What is said: the constructions in which a cue's content stands.

A clause, an infinitive, an object, a preposition's phrase, or all that a reporting clause interrupts.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.knowledge import cues
from communique.pipeline.attribution.draft import Draft
from communique.pipeline.grammar import child, children, last_word, trim
from communique.pipeline.language import Text

#: A complement that starts with one of these words is a purpose or a circumstance, not what is said.
_CIRCUMSTANCE = frozenset(
    {
        "as",
        "after",
        "before",
        "while",
        "when",
        "because",
        "since",
        "until",
        "although",
        "though",
        "amid",
        "if",
        "according",
    }
)
#: Marks that set a reporting clause off from what is said.
_BOUNDARY = frozenset({",", "—", "–", "--", "-"})
#: The longest reporting clause, in tokens: a speaker may be told with office and apposition.
_LONGEST_REPORT = 45


class Contents:
    """Finds the contents of the drafts of one text."""

    def __init__(self, text: Text) -> None:
        self.doc = text.doc
        self.in_quote = text.in_quote

    def of(self, draft: Draft) -> list[tuple[int, int]]:
        """What is said, by the first of the entry's constructions that is there; nothing where none is."""
        return next((found for frame in draft.entry.content if (found := self.by_frame(draft, frame))), [])

    def by_frame(self, draft: Draft, frame: str) -> list[tuple[int, int]]:
        """What stands in one construction of the lexicon's (`Cue.content`); quotations are no grammar's matter."""
        token = draft.head
        if frame == "quote":
            return []
        if frame == "clause":
            return self.clause(token)
        if frame == "infinitive":
            return self._infinitive(draft)
        if frame == "gerund":
            return [self.bounds(c) for c in children(token, "xcomp", "pcomp") if c.tag_ == "VBG"][:1]
        if frame == "object":
            return self.object(token)
        return self._prepositional(draft, frame)

    def clause(self, token: Token) -> list[tuple[int, int]]:
        """The clause that a verb governs, or the `that` clause of a noun."""
        for clause in (
            children(token, "ccomp", "acl", "relcl") if token.pos_ == "NOUN" else children(token, "ccomp")
        ):
            if token.pos_ == "NOUN" and not any(m.lower_ == "that" for m in clause.subtree if m.i < clause.i):
                continue
            if self._to_infinitive(clause):
                continue
            return self._around(token, clause)
        return []

    def _around(self, token: Token, clause: Token) -> list[tuple[int, int]]:
        """A clause without the cue that may stand in its middle (`Iran, the minister said, will …`)."""
        start, end = clause.left_edge.i, clause.right_edge.i + 1
        if not start <= token.i < end:
            return [self.clean(start, end)]
        left, right = token.left_edge.i, token.right_edge.i + 1
        speaker = child(token, "nsubj")
        if speaker is not None:
            left, right = min(speaker.left_edge.i, token.i), max(speaker.right_edge.i + 1, token.i + 1)
        parts = [self.clean(start, left), self.clean(max(right, token.i + 1), end)]
        return [p for p in parts if p[1] > p[0]]

    def _infinitive(self, draft: Draft) -> list[tuple[int, int]]:
        """`vowed to develop …`; of `urged Tehran to suspend …` what Tehran is to do."""
        token = draft.head
        for clause in children(token, "xcomp", "ccomp", "acl", "advcl"):
            to = next((a for a in children(clause, "aux") if a.lower_ == "to"), None)
            if to is None:
                continue
            start, end = to.i, clause.right_edge.i + 1
            negation = next((n for n in children(clause, "neg") if n.i == to.i - 1), None)
            return [self.clean(negation.i if negation is not None else start, end)]
        return []

    def _to_infinitive(self, clause: Token) -> bool:
        return (
            clause.tag_ == "VB"
            and any(a.lower_ == "to" for a in children(clause, "aux"))
            and not any(m.lower_ == "that" for m in children(clause, "mark"))
        )

    def object(self, token: Token) -> list[tuple[int, int]]:
        """A verb's object, with what it is called or described as."""
        # Of two objects the last is what is said (`promised them help`); a pronoun says nothing.
        nouns = children(token, "dobj", "oprd")
        if not nouns or nouns[-1].pos_ == "PRON":
            return []
        noun = nouns[-1]
        start, end = self.bounds(noun)
        # `calling the affair "a serious reversal"`: the judgement belongs to what is said.
        for other in children(token, "oprd", "ccomp", "prep", "xcomp", "attr"):
            if other.i > noun.i and (
                other.dep_ in {"oprd", "attr"} or other.lower_ == "as" or token.lemma_ == "call"
            ):
                end = max(end, other.right_edge.i + 1)
        return [self.clean(start, end)]

    def _prepositional(self, draft: Draft, frame: str) -> list[tuple[int, int]]:
        """Content behind a preposition: with it, but where the preposition belongs to the cue (`called for …`)."""
        own = draft.entry.lemma.endswith(" " + frame)
        for preposition in draft.head.children:
            if preposition.lower_ == frame and preposition.dep_ in {"prep", "agent", "prt", "dative"}:
                start, end = self.clean(preposition.i + own, self._past_infinitive(draft.head, preposition))
                if end - start > 1 - own:
                    return [(start, end)]
        return []

    def _past_infinitive(self, verb: Token, preposition: Token) -> int:
        """The end of a prepositional phrase, with an infinitive behind it: `called for the talks to go on`."""
        end = int(preposition.right_edge.i) + 1
        for clause in children(verb, "xcomp", "advcl", "ccomp"):
            if clause.left_edge.i == end and self.doc[end].lower_ == "to":
                return int(clause.right_edge.i) + 1
        return end

    def parenthetical(self, draft: Draft) -> list[tuple[int, int]]:
        """What a reporting clause interrupts, between commas or behind the last: `The deal, he said, is …`."""
        sentence = draft.head.sent
        bounds = [r for r in (*draft.source, *draft.cue) if sentence.start <= r[0] < sentence.end]
        first, last = min(r[0] for r in bounds), max(r[1] for r in bounds)
        if (
            last - first > _LONGEST_REPORT
            or first <= sentence.start + 1
            or self.doc[first - 1].text not in _BOUNDARY
        ):
            return []
        # A day or a place may stand between the cue and its comma: `he told reporters on Friday, …`.
        end = last_word(sentence)
        comma = next((i for i in range(last, min(last + 9, end)) if self.doc[i].text in _BOUNDARY), None)
        parts = [self.clean(sentence.start, first - 1)]
        if comma is not None and not self._reports(comma + 1):
            parts.append(trim(self.doc, comma + 1, end, ",;:–—--."))
        elif comma is None and end - last > 8:
            return []
        # Without a verb it is a circumstance (`In Baghdad, the minister replied, …`).
        said = any(t.pos_ in {"VERB", "AUX"} for start, stop in parts for t in self.doc[start:stop])
        return [p for p in parts if p[1] > p[0]] if said else []

    def _reports(self, i: int) -> bool:
        """Whether a token is the participle of another cue: `…, saying that …`."""
        token = self.doc[i] if i < len(self.doc) else None
        return token is not None and token.tag_ == "VBG" and (token.lemma_.lower(), "verb") in cues()

    def bounds(self, head: Token) -> tuple[int, int]:
        """All that a word governs, cleaned."""
        return self.clean(head.left_edge.i, head.right_edge.i + 1)

    def clean(self, start: int, end: int) -> tuple[int, int]:
        """Without stops and blanks at the ends, and without a circumstance behind a comma."""
        for i in range(start + 1, end - 1):
            if self.doc[i].text != "," or self.in_quote[i]:
                continue
            if self.doc[i + 1].lower_ in _CIRCUMSTANCE or self._reports(i + 1):
                end = i
                break
        return trim(self.doc, start, end, ",;:–—--.")
