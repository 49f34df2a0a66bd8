"""Meetings, events and the ledger: expectations of meaning."""

from __future__ import annotations

import pytest


def names(record, ids):
    return set(record.names(ids))


def test_a_meeting_with_its_sides_day_and_place(read):
    record = read(
        "French President Emmanuel Macron met Chinese President Xi Jinping in Beijing on Thursday.", "2023-04-07"
    )
    meeting = record.meetings[0]
    assert names(record, meeting.participants) == {"Emmanuel Macron", "Xi Jinping"}
    assert meeting.status == "held"
    assert meeting.interval is not None
    assert meeting.interval.start.isoformat() == "2023-04-06"
    place = next(p for p in record.places if p.id == meeting.place)
    assert place.name == "Beijing"


def test_a_planned_visit_has_guest_and_host(read):
    record = read("Japanese Prime Minister Fumio Kishida will visit India on March 20.", "2023-03-10")
    meeting = record.meetings[0]
    assert (meeting.format, meeting.status) == ("visit", "planned")
    assert names(record, meeting.participants) == {"Fumio Kishida", "India"}
    consult = next(e for e in record.events if e.meeting == meeting.id)
    assert (consult.type, consult.status) == ("CONSULT", "planned")
    assert names(record, consult.actors) == {"Fumio Kishida"}
    assert names(record, consult.recipients) == {"India"}


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("from 15 to 17 March", ("2023-03-15", "2023-03-17")),
        ("on Monday and Tuesday", ("2023-03-13", "2023-03-14")),
        ("on March 15 and March 20", ("2023-03-15", "2023-03-15")),
    ],
)
def test_a_meeting_of_several_days_has_them_all(read, when, days):
    record = read(f"Japanese Prime Minister Fumio Kishida will visit India {when}.", "2023-03-10")
    interval = record.meetings[0].interval
    assert (interval.start.isoformat(), interval.end.isoformat()) == days


def test_talks_held_by_two(read):
    record = read(
        "Iranian and Saudi officials were in China. Iran held talks with Saudi Arabia in Baghdad in 2021."
    )
    talks = [m for m in record.meetings if m.trigger.of(record.document.text) == "talks"]
    assert [names(record, m.participants) for m in talks] == [{"Iran", "Saudi Arabia"}]


def test_the_meeting_told_of_again_is_one_meeting(read):
    record = read(
        "Turkish Foreign Minister Mevlut Cavusoglu met Greek Foreign Minister Nikos Dendias in Athens. "
        "The meeting lasted two hours."
    )
    assert len(record.meetings) == 1
    assert [m.of(record.document.text) for m in record.meetings[0].mentions] == ["meeting"]


def test_a_visit_called_off(read):
    record = read("China cancelled the visit of German Foreign Minister Johann Wadephul to Beijing.")
    assert [m.status for m in record.meetings] == ["cancelled"]


@pytest.mark.parametrize(
    ("text", "type", "actors", "recipients"),
    [
        ("Russia invaded Ukraine in February 2022.", "ASSAULT", {"Russia"}, {"Ukraine"}),
        ("Lithuania expelled four Belarusian diplomats.", "SANCTION", {"Lithuania"}, None),
        ("Australia condemned Iran.", "ACCUSE", {"Australia"}, {"Iran"}),
        ("Qatar thanked Egypt.", "SUPPORT", {"Qatar"}, {"Egypt"}),
        ("Spain urged Morocco to reopen the border.", "REQUEST", {"Spain"}, {"Morocco"}),
        ("Mali was attacked by France in January 2013.", "ASSAULT", {"France"}, {"Mali"}),
    ],
)
def test_events_by_word_and_deed(read, text, type, actors, recipients):
    record = read(text)
    found = [e for e in record.events if e.type == type]
    assert len(found) == 1, record.events
    assert names(record, found[0].actors) == actors
    if recipients is not None:
        assert names(record, found[0].recipients) == recipients


def test_a_date_of_war(read):
    record = read("Moscow began its war against Ukraine on Feb. 24.", "2022-06-08")
    war = next(e for e in record.events if e.type == "ASSAULT")
    assert war.interval is not None
    assert war.interval.start.isoformat() == "2022-02-24"


def test_an_event_inside_a_statement_rests_on_it(read):
    record = read("Ukraine said that Russia had bombed the port of Izmail.")
    bombed = next(e for e in record.events if e.type == "ASSAULT")
    assert bombed.statement == record.statements[0].id


def test_a_commitment(read):
    record = read("Norway pledged to give Ukraine ten billion kroner.")
    commitment = record.commitments[0]
    assert names(record, commitment.who) == {"Norway"}
    assert commitment.what.of(record.document.text) == "give Ukraine ten billion kroner"


def test_a_vow_never_to_allow_is_a_commitment_and_opposes(read):
    record = read("“Vietnam never allows foreign bases on its soil,” the Vietnamese government said.")
    assert names(record, record.commitments[0].who) == {"Vietnam"}
    position = record.positions[0]
    assert position.stance == "oppose"
    assert position.issue.of(record.document.text).startswith("foreign bases")


def test_a_request_with_its_addressee(read):
    record = read("Estonia asked Germany to send air defence systems.")
    request = record.requests[0]
    assert names(record, request.of) == {"Germany"}
    assert request.what.of(record.document.text) == "send air defence systems"


def test_positions(read):
    record = read(
        "South Africa supports the peace plan. Ireland expressed deep concern about the famine in Sudan."
    )
    text = record.document.text
    stances = {(tuple(record.names(p.holder)), p.stance, p.issue.of(text)) for p in record.positions}
    assert (("South Africa",), "support", "the peace plan") in stances
    assert (("Ireland",), "concern", "the famine in Sudan") in stances


def test_a_meeting_counted_in_its_series(read):
    record = read("Kenya and Uganda held a fourth round of talks in Kampala.")
    assert [(m.format, m.number) for m in record.meetings] == [("talks", 4)]


def test_a_working_meal(read):
    record = read("Emmanuel Macron met German Chancellor Olaf Scholz over a working lunch in Paris.")
    assert [m.format for m in record.meetings] == ["working meal"]
