"""What charts, maps, networks and marked sentences are drawn from."""

from __future__ import annotations

import datetime
import math
from itertools import pairwise

import pytest

from communique.analysis import PlaceOnMap, Stand, Told
from communique.analysis.network import Edge, Network, Node
from communique.web.pages.addresses import at
from communique.web.pages.charts import stances, strip
from communique.web.pages.layout import SIZE, drawn
from communique.web.pages.marking import marker
from communique.web.pages.places import dots
from communique.web.pages.projection import HEIGHT, WIDTH, projected


def _told(day: str | None, kind: str = "statement") -> Told:
    date = datetime.date.fromisoformat(day) if day else None
    told = dict.fromkeys(("words", "sentence", "sha256"), "")
    numbers = dict.fromkeys(("id", "start", "end", "sentence_start", "sentence_end"), 0)
    more = {"label": "assert", "status": None, "place": None, "outlet": None}
    where = {"document": "d", "entry": "s1", "key": "k"}
    return Told(day=date, last_day=date, kind=kind, by=("A",), to=(), via=(), **told, **numbers, **more, **where)


def test_a_strip_has_a_row_for_each_kind_and_marks_in_the_order_of_days() -> None:
    chart = strip([_told("2022-06-07"), _told("2022-07-01", "meeting"), _told("2022-06-20"), _told(None)])
    assert chart is not None
    assert [label for label, _ in chart.rows] == ["meeting", "statement"]
    assert len(chart.marks) == 3
    statements = [mark.x for mark in chart.marks if mark.kind == "statement"]
    assert statements == sorted(statements)
    assert all(0 <= tick.x <= chart.width for tick in chart.ticks)


@pytest.mark.parametrize("days", [[], ["2022-06-07"], [None, None]])
def test_too_few_days_make_no_strip(days: list[str | None]) -> None:
    assert strip([_told(day) for day in days]) is None


@pytest.mark.parametrize(
    ("first", "last"), [("2022-06-07", "2022-06-08"), ("2022-01-31", "2022-08-01"), ("1999-05-05", "2024-01-01")]
)
def test_an_axis_has_few_ticks_each_its_own(first: str, last: str) -> None:
    chart = strip([_told(first), _told(last)])
    assert chart is not None
    labels = [tick.label for tick in chart.ticks]
    assert 1 <= len(labels) <= 9
    assert len(labels) == len(set(labels))


def test_stances_have_a_row_for_each_issue() -> None:
    where = {"sentence": "", "document": "d", "outlet": None, "entry": "i1", "key": "k"}
    stands = [
        Stand(holder="A", issue=issue, day=datetime.date(2022, 6, n), stance=stance, was=None, id=n, **where)
        for n, (issue, stance) in enumerate([("truce", "support"), ("grain", "oppose"), ("truce", "oppose")], 1)
    ]
    chart = stances(stands)
    assert chart is not None
    assert [label for label, _ in chart.rows] == ["truce", "grain"]
    assert [mark.kind for mark in chart.marks] == ["support", "oppose", "oppose"]


def test_the_projection_keeps_north_up_and_east_right_within_the_map() -> None:
    assert projected(0, 0) == (WIDTH / 2, HEIGHT / 2)
    (_, north), (east, _), (west, _) = projected(60, 0), projected(0, 90), projected(0, -90)
    assert north < HEIGHT / 2
    assert west == WIDTH - east < WIDTH / 2 < east
    for latitude in range(-90, 91, 10):
        x, y = projected(latitude, 180)
        assert WIDTH / 2 < x <= WIDTH + 1e-9
        assert -5 <= y <= HEIGHT + 5
    widths = [projected(latitude, 180)[0] for latitude in range(0, 91, 10)]
    assert all(one > other for one, other in pairwise(widths)), "parallels grow shorter towards the poles"


def _place(name: str, latitude: float, longitude: float, documents: int) -> PlaceOnMap:
    return PlaceOnMap(
        name=name, kind="city", country="", latitude=latitude, longitude=longitude, geonameid=None,
        documents=documents, entries=0, example=None, key="k",
    )  # fmt: skip


def test_dots_grow_with_documents_and_names_do_not_cover_each_other() -> None:
    found = dots([_place("Tehran", 35.7, 51.4, 1), _place("Karaj", 35.8, 51.0, 1), _place("Lima", -12, -77, 9)])
    assert [one.place.name for one in found] == ["Lima", "Karaj", "Tehran"]
    assert found[0].radius > found[1].radius
    assert [one.named for one in found] == [True, True, False]


def _network(count: int) -> Network:
    nodes = tuple(
        Node(identity=str(n), name=f"N{n}", kind="person", states=(), entries=n + 1) for n in range(count)
    )
    edges = tuple(
        Edge(source=str(n), target=str(n + 1), entries=1, documents=1, sources=1, example=n)
        for n in range(count - 1)
    )
    return Network(relation="meets", nodes=nodes, edges=edges, looked_at=count, capped=False)


@pytest.mark.parametrize("count", [1, 2, 3, 40])
def test_a_network_is_drawn_within_its_frame_and_always_the_same(count: int) -> None:
    drawing = drawn(_network(count))
    assert drawing == drawn(_network(count))
    assert all(0 <= dot.x <= SIZE[0] and 0 <= dot.y <= SIZE[1] for dot in drawing.dots)
    places = {(dot.x, dot.y) for dot in drawing.dots}
    assert len(places) == count


def test_who_is_tied_stands_nearer_than_who_is_not() -> None:
    dots = drawn(_network(12)).dots
    near = math.dist((dots[0].x, dots[0].y), (dots[1].x, dots[1].y))
    far = math.dist((dots[0].x, dots[0].y), (dots[11].x, dots[11].y))
    assert near < far


@pytest.mark.parametrize(
    ("query", "sentence", "marked"),
    [
        ("agree", "They agreed; he agrees.", ["agreed", "agrees"]),
        ('"peace plan" -war', "A peace plan, no war.", ["peace", "plan"]),
        ("sanct*", "New sanctions.", ["sanctions"]),
        ("Erdoğan", "ERDOĞAN said so.", ["ERDOĞAN"]),
        ("the", "In the end", ["the"]),
    ],
)
def test_the_words_of_a_query_are_marked_in_any_form(query: str, sentence: str, marked: list[str]) -> None:
    cut = marker(query)
    assert cut is not None
    pieces = cut(sentence)
    assert "".join(words for words, _ in pieces) == sentence
    assert [words for words, is_hit in pieces if is_hit] == marked


@pytest.mark.parametrize("query", [None, "", "-war", '""'])
def test_a_query_without_words_marks_nothing(query: str | None) -> None:
    assert marker(query) is None


def test_an_address_has_what_is_asked_and_nothing_empty() -> None:
    assert (
        at("/search", q="a b&c", kind=None, actor="", state=["CHN", "KAZ"])
        == "/search?q=a+b%26c&state=CHN&state=KAZ"
    )
    assert at("/search", q="\ud800") == "/search?q=%3F"
    assert at("/") == "/"
