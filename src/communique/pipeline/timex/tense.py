"""Whether the clause around a time expression looks ahead or back, from the parse and spaCy's tags.

The clause nearest to the expression decides: in `said on Friday that talks would begin on Monday` Friday is
past and Monday to come. An expression that only tells one thing from another (`Friday's ruling`) takes the tense
of its noun's verb where the noun is its subject or object, and otherwise none.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from communique.pipeline.timex.tense_words import (
    AHEAD,
    ALIKE,
    ALLOWS,
    ARRANGES,
    BACK,
    DELAYS,
    FORESEES,
    INQUIRES,
    NOBODY,
    PLANS,
    PROGRAMME,
    SAYING,
    SCHEDULES,
    UPCOMING,
    UTTERANCES,
)

#: How far up the tree a clause's verb is looked for.
_REACH = 8


def leans_to_future(doc: Doc, start: int, end: int) -> bool | None:
    """Whether the clause of the characters `[start, end)` looks ahead (True) or back (False); None if neither."""
    words = doc.char_span(start, end, alignment_mode="expand")
    if words is None or not len(words):
        return None
    root = words.root
    before = doc[words.start - 1] if words.start and not words[0].is_sent_start else None
    if before is not None and before.lower_ in ("until", "till", "by"):
        return _up_to(before, root)
    if before is not None and before.lower_ == "since":
        return False
    if before is not None and (before.lower_ in UPCOMING or _is_due(before)):
        return True
    if before is not None and _is_faced(before, root):
        return True
    previous = None
    for token in _upwards(root):
        if previous is not None and _is_uttered(token):
            return False
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            return True if _is_when(token, words, before) else _verb(token, previous, before)
        if token.lower_ in UPCOMING or any(child.lower_ in UPCOMING for child in token.lefts):
            return True
        if previous is not None and _tells_apart(previous, token):
            return None
        previous = token
    return None


def _upwards(token: Token) -> Iterator[Token]:
    """A token and what it depends on, upwards."""
    for _ in range(_REACH):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _is_due(preposition: Token) -> bool:
    """Whether a day is one that something is due on: `a meeting due on Friday`."""
    due = preposition.nbor(-1) if preposition.i > preposition.sent.start else None
    return due is not None and due.lower_ == "due" and preposition.lower_ in ("on", "in", "at", "before")


def _is_faced(preposition: Token, root: Token) -> bool:
    """Whether what is not past faces a day: `are quiet ahead of Friday's vote`, `are preparing for Friday`."""
    lead = preposition.nbor(-1) if preposition.i > preposition.sent.start else None
    if lead is None or (lead.lower_, preposition.lower_) not in {("ahead", "of"), ("preparing", "for")}:
        return False
    verb = next((t for t in _upwards(root) if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and _verb(verb, None, None) is not False


def _is_uttered(noun: Token) -> bool:
    """Whether a day is that of what was said or written: `The party, in a letter on Friday, will not yield`."""
    if noun.lower_ not in UTTERANCES or noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return False
    return noun.head.i > noun.sent.start and noun.head.nbor(-1).text == ","


def _up_to(preposition: Token, root: Token) -> bool:
    """Whether `by Friday`, `until Friday` lie ahead: not where something had come about by or until then.

    What something had been until then stands behind it (`Until Friday, he had refused`).
    """
    verb = next((t for t in _upwards(root) if t.tag_.startswith("VB")), None)
    if preposition.lower_ == "by":
        return verb is None or _verb(verb, None, preposition) is not False
    if verb is not None and preposition.i < verb.i and _helpers(verb) & {"had", "has", "have"}:
        return False
    denied = any(
        child.dep_ == "neg" for word in (verb, preposition) if word is not None for child in word.children
    )
    return not (denied and verb is not None and _verb(verb, None, preposition) is False)


def _tells_apart(word: Token, noun: Token) -> bool:
    """Whether a word stands before a noun that is no subject or object (`after Friday's ruling`)."""
    return (
        word.i < noun.i
        and word.dep_ in ("poss", "compound", "nmod", "amod", "nummod")
        and noun.dep_ not in ("nsubj", "nsubjpass", "dobj", "ROOT")
    )


def _verb(verb: Token, below: Token | None, before: Token | None) -> bool | None:
    """The direction of a verb, with its auxiliaries; of an infinitive or participle, of what governs it."""
    helpers = _helpers(verb)
    if verb.lemma_ in INQUIRES:
        return False
    if helpers & AHEAD:
        return not ("have" in helpers and "will" not in helpers) and not ("could" in helpers and _denied(verb))
    if before is not None and _sets(verb, before, helpers):
        return True
    tag = verb.tag_
    if tag == "VBN" and _plans(verb, before) and not helpers & {"had", "has", "have"}:
        return True
    if tag == "VBD" and verb.lemma_ in ("plan", "schedule") and below is not None and below.i > verb.i:
        return True
    if tag == "VBD" or helpers & BACK:
        return False
    if tag == "VB" and "to" in helpers:
        return _governed(verb)
    if tag in ("VBZ", "VBP"):
        return _present(verb, below)
    if _is_bare(verb):
        return False
    progressive = helpers & ({"is", "are", "'s", "’s", "am"} if tag == "VBG" else {"be", "is", "are"})
    if tag in ("VBG", "VBN"):
        return True if progressive and verb.lemma_ not in SAYING else _governed(verb)
    return None


def _sets(verb: Token, before: Token, helpers: set[str]) -> bool:
    """Whether a verb sets the day behind a preposition: `extended to Friday`, `has been set for Friday`."""
    if before.lower_ in ("to", "through"):
        return verb.lemma_ in DELAYS
    return before.lower_ == "for" and verb.lemma_ in ARRANGES and "had" not in helpers


def _denied(verb: Token) -> bool:
    """Whether a verb or its subject is denied: `could not be reached`, `no one could be reached`."""
    return any(
        child.dep_ == "neg"
        or (
            child.dep_ in ("nsubj", "nsubjpass", "preconj", "cc")
            and any(word.lower_ in NOBODY for word in (child, *child.lefts))
        )
        for child in verb.children
    )


def _plans(verb: Token, before: Token | None) -> bool:
    """Whether a participle sets what lies ahead: `planned`, but of other verbs only `set for Friday`."""
    return verb.lemma_ in SCHEDULES or (verb.lemma_ in PLANS and before is not None and before.lower_ == "for")


def _is_bare(verb: Token) -> bool:
    """Whether a past participle stands without auxiliary or conjunction: `the deal, announced on Friday,`."""
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "advcl"):
        return False
    return not any(
        child.dep_ in ("aux", "auxpass", "mark", "advmod") and child.i < verb.i for child in verb.children
    )


def _helpers(verb: Token) -> set[str]:
    """The auxiliaries of a verb, in full."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return {"will" if h in ("'ll", "’ll", "wo") else "would" if h in ("'d", "’d") else h for h in helpers}


