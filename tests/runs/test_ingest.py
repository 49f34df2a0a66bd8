"""A run keeps, reads and writes; it can be cut off anywhere and goes on; nothing is done twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fake_reader import maker, record_of
from runs.program import documents
from sqlalchemy import select

from communique.record import Document
from communique.runs import Outcome, Workers, again, ingest
from communique.store import Store, StoreError, check, tables

PROGRAM = Path(__file__).with_name("program.py")


class Refusal(NamedTuple):
    source: str
    reason: str
    document: Document | None = None


def run(place: str, items: Iterable[Any], version: str = "1", **options: Any) -> list[Outcome]:
    told: list[Outcome] = []
    with Store(place, create=True) as store, Workers(maker(version), **options) as workers:
        ingest(store, items, workers, told.append)
    return told


def kinds(told: Iterable[Outcome]) -> dict[str, int]:
    return dict(Counter(outcome.kind for outcome in told))


def records(place: str) -> dict[str, bytes]:
    """The records by key, after a check that nothing is wrong."""
    with Store(place) as store:
        assert not [fault for checked in check(store) for fault in checked.faults]
        return {key: record.to_json() for key, record in store.records()}


def test_everything_is_kept_and_read_once(place: str) -> None:
    given = list(documents(70))
    assert kinds(run(place, given)) == {"read": 70}
    assert kinds(run(place, [*given, Document(id="new", text="Paris agreed.")])) == {"known": 70, "read": 1}
    assert {record_of(one).to_json() for one in given} < set(records(place).values())


def test_another_version_of_the_reader_reads_again_what_it_is_given(place: str) -> None:
    run(place, documents(5))
    assert kinds(run(place, documents(3), version="2")) == {"read": 3}
    told: list[Outcome] = []
    with Store(place) as store, Workers(maker("2")) as workers:
        again(store, workers, told.append)
        assert told == []
        again(store, workers, told.append, outdated=True)
    assert kinds(told) == {"read": 2}
    assert all(b'"version":"2"' in json for json in records(place).values())


def test_one_document_does_not_stop_a_run(place: str) -> None:
    good = list(documents(6))
    bad = [
        Document(id="failing", text="Somebody FAIL said."),
        Document(id="deadly", text="Somebody DIE said."),
        Document(id="astray", text="Somebody ASTRAY said."),
        Document(id="endless", text="Somebody SLEEP said."),
        Document(id="nul", text="Somebody\0said."),
    ]
    french = Refusal("fr.txt", "The text is in French.", Document(id="fr.txt", text="Paris attend."))
    broken = Refusal("broken.zip", "It is no archive.")
    told = run(place, [*good[:3], *bad, french, broken, *good[3:]], budget=1.5)
    assert kinds(told) == {"read": 6, "quarantined": 4, "refused": 2, "unread": 1}
    reasons = {outcome.name: outcome.reason for outcome in told if outcome.kind != "read"}
    assert reasons["failing"] == "the reader failed: ValueError: the text says so"
    assert "process ended over it (exit code 3)" in reasons["deadly"]
    assert "statements.0.content.0" in reasons["astray"]
    assert reasons["endless"] == "reading took longer than 1.5 seconds"
    assert "NUL" in reasons["nul"]
    with Store(place) as store:
        assert store.counts() == {"read": 6, "quarantined": 4, "unread": 1}
    assert kinds(run(place, good)) == {"known": 6}


def test_retry(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Document(id="slow", text="Somebody SLEEP said.")
    assert kinds(run(place, [slow], budget=0.5)) == {"quarantined": 1}
    assert kinds(run(place, [slow], budget=0.5)) == {"known": 1}
    monkeypatch.setenv("FAKE_READER_SLEEP", "0")
    told: list[Outcome] = []
    with Store(place) as store, Workers(maker()) as workers:
        again(store, workers, told.append)
        assert store.counts() == {"read": 1}
    assert kinds(told) == {"read": 1}


def test_killed_at_any_moment_and_run_again(place: str, tmp_path: Path) -> None:
    """The same records as without, no duplicate, and what was finished is not done again."""
    whole = str(tmp_path / "whole.db")
    count, chance, finished = 40, random.Random(7), Counter[str]()
    run(whole, documents(count))
    for workers, started in ((1, False), (2, True), (1, True), (2, False)):
        for name in _killed_run(place, count, workers, started, chance.uniform(0.0, 0.5)):
            finished[name] += 1
    told = run(place, documents(count))
    assert records(place) == records(whole)
    assert {outcome.kind for outcome in told} <= {"read", "known"}
    finished.update(outcome.name for outcome in told if outcome.kind == "read")
    assert max(finished.values()) == 1
    with Store(place) as store:
        names = [name for (name,) in store.rows(select(tables.documents.c.name))]
    assert sorted(names) == sorted(document.id for document in documents(count))


def _killed_run(place: str, count: int, workers: int, started: bool, after: float) -> list[str]:
    """Start a run, kill it some seconds later or after its first document; the names of those that it read."""
    command = [sys.executable, str(PROGRAM), place, str(count), str(workers), "0.02"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = process.stdout.readline() if started else ""
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    said = [first, *process.stdout.read().splitlines()]
    process.wait()
    process.stdout.close()
    return [line.split()[1] for line in said if line.startswith("read ")]


def test_a_disk_that_gets_full_ends_the_run_and_the_next_one_goes_on(tmp_path: Path) -> None:
    place, whole, told = str(tmp_path / "store.db"), str(tmp_path / "whole.db"), list[Outcome]()
    run(whole, documents(40))
    with Store(place, create=True) as store, Workers(maker()) as workers:
        with store.reading() as connection:  # a file that may have no more pages fails as one on a full disk does
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 30}")
            connection.commit()
        with pytest.raises(StoreError, match="the disk is full: make room and run it again"):
            ingest(store, documents(40), workers, told.append)
    assert 0 < len(records(place)) == kinds(told)["read"] < 40
    told += run(place, documents(40))
    assert kinds(told)["read"] == 40, "what was read before is not read again"
    assert records(place) == records(whole)


def test_two_runs_at_once(place: str) -> None:
    command = [sys.executable, str(PROGRAM), place, "20", "1", "0.02"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert len(records(place)) == 20


def test_the_same_records_whatever_the_number_of_workers(tmp_path: Path) -> None:
    places = [str(tmp_path / f"{count}.db") for count in (1, 3)]
    for place, count in zip(places, (1, 3), strict=True):
        run(place, documents(40), count=count)
    assert records(places[0]) == records(places[1])


def test_a_second_run_does_nothing(place: str) -> None:
    times = []
    with Workers(maker(pause=0.05)) as workers, Store(place, create=True) as store:
        assert workers.model
        for _ in range(2):
            start = time.perf_counter()
            ingest(store, documents(60), workers, lambda outcome: None)
            times.append(time.perf_counter() - start)
    assert times[1] < 0.05 * times[0]
