"""Bytes become text, or one line that names the file and says what to do."""

from __future__ import annotations

import codecs
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.cli import inputs
from communique.cli.inputs import InputError, decode, load

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
    with pytest.raises(InputError) as caught:
        decode(data, "old news.txt")
    message = str(caught.value)
    assert [part for part in ["old news.txt", *said] if part not in message] == []
    assert "\n" not in message


@given(st.binary(max_size=60))
def test_any_bytes_give_a_text_or_one_line(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except InputError as error:
        text = " ".join(error.args)
    text.encode("utf-8")


def test_a_document_knows_its_path_and_day(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    document = load(str(path), datetime.date(2022, 6, 8))
    assert (document.id, document.text, document.published) == (str(path), STORY, datetime.date(2022, 6, 8))


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    for name, said in {"missing.txt": "does not exist", ".": "is a folder", "empty.txt": "is empty"}.items():
        with pytest.raises(InputError, match=said):
            load(str(tmp_path / name))
    with pytest.raises(InputError, match="cannot be read"):
        load("nul\0.txt")


def test_an_endless_input_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LONGEST", 10)
    (tmp_path / "long.txt").write_text("x" * 11)
    (tmp_path / "fits.txt").write_text("x" * 10)
    assert load(str(tmp_path / "fits.txt")).text == "x" * 10
    with pytest.raises(InputError, match="cut it into its parts"):
        load(str(tmp_path / "long.txt"))
