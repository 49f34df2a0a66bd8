"""`python -m benchmarks.corpus`: the corpus is always the same, and each measurement finds what it looks for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fake_reader import maker, unsteady

from benchmarks import corpus, ingesting, interrupted
from benchmarks import retold as module
from benchmarks.retold import PEOPLE, documents, of_sets, retold, write
from communique import Document

#: `communique ingest` with a reader that needs no language pipeline.
PROGRAM = Path(__file__).with_name("program.py")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand stories take some seconds to tell."""
    monkeypatch.setattr(module, "COUNT", 40)


@pytest.fixture
def given() -> list[Document]:
    return list(retold(30))


def test_stories_are_told_again_in_the_same_way_and_no_two_are_the_same(given: list[Document]) -> None:
    assert given == list(retold(30))
    assert given != list(retold(30, seed=2))
    assert len({document.text for document in given}) == 30
    assert min(len(document.text.split()) for document in given) > 50


def test_they_are_of_other_people(given: list[Document]) -> None:
    names = [name for names in PEOPLE for name in names if " " in name]
    assert [name for name in names for document in given if name in document.text] == []


def test_the_corpus_has_the_texts_of_the_sets_where_they_are(tmp_path: Path, shared: Path) -> None:
    assert list(of_sets(tmp_path)) == []
    ids = [document.id for document in documents(shared / "bench")]
    assert len(set(ids)) == len(ids)
    assert {"time", "places", "attribution"} < {id.partition("/")[0] for id in ids}
    assert documents(tmp_path, 10) == documents(tmp_path)[:10]


def test_make_writes_what_ingest_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.jsonl"
    assert corpus.main(["make", "--documents", "5", "--bench", str(tmp_path), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: 5 documents\n"
    assert len(ingesting.readable(tmp_path, documents(tmp_path, 5))) == 5


def test_ways_are_compared_block_by_block(tmp_path: Path, given: list[Document]) -> None:
    ratio = ingesting.speed(tmp_path, given[:6], maker(pause=0.01), block=3, count=1)
    assert ratio.blocks == 2
    assert ratio.ratio > 0
    faster, one, two = ingesting.workers(tmp_path, given[:8], maker(pause=0.2), block=8)
    assert faster.ratio > 1.2
    assert (one.workers, one.documents, two.workers, two.documents) == (1, 8, 2, 8)
    assert one.parent > 0


def test_other_bytes_are_found(tmp_path: Path, given: list[Document]) -> None:
    (tmp_path / "other").mkdir()
    assert ingesting.same(tmp_path, given[:4], maker()) == {"1 worker": True, "2 workers": True}
    assert ingesting.same(tmp_path / "other", given[:4], unsteady) == {"1 worker": False, "2 workers": False}


def test_memory_is_looked_at_before_and_after(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    write(path, list(retold(60)))
    found = ingesting.memory(tmp_path, path, maker(), 2, 30, lambda said: None)
    assert [one.process for one in found] == ["parent", "worker 1", "worker 2"]
    assert all(one.settled > 1 and one.later > 1 for one in found)


@pytest.mark.parametrize("steady", [True, False])
def test_kills_are_counted_and_what_differs_is_found(
    tmp_path: Path, given: list[Document], monkeypatch: pytest.MonkeyPatch, steady: bool
) -> None:
    path, said = tmp_path / "in.jsonl", list[str]()
    write(path, given)
    if not steady:
        monkeypatch.setenv("UNSTEADY", "yes")
    found = interrupted.killed((sys.executable, str(PROGRAM), "ingest"), path, tmp_path, 1, 1, said.append)
    assert (found.kills, len(said), found.equal, found.sound, found.more) == (1, 1, steady, True, 0)
