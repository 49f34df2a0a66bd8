"""Questions to the parse that several stages ask: subjects, sides of a coordination, tense and negation.

The labels are those of spaCy's English pipelines (ClearNLP dependencies).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Doc, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_VERBS = frozenset({"VERB", "AUX"})
_PLANS = frozenset(
    {"plan", "schedule", "due", "expect", "set", "slate", "intend", "prepare", "aim", "agree", "propose", "hope"}
)
_NOBODY = frozenset({"no", "none", "nobody", "neither", "nothing"})
#: Conjunctions behind which the present tense speaks of what is to come: `until Annan visits Baghdad`.
_NOT_YET = frozenset({"until", "before", "once", "when"})
_HYPOTHETICAL = frozenset({"if", "unless", "whether"})
_NEVER = frozenset({"fail", "refuse", "decline", "stop", "refrain", "avoid"})

Reality = Literal["happened", "planned", "denied", "hypothetical"]


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of these labels."""
    for other in token.children:
        if other.dep_ in labels:
            return other
    return None


def children(token: Token, *labels: str) -> list[Token]:
    """The children with one of these labels, in text order."""
    return [other for other in token.children if other.dep_ in labels]


def subject(verb: Token) -> Token | None:
    """Whoever does what the verb says: its subject, or the one that it shares.

    A second verb shares the first one's (`met Aziz and discussed`), a participle or an infinitive its governor's
    (`Assuring that …, Wang said`), a relative clause the noun that it stands with (`Iran, which maintains`),
    a noun's participle that noun (`a resolution condemning`).
    """
    verb = main_verb(verb)
    for _ in range(6):
        own = child(verb, "nsubj", "nsubjpass")
        if own is not None:
            return antecedent(own)
        agent = child(verb, "agent")
        if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return child(agent, "pobj") if agent is not None else verb.head
        if (
            verb.dep_ in {"conj", "advcl", "xcomp", "pcomp", "prep", "dep", "ccomp", "parataxis"}
            and verb.head != verb
        ):
            verb = main_verb(verb.head) if verb.head.pos_ in _VERBS else verb.head
            if verb.pos_ in {"NOUN", "PROPN"} and verb.dep_ not in {"attr", "conj"}:
                owner = child(verb, "poss")
                return owner if owner is not None else None
            continue
        return None
    return None


