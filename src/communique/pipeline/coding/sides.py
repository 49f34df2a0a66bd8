"""Who does it to whom: the actors and recipients of an event, by the grammar of the word that names it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.knowledge import operators
from communique.pipeline.actors import Cast
from communique.pipeline.circumstances import Circumstances
from communique.pipeline.coding.frames import Frame, verbal
from communique.pipeline.coding.standing import governor, held
from communique.pipeline.grammar import child, children, conjuncts, objects, subject

_MODIFIERS = ("amod", "compound", "nmod", "poss")
#: Prepositions by which a group is told by its country: `refugees from Mali`.
_ORIGIN = ("of", "from", "in")
#: Clauses that do not say to whom: what went before, what is said by the way.
_ASIDE = frozenset({"relcl", "advcl", "agent", "npadvmod", "nsubj", "csubj", "punct", "mark", "aux", "auxpass"})


class Sides:
    """Finds the sides of the events of one text."""

    def __init__(self, cast: Cast, circumstances: Circumstances) -> None:
        self.cast = cast
        self.circumstances = circumstances

    def of(self, frame: Frame) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of the actors and of the recipients; these may be whoever else stands near, where the doer is known."""
        token = frame.token
        doers, patients = self._verb(frame) if verbal(token) else self._noun(frame)
        actors = self.meant(doers)
        recipients = tuple(a for a in self.meant(patients) if a not in actors)
        if (actors or verbal(token)) and not any(self.cast.by_id[r].countries for r in recipients):
            recipients = (*recipients, *self.others(token, actors, recipients))
        return actors, recipients

    # ------------------------------------------------------------------- by grammar

    def _verb(self, frame: Frame) -> tuple[list[Token], list[Token]]:
        token, to = frame.token, frame.reading.to
        agent = child(token, "agent")
        if child(token, "nsubjpass", "auxpass") is not None or (token.tag_ == "VBN" and token.dep_ == "acl"):
            doers = objects(token, "by")
            patients = children(token, "nsubjpass") or ([token.head] if token.dep_ == "acl" else [])
            return doers, [*patients, *objects(token, *(p for p in to if p != "by"))]
        doer = subject(token)
        doers = [doer] if doer is not None else []
        if agent is not None:
            doers += objects(token, "by")
        return doers, [noun for place in to for noun in self._at(token, place)]

    def _at(self, token: Token, place: str) -> list[Token]:
        if place == "object":
            return children(token, "dobj")
        if place == "dative":
            return [noun for noun in children(token, "dative") if noun.pos_ != "ADP"] + objects(token, "to")
        return objects(token, place) or [n for o in children(token, "dobj") for n in objects(o, place)]

    def _noun(self, frame: Frame) -> tuple[list[Token], list[Token]]:
        token, to = frame.token, frame.reading.to
        owner = child(token, "poss")
        doers = conjuncts(owner) if owner is not None else []
        if not doers:
            modifiers = children(token, "amod", "compound", "nmod")
            doers = [c for m in modifiers for c in conjuncts(m) if self.cast.at(c.i) is not None]
        doers += [n for word in (token, *children(token, "acl")) for n in objects(word, "by", "between", "among")]
        patients = [n for word in (token, *children(token, "acl")) for n in objects(word, *to)]
        over = governor(token)
        if over is not None and over.lemma_.lower() in operators("suffers"):
            victim = subject(over)
            patients += [victim] if victim is not None else []
        light = held(token)
        if light is not None:
            passive = child(light, "nsubjpass", "auxpass") is not None
            doer = subject(light) if not passive else None
            doers += [doer] if doer is not None and doer.i != token.i else []
            doers += objects(light, "by") if passive else []
            patients += objects(light, *to)
        elif token.dep_ == "conj" and not doers:
            doer = subject(token.head) if verbal(token.head) else None
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
        """Whom a noun means; where nobody with a country, whose the noun is: `Kenyan traders`, `the ships of Iran`."""
        ids = self._named(noun)
        if any(self.cast.by_id[a].countries or self.cast.by_id[a].kind == "organisation" for a in ids):
            return self._all_states(noun, ids)
        described = [m for c in children(noun, *_MODIFIERS) for m in conjuncts(c)] + objects(noun, *_ORIGIN)
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

    def _all_states(self, noun: Token, ids: tuple[str, ...]) -> tuple[str, ...]:
        """With the states that are only joined to the one which a noun was resolved to: `Malian and Dutch envoys`."""
        joined = [c for m in children(noun, "amod", "compound") for c in conjuncts(m)]
        if len(joined) < 2:
            return ids
        known = set(self.cast.countries(ids))
        more = (a for c in joined for a in self._named(c) if not set(self.cast.by_id[a].countries) <= known)
        return (*ids, *dict.fromkeys(more))

    def _located(self, noun: Token) -> tuple[str, ...]:
        for modifier in children(noun, *_MODIFIERS):
            place = self.circumstances.place_at(modifier)
            state = self.cast.state(place.country) if place is not None else None
            if state is not None:
                return (state,)
        return ()

    # ---------------------------------------------------------------- by nearness

    def others(self, token: Token, actors: tuple[str, ...], known: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Whoever else stands nearest below a word, another country first; empty where nobody does."""
        own = set(self.cast.countries(actors))
        same: tuple[str, ...] = ()
        for node in _below(token):
            if node.dep_ in _MODIFIERS and node.head == token:
                continue
            ids = tuple(
                a for a in self._named(node) if a not in actors + known and self.cast.by_id[a].kind != "document"
            )
            countries = set(self.cast.countries(ids))
            if ids and countries and not countries <= own:
                return ids
            if ids and not same and self.cast.at(node.i) is not None and self.cast.at(node.i).form != "demonym":  # type: ignore[union-attr]
                same = ids
        return same if own else ()


def _below(token: Token) -> Iterator[Token]:
    """What hangs on a word, nearest first, then in text order; asides left out."""
    level = [token]
    for _ in range(8):
        level = [c for node in level for c in node.children if not (c.dep_ in _ASIDE and node == token)]
        level = [c for c in level if c.dep_ not in {"relcl", "agent"}]
        if not level:
            return
        yield from sorted(level, key=lambda t: t.i)
