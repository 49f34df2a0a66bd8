"""Where records go: standard output, one file, or a folder of files. A file is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO

import msgspec
import typer

from communique.export.naming import FileNames
from communique.record import Record


class Format(StrEnum):
    """The forms in which `communique read` gives a record."""

    REPORT = "report"
    JSON = "json"
    HTML = "html"
    JSONL = "jsonl"


SUFFIXES = {Format.REPORT: ".txt", Format.JSON: ".json", Format.HTML: ".html", Format.JSONL: ".jsonl"}
Write = Callable[[Record], None]


@contextmanager
def writer(form: Format, out: Path | None, *, several: bool) -> Iterator[Write]:
    """What to give each record to.

    Args:
        form: The form of the records.
        out: None for standard output; a file, or for several records (but not for JSON Lines) a folder.
        several: Whether there may be more than one record.

    Raises:
        OSError: The file cannot be written.
    """
    if out is None:
        yield lambda record: typer.echo(_shown(record, form), nl=False)
    elif form is Format.JSONL and not out.is_dir():
        with atomic(out) as file:
            yield lambda record: _line(file, record)
    elif several or out.is_dir():
        out.mkdir(parents=True, exist_ok=True)
        yield _Folder(out, form).write
    else:
        yield lambda record: _whole(out, rendered(record, form))


def rendered(record: Record, form: Format) -> bytes:
    """A record in one of the forms, in UTF-8; a report without colour, 100 characters wide."""
    if form is Format.JSONL:
        return record.to_json() + b"\n"
    if form is Format.JSON:
        return msgspec.json.format(record.to_json(), indent=2) + b"\n"
    if form is Format.HTML:
        from communique.export.html import render

        return render(record).encode()
    from communique.cli.report import plain

    return plain(record).encode()


def _shown(record: Record, form: Format) -> bytes:
    """The same for standard output, where a report fits the terminal and its encoding."""
    if form is not Format.REPORT:
        return rendered(record, form)
    from communique.cli.report import shown

    return shown(record).encode(sys.stdout.encoding or "utf-8", "replace")


class _Folder:
    """Writes each record to a file of its own, named after its document."""

    def __init__(self, folder: Path, form: Format) -> None:
        self.folder, self.form = folder, form
        self.names = FileNames()

    def write(self, record: Record) -> None:
        # Inputs of the same name from two folders must not overwrite each other.
        name = self.names.of(record.document.id) + SUFFIXES[self.form]
        _whole(self.folder / name, rendered(record, self.form))


def _line(file: IO[bytes], record: Record) -> None:
    file.write(rendered(record, Format.JSONL))
    file.flush()


def _whole(path: Path, data: bytes) -> None:
    with atomic(path) as file:
        file.write(data)


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its place when all is written; on any trouble the old one stays.

    Raises:
        OSError: It cannot be written.
    """
    if path.exists() and not path.is_file():  # a device or a named pipe: nothing to rename over
        with path.open("wb") as file:
            yield file
        return
    path = path.resolve()  # of a link, the file that it names
    part = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
