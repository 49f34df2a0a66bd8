"""Frames: the words that name an event, with the reading that the words beside them decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Token

from communique.knowledge import Trigger, cues, descriptions, event_nouns, event_words, operators, speaks, triggers
from communique.pipeline.attribution.acts import duty
from communique.pipeline.grammar import child, children, conjuncts
from communique.record import EventType

_MODIFIERS = ("amod", "compound", "nmod", "poss", "nummod")
_OBJECTS = ("dobj", "nsubjpass", "oprd", "attr", "dative", "acomp")
_PARTICLES = ("prt", "advmod", "prep", "acomp", "oprd")
#: Where a gerund stands as a noun does.
_NOUNS = frozenset({"pcomp", "pobj", "nsubj", "csubj", "dobj"})
#: Particles that may stand behind the object: `pulled its troops out`.
_APART = frozenset({"out", "back", "off", "down", "up", "away"})
#: The most words of a trigger with its object: `imposed new trade sanctions`.
_SPAN = 5
#: What ending a deed is: aid cut off is a sanction, an attack called off gives way.
_STOPPED: dict[EventType, EventType] = {
    "AID": "SANCTION",
    "COOPERATE": "SANCTION",
    "SUPPORT": "SANCTION",
    "CONSULT": "SANCTION",
    "ASSAULT": "RETREAT",
    "MOBILIZE": "RETREAT",
    "PROTEST": "CONCEDE",
    "SANCTION": "CONCEDE",
    "COERCE": "CONCEDE",
}


class Frame(NamedTuple):
    """A word that names an event: tokens `[first, last)`, and the reading."""

    token: Token
    first: int
    last: int
    reading: Trigger


def frame(token: Token) -> Frame | None:
    """The event that a word names; None where it names none."""
    if verbal(token):
        if token.dep_ in {"amod", "compound", "aux", "auxpass"} or _attribute(token):
            return None
        return _verb(token) or (_noun(token) if token.tag_ == "VBG" and token.dep_ in _NOUNS else None)
    if token.pos_ == "ADJ":
        return _adjective(token)
    if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
        named = _noun(token)
        return named if named is not None and not _told_by_verb(named) else None
    return None


def verbal(token: Token) -> bool:
    """Whether a word is a verb, whatever the tagger makes of its use."""
    return token.pos_ == "VERB" or (token.tag_.startswith("VB") and token.pos_ != "AUX")


def lemma(token: Token) -> str:
    """The lemma of a word; of a verb that spaCy cuts wrongly (`staged`, to `stag`) the known one."""
    found: str = token.lemma_.lower()
    if not verbal(token) or found in event_words():
        return found
    for ending in ("d", "ed", "ing", "s", "es"):
        stem = token.lower_.removesuffix(ending)
        for known in (stem, f"{stem}e", stem[:-1]):
            if stem != token.lower_ and known in event_words():
                return known
    return found


def _attribute(token: Token) -> bool:
    """Whether a participle only says more of a noun that names the event: `sanctions imposed by the bloc`."""
    return token.dep_ == "acl" and token.tag_ == "VBN" and not verbal(token.head) and _noun(token.head) is not None


def _told_by_verb(named: Frame) -> bool:
    """Whether the verb over a noun tells the same event with it: `signed the pact`, `imposed sanctions`."""
    token, verb = named.token, named.token.head
    if token.dep_ not in {"dobj", "nsubjpass"} or not verbal(verb):
        return False
    over = _reading((lemma(verb), "verb"), frozenset(_beside_verb(verb)))
    return (
        over is not None
        and bool(over.needs & frozenset(_phrase(token)))
        and over.type in {named.reading.type, "SUPPORT", "SANCTION"}
    )


def _verb(token: Token) -> Frame | None:
    word = _hyphened(token) or lemma(token)
    if (word not in event_words() and word not in speaks()) or _of_paper(token):
        return None
    beside = frozenset(_beside_verb(token))
    for other in children(token, *_PARTICLES):
        adjacent = other.i == token.i + 1
        if (adjacent or other.dep_ == "prt" or (other.lower_ in _APART and other.i > token.i)) and (
            reading := _reading((f"{word} {other.lower_}", "verb"), beside)
        ):
            return Frame(token, token.i, token.i + (2 if adjacent else 1), reading)
    reading = _reading((word, "verb"), beside) or _cue(token) or _stopped(token) or _duty(token)
    return Frame(token, token.i, _with_object(token, reading), reading) if reading is not None else None


def _hyphened(token: Token) -> str:
    """The lemma of a verb with what a hyphen joins to it, where that is known: `test-fire`."""
    if token.i - token.doc[0].i < 2 or token.nbor(-1).text != "-":
        return ""
    whole = f"{token.nbor(-2).lower_}-{lemma(token)}"
    return whole if whole in event_words() else ""


def _with_object(token: Token, reading: Trigger) -> int:
    """The end of a trigger: past the object that decides its reading, where that stands near."""
    deciding = (o.i + 1 for o in children(token, "dobj") if reading.needs & frozenset(_phrase(o)))
    return next((end for end in deciding if token.i < end <= token.i + _SPAN), token.i + 1)


def _noun(token: Token) -> Frame | None:
    noun = token.lower_ if verbal(token) else lemma(token)
    if noun not in event_nouns():
        return None
    beside = frozenset(_beside_noun(token))
    if token.i > 0:
        before = token.nbor(-1)
        for word in (before.lower_, before.lemma_.lower()):
            if (reading := _reading((f"{word} {noun}", "noun"), beside)) is not None:
                return Frame(token, token.i - 1, token.i + 1, reading)
    reading = _reading((noun, "noun"), beside)
    return Frame(token, token.i, token.i + 1, reading) if reading is not None else None


def _adjective(token: Token) -> Frame | None:
    """Who is `ready to` do something agrees to it, unless it is an event of its own: that is planned then."""
    if any(frame(other) is not None for other in children(token, "xcomp")):
        return None
    reading = _reading(
        (token.lower_, "adjective"), frozenset(_prepositions(token)) | frozenset(_infinitives(token))
    )
    return Frame(token, token.i, token.i + 1, reading) if reading is not None else None


def _reading(key: tuple[str, str], beside: frozenset[str]) -> Trigger | None:
    return next((r for r in triggers().get(key, ()) if not r.needs or r.needs & beside), None)


def _cue(token: Token) -> Trigger | None:
    """The reading of a reporting word that does something by itself."""
    word = lemma(token)
    for other in children(token, "prt", "prep"):
        if (cue := cues().get((f"{word} {other.lower_}", "verb"))) is not None and cue.event is not None:
            return Trigger(cue.event, "", (other.lower_, cue.to), frozenset())
    cue = cues().get((word, "verb"))
    if cue is None or cue.event is None:
        return None
    if token.dep_ == "acl" and token.tag_ == "VBN":
        return None  # `the plan proposed by …` says whose it is
    if "object" not in cue.content and "quote" not in cue.content and child(token, "xcomp", "ccomp") is None:
        return None
    return Trigger(cue.event, "", tuple(p for p in (cue.to, "object", "to", "of", "for") if p), frozenset())


def _stopped(token: Token) -> Trigger | None:
    """What an end put to an event makes: `halted the deliveries`, `stopped shelling`."""
    if lemma(token) not in operators("stops"):
        return None
    for other in children(token, "dobj", "nsubjpass", "xcomp"):
        inner = frame(other)
        if inner is not None and inner.reading.type in _STOPPED:
            return inner.reading._replace(type=_STOPPED[inner.reading.type], mode="")
    return None


def _duty(token: Token) -> Trigger | None:
    """A duty put to another side, in whatever words: `declared that the army must go`."""
    cue = cues().get((lemma(token), "verb"))
    if cue is None or cue.event is not None or cue.act not in {"assert", "announce"}:
        return None
    for clause in children(token, "ccomp"):
        doer = child(clause, "nsubj")
        if duty(clause) is not None and doer is not None and doer.pos_ in {"NOUN", "PROPN"}:
            return Trigger("REQUEST", "", (), frozenset())
    return None


def _of_paper(token: Token) -> bool:
    """Whether it is a document that something is done to: a statement `released` frees nobody."""
    if lemma(token) not in {"release", "issue", "free"}:
        return False
    patients = [*children(token, "dobj", "nsubjpass"), *([token.head] if token.dep_ == "acl" else [])]
    return any(descriptions().get(noun.lemma_.lower()) == "document" for noun in patients)


def _beside_verb(token: Token) -> Iterator[str]:
    """The words that a verb's reading can hang on: see `Trigger.needs`."""
    heads = children(token, *_OBJECTS)
    if token.dep_ == "acl" and token.tag_ == "VBN":
        heads.append(token.head)
    heads += [n for clause in children(token, "ccomp", "xcomp") for n in children(clause, "nsubj")]
    if not heads:
        yield "alone"
    for head in heads:
        for noun in conjuncts(head):
            yield from _phrase(noun)
    yield from _prepositions(token)
    yield from _infinitives(token)
    yield from (f"by:{noun.lemma_.lower()}" for noun in children(token, "nsubj"))


