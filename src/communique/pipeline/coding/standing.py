"""How an event stands: whether it happened, and how near it is to what its sentence mainly tells."""

from __future__ import annotations

from spacy.tokens import Token

from communique.knowledge import cues, operators
from communique.pipeline.coding.frames import frame, lemma, verbal
from communique.pipeline.grammar import auxiliaries, child, children, conditional, negated, reality
from communique.record import EventStatus

_ENDS = frozenset({"end", "stop", "prevent", "avoid", "avert", "without", "against", "curb", "halt"})
_WILL = frozenset({"will", "would", "wo", "shall", "'ll", "’ll"})
#: Prepositions before what is only talked of: `insisted on ending`, `the question of lifting`.
_TOWARDS = frozenset({"on", "of", "about", "toward", "towards", "to"})
#: Auxiliaries of what is only asked for.
_DUTY = frozenset({"must", "should", "ought"})
#: Conjunctions behind which a clause tells what was known before.
_BACKGROUND = frozenset(
    {"after", "before", "since", "while", "as", "because", "when", "although", "though", "despite"}
)

#: What a step away from the main statement costs, by its label.
_COSTS = {
    "xcomp": 0.0,
    "ccomp": 0.0,
    "parataxis": 0.5,
    "dep": 0.5,
    "conj": 1.0,
    "dobj": 1.0,
    "nsubjpass": 1.0,
    "attr": 1.0,
    "nsubj": 1.5,
    "prep": 1.0,
    "pobj": 1.0,
    "agent": 1.0,
    "pcomp": 0.5,
    "acomp": 0.0,
    "oprd": 0.5,
    "advcl": 3.0,
    "acl": 3.0,
    "relcl": 4.0,
    "appos": 4.0,
    "poss": 3.0,
    "compound": 3.0,
    "nmod": 3.0,
    "amod": 3.0,
}
#: What it costs to stand in what is promised, asked or refused: that is told already.
_SUBSUMED = 4.0


def governor(token: Token) -> Token | None:
    """The word over the name of an event that says what becomes of it: the verb of `launched an attack`.

    Past `of` (`a series of attacks`), a preposition (`engaged in`) and what a noun is joined to.
    """
    here = token
    for _ in range(5):
        if here.head == here:
            return None
        if here.dep_ in {"dobj", "nsubjpass", "attr", "xcomp", "pobj", "prep", "pcomp", "conj", "acomp", "oprd"}:
            here = here.head
        else:
            return None
        if here.pos_ in {"VERB", "AUX", "ADJ"}:
            return here
    return None


def held(token: Token) -> Token | None:
    """The verb that has the doer of a noun's event: `held` of `held talks`, `launched` of `launched an attack`."""
    over = governor(token)
    return over if over is not None and lemma(over) in operators("holds") | operators("tries") else None


def status(token: Token, hostile: bool = False) -> EventStatus:
    """Whether an event happened, is planned, did not come about, or is only thought of.

    What is hostile has happened where it was only tried: who tries to kill attacks.
    """
    if token.pos_ == "ADJ":
        return "denied" if negated(token.head) else "happened"
    own = reality(token)
    if own == "denied":
        return "denied"
    if _averted(token) or any(a.lower_ in _DUTY for a in auxiliaries(token)):
        return "hypothetical"
    over = governor(token)
    if over is not None and verbal(token) and token.dep_ in {"xcomp", "pcomp"}:
        word = lemma(over)
        if token.dep_ == "xcomp" and negated(over):
            return "denied"
        if token.dep_ == "xcomp" and word in operators("plans"):
            return "planned"
        if word in operators("holds") or (hostile and word in operators("tries")):
            return status(over) if verbal(over) else reality(over)
        if word in operators("tries") or (token.dep_ == "pcomp" and token.head.lower_ in _TOWARDS):
            return "hypothetical"
    return "planned" if own == "hypothetical" and promised(token) else own


def promised(verb: Token) -> bool:
    """Whether a condition stands only before one's own deed: `said they would meet him if …`."""
    if not conditional(verb) or verb.dep_ != "ccomp":
        return False
    return any(a.lower_ in _WILL for a in children(verb, "aux"))


def avoided(verb: Token) -> bool:
    """Whether it is a verb over this one that denies it: `stopped short of condemning`, `avoided condemning`."""
    return verb.dep_ in {"xcomp", "pcomp"} and negated(verb) and child(verb, "neg") is None


def conditioned(verb: Token) -> bool:
    """Whether a deed is held out in case another does not give way: `will leave unless …`."""
    clauses = [c for c in children(verb, "advcl") if any(m.lower_ == "unless" for m in children(c, "mark"))]
    return bool(clauses) and any(a.lower_ in _WILL for a in auxiliaries(verb))


def _averted(token: Token) -> bool:
    """Whether an event noun is only something to end or avoid."""
    if verbal(token):
        return False
    head = token.head
    return head.lemma_.lower() in _ENDS or (head.dep_ == "prep" and head.lower_ in {"against", "without"})


def distance(token: Token) -> float:
    """How far an event stands from what its sentence mainly tells: 0 in its main statement."""
    cost, here = 0.0, token
    for _ in range(30):
        if here.head == here:
            return cost
        cost += _step(here)
        here = here.head
    return cost


def _step(token: Token) -> float:
    head, label = token.head, token.dep_
    if label in {"dobj", "nsubjpass", "attr", "pobj", "prep"} and held(token) is not None:
        return 0.25
    if label in {"xcomp", "ccomp", "pcomp", "advcl"} and verbal(head) and _tells(head):
        return _SUBSUMED
    if label == "advcl" and any(m.lower_ in _BACKGROUND for m in token.children if m.dep_ in {"mark", "advmod"}):
        return 5.0
    return _COSTS.get(label, 2.0)


def _tells(verb: Token) -> bool:
    """Whether a verb is an event itself, or a reporting word that makes one of what it governs."""
    cue = cues().get((lemma(verb), "verb"))
    return (cue is not None and cue.event is not None) or frame(verb) is not None
