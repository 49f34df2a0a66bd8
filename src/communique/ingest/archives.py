"""ZIP, TAR and gzip files. Nothing is written to disk: a file within is a stream with a name."""

from __future__ import annotations

import io
import re
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from tarfile import EmptyHeaderError, InvalidHeaderError, TruncatedHeaderError  # type: ignore[attr-defined]
from typing import BinaryIO, cast

from communique.ingest.items import Blob, Budget, Find, Kind, Refusal, Unreadable, printable
from communique.ingest.kinds import by_name
from communique.ingest.options import Limits, Options
from communique.ingest.streams import CHUNK, Counted, Pieces, inflate, pieces, seekable

_END = b"PK\5\6"
_GZIP = re.compile(r"\.(t)?gz$", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")


def read_gzip(blob: Blob, options: Options) -> Iterator[Find]:
    """The one file in a gzip file."""
    inner = _GZIP.sub(lambda found: ".tar" if found[1] else "", blob.name.rpartition("/")[2])
    unpacked = Pieces(inflate(pieces(blob.stream), wbits=31))
    kind = by_name(inner)
    name = blob.name if kind == "tar" else f"{blob.name}/{inner}"  # of `all.tar.gz` nobody knows the `all.tar`
    yield _inner(blob, name, kind, cast("BinaryIO", unpacked), _budget(blob, options.limits))


def read_zip(blob: Blob, options: Options) -> Iterator[Find]:
    """The files in a ZIP file; links and what is encrypted are refused."""
    stream = seekable(blob.stream, options.limits.bytes)
    budget = _budget(blob, options.limits)
    _check_directory(stream, options.limits)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(f"no sound ZIP file: {error}.") from None
    for info in archive.infolist():
        budget.take(entries=1)
        name = printable(f"{blob.name}/{info.filename}")
        if reason := _escape(info.filename) or _obstacle(info):
            yield Refusal(name, reason)
        elif not info.is_dir():
            try:
                file = archive.open(info)
            except (zipfile.BadZipFile, OSError, ValueError) as error:
                yield Refusal(name, f"damaged: {error}.")
                continue
            with file:
                yield _inner(blob, name, by_name(name), cast("BinaryIO", file), budget)


def read_tar(blob: Blob, options: Options) -> Iterator[Find]:
    """The files in a TAR file; links, devices and sparse files are refused."""
    budget = _budget(blob, options.limits)
    stream = Counted(blob.stream)
    with stream.at_most(options.limits.directory):
        archive = _tar(stream)
    while (member := _next(archive, stream, options.limits)) is not None:
        budget.take(entries=1)
        name = printable(f"{blob.name}/{member.name}")
        reason = _escape(member.name)
        if not member.isreg() or member.issparse():
            reason = "no plain file but a link, a device or a file with holes."
        if reason and not member.isdir():
            yield Refusal(name, reason)
        if member.isreg() and (file := archive.extractfile(member)) is not None:
            if not reason:
                yield _inner(blob, name, by_name(name), cast("BinaryIO", file), budget)
            for _ in pieces(cast("BinaryIO", file)):  # to the next header
                pass


class _Member(tarfile.TarInfo):
    """A file in a TAR file. Where no header can be read before the end's mark, the file is damaged.

    tarfile takes that for the end.
    """

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> _Member:
        """The next member.

        Raises:
            Unreadable: There is no sound header.
        """
        try:
            return super().fromtarfile(tarfile)
        except (EmptyHeaderError, TruncatedHeaderError, InvalidHeaderError) as error:
            raise Unreadable(f"no sound TAR file, from byte {tarfile.offset:,} on: {error}.") from None


def _tar(stream: Counted) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=cast("BinaryIO", stream), mode="r|", bufsize=CHUNK, tarinfo=_Member)
    except tarfile.TarError as error:
        raise Unreadable(f"no sound TAR file: {error}.") from None


def _next(archive: tarfile.TarFile, stream: Counted, limits: Limits) -> tarfile.TarInfo | None:
    with stream.at_most(limits.directory):
        try:
            member = archive.next()
        except (tarfile.TarError, OverflowError, RecursionError) as error:
            raise Unreadable(f"no sound TAR file: {error}.") from None
    archive.members = []  # type: ignore[attr-defined]  # it would remember all of them
    return member


def _obstacle(info: zipfile.ZipInfo) -> str | None:
    """Why a file in a ZIP file is not read; None if it is."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, which is not followed."
    if info.flag_bits & 1:
        return "encrypted."
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "packed by a method whose output cannot be bounded; only stored and deflated files are read."
    return None


def _check_directory(stream: BinaryIO, limits: Limits) -> None:
    """See that the directory, which is read into memory as a whole, is bounded; it is found from the end."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 22 - 65_535))  # an end record and the longest comment
    tail = stream.read()
    end = tail.rfind(_END)
    length = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if length > limits.directory:  # ZIP64 writes the greatest number here
        raise Unreadable(f"a ZIP file with a directory of more than {limits.directory:,} bytes.")
    stream.seek(0)


def _budget(blob: Blob, limits: Limits) -> Budget:
    return blob.budget or Budget(limits.entries, limits.unpacked)


def _inner(blob: Blob, name: str, kind: Kind, stream: BinaryIO, budget: Budget) -> Blob:
    counted = io.BufferedReader(Counted(stream, budget))
    return Blob(name=name, kind=kind, stream=counted, facts=blob.facts, depth=blob.depth + 1, budget=budget)


def _escape(path: str) -> str | None:
    """Why a path leads out of its archive; None if it does not."""
    parts = path.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or _DRIVE.match(parts[0]):
        return "its path leads out of the archive."
    return None
