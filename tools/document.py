"""Writes what is made from the types: `record.schema.json` and `docs/record.md`; `make docs` runs it.

    python tools/document.py [--check]

With `--check` nothing is written, and the exit status is 1 if a file is not what it should be.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from communique import Record, record

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT / "src" / "communique" / "record" / "record.schema.json"
PAGE = ROOT / "docs" / "record.md"

#: Findings by kind: level and meaning. A test holds this table against the code that finds.
FINDINGS: Mapping[str, tuple[str, str]] = {
    "empty": ("error", "There are no words in the text."),
    "too-long": ("error", "The text is longer than a million characters; it is to be cut into its parts."),
    "not-text": ("error", "The text is full of NUL characters, as of a binary file or another encoding."),
    "lost-characters": ("note", "Characters that are no text (lone surrogates) were replaced."),
    "not-english": ("error", "The text is in another language."),
    "impossible-date": ("doubt", "The page names a day that no calendar has."),
    "header-weekday": ("doubt", "The header's weekday is not that of its date."),
    "header-dateline": ("doubt", "Header and dateline lie too many days apart."),
    "header-place-name": ("doubt", "The text names a place as it was not called at the date of the page."),
    "header-office": ("doubt", "The text gives somebody an office that was another's at the date of the page."),
    "header-anniversary": ("doubt", "The text speaks of an anniversary that is years from the date of the page."),
    "header-milestone": ("doubt", "The text has a name that came up after the date of the page."),
    "header-recent-day": ("doubt", "The text calls a day recent that is far from the date of the page."),
    "text-weekday": ("doubt", "The text names a day with a weekday that it was not."),
    "shared-role": ("doubt", "The text gives two people an office that has one holder."),
    "window": ("note", "Without a day to trust: in which days the story can have been written."),
    "undated": ("note", "Time expressions stay without a day, for want of something to count from."),
}

_INTRODUCTION = """# The record

<!-- Written by tools/document.py from the types; change the docstrings there, then run `make docs`. -->

A record is one JSON object; `communique schema` prints its JSON Schema, which the package also carries as
`communique/record/record.schema.json`.

- A **span** is `[start, end)` in Unicode code points of `document.text`; `text[start:end]` is the evidence.
- Entries name each other by **id**, unique within a record.
- A field at its **default** is left out of the JSON, except at the top of the record.
- What could not be settled is empty, and `reason` says why.
"""


def page() -> str:
    """The page on the record, in Markdown."""
    parts = [_INTRODUCTION, *map(_section, _types()), _findings()]
    return "\n".join(parts)


def schema() -> str:
    """The JSON Schema as the file has it."""
    return json.dumps(record.json_schema(), indent=2, ensure_ascii=False) + "\n"


def _types() -> Iterator[type]:
    """The record and what it is made of, each type before those that only it uses."""
    shown: dict[type, None] = {}

    def show(kind: type) -> None:
        if kind in shown:
            return
        shown[kind] = None
        for hint in typing.get_type_hints(kind).values():
            for part in _structs(hint):
                show(part)

    show(Record)
    yield from shown


def _structs(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for part in typing.get_args(hint):
        yield from _structs(part)


def _section(kind: type) -> str:
    prose, meanings = _docstring(kind)
    lines = [f"## {kind.__name__}", "", prose, ""]
    if getattr(kind, "__struct_config__").array_like:  # noqa: B009  # msgspec sets it on the class
        return "\n".join(lines)
    lines += ["| field | type | meaning |", "| --- | --- | --- |"]
    hints = typing.get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        lines.append(f"| `{field.name}` | {_type(hints[field.name])} | {meanings.get(field.name, '')} |")
    return "\n".join([*lines, ""])


def _docstring(kind: type) -> tuple[str, dict[str, str]]:
    """The prose of a docstring on one line a paragraph, and what its `Attributes:` say."""
    text, _, attributes = inspect.cleandoc(kind.__doc__ or "").partition("Attributes:")
    prose = "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
    found = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", attributes, re.MULTILINE)
    return prose, {name: " ".join(meaning.split()) for name, meaning in found}


def _type(hint: Any) -> str:
    """A type in words; no bars, which Markdown takes for the table's."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin in {typing.Union, types.UnionType}:
        return " or ".join("null" if part is type(None) else _type(part) for part in arguments)
    if issubclass(hint, msgspec.Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    names = {"str": "text", "int": "integer", "float": "number", "bool": "true or false"}
    name: str = hint.__name__
    return names.get(name, name)


def _findings() -> str:
    rows = [f"| `{kind}` | {level} | {meaning} |" for kind, (level, meaning) in FINDINGS.items()]
    head = ["## Kinds of finding", "", "| kind | level | what it says |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def main() -> int:
    """Write the files, or check them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is out of date")
    wanted = {SCHEMA: schema(), PAGE: page()}
    if parser.parse_args().check:
        stale = [p for p, text in wanted.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run 'make docs'", file=sys.stderr)
        return 1 if stale else 0
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
