"""Records go to JSON and come back the same, and the published schema describes what they become."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from strategies import values

from communique import Record
from communique.record import Finding, Span, json_schema


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema())


@settings(max_examples=40)
@given(values(Record))
def test_any_record_survives_json_and_fits_the_schema(validator, record: Record) -> None:
    data = record.to_json()
    assert Record.from_json(data) == record
    assert Record.from_json(data).to_json() == data
    validator.validate(json.loads(data))


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_schema_tells_other_json_apart(validator) -> None:
    assert not validator.is_valid({})
    assert not validator.is_valid({"document": {"id": "a", "text": "b"}, "statements": "none"})


def test_the_package_carries_the_schema() -> None:
    carried = files("communique.record").joinpath("record.schema.json").read_text(encoding="utf-8")
    assert json.loads(carried) == json.loads(json.dumps(json_schema()))


def test_spans_are_pairs_in_json() -> None:
    finding = Finding(id="f1", kind="undated", level="note", message="…", evidence=(Span(3, 7),))
    assert msgspec.json.decode(msgspec.json.encode(finding))["evidence"] == [[3, 7]]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"document": 1}', b"\xff"])
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        Record.from_json(data)


def test_the_message_names_the_field() -> None:
    with pytest.raises(msgspec.ValidationError, match="text"):
        Record.from_json(b'{"document": {"id": "a", "text": 1}}')
