"""JSON Lines: the records themselves."""

from __future__ import annotations

from communique.record import Record


def test_records_come_back_whole_and_in_order(stream, record: Record, hostile: Record) -> None:
    lines = stream("jsonl", record, hostile).splitlines()
    assert [Record.from_json(line) for line in lines] == [record, hostile]
