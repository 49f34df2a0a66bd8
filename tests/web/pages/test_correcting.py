"""Entries are put right from their story, by somebody, for a reason."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from web.pages.seen import Seen, token

from communique.record import Record
from communique.store import Store, corrected, made
from communique.store.corrections import ENTRIES
from communique.web.pages.fields import fields


def _post(client: TestClient, key: str, entry: str, **given: Any) -> Any:
    data = {
        "author": "Ada",
        "reason": "as the communiqué has it",
        "form_token": token(client, f"/correct/{key}/{entry}"),
    }
    return client.post(f"/correct/{key}/{entry}", data=data | given)


def test_a_field_is_mended(client: TestClient, store: Store, key: str) -> None:
    answer = _post(
        client, key, "s2", change="mend", act="announce", negated="no", mode="indirect", actors=["wang-yi"]
    )
    assert answer.headers["location"] == f"/story/{key}#e-s2"
    statement = corrected(store, key).record.statements[1]
    assert statement.act == "announce"
    assert statement.negated is False
    assert corrected(store, key).record.actor(statement.actors[0]).identity == "wang-yi"
    assert {(one.correction.author, one.correction.change.field) for one in made(store)} == {  # type: ignore[union-attr]
        ("Ada", "act"),
        ("Ada", "actors"),
    }


def test_an_entry_is_dropped_and_the_correction_taken_back(client: TestClient, store: Store, key: str) -> None:
    assert _post(client, key, "c1", change="drop").headers["location"] == f"/story/{key}"
    assert corrected(store, key).record.commitments == ()
    story = client.get(f"/story/{key}").text
    assert "1 correction of this story" in story
    answer = client.post(
        "/corrections/1/withdraw", data={"form_token": token(client, f"/story/{key}"), "back": f"/story/{key}"}
    )
    assert answer.headers["location"] == f"/story/{key}"
    assert len(corrected(store, key).record.commitments) == 1


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ({"change": "rename", "name": "Wang Yi (王毅)"}, "name", "Wang Yi (王毅)"),
        ({"change": "merge", "into": "Q123"}, "identity", "Q123"),
        ({"change": "split", "into": "another-wang"}, "identity", "another-wang"),
    ],
)
def test_an_actor_is_renamed_merged_and_split(
    client: TestClient, store: Store, key: str, given: dict[str, str], field: str, value: str
) -> None:
    actor = next(one for one in store.record(key).actors if one.identity == "wang-yi")
    assert _post(client, key, actor.id, **given).status_code == 303
    assert getattr(corrected(store, key).record.actor(actor.id), field) == value


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"change": "drop", "reason": " "}, "who says so, and why"),
        ({"change": "mend"}, "cannot be"),
        ({"change": "mend", "act": "sing"}, "cannot be"),
        ({"change": "rename", "name": "x"}, "no name of its own"),
    ],
)
def test_what_changes_nothing_is_said_beside_the_form(
    client: TestClient, key: str, given: dict[str, str], words: str
) -> None:
    answer = _post(client, key, "s1", **given)
    assert answer.status_code == 422
    assert words in Seen(answer.text).words


def test_the_form_of_every_kind_of_entry_is_whole(client: TestClient, store: Store, key: str) -> None:
    record = store.record(key)
    for kind, field in ENTRIES.items():
        for entry in getattr(record, field):
            page = Seen(client.get(f"/correct/{key}/{entry.id}").text)
            assert page.open == []
            assert f"Correct {kind} {entry.id}" in page.words


def test_a_form_sent_as_it_came_changes_nothing(client: TestClient, store: Store, key: str) -> None:
    record = store.record(key)
    for entry, kind in (("s1", "statement"), ("m1", "meeting"), ("c1", "commitment"), ("i1", "position")):
        one = next(one for one in getattr(record, ENTRIES[kind]) if one.id == entry)  # type: ignore[index]
        values = {
            field.name: list(field.value) if field.kind == "actors" else field.value
            for field in _of(kind, one, record)
        }
        answer = _post(client, key, entry, change="mend", **values)
        assert "Nothing was changed" in answer.text


def _of(kind: str, entry: Any, record: Record) -> list[Any]:
    return list(fields(kind, entry, record))


def test_who_corrects_is_remembered(client: TestClient, key: str) -> None:
    _post(client, key, "c1", change="drop", author="Zoë")
    assert 'value="Zoë"' in client.get(f"/correct/{key}/s1").text
