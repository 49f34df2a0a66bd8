"""Workers read in processes of their own, and their parent survives them."""

from __future__ import annotations

import multiprocessing
import os
from functools import partial
from pathlib import Path

import pytest
from fake_reader import FakeReader, maker, record_of

from communique import Reader
from communique.record import Document
from communique.runs import ReaderError, Workers, cores, readers
from communique.runs.workers import _threads

ROOT = Path(__file__).resolve().parents[2]


def tasks(*texts: str) -> list[tuple[str, Document]]:
    return [(text, Document(id=text, text=text)) for text in texts]


def test_records_are_those_of_the_reader() -> None:
    with Workers(maker("7"), count=2) as workers:
        assert workers.model == FakeReader("7").model
        results = {result.key: result.record for result in workers.read(tasks("Paris agreed.", "Rome agreed."))}
    assert results == {
        text: record_of(Document(id=text, text=text), FakeReader("7").model)
        for text in ("Paris agreed.", "Rome agreed.")
    }


def test_long_texts_pass_both_ways() -> None:
    text = "Paris said " + "much and " * 50_000
    with Workers(maker()) as workers:
        (result,) = workers.read(tasks(text))
    assert result.record is not None
    assert result.record.document.text == text


def test_a_reader_that_cannot_be_made() -> None:
    with pytest.raises(ReaderError, match="there is no such reader"), Workers(maker("missing")) as workers:
        _ = workers.model


def test_a_process_that_ends_at_once() -> None:
    with pytest.raises(ReaderError, match="before it had a reader"), Workers(partial(os._exit, 4)) as workers:
        _ = workers.model


def test_the_last_document_may_take_its_worker_along() -> None:
    with Workers(maker()) as workers:
        results = list(workers.read(tasks("Oslo DIE.", "Paris agreed.", "Rome SLEEP DIE.")))
    assert {result.key: bool(result.record) for result in results} == {
        "Oslo DIE.": False,
        "Paris agreed.": True,
        "Rome SLEEP DIE.": False,
    }


def test_no_process_is_left_behind() -> None:
    with Workers(maker(), count=2) as workers:
        list(workers.read(tasks("Paris agreed.", "Rome agreed.", "Oslo agreed.")))
        assert multiprocessing.active_children()
    assert multiprocessing.active_children() == []


def test_native_threads_are_as_many_as_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    with _threads(2):
        assert (os.environ["OMP_NUM_THREADS"], os.environ["OPENBLAS_NUM_THREADS"]) == ("3", "2")
    assert "OPENBLAS_NUM_THREADS" not in os.environ


def test_a_reader_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 3, 5}, raising=False)
    assert (cores(), readers()) == (3, 3)
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert (cores(), readers()) == (64, 8)


def test_the_reader_of_the_package_gives_the_same_bytes_in_a_worker(reader: Reader) -> None:
    story = Document(id="story", text=(ROOT / "examples" / "astana-talks.txt").read_text("utf-8"))
    with Workers(Reader) as workers:
        assert workers.model == reader.model
        (result,) = workers.read([("key", story)])
    assert result.record is not None
    assert result.record.to_json() == reader.read(story).to_json()
