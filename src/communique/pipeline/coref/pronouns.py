"""Pronouns: `he`, `she`, `it`, `they` and their possessives."""

from __future__ import annotations

from spacy.tokens import Token

from communique.pipeline.coref.discourse import Entity
from communique.pipeline.coref.reading import Reading

_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_IT, _THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "themselves"})
#: How prominent a subject is in its own sentence.
_SUBJECT = 3.0


class Pronouns:
    """Resolves the pronouns of one text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def pronoun(self, token: Token) -> None:
        """Resolve a pronoun to whom the text has in mind; to nobody where that is not clear."""
        word = token.lower_
        sentence = self.reading.sentence(token.i)
        found: Entity | None = None
        if word in _HE | _SHE:
            found = self.reading.discourse.person("man" if word in _HE else "woman", sentence, token.i)
            if found is not None and not found.gender:
                found.gender = "man" if word in _HE else "woman"
        elif word in _IT:
            if word == "it" and token.dep_ == "expl":
                return
            found = self._owner_beside(token) or self.reading.discourse.most_present(
                self.reading.discourse.bodies(), sentence, token.i, reach=2
            )
        elif word in _THEY:
            self._they(token, sentence)
            return
        if found is not None:
            self.reading.add((found.key,), token.i, token.i + 1, token.i, "pronoun")

    def _owner_beside(self, token: Token) -> Entity | None:
        """`sanctions on Iran for its refusal`: who is named right before an `its`."""
        if token.tag_ != "PRP$":
            return None
        for mention in reversed(self.reading.mentions[-3:]):
            if 0 < token.i - mention.end <= 2 and mention.form in {"name", "metonym"} and len(mention.keys) == 1:
                entity = self.reading.discourse.entities[mention.keys[0]]
                if (
                    entity.kind in {"state", "organisation", "ministry"}
                    and self.reading.doc[mention.head].dep_ != "poss"
                ):
                    return entity
        return None

    def _they(self, token: Token, sentence: int) -> None:
        group = self.reading.discourse.group
        found = self.reading.discourse.most_present(
            [e for e in self.reading.discourse.recent() if e.plural], sentence, token.i, reach=2
        )
        if found is None:
            # `The Pakistani government has said they carried out the raid`: only right after its subject.
            bodies = [e for e in self.reading.discourse.recent() if e.kind in {"state", "organisation"}]
            found = self.reading.discourse.most_present(bodies, sentence, token.i, reach=0)
            if found is not None and self.reading.discourse.score(found, sentence, token.i) < _SUBJECT:
                found = None
        if group is not None and sentence - group[0] <= 1:
            present = max(
                self.reading.discourse.score(self.reading.discourse.entities[k], sentence, token.i)
                for k in group[1]
            )
            if (
                found is None
                or found.key in group[1]
                or present >= self.reading.discourse.score(found, sentence, token.i)
            ):
                self.reading.add(group[1], token.i, token.i + 1, token.i, "pronoun")
                return
        if found is not None:
            self.reading.add((found.key,), token.i, token.i + 1, token.i, "pronoun")
