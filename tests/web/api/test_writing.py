"""Calls that write: documents and corrections."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from web.served import asked

from communique.record import Document
from communique.store import Store, document_key
from communique.web import Settings

DOCUMENTS, CORRECTIONS = "/api/v1/documents", "/api/v1/corrections"
Headers = dict[str, str]


def test_a_text_is_kept_and_read(client: TestClient, writer: Headers) -> None:
    text = "Tokyo said that it would attend the talks."
    given = {
        "text": text,
        "published": "2022-06-08",
        "outlet": "NHK",
        "url": "https://a.example",
        "title": "A",
    }
    made = client.post(DOCUMENTS, json=given, headers=writer)
    assert made.status_code == 201, made.text
    key = made.json()["key"]
    assert made.json() == {"key": key, "kind": "read", "reason": ""}
    assert made.headers["location"] == f"{DOCUMENTS}/{key}"
    story = client.get(made.headers["location"]).json()
    assert story["document"] == {"id": story["names"][0], **given}
    assert [one["kind"] for one in story["entries"]].count("statement") == 2
    again = client.post(DOCUMENTS, json=given | {"name": "another"}, headers=writer)
    assert (again.status_code, again.json()["key"], again.json()["kind"]) == (200, key, "known")
    assert client.get(f"{DOCUMENTS}/{key}").json()["names"][1:] == ["another"]


def test_what_the_reader_fails_on_is_kept_with_the_reason(client: TestClient, writer: Headers) -> None:
    made = client.post(DOCUMENTS, json={"text": "Tokyo did FAIL"}, headers=writer).json()
    assert made["kind"] == "quarantined"
    assert "the text says so" in made["reason"]
    refused = client.get(f"{DOCUMENTS}/{made['key']}/record")
    assert refused.status_code == 404
    assert "was not read" in refused.json()["detail"]
    assert client.get(f"{DOCUMENTS}/{made['key']}/text").text == "Tokyo did FAIL"


def test_what_waits_in_the_store_is_not_waited_for(client: TestClient, writer: Headers, store: Store) -> None:
    store.keep([Document(id="old", text="Old SLEEP")])
    assert client.post(DOCUMENTS, json={"text": "Tokyo agreed."}, headers=writer).status_code == 201
    assert store.counts()["waiting"] == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b'{"text": "a"}{', 400),
        (b"null", 422),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"text": ""}', 422),
        (b'{"text": 1}', 422),
        (b'{"text": "a", "id": "b"}', 422),
        (b'{"text": "a", "published": "yesterday"}', 422),
        (b'{"text": "a\\u0000b"}', 422),
        (b'{"text": "a", "title": "' + b"x" * 3_000 + b'"}', 422),
    ],
)
def test_what_is_no_document_is_refused(client: TestClient, writer: Headers, body: bytes, status: int) -> None:
    headers = writer | {"Content-Type": "application/json"}
    refused = client.post(DOCUMENTS, content=body, headers=headers)
    assert refused.status_code == status == refused.json()["status"], refused.text


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_of_another_kind_is_refused(client: TestClient, writer: Headers, media_type: str) -> None:
    refused = client.post(DOCUMENTS, content=b'{"text": "a"}', headers=writer | {"Content-Type": media_type})
    assert refused.status_code == 415


def test_texts_that_would_wait_too_long_are_refused(store: Store, writer: Headers) -> None:
    with asked(store, Settings(waiting=1)) as client:
        client.app.state.desk._turns = _Busy()
        refused = client.post(DOCUMENTS, json={"text": "Tokyo agreed."}, headers=writer)
    assert refused.status_code == 503
    assert refused.headers["retry-after"]


class _Busy:
    tasks_waiting = 1

    def statistics(self) -> _Busy:
        return self


@pytest.fixture
def key(store: Store) -> str:
    return store.find("june")[0]


def _corrected(client: TestClient, headers: Headers, change: Any, **more: Any) -> Any:
    return client.post(CORRECTIONS, json={"change": change, "reason": "so it is", **more}, headers=headers)


def test_an_entry_is_mended_and_the_correction_withdrawn(client: TestClient, writer: Headers, key: str) -> None:
    change = {"change": "mend", "document": key, "entry": "s1", "field": "act", "value": "announce"}
    made = _corrected(client, writer, change, author="Ada")
    assert made.status_code == 201, made.text
    number = made.json()["number"]
    assert made.headers["location"] == f"{CORRECTIONS}/{number}"
    assert client.get(f"{CORRECTIONS}/{number}").json() == made.json()
    assert made.json()["author"] == "Ada"
    assert _acts(client, key)[0] == "announce"
    as_read = client.get(f"{DOCUMENTS}/{key}/record?corrected=false").json()
    assert as_read["statements"][0]["act"] == "commit"
    assert [one["number"] for one in client.get(f"{DOCUMENTS}/{key}").json()["corrections"]] == [number]
    assert client.get(CORRECTIONS).json()["items"] == [made.json()]
    gone = client.delete(f"{CORRECTIONS}/{number}", headers=writer)
    assert (gone.status_code, gone.json()) == (200, made.json())
    assert _acts(client, key)[0] == "commit"
    assert client.delete(f"{CORRECTIONS}/{number}", headers=writer).status_code == 404
    assert client.get(f"{CORRECTIONS}/{number}").status_code == 404


def _acts(client: TestClient, key: str) -> list[str]:
    return [one["act"] for one in client.get(f"{DOCUMENTS}/{key}/record").json()["statements"]]


def test_an_entry_is_dropped_and_an_actor_renamed(client: TestClient, writer: Headers, key: str) -> None:
    assert _corrected(client, writer, {"change": "drop", "document": key, "entry": "m1"}).status_code == 201
    assert client.get(f"{DOCUMENTS}/{key}/record").json()["meetings"] == []
    renamed = _corrected(client, writer, {"change": "rename", "identity": "wang-yi", "name": "Mr Wang"})
    assert renamed.json()["author"] == "a test"
    assert client.get("/api/v1/actors/wang-yi").json()["name"] == "Mr Wang"
    again = _corrected(client, writer, {"change": "rename", "identity": "wang-yi", "name": "Mr Wang"})
    assert (again.status_code, again.json()) == (200, renamed.json())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"change": "mend", "entry": "s1", "field": "act", "value": "shout"}, "Invalid enum value"),
        ({"change": "mend", "entry": "s1", "field": "id", "value": "x"}, "no field 'id' to mend"),
        ({"change": "mend", "entry": "s1", "field": "__class__", "value": "x"}, "no field '__class__' to mend"),
        ({"change": "mend", "entry": "s1", "field": "content", "value": [[0, 99_999]]}, "outside of the text"),
        ({"change": "mend", "entry": "s99", "field": "act", "value": "agree"}, "has no entry 's99'"),
        ({"change": "drop", "entry": "s1", "document": "0" * 32}, "there is no document"),
        ({"change": "rename", "identity": "nobody", "name": "x"}, "no document names an actor"),
        ({"change": "undo"}, "Invalid value 'undo'"),
        ({"change": "drop", "entry": "s1", "more": 1}, "unknown field `more`"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    client: TestClient, writer: Headers, key: str, change: Any, said: str
) -> None:
    given = change if change["change"] in {"rename", "undo"} else {"document": key, **change}
    refused = _corrected(client, writer, given)
    assert refused.status_code == 422
    assert said in refused.json()["detail"]
    assert client.get(CORRECTIONS).json()["items"] == []


def test_a_value_that_is_nested_too_deeply_is_refused(client: TestClient, writer: Headers, key: str) -> None:
    begin = (
        b'{"reason": "x", "change": {"change": "mend", "entry": "s1", "field": "act", "document": "%b", "value": '
    )
    body = begin % key.encode() + b"[" * 100_000
    refused = client.post(CORRECTIONS, content=body, headers=writer | {"Content-Type": "application/json"})
    assert refused.status_code == 400


def test_the_key_is_that_of_the_store(client: TestClient, writer: Headers) -> None:
    made = client.post(DOCUMENTS, json={"text": "Tokyo agreed.", "name": "x"}, headers=writer).json()
    assert made["key"] == document_key(Document(id="y", text="Tokyo agreed."))
