"""Every page: there, whole, and what it is asked for is on it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient
from web.pages.seen import Seen

from communique.store import Store
from communique.web.pages.drawing import SECTIONS

ASKED = [
    *(address for address, _ in SECTIONS),
    *(
        "/search?q=railway",
        "/search?actor=Wang+Yi&kind=statement",
        "/timeline?actor=Wang+Yi",
        "/timeline?issue=truce",
    ),
    *(
        "/timeline?actor=CHN&with=KAZ&order=latest+first",
        "/actor?name=Wang+Yi",
        "/actor?name=KAZ",
        "/issue?name=truce",
    ),
    *(
        "/map?q=railway",
        "/network?relation=cites&of=states",
        "/compare?a=june&b=august",
        "/ledger?kind=refusal",
        "/ledger?mentions=yes",
    ),
    *(
        "/events?disputed=yes",
        "/reprints?from=2022-01-01",
        "/sign-in",
        "/others?story=june",
        "/actors?title=minister",
    ),
]


@pytest.mark.parametrize("address", ASKED)
def test_a_page_is_whole_and_loads_nothing_from_elsewhere(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    page = Seen(answer.text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert page.tags.count("main") == page.tags.count("h1") == 1
    assert all(not urlsplit(address).netloc for _, address in page.addresses)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert "style" not in page.tags


@pytest.mark.parametrize("address", ASKED)
def test_every_link_within_the_desk_leads_somewhere(client: TestClient, address: str) -> None:
    links = {link for tag, link in Seen(client.get(address).text).addresses if tag in {"a", "form"}}
    for link in links - {"/read"}:
        assert client.get(link).status_code in {200, 303, 405}, link


def test_the_story_shows_text_record_and_chain(client: TestClient, key: str) -> None:
    page = Seen(client.get(f"/story/{key}").text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {"s1", "e-s1", "e-c1", "e-n1", "e-m1"} <= set(page.ids)
    assert "Xinhua" in page.words
    assert "Refusals" in page.words


def test_a_story_is_found_by_name_and_by_the_beginning_of_its_key(client: TestClient, key: str) -> None:
    for called in ("june", key[:10]):
        assert client.get(f"/story/{called}").headers["location"] == f"/story/{key}"


def test_a_document_that_was_not_read_says_why(client: TestClient, store: Store) -> None:
    from communique.record import Document

    (key,) = store.keep([Document(id="fr", text="Il a dit non.\n\n<b>Non</b>.")], unread="in another language")
    page = Seen(client.get(f"/story/{key}").text)
    assert "in another language" in page.words
    assert "Il a dit non." in page.words


def test_the_sentence_of_a_hit_has_its_words_marked(client: TestClient) -> None:
    html = client.get("/search?q=build").text
    assert "<mark>build</mark>" in html
    assert "Wang Yi said China would" in html


def test_facets_narrow_a_search(client: TestClient) -> None:
    assert "/search?q=truce&amp;facets=yes" in client.get("/search?q=truce").text
    html = client.get("/search?q=truce&facets=yes").text
    assert "/search?q=truce&amp;kind=position" in html
    assert client.get("/search?q=truce&kind=position&outlet=Xinhua").text.count('class="item ') == 1


def test_a_meeting_has_all_its_readouts_side_by_side(client: TestClient, key: str) -> None:
    page = Seen(client.get(f"/meeting?story={key}&entry=m1").text)
    assert "2 readouts" in page.words
    assert "8 June 2022" in page.words
    assert "contradicting" in page.words


def test_an_issue_shows_where_each_holder_stands(client: TestClient) -> None:
    html = client.get("/issue?name=truce").text
    assert "s-support" in html or "s-oppose" in html
    assert "before: support" in html


def test_charts_and_maps_read_as_tables_too(client: TestClient) -> None:
    for address, cell in (("/network", "Kassym-Jomart Tokayev"), ("/issue?name=truce", "oppose")):
        page = Seen(client.get(address).text)
        assert {"svg", "table"} <= set(page.tags)
        assert cell in page.words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/actor?name=Nobody", "Nobody"),
        ("/timeline?kind=event", "of an actor"),
        ("/timeline?actor=Wang+Yi&from=yesterday", "is a day"),
        ("/timeline?actor=Wang+Yi&from=2023-01-02&to=2023-01-01", "end before they begin"),
        ("/search?kind=poem", "is one of"),
        ("/events?sources=0", "is a number"),
        ("/ledger?after=%21", "begin at the first page"),
        ("/search?q=" + "a" * 600, "more than"),
    ],
)
def test_what_cannot_be_answered_is_said_on_the_page(client: TestClient, address: str, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    page = Seen(answer.text)
    assert page.open == []
    assert words.casefold() in page.words.casefold()


def test_names_that_are_nearly_right_are_suggested(client: TestClient) -> None:
    html = client.get("/actor?name=Wang+Yo").text
    assert "/actor?name=" in html


@pytest.mark.parametrize(
    "address", ["/story/none", "/correct/none/s1", "/export/none/jsonl", "/entry/1", "/entry/99999999999999999999"]
)
def test_what_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code in {404, 422}


def test_rows_go_on_where_the_page_before_ended(store: Store) -> None:
    from fake_reader import maker, record_of
    from web.pages.conftest import OWN

    from communique.record import Document
    from communique.web import Desk, create_app

    given = [Document(id=f"d{n}", text=f"Xi said number {n}.") for n in range(40)]
    for key, document in zip(store.keep(given), given, strict=True):
        store.put(key, record_of(document))
    client = TestClient(create_app(Desk(store, maker())), "http://127.0.0.1", headers=OWN)
    seen, address = set(), "/"
    while address:
        page = Seen(client.get(address).text)
        seen |= {
            link for tag, link in page.addresses if tag == "a" and link.startswith("/story/") and "#" not in link
        }
        address = next((link for tag, link in page.addresses if tag == "a" and "after=" in link), "")
    assert len(seen) == 42


def test_every_page_is_the_same_from_either_database(place: str, client: TestClient) -> None:
    from analysis.made import fill
    from fake_reader import maker
    from web.pages.conftest import OWN, stories

    from communique.web import Desk, create_app

    with Store(place, create=True) as store:
        fill(store, stories())
        other = TestClient(create_app(Desk(store, maker())), "http://127.0.0.1", headers=OWN)
        for address in ASKED:
            answer = other.get(address)
            assert answer.status_code == 200, address
            assert Seen(answer.text).words == Seen(client.get(address).text).words, address


def test_colours_are_kept_in_a_cookie(client: TestClient) -> None:
    answer = client.get("/theme?to=dark&back=/ledger%3Fkind%3Drequest")
    assert answer.headers["location"] == "/ledger?kind=request"
    assert 'data-theme="dark"' in client.get("/").text
    client.get("/theme?to=system")
    assert "data-theme" not in client.get("/").text


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nothing_leads_back_to_another_site(client: TestClient, back: str) -> None:
    assert client.get("/theme", params={"to": "dark", "back": back}).headers["location"] == "/"


def test_who_is_signed_in_can_sign_out(client: TestClient) -> None:
    assert "/sign-out" not in client.get("/").text
    client.cookies.set("communique_token", "x")
    assert ("form", "/sign-out") in Seen(client.get("/").text).addresses