def _present(verb: Token, below: Token | None) -> bool | None:
    """The direction of the present tense, by its verb or where a day hangs on it (`The court rules on Friday`)."""
    if verb.lemma_ in PROGRAMME or verb.lemma_ in FORESEES:
        return True
    if verb.lemma_ in SAYING:
        return False
    return True if below is not None and _dates_present(verb, below) else None


def _dates_present(verb: Token, day: Token) -> bool:
    """Whether a day, or its `on`, says when that is to be what a verb has in the present tense."""
    if verb.lemma_ == "be":
        subject = day.tag_ == "NNP" and day.i == verb.i - 1
        return subject or any(child.lower_ in UPCOMING for child in verb.rights)
    dates = day.dep_ == "npadvmod" or (day.lower_ == "on" and verb.tag_ == "VBZ")
    return dates and verb.lemma_ not in ALIKE


def _is_when(verb: Token, words: Span, before: Token | None) -> bool:
    """Whether `is` says of a thing only when it comes: `The vote is on Friday`."""
    if verb.lemma_ != "be" or verb.tag_ not in ("VBZ", "VBP") or words.start < verb.i:
        return False
    lead = before.i if before is not None and before.lower_ in ("on", "in", "at") else words.start
    return all(lead <= child.i < words.end or child.dep_ == "punct" for child in verb.rights)


def _governed(verb: Token) -> bool | None:
    """The direction of a verb without a tense of its own."""
    for _ in range(_REACH):
        above = verb.head
        if above.i == verb.i:
            return True if verb.tag_ == "VB" else None
        helpers = _helpers(above) | (_helpers(above.head) if above.pos_ == "ADJ" else set())
        if above.lemma_ in PLANS and verb.tag_ == "VB":
            past = above.tag_ == "VBD" or helpers & BACK
            return not ("had" in helpers or (past and above.lemma_ in ALLOWS))
        if helpers & {"will", "would"}:
            return True
        if above.tag_ == "VBD" or helpers & {"was", "were", "had", "has", "have"}:
            return False
        verb = above
    return None
