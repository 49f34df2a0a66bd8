"""Plain text: bytes decoded, or one line that says what is wrong and what to do.

Decoding is strict, for a guess would move or garble the evidence: UTF-8, or UTF-16 where a byte order mark says
so. The mark is dropped, and Windows line ends (CR LF) become LF; the text is otherwise kept as it is, and offsets
count what is kept.
"""

from __future__ import annotations

import codecs
import shlex
from collections.abc import Iterator

from communique.ingest.items import STDIN_NAME, Blob, Find, Unreadable
from communique.ingest.options import Options
from communique.ingest.streams import whole
from communique.record import Document


def read(blob: Blob, options: Options) -> Iterator[Find]:
    """The one document of a text file."""
    text = decode(whole(blob.stream, options.limits.bytes), blob.name if _on_disk(blob) else "FILE")
    facts = blob.facts
    yield Document(
        id=blob.name,
        text=text,
        published=facts.published,
        url=facts.url,
        outlet=facts.outlet,
        title=facts.title,
    )


def decode(data: bytes, name: str) -> str:
    """The text of a file's bytes, without byte order mark, with LF for CR LF.

    Args:
        data: The bytes.
        name: The file's name, for the command that a message suggests.

    Raises:
        Unreadable: It is no text, or in another encoding than UTF-8 or UTF-16 with a byte order mark.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not data.startswith(codecs.BOM_UTF32_LE)
    if not wide and (nul := data.find(b"\0")) >= 0:
        raise Unreadable(f"no text (NUL byte at offset {nul}): save it as plain text in UTF-8 first.")
    try:
        text = data.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError as error:
        wanted = "UTF-16, as its byte order mark says" if wide else "UTF-8"
        raise Unreadable(
            f"not in {wanted} (byte offset {error.start}). Convert it first, for example: "
            f"iconv -f WINDOWS-1252 -t UTF-8 {shlex.quote(name)} > converted.txt"
        ) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _on_disk(blob: Blob) -> bool:
    return blob.depth == 0 and blob.facts.url is None and blob.name != STDIN_NAME
