"""A text comes in through the form, is read, and leads to its story."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from web.pages.seen import Seen, token

from communique.store import Store


def test_a_pasted_text_is_read_at_once(client: TestClient, store: Store) -> None:
    given = {
        "text": "Xi said that trade would grow.",
        "title": "Trade",
        "outlet": "TASS",
        "published": "2024-04-02",
    }
    answer = client.post("/read", data={**given, "form_token": token(client)})
    assert answer.status_code == 303
    page = Seen(client.get(answer.headers["location"]).text)
    assert "Trade" in page.words
    assert "2 April 2024" in page.words
    (kept,) = store.kept(store.find("Trade"))
    assert (kept.document.outlet, kept.document.text) == ("TASS", "Xi said that trade would grow.")


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("story.txt", b"\xef\xbb\xbfXi said\r\nyes.", "Xi said\nyes."),
        ("story.md", b"# Xi\n\nXi *said* yes to all of it.", "Xi said yes to all of it."),
        ("../../etc/passwd", b"Xi said yes.", "Xi said yes."),
        ("C:\\reports\\story.txt", b"Xi said yes.", "Xi said yes."),
    ],
)
def test_a_file_is_read_by_its_bytes(client: TestClient, store: Store, name: str, data: bytes, text: str) -> None:
    answer = client.post("/read", data={"form_token": token(client)}, files={"file": (name, data)})
    assert answer.status_code == 303
    (kept,) = store.kept([answer.headers["location"].removeprefix("/story/")])
    assert text in kept.document.text
    assert not {"/", "\\"} & set(kept.document.id)


@pytest.mark.parametrize(
    ("given", "files", "words"),
    [
        ({"text": "  "}, {}, "nothing to read"),
        ({"text": "Xi said yes.", "published": "soon"}, {}, "is a day"),
        ({}, {"file": ("a.txt", b"\xff\xff")}, "a.txt"),
        ({}, {"file": ("a.zip", b"PK")}, "only a file with one text"),
        ({}, {"file": ("feed.xml", b"<rss/>")}, "only a file with one text"),
        ({"text": "Le ministre a déclaré que les négociations reprendraient demain à Genève."}, {}, "language"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept_in_the_form(
    client: TestClient, given: dict[str, str], files: dict[str, tuple[str, bytes]], words: str
) -> None:
    answer = client.post("/read", data={**given, "form_token": token(client)}, files=files)
    assert answer.status_code == 422
    page = Seen(answer.text)
    assert words in page.words
    assert given.get("text", "").strip() in page.words


def test_a_text_on_which_the_reader_fails_has_a_page_that_says_so(client: TestClient) -> None:
    answer = client.post("/read", data={"text": "Xi said FAIL.", "form_token": token(client)})
    assert "the text says so" in client.get(answer.headers["location"]).text
