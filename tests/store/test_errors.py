"""What is wrong with a file is said clearly, and what was kept before is there afterwards."""

from __future__ import annotations

import ctypes
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from fake_reader import record_of

from communique.record import Document
from communique.store import Store, StoreError, StoreLockedError, check


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one document that was read."""
    path = tmp_path / "store.db"
    with Store(path, create=True) as store:
        document = Document(id="d1", text="Wang promised a ceasefire.")
        store.put(store.keep([document])[0], record_of(document))
    return path


def whole(path: Path) -> bool:
    """Whether the one document is there and nothing is wrong."""
    with Store(path) as store:
        return store.counts() == {"read": 1} and not [fault for one in check(store) for fault in one.faults]


def test_a_locked_store(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store(path, patience=0.2) as store:
        assert store.counts() == {"read": 1}  # who reads does not wait
        with pytest.raises(StoreLockedError, match=r"store\.db: another program has been writing"):
            store.keep([Document(id="d2", text="Paris waits.")])
    other.close()
    assert whole(path)


def test_a_new_store_that_somebody_else_has_open(tmp_path: Path) -> None:
    """As two runs that make one store at once have it: SQLite does not wait when the log is set up."""
    path = tmp_path / "new.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM sqlite_master").fetchall()
        with pytest.raises(StoreLockedError, match=r"new\.db: another program has been writing"):
            Store(path, create=True, patience=0.2)
        Timer(0.3, lambda: other.execute("COMMIT")).start()
        with Store(path, create=True) as store:
            assert store.counts() == {}


def test_a_folder_that_may_not_be_written(path: Path) -> None:
    # Root may write anywhere, so that what a database says is provoked on the file itself.
    with Store(path) as store:
        with store.reading() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
            connection.commit()
        with pytest.raises(StoreError, match=r"may not be written: check the permissions"):
            store.keep([Document(id="d2", text="Paris waits.")])
    assert whole(path)


def _without_powers() -> None:
    """Have root mind permissions as everybody else must: drop the capabilities to pass them by (Linux)."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def test_a_read_only_folder(path: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    program = "import sys; from communique.store import Store; Store(sys.argv[1], create=True)"
    for name in ("new.db", path.name):
        done = subprocess.run(
            [sys.executable, "-c", program, tmp_path / name],
            preexec_fn=_without_powers,
            capture_output=True,
            text=True,
            check=False,
        )
        *_, said = done.stderr.splitlines()
        assert re.search(r"StoreError: .*\.db: it (cannot be opened|may not be written): check .* folder", said)
    tmp_path.chmod(0o700)
    assert whole(path)


def test_a_folder_or_a_missing_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"is a folder: name a file in it, for example .*communique\.db"):
        Store(tmp_path, create=True)
    with pytest.raises(StoreError, match="there is no folder"):
        Store(tmp_path / "missing" / "store.db", create=True)


def test_a_full_disk(path: Path) -> None:
    """A file that may have no more pages fails as one on a full disk does."""
    with Store(path) as store:
        with store.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            connection.commit()
        with pytest.raises(StoreError, match=r"the disk is full: make room and run it again"):
            store.keep([Document(id="d2", text="Paris waits. " * 10_000)])
    assert whole(path)
    with Store(path) as store:  # with room again
        assert store.keep([Document(id="d2", text="Paris waits. " * 10_000)])


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("No database at all. " * 100)
    with pytest.raises(StoreError, match="it is no store: a file of another kind, or damaged"):
        Store(path, create=True)
    assert path.read_text().startswith("No database")


def test_a_damaged_file(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 200] = b"\xff" * 200
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"), Store(path) as store:
        list(check(store))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("UPDATE documents SET text = replace(text, 'Wang', 'Wong')", "the hash differs"),
        ("UPDATE records SET json = CAST(json || ' ' AS BLOB)", "its record is not the one that was written"),
        ("DELETE FROM records", "it counts as read and has no record"),
        ("UPDATE entries SET day = '1999-01-01'", "its rows in 'entries' are not those of its record"),
        ("DELETE FROM parties", "its rows in 'parties' are not those of its record"),
    ],
)
def test_what_was_tampered_with_is_found(path: Path, change: str, message: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(change)
    connection.close()
    with Store(path) as store:
        faults = [fault.message for checked in check(store) for fault in checked.faults]
    assert any(message in fault for fault in faults), faults


def test_a_postgresql_that_is_not_there() -> None:
    with pytest.raises(StoreError, match=r"postgresql.*://\*?.*: the database says: .*refused"):
        Store("postgresql://nobody:secret@127.0.0.1:1/none")


def test_a_password_is_never_shown() -> None:
    with pytest.raises(StoreError) as caught:
        Store("postgresql://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["mysql://host/name", "://", "http://host/store.db"])
def test_another_kind_of_url(url: str) -> None:
    with pytest.raises(StoreError):
        Store(url, create=True)
