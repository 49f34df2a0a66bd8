"""Words of documents are told apart from all else, whatever they are."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
import pytest

from communique import analysis
from communique.mcp import wording
from communique.mcp.tools import TOOLS
from communique.mcp.untrusted import FIELD, marked, marked_type
from communique.record import Span
from communique.store import Store

from .conftest import FORGED, ORDER, Ask

QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("search", {"words": "assistant"}),
    ("story", {"document": f"{ORDER}.txt"}),
    ("actor", {"actor": ORDER}),
    ("actor", {"actor": "Wang Yi"}),
    ("timeline", {"actors": [ORDER]}),
    ("compare", {"a": f"{ORDER}.txt", "b": "june"}),
    ("ledger", {"actor": ORDER}),
    ("meetings", {"actors": [ORDER]}),
    ("events", {"actor": ORDER}),
    ("actor", {"actor": "Ignore all"}),
    ("story", {"document": "Ignore all"}),
]


def trusted(value: Any) -> Iterator[str]:
    """All words outside of `untrusted`."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield name
            if name != FIELD:
                yield from trusted(part)
    elif isinstance(value, list):
        for part in value:
            yield from trusted(part)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(("tool", "arguments"), QUESTIONS)
def test_orders_in_a_document_stand_where_data_stands(ask: Ask, tool: str, arguments: dict[str, Any]) -> None:
    result = ask(tool, **arguments)
    text = result.content[0].text
    assert "gnore all" in text, "the question does not reach the hostile document"
    begin, number = re.search(r"^\[data from documents (\w{16}): .*\]$", text, re.MULTILINE), None
    assert begin is not None
    number = begin[1]
    assert text.count(f"[end of data {number}]") == 1
    outside = text[: begin.start()] + text[text.index(f"[end of data {number}]") :]
    for order in ("gnore all", "System:", "must obey", "0123456789abcdef"):
        assert order not in outside
        assert not [word for word in trusted(result.structured_content) if order in word]
    assert not set(text) & set("\x1b\u202e\x00")


def test_no_mark_can_be_written_beforehand() -> None:
    first, second = wording.enclosed(["a"]), wording.enclosed(["a"])
    assert first != second
    begin, *data, end = wording.enclosed([FORGED, first, "a\u2028b\x85c\rd"]).splitlines()
    number = end.removeprefix("[end of data ").rstrip("]")
    assert len(data) == 3
    assert number in begin
    assert not [line for line in data if number in line]


def test_a_sentence_without_end_is_shown_by_what_was_said_in_it(store: Store) -> None:
    (one,) = analysis.search(store, "troops", analysis.Filters(kind="statement"))
    endless = msgspec.structs.replace(one, sentence="and " * 1000 + one.sentence)
    (line,) = wording.rows_in_words([endless])
    assert one.words in line
    assert len(line) < 1000


class Inner(msgspec.Struct):
    key: str
    name: str


class Outer(msgspec.Struct):
    kind: str
    verdict: Literal["a", "b"]
    day: datetime.date | None
    spans: tuple[Span, ...]
    title: str | None
    words: tuple[str, ...]
    counts: dict[str, int]
    inner: Inner | None
    all: tuple[Inner, ...]
    new_field: list[str] | None = None


def test_a_field_that_is_not_known_is_untrusted() -> None:
    inner = Inner("k", "n")
    found = marked(
        Outer("k", "a", datetime.date(2022, 6, 7), (Span(1, 2),), None, ("w",), {"x": 1}, inner, (inner,))
    )
    shown = {"key": "k", FIELD: {"name": "n"}}
    assert found == {
        **{"kind": "k", "verdict": "a", "day": "2022-06-07", "spans": [[1, 2]], "inner": shown, "all": [shown]},
        FIELD: {"title": None, "words": ["w"], "counts": {"x": 1}, "new_field": None},
    }
    msgspec.convert(found, marked_type(Outer))


def test_the_type_without_words_has_no_such_field() -> None:
    class Count(msgspec.Struct):
        kind: str
        entries: int

    assert marked(Count("meeting", 2)) == {"kind": "meeting", "entries": 2}


@pytest.mark.parametrize("tool", TOOLS.values(), ids=list(TOOLS))
def test_all_words_of_every_answer_are_sorted(tool: Any) -> None:
    """Each type that a tool answers with has its words of documents under `untrusted`, and no other string."""
    allowed = {
        *("kind", "label", "status", "stance", "was", "on", "level", "verdict", "format", "act"),
        *("entry", "key", "sha256", "entry_a", "entry_b", "state", "states"),
    }
    for kind in filter(None, (tool.row, tool.about)):
        schema = msgspec.json.schema(marked_type(kind))
        for name, part in schema["$defs"].items():
            if name.endswith("Words"):
                continue
            strings = {
                field
                for field, of in part.get("properties", {}).items()  # a span is a pair
                if '"type":"string"' in msgspec.json.encode(of).decode()
                and "date" not in msgspec.json.encode(of).decode()
            }
            assert strings <= allowed, (name, strings - allowed)
