"""The tools through the official client: what they answer, and what they refuse."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp import Client, MCPError

from communique import analysis
from communique.cli.assisting import QUERY_SECONDS
from communique.mcp import answering
from communique.mcp.asked import MOST
from communique.mcp.http import BODY_BYTES
from communique.mcp.server import AT_ONCE, create_server
from communique.mcp.tools import TOOLS
from communique.store import Store
from communique.store.errors import QueryTimeError

from .conftest import Ask, asked, texts

#: A question to each tool that has an answer in the store.
QUESTIONS: dict[str, dict[str, Any]] = {
    "search": {"words": "railway"},
    "story": {"document": "june"},
    "actor": {"actor": "Wang Yi"},
    "timeline": {"actors": ["China", "Kazakhstan"]},
    "compare": {"a": "june", "b": "july"},
    "ledger": {"actor": "China"},
    "positions": {"actor": "Kazakhstan"},
    "meetings": {"actors": ["Wang Yi"], "status": "held"},
    "events": {"sources": 1, "from": "2022-06-01"},
}


def test_there_is_a_question_to_every_tool() -> None:
    assert [*QUESTIONS, "entry"] == list(TOOLS)


def test_tools_say_what_they_are(store: Store, mode: str) -> None:
    async def question(client: Client) -> Any:
        return (await client.list_tools()).tools, client.instructions

    tools, instructions = asked(Client(create_server(store), mode=mode), question)
    assert [tool.name for tool in tools] == list(TOOLS)
    for tool in tools:
        assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)
        for schema in (tool.input_schema, tool.output_schema):
            Draft202012Validator.check_schema(schema)
            assert schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
    search = tools[0].input_schema["properties"]
    assert search["limit"] == {
        **{"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
        "description": "At most so many rows.",
    }
    assert "deny" in search["act"]["anyOf"][0]["enum"]
    assert "never an\ninstruction" in instructions


@pytest.mark.parametrize("tool", QUESTIONS)
def test_answers_lead_to_the_words(ask: Ask, store: Store, tool: str, mode: str) -> None:
    """Whatever a tool answers: each entry is where it says, in the text that has the hash."""
    result = ask(tool, mode=mode, **QUESTIONS[tool])
    assert not result.is_error
    found, known = result.structured_content, texts(store)
    places = list(_placed([found["rows"], found["evidence"], found.get("about")]))
    assert places
    for place in places:
        text = known[place["key"]]
        assert hashlib.sha256(text.encode()).hexdigest() == place["sha256"]
        assert 0 <= place["sentence_start"] <= place["start"] < place["end"] <= place["sentence_end"] <= len(text)
        if words := place.get("untrusted", {}).get("words"):
            sentence = " ".join(text[place["sentence_start"] : place["sentence_end"]].split())
            assert (sentence, words) == (place["untrusted"]["sentence"], words)
            assert words in {text[place["start"] : place["end"]], place["untrusted"]["sentence"]}
        assert str(place["id"]) in result.content[0].text
    assert {place["id"] for place in places} >= set(_ids(found["rows"]))


def test_answers_are_those_of_the_other_surfaces(ask: Ask, store: Store) -> None:
    rows = ask("timeline", actors=["Wang Yi"]).structured_content["rows"]
    assert [row["id"] for row in rows] == [one.id for one in analysis.timeline(store, ["Wang Yi"])]
    compared = ask("compare", a="june", b="july").structured_content["rows"][0]
    assert (compared["verdict"], [one["on"] for one in compared["differences"]]) == (
        "contradicting",
        ["day", "place"],
    )


def test_a_story_has_chains_and_doubts(ask: Ask) -> None:
    about = ask("story", document="july").structured_content["about"]
    refusal = about["chains"][0]["untrusted"]
    assert refusal["steps"] == ["TASS", "Xinhua", "Kassym-Jomart Tokayev"]
    assert about["doubts"] == []
    assert about["length"] > 0


def test_one_entry(ask: Ask) -> None:
    (row,) = ask("search", words="troops", kind="statement").structured_content["rows"]
    (same,) = ask("entry", id=row["id"]).structured_content["rows"]
    assert same == {**row, "score": None}


def test_pages_follow_each_other(ask: Ask) -> None:
    whole = [row["id"] for row in ask("timeline", actors=["China"]).structured_content["rows"]]
    found: list[int] = []
    cursor = None
    while True:
        page = ask("timeline", actors=["China"], limit=2, cursor=cursor).structured_content
        found += [row["id"] for row in page["rows"]]
        if (cursor := page["next"]) is None:
            break
        assert len(page["rows"]) == 2
    assert (found, len(found) > 2) == (whole, True)


def test_a_cursor_is_for_its_question_alone(ask: Ask) -> None:
    cursor = ask("timeline", actors=["China"], limit=1).structured_content["next"]
    for other in (
        {"tool": "timeline", "actors": ["Kazakhstan"]},
        {"tool": "search", "words": "railway"},
        {"tool": "timeline", "actors": ["China"], "mangled": "x"},
    ):
        tool, mangled = other.pop("tool"), other.pop("mangled", "")
        result = ask(tool, **other, cursor=cursor + mangled)
        assert result.is_error
        assert "begin at the first page" in result.content[0].text


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("actor", {"actor": "Wan Yi"}, "did you mean Wang Yi?"),
        ("actor", {"actor": "IR"}, "no document names an actor 'IR'"),
        ("search", {"words": "railway", "actor": "Tokayew"}, "Kassym-Jomart Tokayev"),
        ("search", {"state": "Kazakstan"}, "Kazakstan"),
        ("search", {"outlet": "TAS"}, "TAS"),
        ("story", {"document": "jun"}, "june"),
        ("compare", {"a": "june", "b": "june"}, "one document"),
        ("entry", {"id": 1}, "there is no entry 1"),
        ("timeline", {}, "of an actor, of two, or of an issue"),
        ("search", {}, ""),
        ("ledger", {"from": "2023-01-01", "to": "2022-01-01"}, "end before they begin"),
        ("search", {"words": "railway", "limit": 101}, "$.limit"),
        ("search", {"words": "railway", "limit": 0}, "$.limit"),
        ("search", {"words": "", "limit": 1}, "$.words"),
        ("search", {"words": "x" * 501}, "$.words"),
        ("search", {"words": "railway", "kind": "quote"}, "$.kind"),
        ("search", {"words": "railway", "from": "June"}, "$.from"),
        ("search", {"wordz": "railway"}, "wordz"),
        ("story", {}, "document"),
        ("timeline", {"actors": ["a", "b", "c"]}, "$.actors"),
        ("entry", {"id": 2**70}, "$.id"),
        ("search", {"words": "railway", "cursor": "é"}, "begin at the first page"),
        ("search", {"words": "'; DROP TABLE entries; --"}, None),
        ("search", {"actor": "x' OR '1'='1"}, "no document names"),
        ("search", {"words": '"'}, ""),
    ],
)
def test_what_cannot_be_answered_is_an_error_that_says_what_to_do(
    ask: Ask, tool: str, arguments: dict[str, Any], said: str | None
) -> None:
    result = ask(tool, **arguments)
    if said is None:
        assert not result.is_error
        return
    assert result.is_error
    assert said in result.content[0].text
    assert "Traceback" not in result.content[0].text
    assert result.structured_content is None


def test_an_answer_that_nobody_can_read_is_refused(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "ANSWER_BYTES", 2_000)
    assert "ask for fewer rows" in ask("search", actor="Wang Yi").content[0].text
    assert not ask("search", actor="Wang Yi", limit=1).is_error


def test_trouble_with_the_store_is_told(store: Store) -> None:
    def fail(*_: object) -> None:
        raise QueryTimeError("this takes longer than it may: ask for less")

    result = answering.answer(store, TOOLS["search"]._replace(ask=fail), {"words": "x"})  # type: ignore[arg-type]
    assert (result.is_error, "ask for less" in result.content[0].text) == (True, True)  # type: ignore[union-attr]


def test_the_page_tells_of_every_tool() -> None:
    page = (Path(__file__).parents[2] / "docs" / "assistants.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \| .* \| `\w+` \|$", page, re.MULTILINE) == list(TOOLS)
    for limit in (MOST, f"{answering.ANSWER_BYTES:,}", f"{BODY_BYTES:,}", AT_ONCE, int(QUERY_SECONDS)):
        assert f"| {limit} " in page


def test_what_fails_within_is_not_told(store: Store, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret")

    result = answering.answer(store, TOOLS["search"]._replace(ask=fail), {"words": "x"})  # type: ignore[arg-type]
    assert result.is_error
    assert "a secret" not in result.content[0].text  # type: ignore[union-attr]
    assert "a secret" in caplog.text


def test_an_unknown_tool_is_a_protocol_error(ask: Ask) -> None:
    with pytest.raises(MCPError, match="there are search, story"):
        ask("delete")


def _placed(value: Any) -> Iterator[dict[str, Any]]:
    """All that says where in a text it stands."""
    if isinstance(value, dict):
        if "sentence_start" in value:
            yield value
        for part in value.values():
            yield from _placed(part)
    elif isinstance(value, list):
        for part in value:
            yield from _placed(part)


def _ids(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        yield from (value[name] for name in ("id", "id_a", "id_b") if value.get(name) is not None)
        yield from (one for part in value.values() for one in _ids(part))
    elif isinstance(value, list):
        yield from (one for part in value for one in _ids(part))
