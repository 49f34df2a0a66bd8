"""Whether the clause around a time expression looks ahead or back, from the parse and spaCy's tags.

The clause nearest to the expression decides: in `said on Friday that talks would begin on Monday` Friday is
past and Monday to come.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

#: Auxiliaries that look ahead.
_AHEAD = frozenset({"will", "shall", "would", "may", "might", "could", "can", "should", "must"})
#: Verbs whose complement lies ahead of them, and participles of plans.
_PLANS = frozenset(
    {"plan", "schedule", "expect", "intend", "due", "set", "slate", "prepare", "want", "hope", "vow", "promise",
     "pledge", "invite", "propose", "agree", "decide", "aim", "seek", "ask", "urge", "call", "go", "be", "need",
     "wish", "offer", "threaten", "order", "anticipate", "project", "forecast", "book", "time", "postpone"}
)  # fmt: skip
#: Verbs of programme, whose present tense speaks of what is to come (`The talks open on Monday`).
_PROGRAMME = frozenset(
    {"begin", "start", "open", "arrive", "leave", "meet", "visit", "host", "hold", "resume", "convene", "travel",
     "take", "expire", "end", "depart", "return", "kick", "run", "mark", "become", "turn"}
)  # fmt: skip
#: Prepositions before an expression that look ahead.
_UNTIL = frozenset({"by", "until", "till"})
#: How far up the tree a clause's verb is looked for.
_REACH = 8


def leans_to_future(doc: Doc, start: int, end: int) -> bool | None:
    """Whether the clause of the characters `[start, end)` looks ahead (True) or back (False); None if neither."""
    words = doc.char_span(start, end, alignment_mode="expand")
    if words is None or not len(words):
        return None
    root = words.root
    before = doc[words.start - 1].lower_ if words.start else ""
    if before in _UNTIL and words.start and not doc[words.start - 1].is_sent_start:
        return True
    for token in _upwards(root):
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            return _verb(token)
        if token.lower_ in ("due", "scheduled", "planned", "slated", "upcoming", "forthcoming"):
            return True
        if any(child.lower_ in ("upcoming", "scheduled", "planned", "forthcoming") for child in token.lefts):
            return True
    return None


def _upwards(token: Token) -> Iterator[Token]:
    """A token and what it depends on, upwards."""
    for _ in range(_REACH):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _verb(verb: Token) -> bool | None:
    """The direction of a verb, with its auxiliaries; of an infinitive or participle, of what governs it."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    helpers = {"will" if h in ("'ll", "’ll", "wo") else h for h in helpers}
    if helpers & _AHEAD:
        return "have" not in helpers or "will" in helpers
    tag = verb.tag_
    if tag == "VBN" and verb.lemma_ in _PLANS and not helpers & {"had", "has", "have"}:
        return True
    if tag == "VBD" or helpers & {"was", "were", "had", "did", "has", "have", "been"}:
        return False
    if tag == "VB" and "to" in helpers:
        return _governed(verb)
    if tag in ("VBZ", "VBP"):
        return _present(verb)
    if tag == "VBG":
        return (
            True if helpers & {"is", "are", "'s", "’s", "am"} and verb.lemma_ not in _SAYING else _governed(verb)
        )
    if tag == "VBN":
        return True if helpers & {"be", "is", "are"} and verb.lemma_ not in _SAYING else _governed(verb)
    return None


_SAYING = frozenset({"say", "tell", "report", "announce", "quote", "add", "note", "write"})


def _present(verb: Token) -> bool | None:
    if verb.lemma_ in _PROGRAMME:
        return True
    return False if verb.lemma_ in _SAYING else None


def _governed(verb: Token) -> bool | None:
    """The direction of a verb without a tense of its own."""
    for _ in range(_REACH):
        above = verb.head
        if above.i == verb.i:
            return True if verb.tag_ == "VB" else None
        if above.lemma_ in _PLANS and verb.tag_ == "VB":
            return True
        helpers = {child.lower_ for child in above.children if child.dep_ in ("aux", "auxpass")}
        if helpers & {"will", "'ll", "’ll", "would"}:
            return True
        if above.tag_ == "VBD" or helpers & {"was", "were", "had", "has", "have"}:
            return False
        verb = above
    return None
