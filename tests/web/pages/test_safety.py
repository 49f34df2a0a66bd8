"""A hostile document, a hostile address and a hostile site: nothing of them acts."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from fake_reader import record_of
from starlette.testclient import TestClient
from web.pages.seen import Seen, token

from communique.record import Document
from communique.store import Correction, Rename, Store, correct
from communique.web.pages import static

EVIL = "</title></textarea><script>alert(1)</script><img/src=x/onerror=alert(2)>\"'`{{7*7}}\u202egnp"
NAME = EVIL.replace(" ", "\u00a0")
BEGUN = (
    "/",
    "/search?q=alert",
    "/search?kind=statement",
    "/timeline?actor=CHN",
    "/actors",
    "/actor?name=CHN",
    "/meetings",
)
PAGES = (
    *BEGUN,
    "/events",
    "/issues",
    "/ledger",
    "/map",
    "/network",
    "/network?relation=cites",
    "/compare",
    "/reprints",
)


@pytest.fixture
def evil(store: Store) -> str:
    """A document whose every field is hostile, twice, so that it has a reprint, and corrections that are."""
    text = f"{NAME} rejected the plan at length, and said that {EVIL} must end before the talks go on in earnest."
    for name in (EVIL, EVIL + "2"):
        document = Document(id=name, text=text, url="javascript:alert(3)", outlet=EVIL, title=name)
        (key,) = store.keep([document])
        store.put(key, record_of(document))
    identity = store.record(key).actors[0].identity
    import datetime

    day = datetime.date(2024, 1, 1)
    correct(store, [Correction(author=EVIL, day=day, reason=EVIL, change=Rename(identity=identity, name=EVIL))])
    return key


def _harmless(html: str) -> None:
    page = Seen(html)
    assert page.open == []
    assert page.tags.count("script") == 3, "the desk's own, and no more"
    assert "img" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not [address for _, address in page.addresses if not address.startswith(("/", "#"))]
    assert "49" not in re.findall(r"\D(49)\D", page.words)
    assert "\u202e" not in html


@pytest.mark.usefixtures("evil")
@pytest.mark.parametrize("address", [*PAGES, "/corrections"])
def test_every_field_of_a_hostile_document_is_shown_and_does_nothing(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    _harmless(answer.text)


def test_the_pages_of_a_hostile_story_do_nothing(client: TestClient, evil: str) -> None:
    other = next(key for key in client.app.state.desk.store.keys(status="read") if key != evil)  # type: ignore[attr-defined]
    addresses = [
        f"/story/{evil}",
        f"/others?story={evil}",
        f"/meeting?story={evil}&entry=m1",
        f"/compare?a={evil}&b={other}",
    ]
    for address in [*addresses, f"/correct/{evil}/s1", f"/correct/{evil}/a1"]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "javascript:" not in [link for _, link in Seen(answer.text).addresses]
        _harmless(answer.text)


@pytest.mark.parametrize(
    "address", ["/search", "/timeline", "/actors", "/actor", "/meetings", "/events", "/issues", "/issue"]
)
def test_what_an_address_asks_is_shown_and_does_nothing(client: TestClient, address: str) -> None:
    fields = (
        "q",
        "actor",
        "name",
        "state",
        "outlet",
        "place",
        "issue",
        "chain",
        "with",
        "title",
        "from",
        "kind",
        "after",
    )
    for field in fields:
        _harmless(client.get(address, params={field: EVIL}, follow_redirects=True).text)


def test_only_addresses_of_the_web_become_links(client: TestClient, store: Store) -> None:
    for url, is_link in (
        ("https://tass.com/a?b=1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
    ):
        document = Document(id=url, text=f"Xi said yes to {url}.", url=url)
        (key,) = store.keep([document])
        store.put(key, record_of(document))
        assert (f'href="{url}"' in client.get(f"/story/{key}").text) == is_link


def test_a_form_needs_the_token_of_this_browser(client: TestClient, key: str, store: Store) -> None:
    good = token(client)
    given = {"text": "Xi said yes."}
    for bad in ("", "x", ".", good[:-1] + ("0" if good[-1] != "0" else "1"), good.replace(".", "")):
        assert client.post("/read", data={**given, "form_token": bad}).status_code == 403
    client.cookies.clear()
    assert client.post("/read", data={**given, "form_token": good}).status_code == 403
    for path in (f"/correct/{key}/s1", "/corrections/1/withdraw"):
        assert client.post(path, data={"change": "drop", "author": "a", "reason": "b"}).status_code == 403
    assert store.find("Xi said yes.") == []


def test_tokens_differ_in_every_page_and_the_cookie_is_for_this_site_alone(client: TestClient) -> None:
    cookie = client.get("/").headers["set-cookie"]
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    assert token(client) != token(client)


@pytest.mark.parametrize(
    "name", ["../desk.py", "..%2fdesk.py", "%2e%2e/desk.py", "/etc/passwd", "..\\desk.py", "static/desk.css", ""]
)
def test_no_address_leads_to_another_file(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("format", ["../jsonl", "..%2f..%2fetc%2fpasswd", "none"])
def test_no_export_leads_elsewhere(client: TestClient, key: str, format: str) -> None:
    assert client.get(f"/export/{key}/{format}").status_code == 404
    assert client.get(f"/export/{quote('../' + key, safe='')}/jsonl").status_code == 404


def test_htmx_is_the_file_that_was_taken_in() -> None:
    assert static.assets()[static.HTMX].sha256 == static.HTMX_SHA256
    assert b'"4.0.1"' in static.assets()[static.HTMX].data


def test_a_page_names_the_hash_of_htmx(client: TestClient) -> None:
    html = client.get("/").text
    assert f'integrity="{static.integrity(static.HTMX_SHA256)}"' in html
    for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', html):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
