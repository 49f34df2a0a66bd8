"""The ledger as one list."""

from __future__ import annotations

from communique.export.digest import Digest
from communique.export.ledger import KINDS, ledger, terms
from communique.record import Record


def test_who_promises_asks_and_holds_what(record: Record) -> None:
    text = record.document.text
    assert [(line.kind, line.who, line.what.of(text), line.statement, line.stance) for line in ledger(record)] == [
        ("Commitment", ("a4",), "“host talks”", "s3", ""),
        ("Request", ("a4",), "help", "s2", ""),
        ("Position", ("a4",), "a truce", "s3", "support"),
        ("Refusal", ("a5",), "to help", "s2", ""),
    ]
    assert [line.to for line in ledger(record)] == [(), ("a5",), (), ("a4",)]


def test_how_strongly_on_what_condition_and_by_when(record: Record) -> None:
    promise, request, position, refusal = (terms(line, Digest(record)) for line in ledger(record))
    assert promise == ["firm", "on condition: “it backs a truce”", "deadline: 7 June 2022 (“Tuesday”)"]
    assert (request, position, refusal) == ([], ["truce"], [])


def test_the_kinds_are_those_of_the_record() -> None:
    assert {"Commitment", "Request", "Refusal", "Position"} == set(KINDS)
    assert not {"Statement", "Event", "Meeting"} & set(KINDS)
