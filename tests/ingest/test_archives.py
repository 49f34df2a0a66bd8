"""Archives: files in them are read, nothing leads out of them, and they end."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest.world import STORY, limited, split

from communique.ingest import Options, documents

Refused = Callable[..., str]


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(files: dict[str, bytes | tarfile.TarInfo], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = data if isinstance(data, tarfile.TarInfo) else tarfile.TarInfo(name)
            if isinstance(data, bytes):
                info.size = len(data)
            archive.addfile(info, io.BytesIO(data) if isinstance(data, bytes) else None)
    return buffer.getvalue()


FILES = {"a/story.txt": STORY.encode(), "rows.jsonl": b'{"id": "r1", "text": "The talks were held in Geneva."}'}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("all.zip", zipped(FILES)),
        ("all.tar", tarred(dict(FILES))),
        ("all.tar.gz", tarred(dict(FILES), "w:gz")),
        ("all.tgz", tarred(dict(FILES), "w:gz")),
    ],
)
def test_files_in_archives_are_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    found, refusals = split(documents([str(tmp_path / name)]))
    assert refusals == []
    assert [document.id for document in found] == [f"{tmp_path / name}/a/story.txt", "r1"]
    assert found[0].text == STORY


def test_archives_within_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    (tmp_path / "outer.zip").write_bytes(
        zipped({"inner.tar.gz": tarred({"story.txt.gz": gzip.compress(STORY.encode())}, "w:gz")})
    )
    found, _ = split(documents([str(tmp_path)]))
    assert [document.id for document in found] == [f"{tmp_path}/outer.zip/inner.tar.gz/story.txt.gz/story.txt"]
    found, refusals = split(documents([str(tmp_path)], limited(Options(), depth=3)))
    assert found == []
    assert refusals[0].reason == "it lies more than 3 archives, lists and feeds deep."


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "C:\\out.txt"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_no_path_leaves_its_archive(tmp_path: Path, pack: Callable[..., bytes], name: str) -> None:
    (tmp_path / "evil").write_bytes(pack({name: STORY.encode(), "good.txt": STORY.encode()}))
    path = tmp_path / "evil"
    path = path.rename(path.with_suffix(".zip" if pack is zipped else ".tar"))
    found, refusals = split(documents([str(path)]))
    assert [document.id for document in found] == [f"{path}/good.txt"]
    assert [refusal.reason for refusal in refusals] == ["its path leads out of the archive."]
    assert [inner.name for inner in tmp_path.iterdir()] == [path.name], "nothing is written"


def linked(kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo("link.txt")
    info.type, info.linkname = kind, "/etc/passwd"
    return info


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_file_are_refused(tmp_path: Path, kind: bytes) -> None:
    (tmp_path / "all.tar").write_bytes(tarred({"link.txt": linked(kind), "story.txt": STORY.encode()}))
    found, refusals = split(documents([str(tmp_path)]))
    assert [document.text for document in found] == [STORY]
    assert "no plain file" in refusals[0].reason


def test_links_and_secrets_in_a_zip_file_are_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("secret.txt", STORY)
        archive.writestr("story.txt", STORY)
    data = bytearray(buffer.getvalue())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):  # as an encrypting program would set it
        at = data.index(mark, data.index(mark) + 1)
        data[at + flags] |= 1
    (tmp_path / "all.zip").write_bytes(data)
    found, refusals = split(documents([str(tmp_path)]))
    assert [document.id.rpartition("/")[2] for document in found] == ["story.txt"]
    assert [refusal.reason for refusal in refusals] == ["a link, which is not followed.", "encrypted."]


def test_bombs_are_refused(refused: Refused) -> None:
    bomb = gzip.compress(bytes(60_000_000), 9)
    assert refused("bomb.txt.gz", bomb) == "longer than 20,000,000 bytes."
    assert "longer than" in refused("bomb.zip", zipped({"zeros.txt": bytes(30_000_000)})).lower()
    few = limited(Options(), unpacked=1_000_000)
    assert "unpacks to more bytes" in refused("bomb.jsonl.gz", gzip.compress(b"\n" * 2_000_000), few)
    assert "unpacks to more bytes" in refused("twice.txt.gz.gz", gzip.compress(bomb), few)


def test_a_budget_holds_for_all_files_together(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped({f"{n}.txt": STORY.encode() for n in range(50)}))
    found, refusals = split(documents([str(tmp_path)], limited(Options(), unpacked=len(STORY) * 10)))
    assert len(found) == 10
    assert len(refusals) == 2, "one for the file, one for the archive, which ends there"
    found, refusals = split(documents([str(tmp_path)], limited(Options(), entries=7)))
    assert (len(found), len(refusals)) == (7, 1)
    assert refusals[0].reason == "the archive holds more files than are taken from one."


def test_an_archive_of_archives_has_one_budget(tmp_path: Path) -> None:
    inner = zipped({f"{n}.txt": STORY.encode() for n in range(10)})
    (tmp_path / "all.zip").write_bytes(zipped({f"{n}.zip": inner for n in range(10)}))
    found, _ = split(documents([str(tmp_path)], limited(Options(), entries=50)))
    assert len(found) < 50


def test_a_tar_header_is_bounded(refused: Refused) -> None:
    info = tarfile.TarInfo("story.txt")
    info.pax_headers = {"comment": "x" * 9_000_000}
    info.size = 0
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    assert "header" in refused("pax.tar.gz", gzip.compress(buffer.getvalue()))


def test_a_zip_directory_is_bounded(refused: Refused) -> None:
    many = zipped({f"{n:050}.txt": b"" for n in range(300)})
    assert "directory" in refused("many.zip", many, limited(Options(), directory=10_000))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("no.zip", b"no archive"),
        ("cut.zip", zipped(FILES)[:-40]),
        ("no.tar", b"no archive" * 100),
        ("no.gz", b"no archive"),
        ("cut.txt.gz", gzip.compress(STORY.encode())[:-9]),
    ],
)
def test_damaged_archives_are_refused(refused: Refused, name: str, data: bytes) -> None:
    assert refused(name, data)


@pytest.mark.parametrize(("end", "whole"), [(512, 0), (600, 0), (700, 1), (1024, 1), (1600, 2)])
def test_a_tar_file_that_ends_too_early_says_so(tmp_path: Path, end: int, whole: int) -> None:
    (tmp_path / "cut.tar").write_bytes(tarred(dict(FILES))[:end])
    found, refusals = split(documents([str(tmp_path)]))
    assert len(found) == whole
    assert refusals[-1].reason.lower().startswith(("no sound tar file", "cannot be read"))


def test_a_wrong_checksum_is_a_refusal(refused: Refused) -> None:
    data = bytearray(zipped({"story.txt": STORY.encode()}))
    data[14] ^= 1  # of the local header; the directory's, which counts, comes below
    data[data.index(b"PK\1\2") + 16] ^= 1
    assert "CRC" in refused("bad.zip", bytes(data))


def test_a_method_that_cannot_be_bounded_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("story.txt", STORY, zipfile.ZIP_BZIP2)
        archive.writestr("good.txt", STORY, zipfile.ZIP_DEFLATED)
    found, refusals = split(documents([str(tmp_path)]))
    assert len(found) == 1
    assert refusals[0].reason.startswith("packed by a method")


def test_a_local_header_that_lies_is_the_file_s_refusal_only(tmp_path: Path) -> None:
    data = zipped({"one.txt": STORY.encode(), "two.txt": STORY.encode()})
    (tmp_path / "all.zip").write_bytes(data.replace(b"one.txt", b"eno.txt", 1))
    found, refusals = split(documents([str(tmp_path)]))
    assert [document.id.rpartition("/")[2] for document in found] == ["two.txt"]
    assert refusals[0].reason.startswith("damaged")
