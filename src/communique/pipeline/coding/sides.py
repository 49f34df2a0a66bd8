"""Who does it to whom: the actors and recipients of an event, by the grammar of the word that names it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from communique.knowledge import bearers, concepts, descriptions, operators, organisations, titles
from communique.pipeline.actors import Cast
from communique.pipeline.circumstances import Circumstances
from communique.pipeline.coding.frames import Frame, lemma, verbal
from communique.pipeline.coding.standing import governor, held
from communique.pipeline.grammar import child, children, conjuncts, objects, subject

_MODIFIERS = ("amod", "compound", "nmod", "poss")
#: Prepositions by which a group is told by its country: `refugees from Mali`.
_ORIGIN = ("of", "from", "in", "between", "among")
#: Verbs whose passive tells what its subject thinks or does: `is opposed to`, `was engaged in`.
_STATIVE = frozenset({"oppose", "commit", "engage", "involve", "determine", "prepare"})
#: Nouns that only count people.
_MEASURES = frozenset(
    {"thousand", "hundred", "dozen", "score", "million", "group", "number", "majority", "ten", "lot"}
)
#: Keys of the bodies of states that are known.
_BODIES = frozenset(body.key for body in organisations())
#: Clauses that do not say to whom: what went before, what is said by the way.
_ASIDE = frozenset({"relcl", "advcl", "agent", "npadvmod", "nsubj", "csubj", "punct", "mark", "aux", "auxpass"})


class Sides:
    """Finds the sides of the events of one text."""

    def __init__(self, cast: Cast, circumstances: Circumstances) -> None:
        self.cast = cast
        self.circumstances = circumstances

    def of(self, frame: Frame) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of the actors and of the recipients; these may be whoever stands near, where the doer is known."""
        doers, patients = self._verb(frame) if verbal(frame.token) else self._noun(frame)
        actors = self.meant(doers)
        known = self._done_to(patients, doers, actors)
        if (actors or verbal(frame.token)) and not self._coded(known):
            known = (*known, *self.others(frame.token, actors, known))
        return actors, known

    def recipients(self, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Ids of those whom the grammar of a word makes its recipients, where the actors are known already."""
        doers, patients = self._verb(frame) if verbal(frame.token) else self._noun(frame)
        known = self._done_to(patients, doers, actors)
        return known if self._coded(known) else ()

    def _done_to(self, patients: list[Token], doers: list[Token], actors: tuple[str, ...]) -> tuple[str, ...]:
        """Whom patients mean. Two groups of one state are both known by it: `Malian police`, `Malian students`."""
        own = {a for a in actors if not self._by_adjective(patients)}
        return tuple(a for a in self.meant(patients) if a not in own)

    def _by_adjective(self, nouns: list[Token]) -> bool:
        """Whether nouns are nobody's names, but groups that a state's adjective describes."""
        return bool(nouns) and all(self._group(noun) for noun in nouns)

    def _group(self, noun: Token) -> bool:
        adjectives = (self.cast.at(modifier.i) for modifier in _modifiers(noun))
        return self.cast.at(noun.i) is None and any(m is not None and m.form == "demonym" for m in adjectives)

    def _coded(self, ids: tuple[str, ...]) -> bool:
        """Whether somebody among these is a state, stands for one, or is a known body of states."""
        return any(self.cast.by_id[a].countries or self.cast.by_id[a].identity in _BODIES for a in ids)

    def borne(self, frame: Frame, needed: bool) -> bool:
        """Whether a deed has somebody or something to be done to, where its verb has an object or one is needed.

        `seized the tanker`, not `seized the moment`; a reading that the words beside it decided needs no more.
        """
        token, reading = frame.token, frame.reading
        if not verbal(token) or reading.needs:
            return True
        patients = children(token, "dobj", "nsubjpass") + ([token.head] if token.dep_ == "acl" else [])
        if not patients and needed and reading.to[:1] == ("object",):
            return bool(objects(token, *reading.to))
        return not patients or any(self._bears(n) for patient in patients for n in conjuncts(patient))

    def _bears(self, noun: Token) -> bool:
        word = noun.lemma_.lower()
        named = noun.pos_ in {"PROPN", "PRON", "NUM"} or word in bearers() or word in descriptions()
        return named or bool(self.meant([noun]))

    def spoken(self, frame: Frame) -> bool:
        """Whether somebody can be the speaker, where a verb has a subject: not in `the plan promises delay`."""
        doer = doer_of(frame.token) if verbal(frame.token) else None
        if doer is None or doer.pos_ == "PROPN" or self.cast.at(doer.i) is not None:
            return True
        if doer.pos_ == "PRON":
            return doer.lower_ not in {"that", "this", "which", "it", "these", "those"}
        word = doer.lemma_.lower()
        known = word in _people() or word in titles()
        return known or bool(self.meant([doer]))

    # ------------------------------------------------------------------- by grammar

    def _verb(self, frame: Frame) -> tuple[list[Token], list[Token]]:
        token, to = frame.token, frame.reading.to
        agent = child(token, "agent")
        stative = child(token, "nsubjpass") if lemma(token) in _STATIVE and agent is None else None
        if stative is not None:
            return [stative], [noun for place in to for noun in self._at(token, place)]
        if child(token, "nsubjpass", "auxpass") is not None or (token.tag_ == "VBN" and token.dep_ == "acl"):
            doers = objects(token, "by")
            patients = children(token, "nsubjpass") or ([token.head] if token.dep_ == "acl" else [])
            return doers, [*patients, *objects(token, *(p for p in to if p != "by"))]
        doer = doer_of(token)
        doers = [doer] if doer is not None else []
        if agent is not None:
            doers += objects(token, "by")
        asked = [n for c in children(token, "ccomp", "xcomp") for n in children(c, "nsubj", "nsubjpass")]
        patients = [noun for place in to for noun in self._at(token, place)]
        return doers, asked if frame.reading.type == "REQUEST" and not self.meant(patients) else patients

    def _at(self, token: Token, place: str) -> list[Token]:
        if place == "object":
            return [n for o in children(token, "dobj") for n in conjuncts(o)]
        if place == "dative":
            return [noun for noun in children(token, "dative") if noun.pos_ != "ADP"] + objects(token, "to")
        return objects(token, place) or [n for o in children(token, "dobj") for n in objects(o, place)]

    def _noun(self, frame: Frame) -> tuple[list[Token], list[Token]]:
        token, to = frame.token, frame.reading.to
        if token.pos_ == "ADJ":
            doer = doer_of(token)
            return [doer] if doer is not None else [], objects(token, *to)
        owner = child(token, "poss")
        doers = conjuncts(owner) if owner is not None else []
        if not doers:
            modifiers = children(token, "amod", "compound", "nmod")
            doers = [c for m in modifiers for c in conjuncts(m) if self.cast.at(c.i) is not None]
        words = (token, *children(token, "acl"))
        doers += [n for word in words for n in objects(word, "by")]
        patients = [n for word in words for n in objects(word, *to) if n not in doers]
        over = governor(token)
        if over is not None and lemma(over) in operators("suffers"):
            victim = doer_of(over)
            patients += [victim] if victim is not None else []
        light = held(token)
        if light is not None:
            passive = child(light, "nsubjpass", "auxpass") is not None and token.dep_ == "nsubjpass"
            doer = doer_of(light) if not passive else None
            doers += [doer] if doer is not None and doer.i != token.i else []
            doers += objects(light, "by") if passive else []
            patients += objects(light, *to)
        if not doers:  # `cooperation between A and B` is both of theirs, `A's mediation between B and C` is A's
            words = (token, token.head) if token.dep_ == "nsubj" else (token,)  # `fighting broke out between …`
            doers = [n for word in words for n in objects(word, "between", "among")]
            patients = [n for n in patients if n not in doers]
        if token.dep_ == "conj" and not doers:
            doer = doer_of(token.head) if verbal(token.head) else None
            doers += [doer] if doer is not None else []
        return doers, patients

    # ----------------------------------------------------------------- who is meant

    def meant(self, nouns: list[Token]) -> tuple[str, ...]:
        """Ids of those whom phrases mean, each once; documents do nothing."""
        found: dict[str, None] = {}
        for noun in nouns:
            for each in conjuncts(noun):
                found.update(dict.fromkeys(self._one(each)))
        return tuple(a for a in found if self.cast.by_id[a].kind != "document")

    def _one(self, noun: Token) -> tuple[str, ...]:
        """Whom a noun means; where nobody with a country, whose it is: `Kenyan traders`, `the ships of Iran`."""
        while noun.lemma_.lower() in _MEASURES and (part := objects(noun, "of")) and self.cast.at(noun.i) is None:
            noun = part[0]
        ids = self._named(noun)
        if not self._coded(ids):
            ids = (*ids, *self._speaker(noun))
        if self._coded(ids):
            return self._all_states(noun, ids)
        described = [m for c in _modifiers(noun) for m in conjuncts(c)] + objects(noun, *_ORIGIN)
        whose = tuple(a for m in described for a in self._named(m))
        return (*ids, *whose) if whose else (*ids, *self._located(noun))

    def _named(self, noun: Token) -> tuple[str, ...]:
        mention = self.cast.at(noun.i)
        ids = mention.actors if mention is not None else ()
        if not ids and noun.dep_ not in _MODIFIERS:
            ids = tuple(a for other in children(noun, "appos") if (m := self.cast.at(other.i)) for a in m.actors)
        if not ids and (place := self.circumstances.place_at(noun)) is not None:
            state = self.cast.state(place.country)
            ids = (state,) if state is not None else ()
        return ids

    def _speaker(self, noun: Token) -> tuple[str, ...]:
        """Whom an open pronoun in reported words means: the speaker, `farmers said they would march`."""
        clause = noun.head
        if noun.pos_ != "PRON" or noun.dep_ not in {"nsubj", "nsubjpass"} or clause.dep_ != "ccomp":
            return ()
        speaker = child(clause.head, "nsubj")
        return self.meant([speaker]) if speaker is not None and speaker.pos_ != "PRON" else ()

    def _all_states(self, noun: Token, ids: tuple[str, ...]) -> tuple[str, ...]:
        """With the states that are joined to the one which a noun was resolved to: `Malian and Dutch envoys`."""
        joined = [c for m in children(noun, "amod", "compound") for c in conjuncts(m)]
        if len(joined) < 2:
            return ids
        known = set(self.cast.countries(ids))
        more = (a for c in joined for a in self._named(c) if not set(self.cast.by_id[a].countries) <= known)
        return (*ids, *dict.fromkeys(more))

    def _located(self, noun: Token) -> tuple[str, ...]:
        for modifier in _modifiers(noun):
            place = self.circumstances.place_at(modifier)
            state = self.cast.state(place.country) if place is not None else None
            if state is not None:
                return (state,)
        return ()

    # ---------------------------------------------------------------- by nearness

    def others(self, token: Token, actors: tuple[str, ...], known: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Whoever else stands nearest below a word; empty where nobody does.

        Another country comes before one's own, somebody with a country before anybody else, and last a group of
        the actors' own state (`Malian police` of `Malian students`).
        """
        own = set(self.cast.countries(actors))
        at_home: list[tuple[str, ...]] = []
        unknown: list[tuple[str, ...]] = []
        groups: list[tuple[str, ...]] = []
        for node in (*_below(token), *(n for purpose in _purposes(token) for n in (purpose, *_below(purpose)))):
            if node.dep_ in _MODIFIERS and node.head == token:
                continue
            named = tuple(a for a in self._named(node) if self.cast.by_id[a].kind != "document")
            ids = tuple(a for a in named if a not in actors + known)
            if set(self.cast.countries(ids)) - own:
                return ids
            mention = self.cast.at(node.i)
            if ids and mention is not None and mention.form != "demonym":
                (at_home if self.cast.countries(ids) else unknown).append(ids)
            elif self._group(node) and node.lemma_.lower() in _people():
                groups.append(self._one(node))
        return next(iter((*at_home, *groups, *unknown)), ()) if own else ()


def doer_of(verb: Token) -> Token | None:
    """The subject of a verb, also past an adjective over its infinitive: `they are ready to leave`."""
    here = verb
    for _ in range(3):
        if (here.dep_ == "xcomp" and here.head.pos_ == "ADJ") or here.dep_ == "acomp":
            here = here.head
    return subject(here)


def _modifiers(noun: Token) -> list[Token]:
    """What stands before a noun, and before that: `US` of `US drone strikes`, however the parse joins them."""
    found = children(noun, *_MODIFIERS)
    return found + [m for modifier in found for m in children(modifier, "amod", "compound", "nmod")]


@cache
def _people() -> frozenset[str]:
    """Nouns of people who can be done something to."""
    families = ("crowd", "forces", "officers", "captive", "diplomat", "refuge", "person")
    return frozenset(word for family in families for word in concepts()[family]) | descriptions().keys()


def _purposes(token: Token) -> list[Token]:
    """The infinitives that tell what something is done for: `marched to press the government`."""
    return [c for c in children(token, "advcl", "acl") if any(a.lower_ == "to" for a in children(c, "aux"))]


def _below(token: Token) -> Iterator[Token]:
    """What hangs on a word, nearest first, then in text order; asides left out."""
    level = [token]
    for _ in range(8):
        level = [c for node in level for c in node.children if not (c.dep_ in _ASIDE and node == token)]
        level = [c for c in level if c.dep_ not in {"relcl", "agent"} and c.lower_ != "according"]
        if not level:
            return
        yield from sorted(level, key=lambda t: t.i)
