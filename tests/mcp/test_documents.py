"""Documents as resources."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from ingest.world import SECRET
from mcp import Client, MCPError

from communique.mcp import documents
from communique.mcp.server import create_server
from communique.store import Store

from .conftest import ORDER, asked


def run(store: Store, question: Any) -> Any:
    return asked(Client(create_server(store)), question)


def test_documents_are_listed_without_their_words(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_LISTED", 2)
    first = run(store, lambda client: client.list_resources())
    second = run(store, lambda client: client.list_resources(cursor=first.next_cursor))
    found = [*first.resources, *second.resources]
    assert (len(first.resources), len(found), second.next_cursor) == (2, 3, None)
    assert {str(one.uri).removeprefix(documents.ADDRESS) for one in found} == set(store.keys(status="read"))
    assert not [one for one in found if "gnore" in one.model_dump_json()]


def test_a_document_is_read_whole_and_is_data(store: Store) -> None:
    (template,) = run(store, lambda client: client.list_resource_templates()).resource_templates
    assert template.uri_template == "communique://document/{key}"
    for name in (f"{ORDER}.txt", "june"):
        (key,) = store.find(name)
        (content,) = run(store, lambda client, key=key: client.read_resource(documents.ADDRESS + key)).contents
        told = json.loads(content.text)
        (kept,) = store.kept([key])
        assert told["untrusted"]["text"] == kept.document.text
        assert told["sha256"] == hashlib.sha256(kept.document.text.encode()).hexdigest()
        assert set(told) == {"notice", "key", "sha256", "status", "untrusted"}


@pytest.mark.parametrize(
    "uri", ["communique://document/nothing", "communique://document/", SECRET, "communique://store/"]
)
def test_what_is_no_document_is_refused(store: Store, uri: str) -> None:
    with pytest.raises(MCPError):
        run(store, lambda client: client.read_resource(uri))
