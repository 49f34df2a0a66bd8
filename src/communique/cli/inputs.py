"""From a path or standard input to a document: bytes decoded, or one line that says what is wrong and what to do.

Decoding is strict, for a guess would move or garble the evidence: UTF-8, or UTF-16 where a byte order mark says
so. The mark is dropped, and Windows line ends (CR LF) become LF; the text is otherwise kept as it is, and offsets
count what is kept.
"""

from __future__ import annotations

import codecs
import datetime
import os
import shlex
import sys
from pathlib import Path

from communique.record import Document

#: The path that stands for standard input.
STDIN = "-"
#: What messages call it.
STDIN_NAME = "standard input"
#: The most bytes that are read of one input. Nobody reads more than a million characters into one record, and a
#: character has at most four bytes; an endless input (a device) must end somewhere.
LONGEST = 4_000_004


class InputError(Exception):
    """An input cannot be read; the message names it and says what to do."""


def load(source: str, published: datetime.date | None = None) -> Document:
    """The document behind a path, or `-` for standard input. Its id is the path, or `stdin`.

    Args:
        source: The path of a text file, or `-`.
        published: The day it was published, where the caller knows it.

    Raises:
        InputError: It is missing, a folder, not allowed, no text, in another encoding, too long or empty.
    """
    name = STDIN_NAME if source == STDIN else _readable(source)
    text = decode(_bytes(source, name), name)
    if not text.strip():
        raise InputError(f"{name} is empty: there is nothing to read.")
    return Document(id="stdin" if source == STDIN else name, text=text, published=published)


def decode(data: bytes, name: str) -> str:
    """The text of a file's bytes, without byte order mark, with LF for CR LF.

    Args:
        data: The bytes.
        name: What messages call the file.

    Raises:
        InputError: It is no text, or in another encoding than UTF-8 or UTF-16 with a byte order mark.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not data.startswith(codecs.BOM_UTF32_LE)
    if not wide and (nul := data.find(b"\0")) >= 0:
        raise InputError(f"{name} is no text (NUL byte at offset {nul}): save it as plain text in UTF-8 first.")
    try:
        text = data.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError as error:
        file = "FILE" if name == STDIN_NAME else name
        wanted = "UTF-16, as its byte order mark says" if wide else "UTF-8"
        raise InputError(
            f"{name} is not in {wanted} (byte offset {error.start}). Convert it first, for example: "
            f"iconv -f WINDOWS-1252 -t UTF-8 {shlex.quote(file)} > converted.txt"
        ) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _bytes(source: str, name: str) -> bytes:
    try:
        if source == STDIN:
            data = sys.stdin.buffer.read(LONGEST + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(LONGEST + 1)
    except FileNotFoundError:
        raise InputError(f"{name} does not exist: check the path.") from None
    except IsADirectoryError:
        raise InputError(
            f"{name} is a folder: name the files in it, for example {name.rstrip('/')}/*.txt"
        ) from None
    except PermissionError:
        raise InputError(f"{name} may not be opened: check its permissions.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(f"{name} cannot be read: {error}.") from None
    if len(data) > LONGEST:
        raise InputError(f"{name} has more than a million characters: cut it into its parts.")
    return data


def _readable(path: str) -> str:
    """The path with whatever bytes of it are no UTF-8 replaced: ids go into JSON."""
    return os.fsencode(path).decode("utf-8", "replace")
