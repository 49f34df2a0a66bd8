"""The text of a page's bytes, by the encoding that it or its server names.

The names and what they stand for are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org), in
which `iso-8859-1` and `ascii` mean Windows-1252; other codecs of Python are no encodings of pages, and some take
time without bound.
"""

from __future__ import annotations

import codecs
import re

from communique.ingest.items import Unreadable

#: Python's names for the standard's encodings.
ENCODINGS = frozenset({
    "utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "euc_jp", "iso2022_jp", "shift_jis", "euc_kr",
    "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10",
    "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
    "cp866", "cp874", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
})  # fmt: skip
MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
         "utf-16": "utf-16-le", "tis-620": "cp874", "iso8859-11": "cp874"}  # fmt: skip
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: The standard looks for the name in the first 1,024 bytes; pages in use put it further down.
HEAD = 4096
_META = re.compile(rb"""<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The text of a page: by its byte order mark, the server's word, its own word, else UTF-8.

    Raises:
        Unreadable: It is not in that encoding, or in none that pages are in, or it holds NUL characters.
    """
    name, mark = _encoding(data, charset)
    try:
        text = data[mark:].decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(f"not in {name}, as it should be (byte offset {mark + error.start}).") from None
    if (nul := text.find("\0")) >= 0:
        raise Unreadable(f"no text (NUL at character {nul}).")
    return text


def _encoding(data: bytes, charset: str | None) -> tuple[str, int]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    if charset is not None:
        return _known(charset), 0
    found = _META.search(data, 0, HEAD)
    if found is None:
        return "utf-8", 0
    name = _known(found[1].decode("ascii", "replace"))
    return ("utf-8" if name.startswith("utf-16") else name), 0  # what could be read as ASCII is no UTF-16


def _known(label: str) -> str:
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        name = label
    name = MEANT.get(name, name)
    if name not in ENCODINGS:
        raise Unreadable(f"in the encoding '{label[:40]}', which pages are not in.")
    return name
