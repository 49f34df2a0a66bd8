"""The ledger as one list."""

from __future__ import annotations

from communique.export.ledger import KINDS, ledger
from communique.record import Record


def test_who_promises_asks_and_holds_what(record: Record) -> None:
    text = record.document.text
    assert [(line.kind, line.who, line.what.of(text), line.statement, line.stance) for line in ledger(record)] == [
        ("Commitment", ("a4",), "“host talks”", "s3", ""),
        ("Request", ("a4",), "help", "s2", ""),
        ("Position", ("a4",), "a truce", "s3", "support"),
    ]


def test_the_kinds_are_those_of_the_record() -> None:
    assert {"Commitment", "Request", "Position"} <= set(KINDS)
    assert not {"Statement", "Event", "Meeting"} & set(KINDS)
