"""Downloads: every format, the corrected record, a name that is one file's."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import pytest
from starlette.testclient import TestClient

from communique.export.formats import FORMATS
from communique.record import Record
from communique.store import Correction, Rename, Store, correct


@pytest.mark.parametrize("format", ["html", *FORMATS])
def test_a_record_comes_in_every_format(client: TestClient, key: str, format: str) -> None:
    answer = client.get(f"/export/{key}/{format}")
    assert answer.status_code == 200
    assert re.fullmatch(r'attachment; filename="[\w.\-]+"', answer.headers["content-disposition"])
    if format in FORMATS and FORMATS[format].folder:
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        assert archive.testzip() is None
        assert archive.namelist()
        assert not [name for name in archive.namelist() if name.startswith(("/", ".")) or ".." in name]
    else:
        assert answer.content


def test_what_was_corrected_is_exported(client: TestClient, key: str, store: Store) -> None:
    change = Rename(identity="wang-yi", name="Mr Wang")
    correct(store, [Correction(author="a", day=datetime.date(2024, 1, 1), reason="b", change=change)])
    record = Record.from_json(client.get(f"/export/{key}/jsonl").content)
    assert "Mr Wang" in [actor.name for actor in record.actors]


def test_the_same_record_gives_the_same_archive(client: TestClient, key: str) -> None:
    assert client.get(f"/export/{key}/csv").content == client.get(f"/export/{key}/csv").content
