"""The JSON Schema of a record, made from the types."""

from __future__ import annotations

from typing import Any

import msgspec

from communique.record.record import Record

SCHEMA_ID = "https://communique.invalid/record.schema.json"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `Record.to_json()`; `record.schema.json` beside this module is its copy."""
    schema = msgspec.json.schema(Record)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "A Communiqué record",
        **schema,
    }
