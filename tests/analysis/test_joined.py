"""The same meeting in several reports is one, copies are one source, and what is disputed is told."""

from __future__ import annotations

from analysis.made import Story, day

from communique.analysis import Days, Dispute, joined
from communique.analysis.joined import Joined

#: Enough words for copies to be told as copies.
BODY = (
    "After the talks the ministers spoke of a frank exchange on trade, on the war in Ukraine and on prisoners. "
    "Both of them asked their deputies to prepare a further round before the end of the summer."
)


def report(
    name: str, published: str | None, outlet: str, agency: str | None = None, body: str = "", **said
) -> Story:
    what = {"on": "2023-06-18", "place": "Beijing"} | said
    sides = what.pop("sides", ("Qin Gang", "Antony Blinken"))
    return (
        Story(name, published, outlet, agency).meet(*sides, **what).write(body or f"{outlet} has it from {name}.")
    )


def one(rows: list[Joined]) -> Joined:
    assert len(rows) == 1
    return rows[0]


def test_reports_of_one_meeting_are_joined(fill) -> None:
    store = fill(
        report("a", "2023-06-18", "Xinhua"),
        report("b", "2023-06-19", "The Times", sides=("China", "Antony Blinken"), place=None),
        report("c", "2023-06-19", "Le Monde", on=None),
    )
    meeting = one(joined(store))
    assert (meeting.sources, meeting.documents, meeting.disputes) == (3, 3, ())
    assert (meeting.day, meeting.place, meeting.kind) == (day("2023-06-18"), "Beijing", "meeting")
    assert meeting.actors == ("Qin Gang", "Antony Blinken", "China")
    assert meeting.reports[0].sentence == "Qin Gang and Antony Blinken held talks in Beijing."


def test_copies_are_one_source_whatever_their_own_day(fill) -> None:
    copies = [
        report(f"copy{n}", f"2023-06-{19 + n}", f"Paper {n}", body=BODY, on=f"2023-06-{18 + n}") for n in range(4)
    ]
    store = fill(*copies, report("own", "2023-06-18", "The Times"))
    meeting = one(joined(store))
    assert (meeting.sources, meeting.documents) == (2, 5)
    assert meeting.day == day("2023-06-18")
    assert {row.source for row in meeting.reports} == {"Paper 0", "The Times"}


def test_stories_of_one_agency_are_one_source(fill) -> None:
    store = fill(
        report("a", "2023-06-18", "The Times", "Reuters"),
        report("b", "2023-06-18", "Le Monde", "Reuters news agency"),
        report("c", "2023-06-18", "Reuters"),
        report("d", "2023-06-18", "TASS"),
    )
    meeting = one(joined(store))
    assert (meeting.sources, meeting.documents) == (2, 4)
    assert joined(store, sources=3) == []


def test_other_meetings_are_not_joined(fill) -> None:
    store = fill(
        report("a", "2023-06-18", "A"),
        report("other side", "2023-06-18", "B", sides=("Qin Gang", "Sergey Lavrov")),
        report("a week later", "2023-06-25", "C", on="2023-06-25"),
        report("other day and place", "2023-06-19", "D", on="2023-06-19", place="Geneva"),
        report("undated, much later", "2023-07-25", "E", on=None),
    )
    assert [row.documents for row in joined(store)] == [1] * 5


def test_two_meetings_of_one_document_stay_two(fill) -> None:
    twice = report("a", "2023-06-18", "A").meet("Qin Gang", "Antony Blinken", on="2023-06-18", form="call")
    assert sorted(row.documents for row in joined(fill(twice, report("b", "2023-06-18", "B")))) == [1, 2]


def test_disputes_name_who_says_what(fill) -> None:
    store = fill(
        report("a", "2023-06-18", "Xinhua"),
        report("b", "2023-06-19", "TASS", on="2023-06-19"),
        report("c", "2023-06-19", "The Times", place="Geneva"),
        report("d", "2023-06-19", "Le Monde", sides=("Wang Yi", "Antony Blinken")),
    )
    meeting = one(joined(store))
    assert {dispute.on for dispute in meeting.disputes} == {"day", "participants", "place"}
    assert meeting.disputes[1] == Dispute(
        on="participants", versions=("Qin Gang (TASS, The Times, Xinhua News Agency)", "Wang Yi (Le Monde)")
    )
    assert (meeting.day, meeting.place) == (day("2023-06-18"), "Beijing")
    assert joined(store, disputed=True) == [meeting]


def test_events_are_joined_by_type_actor_recipient_and_day(fill) -> None:
    def aid(name: str, words: str, on: str | None = "2022-07-09", to: str = "Kazakhstan") -> Story:
        return Story(name, "2022-07-10", name).act("AID", "China", to, words, on=on)

    store = fill(
        aid("a", "sent 300,000 doses of vaccines to Almaty"),
        aid("b", "shipped 200,000 doses of vaccines"),
        aid("c", "sent doses of vaccines to Almaty", on=None),
        aid("d", "sent tents", to="Russia"),
    )
    event, other = joined(store, kinds=("event",))
    assert (event.sources, event.label) == (3, "AID")
    assert event.disputes == (Dispute(on="numbers", versions=("200000 (b)", "300000 (a)")),)
    assert (other.sources, other.actors) == (1, ("China",))


def test_filters(fill) -> None:
    store = fill(report("a", "2023-06-18", "A"), report("b", "2023-06-25", "B", on="2023-06-25", place="Astana"))
    assert one(joined(store, days=Days(day("2023-06-20")))).place == "Astana"
    assert len(joined(store, "Blinken", limit=1)) == 1
    assert joined(store, "Blinken", disputed=True) == []
