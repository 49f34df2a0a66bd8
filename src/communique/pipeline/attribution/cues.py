"""Finding cues: the words that mark an attribution, with the source and content that the grammar gives them.

A `Draft` is an attribution before its speaker is resolved; the stage `statements` turns drafts into statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.knowledge import Cue, attitudes, cues, descriptions
from communique.pipeline.attribution.content import Contents
from communique.pipeline.attribution.draft import Draft
from communique.pipeline.grammar import (
    child,
    children,
    impersonal,
    last_word,
    negated,
    noun_phrase,
    objects,
    subject,
    trim,
)
from communique.pipeline.language import Text
from communique.record import Act

#: Prepositions by which an attitude names its issue, wherever the parse hangs them.
_ATTITUDE_TO = frozenset({"about", "over", "at", "for", "to", "on", "with", "regarding"})
_FIRST_PERSON = frozenset({"i", "we", "you"})
_MODIFIES = frozenset({"amod", "compound", "nmod"})
#: Verbs that leave the act to the noun: `issued a warning`.
_LIGHT = frozenset({"make", "issue", "repeat", "renew", "send"})
_MODAL_REFUSAL = frozenset({"would", "will", "could", "can", "wo", "ca"})


class CueFinder:
    """Finds the drafts of one text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doc = text.doc
        self._shared: set[int] = set()
        self.in_quote = text.in_quote
        self.contents = Contents(text)

    def find(self) -> Iterator[Draft]:
        """The drafts in text order of their heads."""
        for sentence in self.text.sentences():
            for token in sentence:
                draft = self._according(token) if token.lower_ == "according" else self._draft(token)
                if draft is not None:
                    yield draft

    def _draft(self, token: Token) -> Draft | None:
        entry, words = self._entry(token)
        if entry is None or token.i in self._shared or not self._reports(token, entry):
            return None
        if entry.pos == "verb":
            draft = self._verb(token, entry, words)
        elif entry.pos == "noun":
            draft = self._noun(token, entry)
        else:
            draft = self._adjective(token, entry)
        if draft is None or (self.in_quote[token.i] and _own(draft)):
            return None
        return draft

    def _entry(self, token: Token) -> tuple[Cue | None, list[int]]:
        """The lexicon's entry for a token and its particle, and the tokens of the cue."""
        lemma = token.lemma_.lower()
        pos = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}.get(token.pos_, "")
        if token.tag_.startswith("VB") and pos == "":
            pos = "verb"
        if pos == "verb":
            for other in token.rights:
                if other.dep_ in {"prt", "prep"} and other.i - token.i <= 2:
                    entry = cues().get((f"{lemma} {other.lower_}", "verb"))
                    if entry is not None:
                        return entry, [token.i, other.i]
        entry = cues().get((lemma, pos))
        if entry is None and token.tag_ in {"VBN", "VBD"}:
            entry = cues().get((token.lower_, "adjective"))
        return entry, [token.i]

    def _reports(self, token: Token, entry: Cue) -> bool:
        """Whether a word is used to report: no infinitive of purpose, no plain passive, no attribute."""
        if entry.pos != "verb":
            return True
        if token.dep_ in {"amod", "compound"} or token.tag_ == "NN":
            return False
        to = any(a.dep_ == "aux" and a.lower_ == "to" for a in token.children)
        if to and token.head.lemma_.lower() not in {"like", "want", "wish"}:
            return False
        passive = child(token, "nsubjpass", "auxpass") is not None
        if passive and entry.lemma != "quote" and child(token, "agent") is None:
            return False
        return not (
            negated(token)
            and entry.act in {"assert", "criticize", "concern", "announce", "-"}
            and not self._will_not(token)
        )

    def _will_not(self, token: Token) -> bool:
        """`would not comment`, `could not say`: not reporting, and said so."""
        return any(
            a.dep_ == "aux" and a.lower_ in _MODAL_REFUSAL | {"did", "do", "does"} for a in token.children
        ) and (token.lemma_ in {"comment", "say", "elaborate", "confirm", "disclose", "reveal"})

    def _verb(self, token: Token, entry: Cue, words: list[int]) -> Draft | None:
        draft = self._new(token, entry, words)
        if entry.lemma == "quote":
            return self._quoted_as(draft)
        passive = child(token, "nsubjpass", "auxpass") is not None
        agent = child(token, "agent")
        if (passive or (token.tag_ == "VBN" and token.dep_ == "acl")) and agent is not None:
            return self._passive(draft, agent)
        if (inverted := self._inverted(token, entry)) is not None:
            self._set_source(draft, inverted)
            draft.content = [self.contents.clean(token.sent.start, token.i)]
            return draft
        self._set_source(draft, self._participle_subject(token) or self._outside(token, subject(token)))
        self._set_addressees(draft)
        if entry.act == "-":
            return self._attitude(draft)
        draft.content = self.contents.of(draft)
        if not draft.content:
            self._share_content(draft)
        if not draft.content and "quote" in entry.content and not self.in_quote[token.i]:
            draft.content = self.contents.parenthetical(draft)
        if negated(token):
            draft.deny()
            if self._will_not(token):
                draft.act, draft.event = "refuse", "REJECT"
            elif draft.act == "assert":
                return None
        return draft

    def _inverted(self, token: Token, entry: Cue) -> Token | None:
        """The speaker behind the cue at a sentence's end: `…, said a statement released by the ministry`."""
        before = self.doc[token.i - 1] if token.i > token.sent.start else None
        if before is None or before.text not in {",", "”", '"', "''"} or "quote" not in entry.content:
            return None
        for noun in children(token, "nsubj", "dobj", "ccomp", "attr", "oprd", "dep"):
            follows = noun.left_edge.i == token.i + 1 and noun.pos_ in {"NOUN", "PROPN"}
            if follows and last_word(token.sent) - noun.right_edge.i <= 1:
                return noun
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is None or child(token, "ccomp", "dobj") is None:
            return None
        # The parse may take what follows for a clause: `said a statement released by …`.
        clause = child(token, "ccomp")
        doer = child(clause, "nsubj", "nsubjpass") if clause is not None else None
        if doer is not None and doer.left_edge.i == token.i + 1 and doer.lemma_.lower() in descriptions():
            return doer
        return None

    def _outside(self, token: Token, speaker: Token | None) -> Token | None:
        """The speaker, if in no quotation that the cue stands outside of; otherwise whoever is beside the cue."""
        if speaker is None or self.in_quote[token.i] or not self.in_quote[speaker.i]:
            return speaker
        for i in (token.i - 1, token.i + 1):
            if 0 <= i < len(self.doc) and not self.in_quote[i] and self.doc[i].pos_ in {"PRON", "PROPN", "NOUN"}:
                return self.doc[i]
        return None

    def _participle_subject(self, token: Token) -> Token | None:
        """Whose a participle behind a comma is: `…, expressing concern`.

        The sentence's own subject's, however deep the parse hangs it.
        """
        if token.tag_ != "VBG" or token.dep_ not in {"advcl", "acl", "conj", "xcomp", "dep"}:
            return None
        if (
            token.i == token.sent.start
            or self.doc[token.i - 1].text != ","
            or child(token, "nsubj", "aux") is not None
        ):
            return None
        root = token.sent.root
        return subject(root) if root.i < token.i and root.pos_ == "VERB" else None

    def _share_content(self, draft: Draft) -> None:
        """`agrees with and supports the initiative`: the first cue says what the second does."""
        second = child(draft.head, "conj")
        if second is None or cues().get((second.lemma_.lower(), "verb")) is None or second.i - draft.head.i > 4:
            return
        shared = Draft(second, [], draft.entry, draft.act, draft.event)
        for frame in ("object", *cues()[second.lemma_.lower(), "verb"].content):
            if frame != "quote" and (found := self.contents.by_frame(shared, frame)):
                draft.content = found
                draft.cue.append((second.i, second.i + 1))
                self._shared.add(second.i)
                return

    def _new(self, token: Token, entry: Cue, words: list[int]) -> Draft:
        act: Act = "assert" if entry.act == "-" else entry.act
        first, last = words[0], words[-1]
        cue = [(first, last + 1)] if last - first <= 1 else [(first, first + 1), (last, last + 1)]
        return Draft(token, cue, entry, act, entry.event)

    def _quoted_as(self, draft: Draft) -> Draft | None:
        """`X was quoted by Y as saying …`, `Y quoted X as saying …`."""
        token = draft.head
        saying = next((v for p in children(token, "prep") if p.lower_ == "as" for v in children(p, "pcomp")), None)
        if saying is None:
            return None
        passive = child(token, "nsubjpass", "auxpass") is not None or token.tag_ == "VBN"
        aux = child(token, "auxpass")
        start = aux.i if aux is not None and aux.i == token.i - 1 else token.i
        draft.cue = [(start, token.i + 1), (saying.head.i, saying.i + 1)]
        self._shared.add(saying.i)
        if passive:
            self._set_source(draft, subject(token))
            draft.origin = objects(token, "by") or objects(saying, "by")
        else:
            self._set_source(draft, child(token, "dobj"))
            origin = subject(token)
            draft.origin = [origin] if origin is not None else []
        draft.head = token
        draft.content = self.contents.clause(saying) or self.contents.object(saying)
        return draft

    def _passive(self, draft: Draft, agent: Token) -> Draft | None:
        """`a charge rejected by Tehran as politically motivated`: the patient is part of the content."""
        token = draft.head
        self._set_source(draft, child(agent, "pobj"))
        patient = child(token, "nsubjpass")
        if patient is None and token.dep_ == "acl":
            patient = token.head
        if draft.entry.act not in {"deny", "criticize", "praise"} or "object" not in draft.entry.content:
            return None
        if patient is None:
            return None
        if patient.dep_ == "relcl" or patient.tag_ in {"WDT", "WP"}:
            return None
        draft.content = [noun_phrase(patient, frozenset({"relcl", "acl", "appos"}))]
        for preposition in children(token, "prep"):
            if preposition.lower_ == "as":
                draft.content.append(trim(self.doc, preposition.i, preposition.right_edge.i + 1))
        draft.content.sort()
        return draft

    def _attitude(self, draft: Draft) -> Draft | None:
        """`expressed deep concern about …`: the noun tells the act, and is the head of the content."""
        noun = child(draft.head, "dobj")
        while noun is not None and noun.lemma_.lower() not in attitudes():
            noun = next((c for c in noun.children if c.dep_ == "conj"), None)
        if noun is None:
            return None
        attitude = attitudes()[noun.lemma_.lower()]
        draft.act, draft.event = attitude.act, attitude.event
        first = child(draft.head, "dobj")
        assert first is not None
        start, end = first.left_edge.i, first.right_edge.i + 1
        for other in children(draft.head, "prep", "ccomp", "xcomp"):
            if other.i >= end and (other.dep_ != "prep" or other.lower_ in _ATTITUDE_TO):
                end = max(end, other.right_edge.i + 1)
        draft.content = [self.contents.clean(start, end)]
        return draft

    def _noun(self, token: Token, entry: Cue) -> Draft | None:
        """`Chinese warnings of retaliation`, `Iran's refusal to comply`."""
        owner = self._owner(token)
        if owner is None:
            return None
        draft = self._new(token, entry, [token.i])
        draft.speaker = owner
        one_word = owner.dep_ in _MODIFIES or owner.tag_ == "PRP$" or owner.right_edge.i >= token.i
        start, end = (owner.i, owner.i + 1) if one_word else noun_phrase(owner)
        draft.source = [(start, end - 1 if self.doc[end - 1].tag_ == "POS" else end)]
        draft.content = self.contents.of(draft)
        return draft

    def _owner(self, token: Token) -> Token | None:
        """Whose a reporting noun is: its possessor, the people before it, or who makes, issues, repeats it."""
        owner = child(token, "poss")
        if owner is not None:
            return owner
        for other in token.lefts:
            if other.dep_ in _MODIFIES and other.pos_ in {"ADJ", "PROPN"} and other.ent_type_ in {"NORP", "GPE"}:
                return other
        light = token.dep_ == "dobj" and token.head.lemma_ in _LIGHT
        return subject(token.head) if light else None

    def _adjective(self, token: Token, entry: Cue) -> Draft | None:
        """`Karzai, concerned about …`, `media … is critical to …`."""
        draft = self._new(token, entry, [token.i])
        head = token.head
        if token.dep_ in {"acomp", "attr", "oprd"} or head.lemma_ in {"be", "remain"}:
            self._set_source(draft, subject(head) if head != token else None)
        elif (
            token.dep_ in {"amod", "acl", "advcl", "relcl"} and head.pos_ in {"NOUN", "PROPN"} and token.i > head.i
        ):
            self._set_source(draft, head)
        else:
            self._set_source(draft, subject(token))
        draft.content = self.contents.of(draft)
        return draft

    def _according(self, token: Token) -> Draft | None:
        """`According to …`: the source of what the sentence says."""
        to = next((c for c in token.children if c.lower_ == "to"), None)
        if to is None and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "to":
            to = self.doc[token.i + 1]
        speaker = child(to, "pobj") if to is not None else None
        if to is None or speaker is None:
            return None
        entry = Cue("according to", "verb", "assert", (), "", None)
        draft = Draft(token, [(token.i, to.i + 1)], entry, "assert", None)
        self._set_source(draft, speaker)
        _, end = draft.source[0]
        sentence = token.sent
        before = trim(self.doc, sentence.start, token.i)
        after = trim(self.doc, max(end, to.i + 1), last_word(sentence))
        # The longer side is what is said: the phrase stands at the sentence's head, at its end or between commas.
        draft.content = [r for r in (before, after) if r[1] - r[0] >= 3]
        return draft

    def _set_source(self, draft: Draft, speaker: Token | None) -> None:
        if speaker is not None and impersonal(speaker, draft.head):
            return
        if speaker is not None:
            # `… and Premier Lien, a Taiwan spokesman said`: no comma closes the apposition, it is the subject.
            for other in children(speaker, "appos", "conj"):
                if other.right_edge.i == draft.head.i - 1 and other.dep_ == "appos" and other.i > speaker.i:
                    speaker = other
                    break
        draft.speaker = speaker
        if speaker is None:
            return
        start, end = noun_phrase(speaker, frozenset({"relcl"}))
        if start <= draft.head.i < end:
            start, end = noun_phrase(speaker, frozenset({"relcl", "acl", "appos", "prep"}))
        if start <= draft.head.i < end or start >= end:
            start, end = speaker.i, speaker.i + 1
        draft.source = [(start, end)]

    def _set_addressees(self, draft: Draft) -> None:
        token, where = draft.head, draft.entry.to
        if where == "object":
            for noun in children(token, "dobj", "dative", "iobj"):
                draft.to.append(noun)
            for clause in children(token, "ccomp"):
                doer = child(clause, "nsubj", "nsubjpass")
                marked = any(m.lower_ in {"that", "if", "whether"} for m in children(clause, "mark"))
                if doer is not None and not marked and any(a.lower_ == "to" for a in children(clause, "aux")):
                    draft.to.append(doer)
        elif where:
            draft.to += objects(token, where)


def _own(draft: Draft) -> bool:
    """Whether somebody quoted speaks of his own mind: `we hope`, `I believe`."""
    return draft.speaker is None or draft.speaker.lower_ in _FIRST_PERSON
