"""Issues: what a stance is about, under a name that does not change with the words, and what a deed says of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Token

from communique.knowledge import disputes, stances
from communique.pipeline.actors import Cast
from communique.pipeline.circumstances import Circumstances
from communique.pipeline.grammar import child, negated
from communique.record import Stance

_TURNED: dict[Stance, Stance] = {"support": "oppose", "oppose": "support"}
#: Modifiers that belong to a noun's name.
_NAMING = frozenset({"amod", "compound", "nmod", "nummod", "poss"})


class Theme(NamedTuple):
    """What a wanted deed is done to, and the stance towards it of who wants it."""

    noun: Token
    stance: Stance


def theme(verb: Token) -> Theme | None:
    """What stance towards its object a wanted deed implies: who wants sanctions lifted opposes them.

    None where the verb implies none. Denied, the stance turns round.
    """
    stance = stances().get(verb.lemma_.lower())
    passive = child(verb, "nsubjpass")
    noun = passive if passive is not None else child(verb, "dobj")
    if stance is None or noun is None or noun.pos_ == "PRON":
        return None
    return Theme(noun, _TURNED[stance] if negated(verb) else stance)


def met(names: Iterable[str]) -> dict[str, str]:
    """The fuller name of each dispute: `conflict: UKR` is `conflict: RUS UKR` where the text has one such only."""
    disputes = {name: set(name.split()) for name in names if ": " in name}
    fuller = {name: [n for n, words in disputes.items() if own < words] for name, own in disputes.items()}
    return {name: found[0] for name, found in fuller.items() if len(found) == 1}


class Issues:
    """Names the issues of one text."""

    def __init__(self, cast: Cast, circumstances: Circumstances) -> None:
        self.cast = cast
        self.circumstances = circumstances

    def name(self, start: int, end: int, doc: object) -> str:
        """The name of an issue: of a dispute its kind and its states' codes, otherwise its noun with modifiers.

        Args:
            start: First token of the issue.
            end: The token after its last.
            doc: The document's tokens.
        """
        tokens: list[Token] = list(doc[start:end])  # type: ignore[index]
        head = _head(tokens)
        if head is None:
            return ""
        kind = _kind(tokens)
        states = self._states(tokens)
        if kind and (states or kind != "dispute"):
            return f"{kind}: {' '.join(states)}" if states else kind
        return " ".join(
            t.lemma_.lower()
            for t in tokens
            if t == head or (t.head == head and t.dep_ in _NAMING and t.pos_ != "PRON")
        )

    def _states(self, tokens: list[Token]) -> list[str]:
        named = {c for t in tokens if (m := self.cast.at(t.i)) is not None for c in self.cast.countries(m.actors)}
        places = {p.country for t in tokens if (p := self.circumstances.place_at(t)) is not None and p.country}
        return sorted(named | places)


def _head(tokens: list[Token]) -> Token | None:
    """The noun that an issue is about: the first that hangs on none of its words."""
    inside = {t.i for t in tokens}
    nouns = [t for t in tokens if t.pos_ in {"NOUN", "PROPN"}]
    return next((t for t in nouns if t.head.i not in inside or t.head == t), nouns[0] if nouns else None)


def _kind(tokens: list[Token]) -> str:
    """The kind of dispute that the words name, two words before one; empty where they name none."""
    lemmas = [t.lemma_.lower() for t in tokens]
    pairs = [f"{a} {b}" for a, b in pairwise(lemmas)]
    return next((disputes()[word] for word in (*pairs, *lemmas) if word in disputes()), "")
