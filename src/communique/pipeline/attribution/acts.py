"""Speech acts: what is done by saying something.

The cue decides (`knowledge.cues`). Where it is neutral (`said`, `added`), the content may: a promise of one's own
side's deeds commits, a timetable announces, `must` and `should` put to another side request.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.knowledge import cues, meeting_names
from communique.pipeline.actors import Cast
from communique.pipeline.attribution.draft import Draft
from communique.pipeline.grammar import SUBJECTS, auxiliaries, child, children, conditional, negated
from communique.pipeline.language import Text
from communique.record import Act

_OUGHT = frozenset({"must", "should", "ought"})
_WILL = frozenset({"will", "would", "'ll", "’ll", "shall", "wo"})
_OWN = frozenset({"we", "i"})
#: Verbs of one's own mind, under which the main thing is said.
_FRAMES = frozenset({"hope", "think", "believe", "expect", "feel", "know", "understand", "want", "be"})
#: Verbs by which one lets something happen; denied, they promise that it will not.
PREVENTS = frozenset({"allow", "let", "tolerate", "accept", "permit"})
#: In the passive, they say what is to be or not to be.
_SETS = frozenset({"plan", "schedule", "slate", "set", "cancel", "postpone", "delay", "hold", "convene"})
_SUBJUNCTIVE = frozenset({"insist", "stress", "emphasize", "emphasise", "say"})
#: Acts that a speaker performs by saying that his side does (`we welcome`, `Kazakhstan appreciates`).
_OF_ONES_OWN = frozenset({"praise", "criticize", "agree", "refuse", "deny"})
#: What happens by a calendar rather than by somebody's will.
CALENDAR = frozenset(
    {
        "visit",
        "meet",
        "hold",
        "discuss",
        "attend",
        "arrive",
        "travel",
        "host",
        "convene",
        "talk",
        "tour",
        "cover",
        "focus",
        "gather",
    }
)


def act_of(
    text: Text, cast: Cast, draft: Draft | None, content: tuple[tuple[int, int], ...], speakers: tuple[str, ...]
) -> Act:
    """The act of a statement.

    Args:
        text: The document.
        cast: Its actors.
        draft: The attribution; None of one without a cue.
        content: Token ranges of what is said.
        speakers: Ids of those who say it.
    """
    if draft is not None and draft.entry.act == "request" and content and _questions(text, content[0][0]):
        return "assert"  # `asked whether …`
    if draft is not None and (draft.act != "assert" or draft.entry.act not in {"assert", "-"}):
        return draft.act
    if (
        draft is not None
        and draft.head.lemma_ in _SUBJUNCTIVE
        and any(
            c.tag_ == "VB" and not children(c, "aux") and child(c, "nsubj") is not None
            for c in children(draft.head, "ccomp")
        )
    ):
        return "request"  # `insists that Iran implement …`
    for start, end in content:
        for verb in main_verbs(text, start, end):
            if (act := _by_verb(cast, verb, speakers)) is not None:
                return act
    return "assert"


def _questions(text: Text, start: int) -> bool:
    """Whether what is asked is a question, not a favour."""
    token = text.doc[start]
    return token.lower_ in {"if", "whether"} or token.tag_ in {"WDT", "WP", "WP$", "WRB"}


def main_verbs(text: Text, start: int, end: int) -> list[Token]:
    """The verbs of the main clauses in a token range, in text order.

    Those that are governed from outside it, what is joined to them, and what they only frame (`we hope that …`).
    """
    found: list[Token] = []
    for token in text.doc[start:end]:
        if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass"}:
            continue
        head = token.head
        outside = head == token or not start <= head.i < end
        framed = token.dep_ == "ccomp" and head.lemma_ in _FRAMES
        if outside or (head in found and (token.dep_ == "conj" or framed)):
            found.append(token)
    return found


def _by_verb(cast: Cast, verb: Token, speakers: tuple[str, ...]) -> Act | None:
    doer = child(verb, *SUBJECTS)
    if doer is None and verb.dep_ == "conj":
        doer = child(verb.head, *SUBJECTS)
    modals = {a.lower_ for a in auxiliaries(verb)}
    own = doer is not None and _same_side(cast, doer, speakers)
    if own and verb.lemma_ in PREVENTS and negated(verb):
        return "commit"
    if (
        own
        and (cue := cues().get((verb.lemma_.lower(), "verb"))) is not None
        and cue.act in _OF_ONES_OWN
        and not negated(verb)
    ):
        return None if cue.act == "-" else cue.act
    if (
        verb.lemma_ == "hope"
        and own
        and any(_future_of_another(cast, c, speakers) for c in children(verb, "ccomp"))
    ):
        return "request"
    if duty(verb) is not None:
        return None if own and doer is not None and doer.lower_ in _OWN else "request"
    if modals & _WILL and not conditional_on_others(verb):
        meeting = doer is not None and doer.lemma_ in meeting_names("noun")
        if verb.lemma_ in CALENDAR or meeting or child(verb, "nsubjpass") is not None:
            return None if negated(verb) else "announce"
        return "commit" if own and verb.lemma_ not in {"be", "have"} else None
    if verb.lemma_ in _SETS and child(verb, "nsubjpass") is not None:
        return "announce"
    if verb.lemma_ == "be" and any(c.tag_ == "VB" for c in children(verb, "xcomp")):
        return "announce"
    return None


def duty(verb: Token) -> Token | None:
    """What somebody is told to do: a verb under `must` or `should`, the infinitive under `has to`, `needs to`."""
    if any(a.lower_ in _OUGHT for a in auxiliaries(verb)):
        return verb
    if verb.lemma_ not in {"need", "have"}:
        return None
    return next((c for c in children(verb, "xcomp") if any(a.lower_ == "to" for a in children(c, "aux"))), None)


def conditional_on_others(verb: Token) -> bool:
    """Whether a promise is only a possibility (`might`)."""
    return conditional(verb) and any(a.lower_ in {"could", "might", "may"} for a in children(verb, "aux"))


def _same_side(cast: Cast, doer: Token, speakers: tuple[str, ...]) -> bool:
    """Whether who acts is the speaker or his state."""
    if doer.lower_ in _OWN:
        return True
    meant = cast.meant(doer)
    if not meant or not speakers:
        return False
    if set(meant) & set(speakers):
        return True
    own = set(cast.countries(speakers))
    return bool(own) and all(set(cast.countries((a,))) and set(cast.countries((a,))) <= own for a in meant)


def _future_of_another(cast: Cast, clause: Token, speakers: tuple[str, ...]) -> bool:
    doer = child(clause, *SUBJECTS)
    return (
        doer is not None
        and any(a.lower_ in _WILL for a in children(clause, "aux"))
        and not _same_side(cast, doer, speakers)
        and bool(cast.meant(doer))
    )