def impersonal(doer: Token, verb: Token) -> bool:
    """Whether a subject stands for nobody: the `it` of `it was agreed that …`."""
    return doer.lower_ == "it" and child(main_verb(verb), "auxpass", "expl") is not None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token as it is."""
    if token.tag_ in {"WDT", "WP"}:
        clause = token.head
        for _ in range(3):
            if clause.dep_ == "relcl":
                return clause.head
            clause = clause.head
    return token


def main_verb(token: Token) -> Token:
    """The verb that an auxiliary helps."""
    return token.head if token.dep_ in {"aux", "auxpass"} and token.head.pos_ in _VERBS else token


def conjuncts(token: Token) -> list[Token]:
    """A token and what is joined to it by `and`, commas: all sides of `France, Germany and Italy`."""
    found: list[Token] = []
    queue = [token]
    while queue and len(found) < 60:
        here = queue.pop(0)
        found.append(here)
        queue += [other for other in here.children if other.dep_ == "conj"]
    return sorted(found, key=lambda t: t.i)


def objects(verb: Token, *prepositions: str) -> list[Token]:
    """Nouns that hang on a word by these prepositions (`with`, `between`), with all that is joined to them."""
    found: list[Token] = []
    for preposition in verb.children:
        if preposition.dep_ in {"prep", "agent", "dative"} and preposition.lower_ in prepositions:
            for noun in children(preposition, "pobj"):
                found += conjuncts(noun)
    return found


def noun_phrase(token: Token, stop: frozenset[str] = frozenset({"relcl", "appos", "acl"})) -> tuple[int, int]:
    """The tokens of the phrase that a noun heads, `[start, end)`, without clauses and appositions after it.

    Blanks, commas and dashes at its ends are left out.
    """
    start, end = token.left_edge.i, token.right_edge.i + 1
    joined = any(other.dep_ == "conj" for other in token.rights)
    for other in token.rights:
        if other.dep_ in stop or (other.dep_ == "punct" and not joined and other.text not in "-'’)"):
            end = min(end, other.left_edge.i)
    return trim(token.doc, start, end)


def trim(doc: Doc, start: int, end: int, marks: str = ",;:–—--") -> tuple[int, int]:
    """A token range without blanks and separating marks at its ends."""
    while start < end and (doc[start].is_space or doc[start].text in marks):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in marks):
        end -= 1
    return start, end


def auxiliaries(verb: Token) -> Iterator[Token]:
    """The auxiliaries of a verb, or those that it shares with the verb that it is joined to."""
    own = children(verb, "aux", "auxpass")
    if not own and verb.dep_ == "conj" and verb.head.pos_ in _VERBS and child(verb, "nsubj", "nsubjpass") is None:
        own = children(verb.head, "aux", "auxpass")
    yield from own


def negated(verb: Token) -> bool:
    """Whether a verb is denied: `did not`, `never`, `no longer`, or under `failed to`, `stopped short of`."""
    if any(other.dep_ == "neg" or other.lower_ in {"never", "hardly"} for other in verb.children):
        return True
    doer = child(verb, "nsubj", "nsubjpass")
    if doer is not None and (doer.lower_ in _NOBODY or any(other.lower_ in _NOBODY for other in doer.lefts)):
        return True
    head = verb.head
    if verb.dep_ in {"xcomp", "pcomp"}:
        if head.lemma_ in _NEVER:
            return True
        if head.lower_ in {"of", "from"}:
            return head.head.lower_ == "short" or head.head.lemma_ in _NEVER or head.head.lemma_ == "short"
    return False


def future(verb: Token) -> bool:
    """Whether a verb speaks of what is still to come: `will`, `is to`, `plans to`, `is scheduled to`."""
    for aux in auxiliaries(verb):
        if aux.lower_ in {"will", "’ll", "'ll", "shall", "wo"} or (
            aux.lower_ == "would" and not conditional(verb)
        ):
            return True
    if verb.tag_ in {"VBP", "VBZ"} and any(mark.lower_ in _NOT_YET for mark in children(verb, "mark", "advmod")):
        return True
    if verb.dep_ == "xcomp" and any(aux.lower_ == "to" for aux in children(verb, "aux")):
        head = verb.head
        return head.lemma_ in _PLANS or head.lemma_ == "be" or future(head)
    return False


def conditional(verb: Token) -> bool:
    """Whether a verb stands in or over an `if`, or under `could`, `might`."""
    for aux in auxiliaries(verb):
        if aux.lower_ in {"could", "might", "may"}:
            return True
    for other in verb.children:
        if other.dep_ == "mark" and other.lower_ in _HYPOTHETICAL:
            return True
        if other.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in _HYPOTHETICAL for m in other.children):
            return True
    return False


def reality(token: Token) -> Reality:
    """Whether what a verb or noun says happened, is planned, did not come about, or is only thought of."""
    verb = token
    for _ in range(4):
        if verb.pos_ in _VERBS:
            break
        if verb.head == verb:
            return "happened"
        verb = verb.head
    if negated(verb):
        return "denied"
    if conditional(verb):
        return "hypothetical"
    if future(verb):
        return "planned"
    if verb.tag_ == "VB" and verb.dep_ in {"xcomp", "acl", "advcl", "ccomp"}:
        return "hypothetical"
    return "happened"


def last_word(sentence: Span) -> int:
    """The end of a sentence without its full stop and blanks, as a token."""
    end = int(sentence.end)
    while end > sentence.start and (sentence.doc[end - 1].is_space or sentence.doc[end - 1].text in ".!?"):
        end -= 1
    return end
