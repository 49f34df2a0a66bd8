"""What the tagger found, as drafts: joined with what the grammar found where both see the same cue.

The tagger knows where a source, a cue and a content begin and end, and finds cues that no lexicon has; the grammar
knows the speech act, the addressee, the chain inside a content, and whose a shared subject is. Where both see one
cue, the words are the tagger's and the rest the grammar's.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.knowledge import Cue, cues
from communique.pipeline.attribution.draft import Draft
from communique.pipeline.attribution.tagger import Tagged, Tagging
from communique.pipeline.grammar import antecedent, child, impersonal, negated, noun_phrase, subject
from communique.pipeline.language import Text
from communique.record import Act

Range = tuple[int, int]

#: Verbs whose object others gave: who draws condemnation condemns nobody, and who does is not told.
_RECEIVES = frozenset(
    {"attract", "draw", "face", "meet", "prompt", "provoke", "receive", "spark", "trigger", "win"}
)
#: A cue that neither grammar nor lexicon knows is taken from this chance on.
_LIKELY = 0.5

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


def joined(text: Text, drafts: list[Draft], tagging: Tagging) -> list[Draft]:
    """The drafts of the grammar and the tagger, one a cue, in text order of their heads."""
    by_token = {i: draft for draft in drafts for start, end in draft.cue for i in range(start, end)}
    found: list[Draft] = []
    used: set[int] = set()
    for one in tagging.attributions:
        if (cue := text.tokens(one.cue)) is None:
            continue
        same = list({id(d): d for i in range(*cue) if (d := by_token.get(i)) is not None}.values())
        used.update(id(d) for d in same)
        draft = _main(same) or _fresh(text, cue)
        if not draft.parsed and _entry(draft.head) is None and one.probability < _LIKELY:
            continue
        if draft.entry.pos == "noun" and draft.head.dep_ == "dobj" and draft.head.head.lemma_ in _RECEIVES:
            continue
        # A cue in two pieces (`quoted him as saying`) and a signature are the grammar's.
        if len(draft.cue) == 1 and not draft.quoted:
            _fill(text, draft, cue, one)
        found.append(draft)
    found += [draft for draft in drafts if id(draft) not in used]
    return sorted(found, key=lambda draft: draft.head.i)


def _main(drafts: list[Draft]) -> Draft | None:
    """Of several cues in one (`refused to say`) the first that tells an act."""
    return next((d for d in drafts if d.act != "assert"), drafts[-1] if drafts else None)


def _fresh(text: Text, cue: Range) -> Draft:
    """A draft of a cue that the grammar does not have: its first word that the lexicon knows tells the act."""
    words = text.doc[cue[0] : cue[1]]
    known = ((token, entry) for token in words if (entry := _entry(token)) is not None)
    head, entry = next(known, (words.root, None))
    if entry is None:
        entry = Cue(head.lemma_.lower(), _POS.get(head.pos_, "verb"), "assert", ("quote",), "", None)
    act: Act = "assert" if entry.act == "-" else entry.act
    draft = Draft(head, [cue], entry, act, entry.event, parsed=False)
    if negated(head):
        draft.deny()
    return draft


def _entry(token: Token) -> Cue | None:
    pos = _POS.get(token.pos_, "")
    return cues().get((token.lemma_.lower(), pos)) or cues().get((token.lower_, pos))


def _fill(text: Text, draft: Draft, cue: Range, one: Tagged) -> None:
    """Give a draft the tagger's words."""
    content = [r for span in one.content if (r := text.tokens(span)) is not None and _near(text, r, draft.head)]
    draft.tagged = one
    if draft.parsed and draft.entry.act == "-" and draft.content and draft.content[0][0] < cue[1]:
        # `expressed deep concern about …`: to PolNeAR the attitude is part of the cue, in a record it is said.
        draft.content = [(draft.content[0][0], max([draft.content[-1][1], *(end for _, end in content)]))]
    else:
        draft.cue = [cue]
        draft.content = _without_addressee(draft, content) or draft.content
    if one.source is not None and (source := text.tokens(one.source)) is not None:
        root = text.doc[source[0] : source[1]].root
        if not impersonal(root, draft.head):
            draft.source, draft.speaker = [source], antecedent(root)
    elif not draft.parsed and (doer := _doer(draft.head)) is not None:
        draft.source, draft.speaker = [noun_phrase(doer)], doer


def _doer(head: Token) -> Token | None:
    """Whose a cue is that has no source beside it: a verb's subject, or the one that it shares."""
    if head.pos_ != "VERB" or child(head, "nsubjpass", "auxpass") is not None:
        return None
    doer = subject(head)
    return None if doer is None or impersonal(doer, head) else doer


def _near(text: Text, content: Range, head: Token) -> bool:
    """Whether a content may be a cue's: it stands in the same sentence, or is quoted.

    Of PolNeAR's training contents one in a hundred is neither; of those that are linked wrongly, most.
    """
    start, end = content
    return (start < head.sent.end and head.sent.start < end) or any(text.in_quote[start:end])


def _without_addressee(draft: Draft, content: list[Range]) -> list[Range]:
    """What is said without whom it is said to, whom PolNeAR includes: `Tehran to suspend …` of what one urged."""
    if not content or not draft.content or not draft.to:
        return content
    (start, end), said = content[0], draft.content[0][0]
    if start < said < end and any(start <= noun.i < said for noun in draft.to):
        return [(said, end), *content[1:]]
    return content
