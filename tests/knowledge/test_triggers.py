"""The lexicons of events: every row means something, and none hides another."""

from __future__ import annotations

from typing import get_args

import pytest

from communique.knowledge import concepts, operators, triggers
from communique.knowledge.tables import listed, rows
from communique.knowledge.triggers import Operator
from communique.record import EventType

#: The modes of each root type (PLOVER manual, draft 2.0).
MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize",
        "restrict",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
        "cyber",
    },
    "ASSAULT": {
        "abduct",
        "beat",
        "torture",
        "sexual",
        "targeted",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "unconventional",
    },
}


def test_types_and_modes_are_plovers():
    for readings in triggers().values():
        for reading in readings:
            assert reading.type in get_args(EventType)
            assert not reading.mode or reading.mode in MODES.get(reading.type, set()), reading


def test_a_word_has_one_reading_at_most_that_needs_nothing():
    bare = [word for word, readings in triggers().items() if sum(not r.needs for r in readings) > 1]
    assert bare == []


def test_readings_that_need_something_come_first():
    for readings in triggers().values():
        needs = [bool(reading.needs) for reading in readings]
        assert needs == sorted(needs, reverse=True)


def test_families_are_spelt_out_in_what_a_reading_needs():
    reading = next(r for r in triggers()["grant", "verb"] if "asylum" in r.needs)
    assert {"refuge", "sanctuary"} <= reading.needs


@pytest.mark.parametrize(
    "table", ["concepts.tsv", "operators.tsv", "stances.tsv", "strengths.tsv", "contexts.tsv"]
)
def test_no_word_stands_twice_in_a_row(table):
    for row in rows(table):
        words = row["words"].split("|")
        assert len(words) == len(listed(row["words"])), row


def test_every_operator_has_words():
    assert all(operators(role) for role in get_args(Operator))
    assert all(concepts().values())


def test_every_family_is_asked_for():
    asked = {need.rpartition(":")[2] for row in rows("triggers.tsv") for need in row["with"].split("|")}
    assert set(concepts()) - asked <= {"person"}