def _infinitives(token: Token) -> Iterator[str]:
    for other in children(token, "xcomp"):
        yield "to:"
        yield f"to:{other.lemma_.lower()}"


def _beside_noun(token: Token) -> Iterator[str]:
    yield from (other.lemma_.lower() for other in children(token, *_MODIFIERS))
    yield from _prepositions(token)
    if child(token, "acl") is not None:
        yield "that:"


def _phrase(noun: Token) -> Iterator[str]:
    """A noun, what modifies it, and what it is a piece of: `aid deliveries`, `a state of emergency`."""
    yield noun.lemma_.lower()
    yield noun.lower_
    yield from (other.lemma_.lower() for other in children(noun, *_MODIFIERS))
    for preposition in children(noun, "prep"):
        yield from _within(preposition, ("",) if preposition.lower_ == "of" else ())
    yield from (f"{p.lower_}:{n.lemma_.lower()}" for p in children(noun, "prep") for n in children(p, "pobj"))


def _prepositions(token: Token) -> Iterator[str]:
    for preposition in children(token, "prep", "agent", "dative", "prt"):
        nouns = [n for n in children(preposition, "pobj", "pcomp") if n.ent_type_ not in {"DATE", "TIME"}]
        if nouns or preposition.dep_ == "prt":
            yield f"{preposition.lower_}:"
        yield from _within(preposition, (f"{preposition.lower_}:",))
        yield from _prepositions(preposition)


def _within(preposition: Token, prefixes: Iterable[str]) -> Iterator[str]:
    for noun in children(preposition, "pobj", "pcomp"):
        for prefix in prefixes:
            yield prefix + noun.lemma_.lower()
            yield from (prefix + n.lemma_.lower() for o in children(noun, "prep") for n in children(o, "pobj"))
            yield from (prefix + other.lemma_.lower() for other in children(noun, *_MODIFIERS))
