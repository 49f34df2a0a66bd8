"""Cursors: all rows come once, in order; what is damaged or another question's is refused."""

from __future__ import annotations

import base64

import pytest
from starlette.testclient import TestClient

from communique.analysis import Cursors

API = "/api/v1"


@pytest.mark.parametrize(
    "address",
    [
        "/documents?status=read",
        "/search?kind=statement",
        "/search?words=the",
        "/timeline?actor=wang-yi",
        "/timeline?actor=wang-yi&latest=true",
        "/ledger?from=2022-01-01",
        "/positions?issue=truce",
        "/meetings?actor=wang-yi",
        "/offices?from=2022-01-01",
        "/events?sources=1",
        "/issues?from=2022-01-01",
    ],
)
def test_pages_have_every_row_once_and_in_order(client: TestClient, address: str) -> None:
    whole = client.get(f"{API}{address}").json()
    assert whole["items"]
    assert whole["next"] is None
    rows, cursor = [], ""
    while cursor is not None:
        found = client.get(f"{API}{address}&limit=1{cursor and f'&cursor={cursor}'}").json()
        assert len(found["items"]) == 1
        rows += found["items"]
        cursor = found["next"]
    assert rows == whole["items"]


def test_a_cursor_of_another_question_is_refused(client: TestClient) -> None:
    cursor = client.get(f"{API}/search?kind=statement&limit=1").json()["next"]
    for address in ("/search?kind=event&limit=1", "/search?kind=statement&act=agree", "/documents?limit=1"):
        refused = client.get(f"{API}{address}&cursor={cursor}")
        assert refused.status_code == 422
        assert "no cursor of this question" in refused.json()["detail"]
    assert client.get(f"{API}/search?limit=3&cursor={cursor}&kind=statement").status_code == 200


def test_a_cursor_that_was_changed_in_any_place_is_refused(client: TestClient) -> None:
    cursor = client.get(f"{API}/timeline?actor=wang-yi&limit=1").json()["next"]
    for n, character in enumerate(cursor):
        changed = cursor[:n] + ("A" if character != "A" else "B") + cursor[n + 1 :]
        assert client.get(f"{API}/timeline?actor=wang-yi&cursor={changed}").status_code == 422, changed


@pytest.mark.parametrize(
    "mark", ['["x"]', "[-1]", "[99999999999999999999]", '["2022-13-01",1]', '[null,"x"]', "[]", "[1.5]", "{}"]
)
def test_a_mark_that_somebody_made_up_is_no_more_than_a_place_in_the_answer(client: TestClient, mark: str) -> None:
    for path in ("/timeline", "/search", "/documents"):
        parameters = [("actor", "wang-yi")] if path != "/documents" else []
        own = Cursors((f"{API}{path}", parameters))
        data = mark.encode()
        cursor = base64.urlsafe_b64encode(own._digest(data) + data).rstrip(b"=").decode()
        answer = client.get(f"{API}{path}", params=[*parameters, ("cursor", cursor)])
        assert answer.status_code == 422, answer.text
