"""Files and folders on disk."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from communique.ingest.items import STDIN, STDIN_NAME, Blob, Find, Refusal, Unreadable, printable
from communique.ingest.kinds import by_name


def finds(path: str) -> Iterator[Find]:
    """What lies at a path that somebody named: a file, a folder or `-`, standard input.

    A file whose name says nothing of its kind is taken for text.

    Raises:
        Unreadable: It cannot be opened.
    """
    if path == STDIN:
        yield Blob(name=STDIN_NAME, kind="text", stream=cast("BinaryIO", sys.stdin.buffer))
        return
    if is_folder(path):
        yield from _within(path)
    else:
        kind = by_name(path)
        with opened(path) as stream:
            yield Blob(name=printable(path), kind="text" if kind == "unknown" else kind, stream=stream)


def is_folder(path: str) -> bool:
    """Whether a path is a folder's.

    Raises:
        Unreadable: It is no path, or may not be looked at.
    """
    try:
        return Path(path).is_dir()
    except (OSError, ValueError) as error:  # ValueError: a NUL in it
        raise Unreadable(_said(error)) from None


def _within(folder: str) -> Iterator[Find]:
    """The files of a folder and the folders in it, in the order of their names; hidden ones are passed over."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            mode = os.lstat(path).st_mode if path != folder else stat.S_IFDIR
            if stat.S_ISDIR(mode):
                shown = [str(inner) for inner in Path(path).iterdir() if not inner.name.startswith(".")]
                waiting += sorted(shown, reverse=True)
                continue
            yield from _file(path, mode)
        except OSError as error:
            yield Refusal(printable(path), _said(error))


def _file(path: str, mode: int) -> Iterator[Find]:
    name = printable(path)
    if stat.S_ISLNK(mode):
        yield Refusal(name, "a symbolic link, which is not followed within a folder.")
    elif not stat.S_ISREG(mode):
        yield Refusal(name, "no plain file.")
    elif (kind := by_name(path)) == "unknown":
        yield Refusal(name, "of no kind that is read, by its name.")
    else:
        try:
            stream = opened(path)
        except Unreadable as error:
            yield Refusal(name, str(error))
            return
        with stream:
            yield Blob(name=name, kind=kind, stream=stream)


def opened(path: str) -> BinaryIO:
    """A file, open for reading.

    Raises:
        Unreadable: It is missing, a folder, not allowed or otherwise not to be opened.
    """
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise Unreadable(_said(error)) from None


def _said(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist: check the path."
    if isinstance(error, PermissionError):
        return "may not be opened: check its permissions."
    return f"cannot be opened: {error.strerror if isinstance(error, OSError) else error}."
