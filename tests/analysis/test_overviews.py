"""What many documents have together: facets, profiles, issues, networks, places."""

from __future__ import annotations

from analysis.made import Story, day

from communique.analysis import Filters, facets, issues, matrix, network, places, profile
from communique.store import Store


def values(found) -> dict[str, int]:
    return {one.value: one.entries for one in found}


def test_facets_count_what_a_search_finds(store: Store) -> None:
    found = facets(store, None, Filters(kind="statement"))
    assert (found.matches, found.capped) == (6, False)
    assert values(found.kind) == {"statement": 6}
    assert values(found.act) == {"commit": 1, "agree": 1, "request": 1, "refuse": 1, "assert": 1, "criticize": 1}
    assert values(found.state) == {"KAZ": 5, "CHN": 3, "RUS": 1}
    assert [(one.value, one.name, one.entries, one.documents) for one in found.actor[:2]] == [
        ("kassym-jomart-tokayev", "Kassym-Jomart Tokayev", 3, 3),
        ("wang-yi", "Wang Yi", 3, 2),
    ]
    assert values(found.month) == {"2022-06": 3, "2022-07": 2, "2022-08": 1}
    assert values(found.outlet) == {"The Astana Times": 3, "TASS": 2, "Xinhua": 1}
    assert values(facets(store, None, Filters(kind="meeting")).place) == {"Astana": 1, "Beijing": 1}
    assert values(facets(store, None, Filters(state="CHN")).type) == {"AID": 1}
    assert len(facets(store, None, Filters(kind="statement"), top=2).act) == 2
    assert facets(store, "nothingofthesort").matches == 0


def test_every_value_of_a_facet_is_a_filter_that_finds_as_much(store: Store) -> None:
    found = facets(store, None, Filters(state="KAZ"))
    for name in ("kind", "act", "type", "actor", "outlet", "place"):
        for value in getattr(found, name):
            if value.value.isupper() and name == "actor":  # as a filter, a state is everybody who speaks for it
                continue
            assert facets(store, None, Filters(state="KAZ", **{name: value.value})).matches == value.entries


def test_a_profile_of_an_actor(store: Store) -> None:
    found = profile(store, "Wang Yi")
    assert (found.name, found.identities, found.kind, found.states) == (
        "Wang Yi",
        ("wang-yi",),
        "person",
        ("CHN",),
    )
    assert [(one.name, one.documents) for one in found.names] == [("Wang Yi", 3)]
    assert [(one.title, one.first_day, one.source) for one in found.offices] == [
        ("State Councilor", day("2022-08-20"), "august"),
        ("Foreign Minister", day("2022-06-07"), "june"),
    ]
    counts = {one.kind: one.entries for one in found.counts}
    assert counts == {"statement": 3, "meeting": 2, "commitment": 1, "request": 1}
    assert [row.document for row in found.statements] == ["july", "june", "june"]
    assert [row.document for row in found.meetings] == ["june", "august"]
    assert [row.kind for row in found.ledger] == ["request", "commitment"]
    assert {tie.who.name for tie in found.meets} == {"Kassym-Jomart Tokayev", "Sergey Lavrov"}


def test_a_profile_of_a_state_is_of_all_who_speak_for_it(store: Store) -> None:
    found = profile(store, "Kazakhstan")
    assert (found.name, found.state, found.kind) == ("Kazakhstan", "KAZ", "state")
    assert [row.label for row in found.statements] == ["criticize", "refuse", "agree"]
    assert [(one.stance, one.was) for one in found.positions] == [("support", None), ("oppose", "support")]
    assert [tie.who.identity for tie in found.meets] == ["CHN"]
    assert profile(store, "Tokayev").cited_by[0].who.name == "Xinhua"
    assert profile(store, "Xinhua").cites[0].who.identity == "kassym-jomart-tokayev"


def test_issues_with_names_and_who_stands_where(store: Store) -> None:
    (issue,) = issues(store)
    assert (issue.name, issue.issue, issue.positions, issue.holders) == (
        "sovereignty of ukraine",
        "the sovereignty of Ukraine",
        2,
        1,
    )
    assert (issue.stances, issue.first_day, issue.last_day) == (
        {"support": 1, "oppose": 1},
        day("2022-06-07"),
        day("2022-08-20"),
    )
    for found in (
        matrix(store),
        matrix(store, ["sovereignty"]),
        matrix(store, ["sovereignty of ukraine"], ["KAZ"]),
    ):
        (cell,) = found.cells
        assert (cell.holder, cell.stance, cell.was, cell.changes) == (
            "Kassym-Jomart Tokayev",
            "oppose",
            "support",
            1,
        )
    assert matrix(store, ["sovereignty"], ["China"]).cells == ()
    assert issues(store, "China") == []


def test_who_meets_whom(store: Store) -> None:
    found = network(store)
    assert [(edge.source, edge.target, edge.documents) for edge in found.edges] == [
        ("kassym-jomart-tokayev", "wang-yi", 1),
        ("sergey-lavrov", "wang-yi", 1),
    ]
    assert {node.name for node in found.nodes} == {"Wang Yi", "Kassym-Jomart Tokayev", "Sergey Lavrov"}
    assert {(edge.source, edge.target) for edge in network(store, of="states").edges} == {
        ("CHN", "KAZ"),
        ("CHN", "RUS"),
    }
    assert len(network(store, actor="Lavrov").edges) == 1
    assert network(store, limit=1).edges == found.edges[:1]


def test_a_meeting_that_was_cancelled_joins_nobody_and_copies_are_documents(fill) -> None:
    store = fill(
        Story("a", "2023-06-18", "A").meet("Qin Gang", "Antony Blinken", on="2023-06-18"),
        Story("b", "2023-06-18", "A").meet("Qin Gang", "Antony Blinken", on="2023-06-18").write("Again."),
        Story("c", "2023-06-18", "C").meet("Qin Gang", "Sergey Lavrov", on="2023-06-18", status="cancelled"),
    )
    (edge,) = network(store).edges
    assert (edge.entries, edge.documents, edge.sources) == (2, 2, 1)


def test_who_cites_whom(store: Store) -> None:
    (edge,) = network(store, "cites").edges
    assert (edge.source, edge.target) == ("agency-xinhua", "kassym-jomart-tokayev")


def test_places_count_documents_and_what_took_place(store: Store) -> None:
    found = places(store)
    assert {(one.name, one.documents, one.entries) for one in found.points} == {
        ("Astana", 1, 1),
        ("Beijing", 1, 1),
    }
    assert (found.states, found.documents, found.capped) == ((), 3, False)
    (astana,) = places(store, None, Filters(actor="Tokayev", kind="meeting")).points
    assert (astana.latitude, astana.country, astana.example is None) == (51.2, "KAZ", False)
