"""The ledger with its later mentions, positions with their changes, registers with their sources."""

from __future__ import annotations

import pytest
from analysis.made import Story, day

from communique.analysis import Days, QuestionError, ledger, meetings, offices, positions
from communique.analysis.alike import gist, negated, numbers, overlap
from communique.store import Store


def test_the_ledger_has_promises_requests_and_refusals(store: Store) -> None:
    assert [(due.kind, due.document, due.by) for due in ledger(store)] == [
        ("commitment", "june", ("Wang Yi",)),
        ("request", "june", ("Wang Yi",)),
        ("refusal", "july", ("Kassym-Jomart Tokayev",)),
    ]
    assert [due.kind for due in ledger(store, kinds=("request",))] == ["request"]
    assert [due.kind for due in ledger(store, "Tokayev")] == ["refusal"]
    assert [due.kind for due in ledger(store, days=Days(day("2022-07-01")))] == ["refusal"]
    assert len(ledger(store, limit=2)) == 2


def test_a_refusal_is_what_the_record_has_as_one_whatever_its_statement_does(fill) -> None:
    said = Story("said", "2022-06-07").say("refuse", "Wang Yi", "nothing of the sort had been proposed")
    vowed = Story("vowed", "2022-06-08").say("assert", "Wang Yi", "he would sign no treaty", also="refusal")
    (refusal,) = ledger(fill(said, vowed))
    assert (refusal.kind, refusal.document, refusal.entry) == ("refusal", "vowed", "n1")
    assert refusal.words == "he would sign no treaty"


def test_a_promise_comes_with_what_later_reports_say_of_it(store: Store) -> None:
    promise, request, refusal = ledger(store)
    (mention,) = promise.mentions
    assert (mention.document, mention.day, mention.label) == ("july", day("2022-07-10"), "assert")
    assert mention.sentence == "Wang Yi said the railway to Kyrgyzstan was being built."
    assert request.mentions == refusal.mentions == ()


def test_the_same_sentence_again_is_no_later_mention(fill) -> None:
    words = "China would build the railway to Kyrgyzstan"
    first = Story("first", "2022-06-07").say("commit", "Wang Yi", words, also="commitment")
    copy = Story("copy", "2022-06-09").say("commit", "Wang Yi", words)
    assert [due.mentions for due in ledger(fill(first, copy))] == [()]


def test_a_change_of_position_is_marked(store: Store) -> None:
    before, after = positions(store, "Kazakhstan")
    assert (before.stance, before.was, before.document) == ("support", None, "june")
    assert (after.stance, after.was, after.document) == ("oppose", "support", "august")
    assert before.issue == after.issue == "the sovereignty of Ukraine"
    assert before.holder == "Kassym-Jomart Tokayev"
    assert positions(store, changed=True) == [before, after]
    assert positions(store, issue="railway") == []
    assert positions(store, days=Days(None, day("2022-07-01")), changed=True) == []
    with pytest.raises(QuestionError):
        positions(store, issue="-")


def test_other_issues_and_other_holders_are_no_change(fill) -> None:
    story = (
        Story("one", "2022-06-07")
        .say("agree", "Wang Yi", "he backed the grain corridor", also="support: the grain corridor")
        .say("criticize", "Wang Yi", "he opposed the price cap", also="oppose: the price cap")
        .say("criticize", "Sergey Lavrov", "he opposed the grain corridor", also="oppose: the grain corridor")
    )
    assert [one.was for one in positions(fill(story))] == [None, None, None]


def test_meetings(store: Store) -> None:
    assert [(row.document, row.status, row.place) for row in meetings(store)] == [
        ("june", "held", "Astana"),
        ("august", "planned", "Beijing"),
    ]
    assert [row.document for row in meetings(store, ("Wang Yi", "RUS"))] == ["august"]
    assert [row.document for row in meetings(store, place="astana")] == ["june"]
    assert [row.document for row in meetings(store, status="planned")] == ["august"]
    assert [row.document for row in meetings(store, days=Days(day("2022-06-07"), day("2022-06-07")))] == ["june"]


def test_offices_come_with_day_and_source(store: Store) -> None:
    minister, councilor = offices(store)
    assert (minister.title, minister.of, minister.first_day, minister.source) == (
        "Foreign Minister",
        "CHN",
        day("2022-06-07"),
        "june",
    )
    assert minister.words == "Foreign Minister Wang Yi"
    assert (councilor.title, councilor.source, councilor.reports) == ("State Councilor", "august", 1)
    assert offices(store, "China", title="council") == [councilor]
    assert offices(store, "Tokayev") == []


def test_an_office_in_two_documents_is_one_row_from_first_to_last_day(fill) -> None:
    days = ("2022-06-07", "2022-09-01", None)
    (office,) = offices(fill(*(Story(f"d{n}", on).office("Wang Yi", "envoy", "CHN") for n, on in enumerate(days))))
    assert (office.first_day, office.last_day, office.reports) == (day(days[0]), day(days[1]), 3)


def test_what_words_are_about() -> None:
    assert gist("The railways' construction was being built") == gist("a railway, constructions built")
    assert overlap("open the border crossing", "the border crossing was opened") == 1.0
    assert overlap("open the border crossing", "the border was closed to trade") == 0.0
    assert overlap("the grain deal", "grain prices of the year") == 0.0
    assert numbers("$25 million of 1,500,000 in 2023.") == {"25", "1500000", "2023"}
    assert negated("it would not yield")
    assert not negated("it would never not yield")
