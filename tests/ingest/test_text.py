"""Bytes become text, or one line that says what is wrong and what to do."""

from __future__ import annotations

import codecs
import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest.world import limited

from communique.ingest import Options, Refusal, Unreadable, plain_text
from communique.ingest.text import decode
from communique.record import Document

STORY = "Erdoğan said: “Peace” 🕊"


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode(),
        codecs.BOM_UTF8 + STORY.encode(),
        STORY.encode("utf-16"),
        codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"),
    ],
)
def test_marks_are_dropped_and_the_text_is_kept(data: bytes) -> None:
    assert decode(data, "x.txt") == STORY


def test_line_ends_of_windows_become_plain_and_others_stay() -> None:
    assert decode(b"One\r\nTwo\rThree\nFour", "x.txt") == "One\nTwo\rThree\nFour"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"caf\xe9 said", ["byte offset 3", "iconv", "'old news.txt'"]),
        (b"%PDF-1.4\n\x00\x01", ["no text", "NUL byte at offset 9"]),
        (codecs.BOM_UTF16_LE + b"a\x00b", ["not in UTF-16"]),
        (codecs.BOM_UTF32_LE + "no".encode("utf-32-le"), ["no text"]),
    ],
)
def test_what_is_no_text_is_named_with_the_place(data: bytes, said: list[str]) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data, "old news.txt")
    message = str(caught.value)
    assert [part for part in said if part not in message] == []
    assert "\n" not in message


@given(st.binary(max_size=60))
def test_any_bytes_give_a_text_or_one_line(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except Unreadable as error:
        text = " ".join(error.args)
    text.encode("utf-8")


def test_a_document_is_called_by_its_path_and_read_as_text_whatever_its_name(tmp_path: Path) -> None:
    for name in ("story.txt", "story", "page.html"):
        path = tmp_path / name
        path.write_text(STORY, "utf-8")
        assert plain_text(str(path)) == Document(id=str(path), text=STORY)


def test_standard_input_is_called_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(STORY.encode())))
    assert plain_text("-") == Document(id="stdin", text=STORY)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"caf\xe9")))
    item = plain_text("-")
    assert isinstance(item, Refusal)
    assert item.reason.endswith("UTF-8 FILE > converted.txt")


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    for name, said in {"missing.txt": "does not exist", ".": "a folder", "empty.txt": "empty:"}.items():
        item = plain_text(str(tmp_path / name))
        assert isinstance(item, Refusal)
        assert said in item.reason
        assert item.source == str(tmp_path / name)


def test_an_endless_input_ends(tmp_path: Path) -> None:
    short = limited(Options(), bytes=10)
    (tmp_path / "long.txt").write_text("x" * 11)
    (tmp_path / "fits.txt").write_text("x" * 10)
    assert plain_text(str(tmp_path / "fits.txt"), short) == Document(id=str(tmp_path / "fits.txt"), text="x" * 10)
    assert plain_text(str(tmp_path / "long.txt"), short) == Refusal(
        str(tmp_path / "long.txt"), "longer than 10 bytes."
    )
