"""PLOVER's weights: every type has one, and they agree with the quad classes."""

import typing

import pytest

from communique.knowledge.plover import PLANNED, weight
from communique.knowledge.tables import rows
from communique.record import EventType

TYPES = typing.get_args(EventType)


def test_every_type_has_a_weight_and_no_other_has():
    assert {row["type"] for row in rows("plover.tsv")} == set(TYPES)
    for type in TYPES:
        quad, intensity = weight(type)
        assert -10 <= intensity <= 10
        assert (intensity > 0) == quad.endswith("cooperation") or intensity == 0


def test_a_mode_weighs_as_the_manual_says_or_as_its_type():
    assert weight("CONSULT", "phone").intensity == 1.5
    assert weight("ASSAULT", "aerial").intensity == -9.5
    assert weight("REJECT", "yield") == weight("REJECT")


def test_a_planned_deed_becomes_a_word_about_it():
    assert set(PLANNED) | set(PLANNED.values()) <= set(TYPES)
    assert {weight(type).quad.split()[0] for type in PLANNED.values()} == {"verbal"}
    for before, after in PLANNED.items():
        assert weight(before).quad.split()[1] == weight(after).quad.split()[1]


def test_what_is_no_type_has_none():
    with pytest.raises(KeyError):
        weight("FIGHT")
