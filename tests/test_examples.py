"""What the example stories say, and what their records must say: expectations of meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import Document, Reader, Record

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def records(reader: Reader) -> dict[str, Record]:
    stories = sorted(EXAMPLES.glob("*.txt"))
    documents = [Document(id=story.stem, text=story.read_text(encoding="utf-8")) for story in stories]
    return {record.document.id: record for record in reader.read_many(documents)}


def said(record: Record, words: str):
    """The innermost statement whose content holds these words."""
    text = record.document.text
    holding = [s for s in record.statements if any(words in span.of(text) for span in s.content)]
    assert holding, words
    return min(holding, key=lambda s: sum(span.end - span.start for span in s.content))


def sides(record: Record) -> list[set[str]]:
    return [set(record.names(meeting.participants)) for meeting in record.meetings]


def test_astana_who_met_whom(records):
    record = records["astana-talks"]
    assert record.published is not None
    assert record.published.isoformat() == "2023-02-28"
    assert {"Antony Blinken", "Kassym-Jomart Tokayev"} in sides(record)
    planned = next(m for m in record.meetings if m.status == "planned")
    assert set(record.names(planned.participants)) == {"Antony Blinken", "Shavkat Mirziyoyev"}
    assert planned.interval is not None
    assert planned.interval.start.isoformat() == "2023-03-01"


def test_astana_on_whose_word(records):
    record = records["astana-talks"]
    statement = said(record, "continuing consultations")
    chain = record.chain(statement)
    assert len(chain) == 2
    assert chain[-1] == ("statement of Ministry of Foreign Affairs of Kyrgyzstan",)
    assert record.names(said(record, "continuous and firm support").actors) == ("Kassym-Jomart Tokayev",)


def test_astana_the_ledger(records):
    record = records["astana-talks"]
    text = record.document.text
    promised = {record.names(c.who): c.what.of(text) for c in record.commitments}
    assert promised["United States",].startswith("provide $25 million")
    assert promised["Kazakhstan",] == "continue a balanced foreign policy"
    assert any(
        record.names(r.of) == ("Russia",) and "withdraw its troops" in r.what.of(text) for r in record.requests
    )


def test_astana_none_condemned(records):
    assert not [s for s in records["astana-talks"].statements if s.act == "criticize"]


def test_the_reprint_is_not_believed_its_header(records):
    record = records["reprint-nur-sultan"]
    kinds = {finding.kind for finding in record.findings if finding.level == "doubt"}
    assert {"header-dateline", "header-place-name"} <= kinds
    assert record.published is not None
    assert record.published.isoformat() == "2022-06-16"
    evidence = {span.of(record.document.text) for f in record.findings for span in f.evidence}
    assert {"| 12 January 2024, Friday |", "Nur-Sultan"} <= evidence


def test_the_reprint_keeps_who_told(records):
    record = records["reprint-nur-sultan"]
    assert record.chain(said(record, "We tried to convince them")) == [("Alexander Lavrentyev",), ("TASS",)]
    condemned = said(record, "countries that support")
    assert condemned.act == "criticize"
    assert record.chain(condemned)[-1] == ("Ministry of Foreign Affairs of Turkey",)
    urged = said(record, "give up the plan")
    assert urged.act == "request"
    assert record.names(urged.to) == ("Türkiye",)


def test_the_restored_ties(records):
    record = records["tehran-riyadh-beijing"]
    agreed = said(record, "a security cooperation agreement")
    assert set(record.names(agreed.actors)) == {"Iran", "Saudi Arabia"}
    assert agreed.act == "agree"
    friend = said(record, "reliable friend")
    assert record.chain(friend) == [("Wang Yi",), ("account of China",)]
    assert friend.act == "commit"
    assert record.names(said(record, "a historic step").to) == ("Iran", "Saudi Arabia")


def test_the_call(records):
    record = records["readout-biden-xi-call"]
    call = next(m for m in record.meetings if m.format == "call")
    assert set(record.names(call.participants)) == {"Joseph R. Biden", "Xi Jinping"}
    assert call.interval is not None
    assert call.interval.start.isoformat() == "2024-04-02"
    assert said(record, "trade policies of China").act == "criticize"
    assert record.names(said(record, "beginning to stabilize").actors) == ("Xi Jinping",)
