"""Files and folders: what is there is found in order, what is odd is refused, nothing leads out."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from ingest.world import STORY, split, texts

from communique.ingest import documents


def test_a_folder_gives_its_files_by_name_and_hides_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.txt", ".hidden.txt", ".git/x.txt", "c.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{STORY} {name}")
    found, refusals = split(documents([str(tmp_path)]))
    assert [Path(document.id).relative_to(tmp_path).as_posix() for document in found] == [
        "a/y.txt",
        "a/z.md",
        "b.txt",
        "c.TXT",
    ]
    assert refusals == []


def test_in_a_folder_links_lead_nowhere_and_odd_files_are_named(tmp_path: Path) -> None:
    secret, folder = tmp_path / "secret", tmp_path / "folder"
    secret.mkdir()
    folder.mkdir()
    (secret / "secret.txt").write_text(STORY)
    (folder / "story.txt").write_text(STORY)
    (folder / "link.txt").symlink_to(secret / "secret.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "picture.jpg").write_bytes(b"\xff\xd8")
    os.mkfifo(folder / "pipe.txt")
    found, refusals = split(documents([str(folder)]))
    assert [Path(document.id).name for document in found] == ["story.txt"]
    assert {Path(refusal.source).name: refusal.reason for refusal in refusals} == {
        "link.txt": "a symbolic link, which is not followed within a folder.",
        "loop": "a symbolic link, which is not followed within a folder.",
        "picture.jpg": "of no kind that is read, by its name.",
        "pipe.txt": "no plain file.",
    }


def test_a_name_that_is_no_unicode_can_be_written_down(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(STORY)
    ((document,), _) = split(documents([str(tmp_path)]))
    assert document.id.endswith("caf\ufffd.txt")


def test_a_named_file_without_a_known_ending_is_text_and_a_named_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "story").write_text(STORY)
    (tmp_path / "link").symlink_to(tmp_path / "story")
    assert texts(documents([str(tmp_path / "story"), str(tmp_path / "link")])) == [STORY, STORY]


def test_standard_input_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(STORY.encode())))
    ((document,), _) = split(documents(["-"]))
    assert (document.id, document.text) == ("stdin", STORY)


def test_what_cannot_be_opened_says_why() -> None:
    _, refusals = split(documents(["nul\0.txt", "missing.txt"]))
    assert ["embedded null" in refusals[0].reason, refusals[1].reason] == [True, "does not exist: check the path."]
