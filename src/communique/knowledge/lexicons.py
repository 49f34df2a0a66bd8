"""Lexicons of reporting: cues with their speech acts, attitudes, nouns that describe somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, cast

from communique.knowledge.tables import listed, remembered, rows
from communique.record import Act, EventType, MeetingFormat, Stance, Strength

DescriptionSort = Literal["government", "ministry", "document", "outlet", "person", "states"]


class Cue(NamedTuple):
    """A reporting word.

    Attributes:
        lemma: Of the word, or of a verb with its particle (`rule out`).
        pos: `verb`, `noun` or `adjective`.
        act: The speech act; `-` where its object's noun tells it (`attitudes`).
        content: Where the content stands, in the order of preference: `quote`, `clause`, `infinitive`, `gerund`,
            `object`, or a preposition.
        to: Where the addressee stands: `object`, a preposition, or empty.
        event: PLOVER root type of the act itself, if it has one.
    """

    lemma: str
    pos: str
    act: Act | Literal["-"]
    content: tuple[str, ...]
    to: str
    event: EventType | None


class Attitude(NamedTuple):
    """What a noun under `express` makes of it: the act, and its PLOVER type if it has one."""

    act: Act
    event: EventType | None


@remembered
def cues() -> Mapping[tuple[str, str], Cue]:
    """Reporting words by lemma and part of speech (`data/cues.tsv`)."""
    return {
        (row["lemma"], row["pos"]): Cue(
            row["lemma"],
            row["pos"],
            cast("Act", row["act"]),
            tuple(row["content"].replace("-", "").split()),
            row["to"].strip("-"),
            _event(row["event"]),
        )
        for row in rows("cues.tsv")
    }


@remembered
def attitudes() -> Mapping[str, Attitude]:
    """What one expresses, voices, conveys, by its noun (`data/attitudes.tsv`)."""
    return {row["noun"]: Attitude(cast("Act", row["act"]), _event(row["event"])) for row in rows("attitudes.tsv")}


@remembered
def negations() -> Mapping[Act, Attitude]:
    """What an act becomes where its cue is denied (`data/negations.tsv`)."""
    return {
        cast("Act", row["act"]): Attitude(cast("Act", row["denied"]), _event(row["event"]))
        for row in rows("negations.tsv")
    }


@remembered
def descriptions() -> Mapping[str, DescriptionSort]:
    """Nouns that describe somebody without a name (`data/descriptions.tsv`)."""
    return {row["noun"]: cast("DescriptionSort", row["sort"]) for row in rows("descriptions.tsv")}


@remembered
def speaks() -> frozenset[str]:
    """Lemmas of the verbs that report: their subjects speak."""
    return frozenset(cue.lemma.split()[0] for cue in cues().values() if cue.pos == "verb")


def _event(word: str) -> EventType | None:
    return None if word in {"-", ""} else cast("EventType", word)


@remembered
def meeting_names(pos: Literal["verb", "noun"]) -> Mapping[str, MeetingFormat]:
    """Words that name a meeting, with its format, by lemma (`data/meetings.tsv`)."""
    return {
        row["word"]: cast("MeetingFormat", row["format"]) for row in rows("meetings.tsv") if row["role"] == pos
    }


@remembered
def meeting_words(role: Literal["holds", "brings", "sets", "calls-off"]) -> frozenset[str]:
    """Words that stand by a meeting's name: what holds it, gathers sides, sets it for later, calls it off."""
    return frozenset(row["word"] for row in rows("meetings.tsv") if row["role"] == role)


@remembered
def strengths() -> Mapping[str, Strength]:
    """How strongly words of promising and asking bind, by lemma (`data/strengths.tsv`)."""
    found = rows("strengths.tsv")
    return {word: cast("Strength", row["strength"]) for row in found for word in listed(row["words"])}


@remembered
def stances() -> Mapping[str, Stance]:
    """The stance towards what a verb is wanted to be done to, by lemma (`data/stances.tsv`)."""
    return {word: cast("Stance", row["stance"]) for row in rows("stances.tsv") for word in listed(row["words"])}


@remembered
def disputes() -> Mapping[str, str]:
    """The kinds of dispute, by the lemmas of the nouns that name one (`data/disputes.tsv`)."""
    return {word: row["kind"] for row in rows("disputes.tsv") for word in listed(row["words"])}


@remembered
def contexts() -> Mapping[str, frozenset[str]]:
    """PLOVER contexts by the lemmas that tell of them (`data/contexts.tsv`)."""
    found: dict[str, set[str]] = {}
    for row in rows("contexts.tsv"):
        for word in listed(row["words"]):
            found.setdefault(word, set()).add(row["context"])
    return {word: frozenset(names) for word, names in found.items()}
