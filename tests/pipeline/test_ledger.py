"""The ledger: terms of what is promised and asked, refusals, stances and the names of issues."""

from __future__ import annotations

import pytest


def names(record, ids):
    return set(record.names(ids))


def test_a_commitment_with_its_terms(read):
    record = read("Norway pledged to deliver the jets by the end of 2024 if parliament agrees.", "2024-03-01")
    commitment = record.commitments[0]
    text = record.document.text
    assert commitment.strength == "firm"
    assert commitment.condition is not None
    assert commitment.condition.of(text) == "if parliament agrees"
    deadline = next(t for t in record.times if t.id == commitment.deadline)
    assert "2024" in deadline.span.of(text)


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Norway pledged to deliver the jets.", "firm"),
        ("Norway agreed to deliver the jets.", "plain"),
        ("Norway offered to deliver the jets.", "weak"),
        ("Norway expressed its readiness to deliver the jets.", "weak"),
    ],
)
def test_how_strongly_a_promise_binds(read, text, strength):
    assert [c.strength for c in read(text).commitments] == [strength]


def test_a_demand_with_a_deadline(read):
    record = read("Chile demanded that Peru withdraw its troops before June 1.", "2023-05-02")
    request = record.requests[0]
    assert (request.strength, names(record, request.of)) == ("firm", {"Peru"})
    assert next(t for t in record.times if t.id == request.deadline).value == "2023-06-01"


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Estonia refused to reopen the border with Russia.", "Estonia", "reopen the border with Russia"),
        ("Cuba rejected the proposal of the United States.", "Cuba", "the proposal of the United States"),
        ("Serbia said it would not recognize Kosovo.", "Serbia", "recognize Kosovo"),
    ],
)
def test_refusals(read, text, who, what):
    record = read(text)
    assert [(record.names(r.who), r.what.of(text)) for r in record.refusals] == [((who,), what)]


def test_a_denial_of_a_fact_refuses_nothing(read):
    assert read("Syria denied that its soldiers had crossed the border.").refusals == ()


@pytest.mark.parametrize(
    ("text", "stance", "issue"),
    [
        ("Turkey insisted that the sanctions on Iran must be lifted.", "oppose", "the sanctions on Iran"),
        ("Georgia said that Armenia must respect the treaty.", "support", "the treaty"),
        ("Kenya and Uganda agreed to strengthen the customs union.", "support", "the customs union"),
    ],
)
def test_what_a_side_wants_done_tells_where_it_stands(read, text, stance, issue):
    record = read(text)
    assert (stance, issue) in {(p.stance, p.issue.of(text)) for p in record.positions}


def test_one_dispute_has_one_name(read):
    record = read(
        "South Africa condemned the war on Ukraine. Brazil expressed concern about the Ukraine crisis. "
        "Mexico deplored the Russia-Ukraine conflict. Fiji supports the plan for a coral reserve."
    )
    assert [p.name for p in record.positions] == [
        "conflict: RUS UKR",
        "conflict: RUS UKR",
        "conflict: RUS UKR",
        "plan",
    ]


def test_a_dispute_that_may_be_two_keeps_its_own_name(read):
    record = read(
        "Fiji deplored the crisis in Sudan. Peru condemned the conflict between Sudan and Chad. "
        "Cuba condemned the conflict between Sudan and Egypt."
    )
    assert [p.name for p in record.positions] == ["conflict: SDN", "conflict: SDN TCD", "conflict: EGY SDN"]


def test_what_was_not_condemned_is_no_position(read):
    assert read("Senegal did not condemn the coup in Niger.").positions == ()


def test_who_would_not_comment_takes_no_stance(read):
    assert not read("Egypt would not comment on the dam.").positions
    assert [p.stance for p in read("Egypt rejected the dam.").positions] == ["oppose"]
